import { get } from 'node:http'
import { expect, test } from 'vitest'
import { TAY_HO, world } from './world.ts'

const office = await world()
const MOST = 60 * 1024

/** Bytes as they travel, head lines included, as a phone that knows brotli and gzip asks for them. */
function travels(url: string): Promise<{ bytes: number; body: string }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': url.includes('/tinh/') ? 'br' : 'gzip' } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const head = Buffer.byteLength(answer.rawHeaders.join(': '))
        resolve({ bytes: head + Buffer.concat(chunks).length, body: Buffer.concat(chunks).toString('latin1') })
      })
    }).on('error', reject)
  })
}

test('the send page with all it needs is at most 60 kB on a cold phone, and ships no script', async () => {
  const address = `${office.url}/dv/${TAY_HO}/gui-y-kien`
  const html = await (await fetch(address)).text()
  expect(html).not.toContain('<script')
  const linked = [...html.matchAll(/(?:href|src)="(\/tinh\/[^"]+)"/g)].map((match) => match[1] ?? '')
  const fonts = ['la-400', 'la-600', 'vi-400', 'vi-600'].map((name) => `/tinh/${name}.woff2`)
  const all = [address, ...new Set([...linked, ...fonts].map((path) => office.url + path))]
  const sizes = await Promise.all(all.map(travels))
  const total = sizes.reduce((sum, one) => sum + one.bytes, 0)
  console.log(`send page cold: ${total} bytes in ${all.length} requests`)
  expect(total).toBeLessThanOrEqual(MOST)
})
