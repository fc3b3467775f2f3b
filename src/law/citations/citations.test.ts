import { describe, expect, test } from 'vitest'
import { day } from '../../platform/day.ts'
import { type Citation, citationsIn, headOf, readCitations } from './citations.ts'

const only = (text: string): Citation => {
  const found = citationsIn(text)
  expect(found.map((one) => one.text)).toHaveLength(1)
  return found[0] as Citation
}
const numbersOf = (text: string) => citationsIn(text).map((one) => one.number)

describe('what stands around a number', () => {
  test('rule 1: two numbers share the issuer said after the second', () => {
    const found = citationsIn('theo Quyết định số 217-QĐ/TW và 218-QĐ/TW của Bộ Chính trị, xã mời dân góp ý')
    expect(found.map(({ issuer }) => [issuer?.value, issuer?.from])).toEqual([
      ['Bộ Chính trị', 'shared'],
      ['Bộ Chính trị', 'own'],
    ])
    expect(found.map(({ text, type }) => [text, type])).toEqual([
      ['Quyết định số 217-QĐ/TW', 'Quyết định'],
      ['218-QĐ/TW của Bộ Chính trị', 'Quyết định'],
    ])
  })

  test('rule 1: bodies that differ share nothing', () => {
    const [first] = citationsIn('Nghị quyết số 57-NQ/TW và Chỉ thị số 07-CT/QU của Quận ủy')
    expect(first?.issuer).toBeNull()
  })

  test('rule 2: the title goes to both, the place in it to the second only', () => {
    const found = citationsIn(
      'Quyết định số 290-QĐ/TW ngày 25/2/2010 của Bộ Chính trị và Quyết định số 2034-QĐ/TU ngày 11/6/2010 của Thành ủy Hà Nội về việc ban hành quy chế phối hợp thành phố Hà Nội.',
    )
    expect(found.map(({ title }) => [title?.value, title?.from])).toEqual([
      ['ban hành quy chế phối hợp', 'shared'],
      ['ban hành quy chế phối hợp thành phố Hà Nội', 'own'],
    ])
  })

  test('rule 3: who and when stand before the document', () => {
    const text = 'Ngày 22/4, Ban Thường vụ Huyện ủy đã ban hành Kế hoạch số 198-KH/HU, các xã cùng làm.'
    expect(only(text)).toMatchObject({
      date: null,
      flags: ['year_missing'],
      issuer: { value: 'Ban Thường vụ Huyện ủy' },
    })
    const framed = citationsIn(text, { year: 2024 })[0]?.date
    expect(framed).toMatchObject({ value: '2024-04-22', from: 'frame' })
    expect(text.slice(framed?.evidence?.start, framed?.evidence?.end)).toBe('Ngày 22/4')
    expect(citationsIn(text, { on: day('2025-01-10') })[0]?.date?.value).toBe('2024-04-22')
  })

  test.each([
    ['Chỉ thị số 03-CT/TU, ngày 26/11/2015', '2015-11-26'],
    ['Chỉ thị số 03-CT/TU ngày 26-11-2015', '2015-11-26'],
    ['Chỉ thị số 03-CT/TU (ngày 26/11/2015)', '2015-11-26'],
    ['Chỉ thị số 03-CT/TU của Tỉnh ủy, ngày 26 tháng 11 năm 2015', '2015-11-26'],
    ['Chỉ thị của Tỉnh ủy số 03-CT/TU ngày 26/11/2015', '2015-11-26'],
  ])('rule 4: %s', (text, on) => {
    expect(only(text)).toMatchObject({ text, number: '03-CT/TU', date: { value: on, from: 'own' } })
  })

  test.each([
    ['về “Nâng cao chất lượng tiếp dân”.', 'Nâng cao chất lượng tiếp dân'],
    ['về "Nâng cao chất lượng tiếp dân" và việc khác', 'Nâng cao chất lượng tiếp dân'],
    ['về “Nâng cao chất lượng tiếp dân" ở xã', 'Nâng cao chất lượng tiếp dân'],
    ['“Nâng cao chất lượng tiếp dân”', 'Nâng cao chất lượng tiếp dân'],
    ['về việc đẩy mạnh, nâng cao chất lượng tiếp dân; xã đã làm', 'đẩy mạnh, nâng cao chất lượng tiếp dân'],
    ['V/v nâng cao chất lượng tiếp dân. Xã đã làm', 'nâng cao chất lượng tiếp dân'],
    ['về tiếp dân, xử lý đơn và Kết luận số 439-KL/TU', 'tiếp dân, xử lý đơn'],
    ['về mô hình “Chính quyền gần dân" ở xã, phường, đặc khu.', 'mô hình “Chính quyền gần dân" ở xã, phường, đặc khu'],
    ['quy định chi tiết một số điều của luật.', 'quy định chi tiết một số điều của luật'],
    ['về tiếp công dân, huyện đã mở thêm hai điểm.', 'tiếp công dân'],
  ])('rule 5: a title %s', (rest, title) => {
    const [found] = citationsIn(`Chỉ thị số 16/CT-TTg ngày 16/5/2016 của Thủ tướng Chính phủ ${rest}`)
    expect(found?.title?.value).toBe(title)
  })

  test.each([
    ['Ban Bí thư', null],
    ['Bộ chính trị', null],
    ['Ban thường vụ Tỉnh uỷ', null],
    ['BTV Thành ủy Hà Nội', null],
    ['BCH Đảng bộ huyện', null],
    ['Ủy ban Thường vụ Quốc hội', null],
    ['Ủy ban Pháp luật và Tư pháp', null],
    ['Bộ Lao động - Thương binh và Xã hội', null],
    ['Ban Dân vận Tỉnh ủy và Ủy ban nhân dân tỉnh', null],
    ['Chủ tịch UBND tỉnh Đồng Nai', null],
    ['Ban Chấp hành Trung ương Đảng', 'khóa XI'],
  ])('rules 6 and 8: issued by %s, term %s', (issuer, term) => {
    const found = only(`Quy định số 11-QĐi/TW của ${issuer}${term ? ` (${term})` : ''} được các xã làm theo`)
    expect([found.issuer?.value, found.term]).toEqual([issuer, term])
  })

  test('rule 7: a later mention has its date and issuer from the first, and says so', () => {
    const text =
      'Quyết định số 290-QĐ/TW ngày 25/2/2010 của Bộ Chính trị được quán triệt.\n\nXã tiếp tục thực hiện Quyết định số 290-QĐ/TW.'
    const [, later] = citationsIn(text)
    expect(later).toMatchObject({
      date: { value: '2010-02-25', from: 'first_mention' },
      issuer: { from: 'first_mention' },
    })
    expect(text.slice(later?.date?.evidence?.start, later?.date?.evidence?.end)).toBe('ngày 25/2/2010')
  })

  test('rule 7: two issuers of one number are two assertions, both kept', () => {
    const found = citationsIn('Kết luận 01-KL/TW của Bộ Chính trị; sau đó Kết luận 01-KL/TW của Ban Bí thư')
    expect(found.map(({ issuer, flags }) => [issuer?.value, flags])).toEqual([
      ['Bộ Chính trị', ['two_issuers']],
      ['Ban Bí thư', ['two_issuers']],
    ])
  })

  test('rule 9: a head in the plural does not set the type of later items', () => {
    const found = citationsIn('các Kết luận số 43-KL/TW của Ban Bí thư và Kế hoạch số 158-KH/TU của Tỉnh ủy')
    expect(found.map(({ type }) => type)).toEqual(['Kết luận', 'Kế hoạch'])
  })

  test('rule 10: a regime in a title or in the name of a committee is recorded, not cited', () => {
    const { citations, nested } = readCitations(
      'Ban chỉ đạo thực hiện Quy chế dân chủ ở cơ sở họp bàn Đề án số 07-ĐA/QU về “Thực hiện quy chế dân chủ ở cơ sở tại phường”.',
    )
    expect(citations.map(({ number }) => number)).toEqual(['07-ĐA/QU'])
    expect(nested.map(({ within }) => within)).toEqual(['organization', 'title'])
  })

  test.each([
    ['ngày 20/02/205', 'impossible_date'],
    ['ngày 10/11//2025', 'impossible_date'],
    ['ngày 31/02/2025', 'impossible_date'],
    ['ngày 32 tháng 13 năm 2025', 'impossible_date'],
    ['ngày 22/4', 'year_missing'],
  ])('rule 11: %s is no day: %s', (date, flag) => {
    expect(only(`Kế hoạch số 198-KH/HU ${date} của Huyện ủy`)).toMatchObject({ date: null, flags: [flag] })
  })
})

describe('without a whole number', () => {
  test('a bare number is completed by another mention, which is named', () => {
    const text = 'Nghị quyết số 57-NQ/TW của Bộ Chính trị đã rõ. Xã thực hiện Nghị quyết 57 từ tháng Ba.'
    const [, partial] = citationsIn(text)
    expect(partial).toMatchObject({ kind: 'partial', text: 'Nghị quyết 57', number: '57-NQ/TW', numberAsWritten: '57' })
    expect(partial?.completed).toMatchObject({ confidence: 'high' })
    expect(text.slice(partial?.completed?.evidence.start, partial?.completed?.evidence.end)).toBe('57-NQ/TW')
  })

  test('from its issuer alone it is a proposal', () => {
    expect(only('thực hiện Chỉ thị 13 của Ban Thường vụ Huyện ủy về vệ sinh môi trường.')).toMatchObject({
      ...{ kind: 'partial', number: '13', title: { value: 'vệ sinh môi trường' } },
      completed: { number: '13-CT/HU', confidence: 'low' },
    })
  })

  test('lists of bare numbers, and one completed by the item after it', () => {
    expect(numbersOf('quán triệt các Nghị quyết 57, 59, 66 và 68 của Bộ Chính trị')).toEqual(['57', '59', '66', '68'])
    expect(numbersOf('theo Quyết định số 217, 218-QĐ/TW của Bộ Chính trị')).toEqual(['217-QĐ/TW', '218-QĐ/TW'])
    expect(numbersOf('Nghị định 155/2026 và NĐ 156/2026')).toEqual(['155/2026', '156/2026'])
    expect(numbersOf('QĐ 218 nói về góp ý')).toEqual([])
    expect(numbersOf('QĐ 218 nói về góp ý, là Quyết định số 218-QĐ/TW')).toEqual(['218-QĐ/TW', '218-QĐ/TW'])
  })

  test.each([
    ['làm theo Hiến pháp và pháp luật', 'Hiến pháp', 'Hiến pháp'],
    ['Luật thực hiện Dân chủ ở cơ sở; mở rộng', 'Luật thực hiện Dân chủ ở cơ sở', 'Luật'],
    ['theo Luật Tổ chức chính quyền địa phương được sửa', 'Luật Tổ chức chính quyền địa phương', 'Luật'],
    ['Luật Phòng, chống tham nhũng năm 2018 có hiệu lực', 'Luật Phòng, chống tham nhũng năm 2018', 'Luật'],
    ['Điều 28 Luật Khiếu nại và điểm h khoản 1 Điều 4', 'Luật Khiếu nại', 'Luật'],
    [
      'Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;',
      'Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025',
      'Luật',
    ],
    [
      'làm theo Quy chế làm việc của UBND xã nhiệm kỳ 2021-2026.',
      'Quy chế làm việc của UBND xã nhiệm kỳ 2021-2026',
      'Quy chế',
    ],
    [
      'Chỉ thị của Ban Thường vụ Quận ủy về đẩy mạnh tiếp dân.',
      'Chỉ thị của Ban Thường vụ Quận ủy về đẩy mạnh tiếp dân',
      'Chỉ thị',
    ],
    ['cũng như Kế hoạch của BTV Huyện ủy. Sau đó', 'Kế hoạch của BTV Huyện ủy', 'Kế hoạch'],
    [
      'triển khai Nghị quyết Đại hội Đảng các cấp nhiệm kỳ 2020 - 2025; làm',
      'Nghị quyết Đại hội Đảng các cấp nhiệm kỳ 2020 - 2025',
      'Nghị quyết',
    ],
    [
      'ký Chương trình phối hợp về tiếp dân giai đoạn 2021-2026; sau đó',
      'Chương trình phối hợp về tiếp dân giai đoạn 2021-2026',
      'Chương trình phối hợp',
    ],
    ['thực hiện nghiêm 02 bộ Quy tắc ứng xử của UBND TP.', '02 bộ Quy tắc ứng xử của UBND TP', 'Quy tắc'],
  ])('unnumbered: %s', (sentence, text, type) => {
    expect(only(sentence)).toMatchObject({ kind: 'unnumbered', number: null, text, type })
  })

  test('the same document with its number elsewhere in the text is linked', () => {
    const text =
      'Huyện triển khai Chỉ thị của Ban Thường vụ Tỉnh ủy. Chỉ thị số 33-CT/TU ngày 12/3/2024 của Ban Thường vụ Tỉnh ủy nói rõ.'
    const [unnumbered] = citationsIn(text)
    expect(unnumbered).toMatchObject({ kind: 'unnumbered', number: null, date: { value: '2024-03-12' } })
    expect(text.slice(unnumbered?.sameAs?.start, unnumbered?.sameAs?.end)).toBe('33-CT/TU')
  })

  test('a regime is one where nobody says who issued it', () => {
    expect(only('Thực hiện tốt quy chế dân chủ ở cơ sở, phát huy quyền làm chủ')).toMatchObject({
      ...{ kind: 'regime', text: 'quy chế dân chủ ở cơ sở', relation: 'implements' },
    })
  })

  test.each([
    'các nghị quyết của Tỉnh ủy',
    'dự thảo Luật Đất đai',
    'theo quy chế làm việc',
    'xã Gia Luật và Vĩnh Hòa',
    'xây dựng Kế hoạch của xã',
  ])('not one document: %s', (text) => expect(citationsIn(text)).toEqual([]))
})

test.each([
  ['triển khai', 'implements'],
  ['quán triệt sâu kỹ các', 'implements'],
  ['cụ thể hóa', 'concretizes'],
  ['cụ thể hoá', 'concretizes'],
  ['tiếp tục triển khai thực hiện', 'continues'],
  ['thay thế', 'replaces'],
  ['bãi bỏ', 'replaces'],
  ['sửa đổi, bổ sung một số điều của', 'amends'],
  ['Căn cứ', 'based_on'],
  ['gắn với', 'linked_with'],
  ['gắn với thực hiện', 'implements'],
  ['được thay thế bằng', null],
  ['ban hành', null],
  ['', null],
])('%s … states %s', (verb, relation) => {
  expect(only(`Xã ${verb} Nghị định số 154/2026/NĐ-CP`).relation).toBe(relation)
})

test('what is said before a list is said of each item', () => {
  const found = citationsIn(
    'trọng tâm là triển khai Kết luận số 114-KL/TW; Chỉ thị số 16/CT-TTg và 05-CT/TW; bãi bỏ Quy định số 66-QĐ/TW',
  )
  expect(found.map(({ relation }) => relation)).toEqual(['implements', 'implements', 'implements', 'replaces'])
})

describe('texts as they come', () => {
  test.each([
    [
      '*Căn cứ Nghị quyết số* *202/2025/QH15 ngày 12 tháng 6 năm 2025 của Quốc\nhội về sắp xếp đơn vị;*',
      '202/2025/QH15',
      'Quốc hội',
    ],
    [
      '> **Nghị quyết số**\n> **76/2025/UBTVQH15** của Ủy\n> ban Thường vụ Quốc hội',
      '76/2025/UBTVQH15',
      'Ủy ban Thường vụ Quốc hội',
    ],
    ['Chỉ thị số\u00A016/CT\u2011TTg của Thủ\u00A0tướng Chính phủ', '16/CT-TTg', 'Thủ tướng Chính phủ'],
    ['Chỉ thị số 33\n- CT/TU của Tỉnh uỷ', '33-CT/TU', 'Tỉnh uỷ'],
    ['Kế hoạch số\n\n12\n\n198-KH/HU của Huyện ủy', '198-KH/HU', 'Huyện ủy'],
    ['\uFEFFChỉ thị số 16/CT-\u00ADTTg của Thủ tướng', '16/CT-TTg', 'Thủ tướng'],
  ])('%j', (text, number, issuer) => {
    for (const form of [text, text.normalize('NFD'), text.replaceAll('\n', '\r\n')]) {
      const found = only(form)
      expect([found.number, found.issuer?.value]).toEqual([number, issuer])
      expect(form.slice(found.start, found.end)).toBe(found.text)
    }
  })

  test('a citation in the title of another ends the outer span, the title stays whole', () => {
    const [outer, inner] = citationsIn('Kế hoạch số 5-KH/TU về thực hiện Chỉ thị số 33-CT/TU ở các xã.')
    expect(outer).toMatchObject({
      text: 'Kế hoạch số 5-KH/TU về thực hiện',
      title: { value: 'thực hiện Chỉ thị số 33-CT/TU ở các xã' },
    })
    expect(inner).toMatchObject({ number: '33-CT/TU', relation: 'implements' })
  })

  test('the own number of a document is its head, no citation', () => {
    const text =
      '   **ỦY BAN NHÂN DÂN\\        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n   **XÃ TÂY HỒ**\n\n   Số: 15/KH-UBND            *Tây Hồ, ngày 05 tháng 02 năm 2026*\n\n**KẾ HOẠCH**\n\nVề việc tiếp công dân năm 2026\n\nThực hiện Luật Tiếp công dân, xã làm như sau.'
    expect(citationsIn(text).map((one) => one.text)).toEqual(['Luật Tiếp công dân'])
    expect(headOf(text)).toMatchObject({
      ...{ number: '15/KH-UBND', place: 'Tây Hồ', on: '2026-02-05', type: 'Kế hoạch', title: 'tiếp công dân năm 2026' },
      issuer: 'ỦY BAN NHÂN DÂN XÃ TÂY HỒ',
    })
  })

  test('a Party document writes its own number without a colon', () => {
    const text =
      'ĐẢNG ỦY XÃ TÂY HỒ\n*\nSố 05-NQ/ĐU\n\nNGHỊ QUYẾT\nvề công tác dân vận\n\nThực hiện Chỉ thị số 05-CT/TW.'
    expect(headOf(text)).toMatchObject({ number: '05-NQ/ĐU', type: 'Nghị quyết' })
    expect(numbersOf(text)).toEqual(['05-CT/TW'])
  })
})
