// npm run --silent cite -- FILE [--json] [--text]: the documents a file cites. Needs no database and changes nothing.
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import {
  type Citation,
  type CitationKind,
  citationsIn,
  type Flag,
  headOf,
  type Relation,
} from '../law/citations/citations.ts'
import { formatDay } from '../platform/day.ts'
import { type DocumentRefusal, documentText, MOST_DOCUMENT_BYTES } from '../platform/document-text.ts'

const USAGE = `Cách dùng: npm run --silent cite -- TỆP [--json] [--text]
  TỆP là .txt, .md, .html, .docx hoặc .pdf có lớp chữ. --json in danh sách cho máy đọc, --text in phần chữ đã đọc được.`

const REFUSALS: Readonly<Record<DocumentRefusal, string>> = {
  unknown_kind: 'không phải tệp .txt, .md, .html, .docx hoặc .pdf',
  too_large: 'quá lớn',
  too_slow: 'đọc quá lâu nên đã dừng',
  wrong_encoding: 'chữ không theo mã UTF-8; hãy lưu lại bằng UTF-8',
  encrypted: 'có mật khẩu; hãy bỏ mật khẩu rồi thử lại',
  no_text_layer: 'chỉ có ảnh chụp, không có lớp chữ; hãy nhận dạng chữ trước',
  broken: 'hỏng hoặc không đúng định dạng',
  empty: 'không có chữ nào',
}

const KINDS: Readonly<Record<CitationKind, string>> = {
  numbered: 'đủ số',
  partial: 'thiếu ký hiệu',
  unnumbered: 'không số',
  regime: 'tên quy chế',
}

const RELATIONS: Readonly<Record<Relation, string>> = {
  implements: 'thực hiện',
  concretizes: 'cụ thể hóa',
  continues: 'tiếp tục thực hiện',
  replaces: 'thay thế',
  amends: 'sửa đổi, bổ sung',
  based_on: 'căn cứ',
  linked_with: 'gắn với',
}

const FLAGS: Readonly<Record<Flag, string>> = {
  type_disagrees: 'loại và số không khớp',
  type_unsure: 'Quyết định hay Quy định?',
  malformed: 'số viết sai dấu',
  impossible_date: 'ngày không có thật',
  year_missing: 'ngày thiếu năm',
  two_issuers: 'hai nơi ban hành khác nhau',
  two_dates: 'hai ngày khác nhau',
}

class Refusal extends Error {}

async function main(args: readonly string[]) {
  const [file, ...others] = args.filter((arg) => !arg.startsWith('--'))
  const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--json' && arg !== '--text')
  if (!file || others.length > 0 || unknown) throw new Refusal(USAGE)
  const read = await documentText(bytesOf(file), file)
  if ('refused' in read) throw new Refusal(`${basename(file)}: ${REFUSALS[read.refused]}`)
  const { text } = read
  if (args.includes('--text')) return write(text)
  const head = headOf(text)
  const citations = citationsIn(text, { on: head.on })
  if (args.includes('--json')) write(`${JSON.stringify(forMachines(text, citations), null, 2)}\n`)
  else write(forPeople(citations, head.number))
}

function bytesOf(file: string): Buffer {
  try {
    const about = statSync(file)
    if (about.isDirectory()) throw new Refusal(`${file}: là thư mục, không phải tệp`)
    if (about.size > MOST_DOCUMENT_BYTES) throw new Refusal(`${basename(file)}: ${REFUSALS.too_large}`)
    return readFileSync(file)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(`${file}: không mở được tệp`)
  }
}

/** Offsets are counted in characters (code points), as Python and most languages count them; an emoji is one. */
function forMachines(text: string, citations: readonly Citation[]) {
  let [units, characters] = [0, 0]
  const charactersTo = (at: number) => {
    for (; units < at; characters++) units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1
    return characters
  }
  return citations.map(({ start, end, text: cited, number, type, issuer, date, title, kind, relation }) => ({
    ...{ start: charactersTo(start), end: charactersTo(end), text: cited, number, type },
    ...{ issuer: issuer?.value ?? null, date: date?.value ?? null, title: title?.value ?? null, kind, relation },
  }))
}

function forPeople(citations: readonly Citation[], own: string | null): string {
  const lines = citations.map((one, n) => {
    const { kind, type, number, issuer, date, title, relation, completed, flags } = one
    const about = [
      [type, number].filter(Boolean).join(' '),
      date && `ngày ${formatDay(date.value)}${date.from === 'own' ? '' : ' (suy ra)'}`,
      issuer && `của ${issuer.value}${issuer.from === 'own' ? '' : ' (suy ra)'}`,
      title && `về “${title.value}”`,
      completed?.confidence === 'low' && `có thể là ${completed.number}`,
      relation && `bài viết nói: ${RELATIONS[relation]}`,
      flags.length > 0 && `xem lại: ${flags.map((flag) => FLAGS[flag]).join('; ')}`,
    ]
    const words = one.text.replace(/\s+/g, ' ')
    return `${n + 1}. [${KINDS[kind]}] ${words}\n   ${about.filter(Boolean).join(' · ')}\n`
  })
  const head = own ? `Số của chính văn bản: ${own}\n` : ''
  return `${head}${citations.length === 0 ? 'Không thấy văn bản nào được nhắc đến.' : `Có ${citations.length} lần nhắc đến văn bản:`}\n${lines.join('')}`
}

const write = (text: string) => process.stdout.write(text)

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Refusal ? error.message : error)
  process.exitCode = 1
})
