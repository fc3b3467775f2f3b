import { type ChildProcess, execFile, fork } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** LibreOffice in WebAssembly needs 1.5 GB: it ends when nothing came for so long. */
const IDLE_MS = 60_000
const LONGEST_MS = 90_000

let native: Promise<boolean> | undefined
let worker: ChildProcess | undefined
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
  return byWorker(docx)
}

function byWorker(docx: Uint8Array): Promise<Buffer> {
  clearTimeout(idle)
  worker ??= fork(join(import.meta.dirname, 'pdf-worker.ts'), [], {
    ...{ execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
  })
  const mine = worker
  for (const working of [mine, mine.channel]) working?.ref()
  return new Promise<Buffer>((resolve, reject) => {
    const end = (error: Error | null, pdf?: Uint8Array) => {
      clearTimeout(timer)
      mine.removeAllListeners()
      if (error) stopPdf()
      else {
        idle = setTimeout(stopPdf, IDLE_MS)
        for (const waiting of [idle, mine, mine.channel]) waiting?.unref()
      }
      if (error || !pdf) reject(error ?? new Error('no PDF'))
      else resolve(Buffer.from(pdf))
    }
    const timer = setTimeout(() => end(new Error('the PDF took too long')), LONGEST_MS)
    mine.once('error', end)
    mine.once('exit', () => end(new Error('the converter of PDF ended')))
    mine.once('message', ({ pdf, error }: { pdf?: Uint8Array; error?: string }) =>
      end(error === undefined ? null : new Error(error), pdf),
    )
    mine.send(docx)
  })
}

export function stopPdf(): void {
  clearTimeout(idle)
  worker?.removeAllListeners()
  worker?.kill('SIGKILL')
  worker = undefined
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
