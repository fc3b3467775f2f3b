import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** LibreOffice in WebAssembly needs 1.5 GB: it ends when nothing came for so long. */
const IDLE_MS = 60_000
const LONGEST_MS = 90_000

interface Engine {
  convert: (docx: Uint8Array) => Promise<Buffer>
  stop: () => Promise<void>
}

let native: Promise<boolean> | undefined
let worker: Promise<Engine> | undefined
let idle: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()

/** A Word file as PDF: by the machine's own LibreOffice, else by the one from npm; one at a time. Throws when there is neither. */
export function pdfOf(docx: Uint8Array, which: 'auto' | 'native'): Promise<Buffer> {
  const mine = last.catch(() => {}).then(() => convert(docx, which))
  last = mine
  return mine
}

async function convert(docx: Uint8Array, which: 'auto' | 'native'): Promise<Buffer> {
  native ??= run('soffice', ['--version'], { timeout: 20_000 }).then(
    () => true,
    () => false,
  )
  if (await native) return byNative(docx)
  if (which === 'native') throw new Error('there is no soffice on this machine')
  clearTimeout(idle)
  worker ??= fromNpm()
  try {
    const engine = await worker
    return await inTime(engine.convert(docx))
  } catch (error) {
    await stopPdf()
    throw error
  } finally {
    clearTimeout(idle)
    idle = setTimeout(() => void stopPdf(), IDLE_MS)
    idle.unref()
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the PDF took too long')), LONGEST_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

export async function stopPdf(): Promise<void> {
  const ending = worker
  worker = undefined
  clearTimeout(idle)
  await ending?.then(({ stop }) => stop()).catch(() => {})
}

async function fromNpm(): Promise<Engine> {
  const { createSubprocessConverter } = await import('@matbee/libreoffice-converter/server')
  const main = createRequire(import.meta.url).resolve('@matbee/libreoffice-converter/package.json')
  const converter = await createSubprocessConverter({ wasmPath: join(dirname(main), 'wasm') })
  return {
    convert: async (docx) => Buffer.from((await converter.convert(docx, { outputFormat: 'pdf' }, 'letter.docx')).data),
    stop: () => converter.destroy(),
  }
}

async function byNative(docx: Uint8Array): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-dan-pdf-'))
  try {
    await writeFile(join(folder, 'letter.docx'), docx)
    const own = `-env:UserInstallation=${pathToFileURL(join(folder, 'settings'))}`
    await run('soffice', [own, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'letter.docx')], {
      timeout: LONGEST_MS,
    })
    return await readFile(join(folder, 'letter.pdf'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
