// LibreOffice in a process of its own: it takes 1.5 GB, blocks while it works, and goes with whoever started it.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createConverter } from '@matbee/libreoffice-converter/server'

const require = createRequire(import.meta.url)
const wasm = join(dirname(require.resolve('@matbee/libreoffice-converter/package.json')), 'wasm')

process.on('disconnect', () => process.exit(0))
let isWarm = false
const ready = createConverter({ wasmPath: wasm, wasmLoader: require('@matbee/libreoffice-converter/wasm/loader') })

process.on('message', async (docx: Uint8Array) => {
  try {
    const converter = await ready
    const convert = () => converter.convert(docx, { outputFormat: 'pdf' }, 'letter.docx')
    // Seen once: the very first came out before the fonts were there. So the first is made twice.
    if (!isWarm) await convert()
    isWarm = true
    const { data } = await convert()
    process.send?.({ pdf: Buffer.from(data) })
  } catch (error) {
    process.send?.({ error: (error as Error).message })
  }
})
