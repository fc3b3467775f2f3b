import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Hono } from 'hono'

const FOLDERS = ['assets', 'scripts'].map((name) => join(import.meta.dirname, '../ui', name))
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
  js: 'text/javascript; charset=utf-8',
}

/** The address of an asset, with the hash of its content, so that browsers keep it for a year. */
export type Asset = (name: string) => string

/** Serves style sheets and fonts from memory, compressed once. Fonts keep plain names: the style sheet names them. */
export function serveAssets(app: Hono): Asset {
  const files = new Map<string, { plain: Buffer; br: Buffer | null; gzip: Buffer | null; type: string; hash: string }>()
  for (const [folder, name] of FOLDERS.flatMap((one) => readdirSync(one).map((file) => [one, file] as const))) {
    const ending = name.split('.').pop() ?? ''
    const plain = readFileSync(join(folder, name))
    const packable = ending !== 'woff2'
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
    files.set(name, {
      plain,
      br: packable ? brotliCompressSync(plain, quality) : null,
      gzip: packable ? gzipSync(plain) : null,
      type: TYPES[ending] ?? 'application/octet-stream',
      hash: createHash('sha256').update(plain).digest('hex').slice(0, 10),
    })
  }
  app.get('/tinh/:name', (c) => {
    const name = c.req.param('name')
    const file = files.get(name)
    if (!file) return c.notFound()
    const accepts = c.req.header('accept-encoding') ?? ''
    const packed =
      file.br && accepts.includes('br')
        ? { body: file.br, as: 'br' }
        : file.gzip && accepts.includes('gzip')
          ? { body: file.gzip, as: 'gzip' }
          : null
    c.header('Content-Type', file.type)
    // A worker's own policy is that of its file; it looks after one page and may be wider than its folder.
    if (name.endsWith('-worker.js')) {
      c.set('scripted' as never, true as never)
      c.header('Service-Worker-Allowed', '/')
    }
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    if (packed) {
      c.header('Content-Encoding', packed.as)
      c.header('Vary', 'Accept-Encoding')
    }
    return c.body(new Uint8Array(packed?.body ?? file.plain))
  })
  return (name) => `/tinh/${name}${name.endsWith('.woff2') ? '' : `?v=${files.get(name)?.hash ?? ''}`}`
}
