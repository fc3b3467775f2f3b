import { sameBytes } from '../../platform/docx-fill.ts'
import { type DocumentType, kindRow, type LetterKind } from './kinds.ts'

// The form of NĐ 30/2020, Phụ lục I: A4, margins 20/20/30/20 mm, Times New Roman, sizes in points below.
const FONT = 'Times New Roman'
const MM = 1440 / 25.4
const [LEFT, RIGHT] = [56, 104].map((mm) => Math.round(mm * MM)) as [number, number]
const INDENT = Math.round(12.7 * MM)

const made = new Map<LetterKind, Promise<Buffer>>()

/** The house's own letter of a kind, with its placeholders in it: what an office may take, edit in Word and send back. */
export function defaultTemplate(kind: LetterKind): Promise<Buffer> {
  const before = made.get(kind)
  if (before) return before
  const now = make(kind)
  made.set(kind, now)
  return now
}

async function make(kind: LetterKind): Promise<Buffer> {
  const docx = await import('docx')
  const {
    AlignmentType,
    BorderStyle,
    Document,
    Header,
    Packer,
    PageNumber,
    Paragraph,
    Table,
    TableCell,
    TableLayoutType,
  } = docx
  const { TableRow, TextRun, VerticalAlignTable, WidthType } = docx
  const row = kindRow(kind)

  interface Look {
    size?: number
    bold?: boolean
    italics?: boolean
    at?: 'center' | 'both' | 'left'
    before?: number
    after?: number
    indent?: boolean
    keepNext?: boolean
  }
  const line = (text: string, look: Look = {}) =>
    new Paragraph({
      alignment: { center: AlignmentType.CENTER, both: AlignmentType.JUSTIFIED, left: AlignmentType.LEFT }[
        look.at ?? 'center'
      ],
      spacing: {
        before: (look.before ?? 0) * 20,
        after: (look.after ?? 0) * 20,
        ...(look.at === 'both' ? { line: 288 } : {}),
      },
      ...(look.indent ? { indent: { firstLine: INDENT } } : {}),
      ...(look.keepNext ? { keepNext: true } : {}),
      children: [
        new TextRun({
          ...{ text, font: FONT, size: (look.size ?? 14) * 2 },
          ...(look.bold ? { bold: true } : {}),
          ...(look.italics ? { italics: true } : {}),
        }),
      ],
    })
  /** A line drawn under a name, as long as the blanks at its sides leave. */
  const rule = (width: number, length: number) => {
    const side = Math.round((width - length * MM) / 2)
    return new Paragraph({
      indent: { left: side, right: side },
      spacing: { before: 0, after: 60, line: 60, lineRule: 'exact' },
      border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 0 } },
      children: [],
    })
  }
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const borders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }
  const sides = (left: readonly InstanceType<typeof Paragraph>[], right: readonly InstanceType<typeof Paragraph>[]) =>
    new Table({
      width: { size: LEFT + RIGHT, type: WidthType.DXA },
      columnWidths: [LEFT, RIGHT],
      layout: TableLayoutType.FIXED,
      borders,
      rows: [
        new TableRow({
          cantSplit: true,
          children: [left, right].map(
            (children, i) =>
              new TableCell({
                width: { size: i === 0 ? LEFT : RIGHT, type: WidthType.DXA },
                margins: { left: 0, right: 0, top: 0, bottom: 0 },
                verticalAlign: VerticalAlignTable.TOP,
                borders: { top: none, bottom: none, left: none, right: none },
                children: [...children],
              }),
          ),
        }),
      ],
    })

  const isLetter = row.heading === ''
  const top = sides(
    [
      line('{co_quan_chu_quan}', { size: 12 }),
      line('{co_quan}', { size: 12, bold: true }),
      rule(LEFT, 20),
      line('Số: {so_ky_hieu}', { size: 13, before: 4 }),
      ...(isLetter ? [line('V/v {trich_yeu}', { size: 12, before: 3 })] : []),
    ],
    [
      line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 12, bold: true }),
      line('Độc lập - Tự do - Hạnh phúc', { size: 13, bold: true }),
      rule(RIGHT, 56),
      line('{dia_danh}, {ngay}', { size: 13, italics: true, before: 4 }),
    ],
  )
  const width = LEFT + RIGHT
  const heading = isLetter
    ? []
    : [
        line('{ten_loai}', { bold: true, before: 18, keepNext: true }),
        line('{trich_yeu}', { bold: true, keepNext: true }),
        rule(width, 30),
      ]
  const bottom = sides(
    [
      line('Nơi nhận:', { size: 12, bold: true, italics: true, at: 'left' }),
      line('{noi_nhan}', { size: 11, at: 'left' }),
    ],
    [
      line('{quyen_han}', { size: 13, bold: true, keepNext: true }),
      ...Array.from({ length: 5 }, () => line('', { size: 13, keepNext: true })),
      line('{nguoi_ky}', { size: 14, bold: true }),
    ],
  )
  const document = new Document({
    styles: { default: { document: { run: { font: FONT, size: 28 } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: Math.round(210 * MM), height: Math.round(297 * MM) },
            margin: {
              ...{
                top: Math.round(20 * MM),
                bottom: Math.round(20 * MM),
                left: Math.round(30 * MM),
                right: Math.round(20 * MM),
              },
              ...{ header: Math.round(10 * MM), footer: Math.round(10 * MM) },
            },
          },
        },
        headers: {
          first: new Header({ children: [line('', { size: 13 })] }),
          default: new Header({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT], font: FONT, size: 26 })],
              }),
            ],
          }),
        },
        children: [
          top,
          ...heading,
          ...addressee(row.type).map((text, i) => line(text, { before: i === 0 ? 16 : 0, after: i === 0 ? 0 : 6 })),
          ...body(kind).map((text) =>
            text === 'QUYẾT ĐỊNH:'
              ? line(text, { bold: true, before: 8, after: 8, keepNext: true })
              : line(text, { at: 'both', after: 6, indent: true }),
          ),
          line('', { size: 8 }),
          bottom,
        ],
      },
    ],
  })
  const bytes = await Packer.toBuffer(document)
  return sameBytes(bytes, { title: row.heading || row.about, author: 'Gần Dân', on: '2026-01-01' })
}

/** A decision and an invitation name the person in their text. */
const addressee = (type: DocumentType): string[] =>
  type === 'QĐ' || type === 'GM' ? [''] : ['Kính gửi: {nguoi_nhan}', '{dia_chi}']

/** The end of a document has its sign. */
function body(kind: LetterKind): string[] {
  const lines: string[] = [...kindRow(kind).body]
  const last = lines.length - 1
  const isFree = lines[last]?.startsWith('{') && lines[last]?.endsWith('}')
  if (isFree) lines.push('Trân trọng./.')
  else lines[last] = `${lines[last]?.replace(/\.$/, '')}./.`
  return lines
}
