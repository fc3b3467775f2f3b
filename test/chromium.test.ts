import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, unpackedChromium } from './chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
}, 120_000)
afterAll(() => browser?.close())

const drawn = async (text: string) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 200 } })
  await page.setContent(`<!doctype html><html lang="vi"><p style="font-size: 32px">${text}</p>`)
  const read = await page.locator('p').textContent()
  const picture = await page.screenshot()
  await page.close()
  return { read, picture }
}

test('draws Vietnamese letters, one different from the next', async () => {
  const [empty, marked, unmarked] = [await drawn(''), await drawn('Ủy ban xã Tây Hồ'), await drawn('Uy ban xa Tay Ho')]
  expect(marked.read).toBe('Ủy ban xã Tây Hồ')
  expect(marked.picture.byteLength).toBeGreaterThan(empty.picture.byteLength + 1000)
  expect(marked.picture.equals(unmarked.picture)).toBe(false)
})

test('several workers that ask at once get the same whole folder', async () => {
  const folders = await Promise.all([unpackedChromium(), unpackedChromium(), unpackedChromium()])
  expect(new Set(folders).size).toBe(1)
})
