import { Worker } from 'node:worker_threads'
import { openArchive, textOfPart } from './docx-archive.ts'

export const MOST_DOCUMENT_BYTES = 20 * 1024 * 1024
const MOST_TEXT = 8 * 1024 * 1024
const MOST_PAGES = 2000

export type DocumentKind = 'text' | 'html' | 'docx' | 'pdf'

export type DocumentRefusal =
  | 'unknown_kind'
  | 'too_large'
  | 'wrong_encoding' // neither UTF-8 nor UTF-16 with its mark
  | 'encrypted'
  | 'no_text_layer' // a scan: pictures of pages
  | 'broken'
  | 'too_slow'
  | 'empty'

export type DocumentText = { readonly kind: DocumentKind; readonly text: string }

/**
 * The text of a document someone hands in, or why there is none. A text file is given as it is, its byte-order mark
 * too, so that offsets stay true to the file; what is read from the other kinds has its own offsets. `mostMs` bounds a PDF.
 */
export async function documentText(
  bytes: Uint8Array,
  name: string,
  mostMs?: number,
): Promise<DocumentText | { refused: DocumentRefusal }> {
  if (bytes.length > MOST_DOCUMENT_BYTES) return { refused: 'too_large' }
  if (bytes.length === 0) return { refused: 'empty' }
  const kind = kindOf(bytes, name)
  if (typeof kind !== 'string') return kind
  const text = await READERS[kind](bytes, mostMs).catch(() => ({ refused: 'broken' as const }))
  if (typeof text !== 'string') return text
  if (text.length > MOST_TEXT) return { refused: 'too_large' }
  return /\p{L}/u.test(text) ? { kind, text } : { refused: kind === 'pdf' ? 'no_text_layer' : 'empty' }
}

type Reader = (bytes: Uint8Array, mostMs?: number) => Promise<string | { refused: DocumentRefusal }>

const READERS: Readonly<Record<DocumentKind, Reader>> = {
  text: plainText,
  html: htmlText,
  docx: docxText,
  pdf: pdfText,
}

const startsWith = (bytes: Uint8Array, ...first: number[]) => first.every((byte, n) => bytes[n] === byte)

/** What the bytes say goes before what the name says. */
function kindOf(bytes: Uint8Array, name: string): DocumentKind | { refused: DocumentRefusal } {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const opening = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (opening.includes('%PDF-')) return 'pdf'
  if (startsWith(bytes, 0x50, 0x4b)) return ending === 'docx' ? 'docx' : { refused: 'unknown_kind' }
  // A Word file with a password is an OLE container; so is a .doc of before 2007, which we do not read.
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { refused: ending === 'docx' ? 'encrypted' : 'unknown_kind' }
  if (ending === 'docx' || ending === 'pdf') return { refused: 'broken' }
  if (['html', 'htm', 'xhtml'].includes(ending) || /^[\s\u00ef\u00bb\u00bf]*<(!doctype html|html)/i.test(opening))
    return 'html'
  if (isWide(bytes) || ['txt', 'md', 'text', 'markdown'].includes(ending))
    return bytes.includes(0) && !isWide(bytes) ? { refused: 'unknown_kind' } : 'text'
  return { refused: 'unknown_kind' }
}

const isWide = (bytes: Uint8Array) => startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)

async function plainText(bytes: Uint8Array): Promise<string | { refused: DocumentRefusal }> {
  const encoding = startsWith(bytes, 0xff, 0xfe) ? 'utf-16le' : startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { refused: 'wrong_encoding' }
  }
}

/** A text put together piece by piece; several breaks in a row are one. */
function writer() {
  let [text, gap] = ['', '']
  return {
    add(piece: string) {
      if (piece === '' || text.length > MOST_TEXT) return
      text += (text === '' ? '' : gap) + piece
      gap = ''
    },
    end(sign: '\n' | '\n\n' | ' | ') {
      if (sign.length > gap.length || sign === '\n\n') gap = sign
    },
    text: () => text,
  }
}

const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'head', 'svg', 'select', 'textarea'])
const BLOCKS = new Set(
  'address article aside blockquote body dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
)

async function htmlText(bytes: Uint8Array): Promise<string | { refused: DocumentRefusal }> {
  const source = await plainText(bytes)
  if (typeof source !== 'string') return source
  const { Parser } = await import('htmlparser2')
  const out = writer()
  let unseen = 0
  let isSpaced = false
  const parser = new Parser({
    onopentagname(name) {
      if (UNSEEN.has(name)) unseen += 1
      if (BLOCKS.has(name)) out.end('\n\n')
      if (name === 'br') out.end('\n')
    },
    onclosetag(name) {
      if (UNSEEN.has(name)) unseen -= 1
      if (BLOCKS.has(name)) out.end('\n\n')
      if (name === 'td' || name === 'th') out.end(' | ')
    },
    ontext(text) {
      if (unseen > 0) return
      const words = text.replace(/[ \t\r\n\f]+/g, ' ')
      const isBlank = words === ' '
      out.add(isBlank ? (isSpaced ? '' : ' ') : isSpaced && words.startsWith(' ') ? words.slice(1) : words)
      isSpaced = words.endsWith(' ')
    },
  })
  parser.end(source)
  return out.text()
}

/** Read as a stream of tags: no entity of its own is ever expanded, and depth costs nothing. */
async function docxText(bytes: Uint8Array): Promise<string | { refused: DocumentRefusal }> {
  const opened = await openArchive(bytes)
  if ('refused' in opened) return { refused: opened.refused === 'tooLarge' ? 'too_large' : 'broken' }
  const { Parser } = await import('htmlparser2')
  const out = writer()
  // A text box stands twice: once for new programs, once (Fallback) for old ones.
  let [isText, fallbacks] = [false, 0]
  const parser = () =>
    new Parser(
      {
        onopentagname(name) {
          if (name === 'mc:Fallback') fallbacks += 1
          isText = name === 'w:t'
          if (fallbacks > 0) return
          if (name === 'w:tab') out.add('\t')
          if (name === 'w:noBreakHyphen') out.add('-')
          if (name === 'w:br' || name === 'w:cr') out.end('\n')
        },
        onclosetag(name) {
          if (name === 'mc:Fallback') fallbacks -= 1
          if (name === 'w:p') out.end('\n\n')
          isText = false
        },
        ontext: (text) => {
          if (isText && fallbacks === 0) out.add(text)
        },
      },
      { xmlMode: true },
    )
  for (const part of ['word/document.xml', 'word/footnotes.xml']) {
    parser().end(textOfPart(opened.parts, part))
    out.end('\n\n')
  }
  return out.text()
}

/** A PDF can make its reader compute without end: it is read beside the server, so long and with so much memory at most. */
const MOST_PDF_MS = 20_000
const MOST_PDF_MB = 512

function pdfText(bytes: Uint8Array, mostMs = MOST_PDF_MS): Promise<string | { refused: DocumentRefusal }> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./pdf-text-worker.ts', import.meta.url), {
      workerData: { bytes, mostPages: MOST_PAGES, mostText: MOST_TEXT },
      resourceLimits: { maxOldGenerationSizeMb: MOST_PDF_MB },
    })
    const over = setTimeout(() => done({ refused: 'too_slow' }), mostMs)
    function done(read: string | { refused: DocumentRefusal }) {
      clearTimeout(over)
      resolve(read)
      void worker[Symbol.asyncDispose]()
    }
    worker.once('message', done)
    worker.once('error', () => done({ refused: 'broken' }))
    worker.once('exit', () => done({ refused: 'broken' }))
  })
}
