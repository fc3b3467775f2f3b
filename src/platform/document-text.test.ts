import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { documentText, MOST_DOCUMENT_BYTES } from './document-text.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

const docx = (body: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    '[Content_Types].xml': bytes('<Types/>'),
    'word/document.xml': bytes(
      `<?xml version="1.0"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body>${body}</w:body></w:document>`,
    ),
    ...more,
  })

/** The least a PDF needs; offsets in the table are of no account, the reader mends them. */
function pdf(content: string, trailer = '') {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Filter /Standard /V 1 /R 2 /P -44 /O <${'61'.repeat(32)}> /U <${'62'.repeat(32)}> >>`,
  ]
  const body = objects.map((object, n) => `${n + 1} 0 obj\n${object}\nendobj\n`).join('')
  return bytes(`%PDF-1.4\n${body}trailer\n<< /Root 1 0 R /Size 7 ${trailer} >>\nstartxref\n0\n%%EOF`)
}

const lines = (...texts: string[]) =>
  `BT /F1 12 Tf 14 TL 72 720 Td ${texts.map((one) => `(${one}) Tj T*`).join(' ')} ET`

test.each([
  ['a.txt', bytes('\uFEFFChỉ thị\r\nsố 16'), '\uFEFFChỉ thị\r\nsố 16', 'the mark and the line ends stay'],
  ['a.md', bytes('**Chỉ thị**'), '**Chỉ thị**', 'Markdown is text'],
  ['a.txt', Buffer.from('\uFEFFChỉ thị', 'utf16le'), '\uFEFFChỉ thị', 'UTF-16 by its mark'],
  [
    'a.html',
    bytes('<head><title>x</title></head><p>Chỉ thị số\n <b>16</b>/CT-TTg</p><script>a()</script><p>Hai</p>'),
    'Chỉ thị số 16/CT-TTg\n\nHai',
    'words only',
  ],
  [
    'a.htm',
    bytes('<table><tr><td>Số: 1</td><td>Xã &amp; dân&nbsp;bàn</td></tr></table>'),
    'Số: 1 | Xã & dân\u00A0bàn',
    'cells are kept apart',
  ],
  ['trang', bytes('<!DOCTYPE html><p>Một<br>hai'), 'Một\nhai', 'told by its first words'],
  [
    'a.docx',
    docx(
      '<w:p><w:r><w:t>Chỉ thị số 16</w:t></w:r><w:r><w:t xml:space="preserve">/CT-TTg </w:t></w:r></w:p><w:p><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:r><w:t>A &amp; B</w:t></w:r></w:p>',
    ),
    'Chỉ thị số 16/CT-TTg \n\nA & B',
    'a number cut into runs is whole, deleted words are gone',
  ],
  ['a.pdf', pdf(lines('Theo 16/CT-TTg', 'ngay 16/5/2016')), 'Theo 16/CT-TTg\nngay 16/5/2016', 'line by line'],
])('%s: %j', async (name, given, text, _why) => {
  const read = await documentText(given, name)
  expect('text' in read && read.text.trimEnd()).toBe(text.trimEnd())
})

const bomb = `<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document><w:p><w:t>Chữ &b;&b;</w:t></w:p></w:document>`

test.each([
  ['a.txt', bytes(''), 'empty', 'no byte'],
  ['a.txt', bytes('\n  \n'), 'empty', 'no letter'],
  ['a.txt', Uint8Array.of(0xc3, 0x28, 0x41), 'wrong_encoding', 'an old Vietnamese encoding'],
  ['a.txt', Uint8Array.of(0x41, 0, 0, 0x42), 'unknown_kind', 'no text'],
  ['a.doc', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1), 'unknown_kind', 'Word before 2007'],
  ['a.docx', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1), 'encrypted', 'Word with a password'],
  ['a.docx', bytes('PK not a zip'), 'broken', 'a cut file'],
  ['a.docx', zipSync({ 'x.txt': bytes('x') }), 'broken', 'another archive'],
  ['a.docx', docx('', { 'word/big.xml': new Uint8Array(20 * 1024 * 1024) }), 'too_large', 'a bomb'],
  ['a.zip', zipSync({ 'x.txt': bytes('x') }), 'unknown_kind', 'an archive'],
  ['a.pdf', bytes('%PDF-1.7 broken'), 'broken', 'a cut file'],
  ['a.pdf', pdf('0 0 m 100 100 l S'), 'no_text_layer', 'a picture of a page'],
  ['a.pdf', pdf(lines('Theo 16/CT-TTg'), '/Encrypt 6 0 R /ID [<61> <61>]'), 'encrypted', 'a password'],
  ['a.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'unknown_kind', 'a picture'],
  ['a.txt', new Uint8Array(MOST_DOCUMENT_BYTES + 1), 'too_large', 'too many bytes'],
])('%s is refused: %s %s, %s', async (name, given, refused) => {
  expect(await documentText(given as Uint8Array, name as string)).toEqual({ refused })
})

test('an entity of the file itself is never expanded', async () => {
  const read = await documentText(docx('', { 'word/document.xml': bytes(bomb) }), 'a.docx')
  expect(read).toMatchObject({ text: 'Chữ &b;&b;' })
})

test('tags a hundred thousand deep cost nothing', async () => {
  const deep = `${'<div>'.repeat(100_000)}Chữ`
  expect(await documentText(bytes(deep), 'a.html')).toMatchObject({ text: 'Chữ' })
})

test('a PDF that takes too long to read is given up, and the server reads on', async () => {
  const given = pdf(lines('Theo 16/CT-TTg'))
  expect(await documentText(given, 'a.pdf', 1)).toEqual({ refused: 'too_slow' })
  expect(await documentText(given, 'a.pdf')).toMatchObject({ text: 'Theo 16/CT-TTg' })
})
