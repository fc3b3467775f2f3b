import { openArchive, textOfPart } from './docx-archive.ts'
import { parseXml, type Xml } from './docx-check.ts'

/** As much of a Word file as a page of the web shows of it: what stands where and how big, no more. */
export interface Piece {
  text: string
  bold: boolean
  italics: boolean
  size: number | null
}

export interface Paragraph {
  is: 'paragraph'
  at: 'left' | 'center' | 'right' | 'both'
  indent: boolean
  rule: boolean
  pieces: Piece[]
}

export interface Grid {
  is: 'table'
  /** Each column's part of the width, in twentieths. */
  widths: number[]
  rows: Block[][][]
}

export type Block = Paragraph | Grid

export async function readPaper(docx: Uint8Array): Promise<Block[]> {
  const opened = await openArchive(docx)
  if ('refused' in opened) return []
  const root = await parseXml(textOfPart(opened.parts, 'word/document.xml'))
  const body = root && children(root, 'body')[0]
  return body ? blocksIn(body) : []
}

const isElement = (node: { nodeType: number }): node is Xml => node.nodeType === 1
const elements = (of: Xml): Xml[] => Array.from(of.childNodes as unknown as ArrayLike<Xml>).filter(isElement)
const children = (of: Xml, name: string): Xml[] => elements(of).filter((one) => one.localName === name)
const child = (of: Xml | undefined, name: string): Xml | undefined => of && children(of, name)[0]
const value = (of: Xml | undefined): string => of?.getAttribute('w:val') ?? ''

function blocksIn(of: Xml): Block[] {
  return elements(of).flatMap((one): Block[] => {
    if (one.localName === 'p') return [paragraph(one)]
    if (one.localName === 'tbl') return [grid(one)]
    return one.localName === 'sdt' ? children(one, 'sdtContent').flatMap(blocksIn) : []
  })
}

function grid(of: Xml): Grid {
  const columns = children(child(of, 'tblGrid') ?? of, 'gridCol').map((one) => Number(one.getAttribute('w:w')) || 1)
  const whole = columns.reduce((sum, width) => sum + width, 0) || 1
  return {
    is: 'table',
    widths: columns.map((width) => Math.min(20, Math.max(1, Math.round((20 * width) / whole)))),
    rows: children(of, 'tr').map((row) => children(row, 'tc').map(blocksIn)),
  }
}

const SIDES: Readonly<Record<string, Paragraph['at']>> = {
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'both',
}

function paragraph(of: Xml): Paragraph {
  const looks = child(of, 'pPr')
  const first = Number(child(looks, 'ind')?.getAttribute('w:firstLine') ?? 0)
  return {
    is: 'paragraph',
    at: SIDES[value(child(looks, 'jc'))] ?? 'left',
    indent: first > 200,
    rule: child(child(looks, 'pBdr'), 'bottom') !== undefined,
    pieces: runsIn(of)
      .map(piece)
      .filter((one) => one.text !== ''),
  }
}

/** Runs inside links and tracked insertions count; what was struck out does not. */
const runsIn = (of: Xml): Xml[] =>
  elements(of).flatMap((one) => {
    if (one.localName === 'r') return [one]
    return ['hyperlink', 'ins', 'smartTag', 'sdt', 'sdtContent'].includes(one.localName ?? '') ? runsIn(one) : []
  })

const isOn = (of: Xml | undefined) => of !== undefined && !['0', 'false', 'none'].includes(value(of))

function piece(of: Xml): Piece {
  const looks = child(of, 'rPr')
  const said = elements(of).map((one) => {
    if (one.localName === 't') return one.textContent ?? ''
    return one.localName === 'br' || one.localName === 'cr' ? '\n' : one.localName === 'tab' ? '\t' : ''
  })
  const size = Number(value(child(looks, 'sz'))) / 2
  const text = isOn(child(looks, 'caps')) ? said.join('').toLocaleUpperCase('vi') : said.join('')
  return { text, bold: isOn(child(looks, 'b')), italics: isOn(child(looks, 'i')), size: size > 0 ? size : null }
}
