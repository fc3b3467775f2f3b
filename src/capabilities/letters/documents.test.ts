import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { zipOf } from '../../../test/stories/files.ts'
import { day } from '../../platform/day.ts'
import { closeArchive, openArchive, type Parts, textOfPart } from '../../platform/docx-archive.ts'
import { judgeTemplate } from '../../platform/docx-check.ts'
import { fillDocx, plain } from '../../platform/docx-fill.ts'
import { type Paragraph, readPaper } from '../../platform/docx-paper.ts'
import { defaultTemplate } from './default-template.ts'
import {
  dayInLetter,
  documentNumber,
  numberIn,
  officeFromName,
  overTheName,
  SAMPLE,
  titleOnLetter,
  valuesOf,
} from './form-of-document.ts'
import { kindRow, LETTER_KINDS, type LetterKind, placeholdersOf } from './kinds.ts'

const unit = officeFromName('Xã Tây Hồ')
const signature = {
  form: '',
  headTitle: 'Chủ tịch UBND xã',
  ownTitle: 'Chủ tịch UBND xã',
  name: 'Nguyễn Văn Hòa',
} as const
const on = day('2026-11-23')
const about = { title: 'thử', author: 'UBND', on }
const valuesFor = (kind: LetterKind, facts: Record<string, string> = SAMPLE, name = 'Lê Thị Mẫu') =>
  valuesOf(
    { kind, title: kindRow(kind).about, facts, subjectNumber: '9TBK-41CD', draftedOn: on },
    unit,
    { name, address: null },
    signature,
    {
      ...{ documentNumber: documentNumber(kindRow(kind).type, 5, unit), on },
    },
  )
const filled = async (kind: LetterKind, facts?: Record<string, string>, name?: string) =>
  fillDocx(await defaultTemplate(kind), valuesFor(kind, facts, name), about)
const textOf = async (docx: Uint8Array) => {
  const lines = (blocks: Awaited<ReturnType<typeof readPaper>>): string[] =>
    blocks.flatMap((one) =>
      one.is === 'table'
        ? one.rows.flatMap((row) => row.flatMap(lines))
        : [(one as Paragraph).pieces.map((piece) => piece.text).join('')],
    )
  return lines(await readPaper(docx)).join('\n')
}

describe.each(LETTER_KINDS)('%s', (kind) => {
  test('its default template passes the check at upload and leaves no placeholder unfilled', async () => {
    const { known, needed } = placeholdersOf(kind)
    expect(await judgeTemplate(await defaultTemplate(kind), known, needed)).toHaveProperty('placeholders')
    const text = await textOf(await filled(kind))
    expect(text).not.toMatch(/[{}]/)
    for (const said of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: 05/',
      'Nơi nhận:',
      'Lê Thị Mẫu',
    ])
      expect(text).toContain(said)
    expect(text, 'a document ends with its sign').toContain('./.')
  })
  test('the same facts make the same bytes, in any order of time', async () => {
    const [one, two] = [await filled(kind), await filled(kind)]
    expect(one.equals(two)).toBe(true)
    expect((await filled(kind, { ...SAMPLE, matter: 'Việc khác' })).equals(one)).toBe(false)
  })
})

test('a letter keeps the form of NĐ 30/2020: A4, margins 20/20/30/20 mm, Times New Roman, page number from page 2', async () => {
  const opened = await openArchive(await filled('answer'))
  const xml = 'parts' in opened ? textOfPart(opened.parts, 'word/document.xml') : ''
  expect(xml).toMatch(/w:w="1190[56]" w:h="16838"/)
  expect(xml).toMatch(/w:top="1134"[^>]*w:right="1134"[^>]*w:bottom="1134"[^>]*w:left="1701"/)
  expect(xml).toContain('<w:titlePg/>')
  expect(new Set([...xml.matchAll(/w:ascii="([^"]+)"/g)].map(([, font]) => font))).toEqual(new Set(['Times New Roman']))
})

describe('numbers, days and signatures as NĐ 30/2020 writes them', () => {
  for (const [type, n, full] of [
    ['CV', 5, '05/UBND-VP'],
    ['TB', 12, '12/TB-UBND'],
    ['QĐ', 123, '123/QĐ-UBND'],
  ] as const)
    test(full, () => expect(documentNumber(type, n, unit)).toBe(full))
  test('ngày', () => {
    expect(dayInLetter(day('2026-02-05'))).toBe('ngày 05 tháng 02 năm 2026')
    expect(dayInLetter(day('2026-05-27'))).toBe('ngày 27 tháng 5 năm 2026')
  })
  test('what văn thư types', () => {
    for (const [typed, n] of [
      ['15', 15],
      [' 015/UBND-VP', 15],
      ['0', null],
      ['15a', null],
      ['', null],
      ['-3', null],
    ] as const)
      expect(numberIn(typed), typed).toBe(n)
  })
  test('TM., KT., TL.', () => {
    const over = (form: '' | 'KT.' | 'TL.', ownTitle: string) => overTheName(unit, { ...signature, form, ownTitle })
    expect(over('', 'Chủ tịch UBND xã')).toBe('TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH')
    expect(over('KT.', 'Phó Chủ tịch UBND xã')).toBe('TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH')
    expect(over('TL.', 'Chánh Văn phòng')).toBe('TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG')
    expect(titleOnLetter('Chủ tịch Ủy ban Mặt trận xã')).toBe('CHỦ TỊCH')
  })
  test('the names of bodies follow from the unit', () => {
    expect(officeFromName('Phường Bàn Thạch')).toMatchObject({
      place: 'Bàn Thạch',
      agencyInText: 'Ủy ban nhân dân phường Bàn Thạch',
    })
    expect(officeFromName('Ủy ban Mặt trận Tổ quốc Việt Nam xã Tây Hồ')).toMatchObject({
      place: 'Tây Hồ',
      symbol: 'MTTQ',
      onBehalf: null,
    })
  })
})

describe('what somebody typed stays text', () => {
  for (const [trap, typed, shown] of [
    ['XML', '</w:t></w:r><w:r><w:t>x & "y" <b>', '</w:t></w:r><w:r><w:t>x & "y" <b>'],
    ['CDATA', ']]><![CDATA[x', ']]><![CDATA[x'],
    ['placeholders', '{nguoi_ky} {{so_don}} {#a}{/a} {', '{nguoi_ky} {{so_don}} {#a}{/a} {'],
    ['a formula', '=CMD|" /C calc"!A0', '=CMD|" /C calc"!A0'],
    ['a reading direction turned around', 'a\u202Egpj.exe\u202C\u200F', 'agpj.exe'],
    ['control characters', 'a\u0000\u0008\u001Bb', 'ab'],
    ['half a character', 'a\uD83Db', 'ab'],
    ['an emoji', 'cảm ơn 🙏', 'cảm ơn 🙏'],
    ['decomposed Vietnamese', 'tiê\u0301ng Vie\u0323\u0302t', 'tiếng Việt'],
  ] as const)
    test(trap, async () => {
      const docx = await filled('answer', { ...SAMPLE, content: typed, matter: typed }, `Ông ${typed}`)
      expect(await textOf(docx)).toContain(shown)
      const { known, needed } = placeholdersOf('answer')
      // Still a whole Word file; what looks like a placeholder in it was typed.
      const judged = await judgeTemplate(docx, known, needed)
      expect('refused' in judged ? ['missing', 'unknown', 'unclosed'].includes(judged.refused) : true).toBe(true)
    })
  test('lines become paragraphs, an empty optional fact leaves no gap', async () => {
    const text = await textOf(await filled('answer', { ...SAMPLE, content: 'Một\n\nHai\r\nBa' }))
    expect(text).toContain('Một\nHai\nBa\n')
    const { remedy: _, ...rest } = SAMPLE
    expect(await textOf(await filled('nonAcceptance', rest))).not.toMatch(/\n\n\n\nVậy/)
  })
  test('plain keeps Vietnamese and line ends', () => expect(plain('Ấp 1\r\nẤp 2')).toBe('Ấp 1\nẤp 2'))
})

describe('a hostile template is refused by name', () => {
  const { known, needed } = placeholdersOf('answer')
  const judge = (bytes: Uint8Array) => judgeTemplate(bytes, known, needed)
  const changed = async (change: (parts: Record<string, Uint8Array>) => void) => {
    const opened = await openArchive(await defaultTemplate('answer'))
    const parts = { ...('parts' in opened ? opened.parts : ({} as Parts)) }
    change(parts)
    return judge(await closeArchive(parts))
  }
  const put = (name: string, text: string) => (parts: Record<string, Uint8Array>) => {
    parts[name] = Buffer.from(text)
  }
  const inBody = (xml: string) =>
    changed((parts) => {
      const text = textOfPart(parts, 'word/document.xml')
      parts['word/document.xml'] = Buffer.from(text.replace('<w:body>', `<w:body>${xml}`))
    })
  const field = (code: string) =>
    `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
  const relation = (rest: string) =>
    changed((parts) => {
      const text = textOfPart(parts, 'word/_rels/document.xml.rels')
      parts['word/_rels/document.xml.rels'] = Buffer.from(
        text.replace('</Relationships>', `<Relationship Id="rIdX" ${rest}/></Relationships>`),
      )
    })
  const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

  test('not a ZIP, a ZIP of something else', async () => {
    expect(await judge(Buffer.from('xin chào'))).toMatchObject({ refused: 'notDocx' })
    expect(await judge(zipOf({ 'a.txt': 'a' }))).toMatchObject({ refused: 'notDocx' })
  })
  test('a ZIP that unpacks without end', async () => {
    const bomb = zipSync({ '[Content_Types].xml': Buffer.alloc(40_000_000), 'word/document.xml': Buffer.alloc(10) })
    expect(bomb.length).toBeLessThan(100_000)
    expect(await judge(bomb)).toMatchObject({ refused: 'tooLarge' })
    const crowd = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`word/${i}.xml`, '<a/>']))
    expect(await judge(zipOf(crowd))).toMatchObject({ refused: 'tooLarge' })
    expect(await judge(Buffer.alloc(3_000_000))).toMatchObject({ refused: 'tooLarge' })
  })
  test('a ZIP that lies about its sizes unpacks no more than it said', async () => {
    const bytes = Buffer.from(
      zipSync({ 'word/document.xml': Buffer.alloc(1_000_000, 'a'), '[Content_Types].xml': Buffer.from('<a/>') }),
    )
    const central = bytes.indexOf(Buffer.from('504b0102', 'hex'))
    bytes.writeUInt32LE(10, central + 24)
    const judged = await judge(bytes)
    expect(judged).toHaveProperty('refused')
  })
  test('macros, embedded objects, controls', async () => {
    expect(await changed(put('word/vbaProject.bin', 'x'))).toMatchObject({
      refused: 'macros',
    })
    expect(await changed(put('word/embeddings/a.xlsx', 'x'))).toMatchObject({
      refused: 'embedded',
    })
    expect(await inBody('<w:altChunk r:id="rId1"/>')).toMatchObject({ refused: 'embedded' })
  })
  test('links to the outside: a remote template, a picture that tells who opens it, a share', async () => {
    expect(
      await relation(`Type="${TYPE}/attachedTemplate" Target="https://x.example/t.dotm" TargetMode="External"`),
    ).toMatchObject({ refused: 'embedded' })
    expect(await relation(`Type="${TYPE}/image" Target="https://x.example/p.png" TargetMode="External"`)).toMatchObject(
      { refused: 'outside' },
    )
    expect(await relation(`Type="${TYPE}/hyperlink" Target="file:////x/y"`)).toMatchObject({ refused: 'outside' })
  })
  test('fields that fetch or run, also when written in pieces', async () => {
    expect(await inBody(field('DDEAUTO c:\\\\windows\\\\cmd.exe'))).toMatchObject({ refused: 'field' })
    expect(await inBody(field('INCLUDETEXT "http://x"'))).toMatchObject({ refused: 'field' })
    const pieces = field('DD').replace('</w:instrText>', '</w:instrText></w:r><w:r><w:instrText>EAUTO x</w:instrText>')
    expect(await inBody(pieces)).toMatchObject({ refused: 'field' })
    expect(await inBody('<w:p><w:fldSimple w:instr="INCLUDEPICTURE x"/></w:p>')).toMatchObject({ refused: 'field' })
    expect(await inBody(field('PAGE'))).toHaveProperty('placeholders')
  })
  test('entities and broken XML', async () => {
    const evil = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    expect(await changed(put('word/styles.xml', evil))).toMatchObject({
      refused: 'broken',
    })
    expect(await inBody('<w:p><w:r>')).toMatchObject({ refused: 'broken' })
  })
  test('placeholders: unknown, missing, left open, loops and raw XML', async () => {
    const say = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
    expect(await inBody(say('{ho_ten_to_cao} {constructor}'))).toEqual({
      refused: 'unknown',
      detail: '{ho_ten_to_cao}, {constructor}',
    })
    expect(await inBody(say('{#noi_dung}{/}'))).toMatchObject({ refused: 'unknown' })
    expect(await inBody(say('{ngay'))).toMatchObject({ refused: 'unclosed' })
    const without = await changed((parts) => {
      parts['word/document.xml'] = Buffer.from(
        textOfPart(parts, 'word/document.xml').replace('{nguoi_ky}', '').replace('{so_ky_hieu}', ''),
      )
    })
    expect(without).toEqual({ refused: 'missing', detail: '{so_ky_hieu}, {nguoi_ky}' })
  })
})
