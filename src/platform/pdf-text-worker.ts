// Reads the text of a PDF in a thread of its own, so that whoever waits can end it.
import { parentPort, workerData } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'
import type { DocumentRefusal } from './document-text.ts'

interface Task {
  bytes: Uint8Array
  mostPages: number
  mostText: number
}

async function read({ bytes, mostPages, mostText }: Task): Promise<string | { refused: DocumentRefusal }> {
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    if (pdf.numPages > mostPages) return { refused: 'too_large' }
    const pages: string[] = []
    let length = 0
    for (let page = 1; page <= pdf.numPages && length <= mostText; page++) {
      const { items } = await (await pdf.getPage(page)).getTextContent()
      const text = pageText(items.filter((item) => 'str' in item))
      length += text.length
      pages.push(text)
    }
    await pdf.loadingTask.destroy()
    // A sentence may go on over the page, so that a page is no paragraph.
    return pages.join('\n')
  } catch (error) {
    return { refused: error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'broken' }
  }
}

type Piece = { readonly str: string; readonly hasEOL: boolean; readonly transform: readonly number[] }

/** A gap between lines wider than most on its page is where a paragraph ends. */
const PARAGRAPH_GAP = 1.25

function pageText(pieces: readonly Piece[]): string {
  const lines: { text: string; y: number }[] = []
  let isNew = true
  for (const { str, hasEOL, transform } of pieces) {
    if (isNew) lines.push({ text: '', y: transform[5] ?? 0 })
    const line = lines.at(-1)
    if (line) line.text += str
    isNew = hasEOL
  }
  const gaps = lines.map(({ y }, n) => (lines[n - 1]?.y ?? y) - y)
  const usual = gaps.filter((gap) => gap > 0).sort((a, b) => a - b)
  const most = (usual[Math.floor(usual.length / 2)] ?? 0) * PARAGRAPH_GAP
  return lines.map(({ text }, n) => (n === 0 ? text : `${(gaps[n] ?? 0) > most ? '\n\n' : '\n'}${text}`)).join('')
}

parentPort?.postMessage(await read(workerData as Task))
