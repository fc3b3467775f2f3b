import { describe, expect, test } from 'vitest'
import { citationsIn } from './citations.ts'

const read = (text: string) =>
  citationsIn(text).map(({ number, issuer, date, title, relation, type }) => ({
    ...{
      type,
      number,
      issuer: issuer?.value ?? null,
      date: date?.value ?? null,
      title: title?.value ?? null,
      relation,
    },
  }))

describe('who issued it', () => {
  for (const [text, issuer] of [
    [
      'Thông tư liên tịch số 11/2014/TTLT-BTC-BVHTTDL của Bộ Tài chính, Bộ Văn hóa, Thể thao và Du lịch hướng dẫn thực hiện',
      'Bộ Tài chính, Bộ Văn hóa, Thể thao và Du lịch',
    ],
    [
      'Nghị quyết liên tịch số 12/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN của Ủy ban Thường vụ Quốc hội, Chính phủ, Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam quy định chi tiết',
      'Ủy ban Thường vụ Quốc hội, Chính phủ, Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam',
    ],
    [
      'Công văn số 5-CV/BCĐ của Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở xã ngày 3/4/2024',
      'Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở xã',
    ],
    [
      'Nghị quyết số 43-NQ/TW của Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XIII',
      'Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng',
    ],
    [
      'Hướng dẫn số 2/HD-MTTQ-BTT của Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh về giám sát',
      'Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh',
    ],
    [
      'Thông tư số 1/2018/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn thi hành',
      'Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ',
    ],
    [
      'Quy chế phối hợp số 1/QCPH-UBND-MTTQ giữa UBND xã với Ủy ban MTTQ Việt Nam xã về tiếp dân',
      'UBND xã với Ủy ban MTTQ Việt Nam xã',
    ],
    ['Kết luận số 121-KL/TW của Bộ Chính trị, Ban Bí thư về sắp xếp bộ máy', 'Bộ Chính trị, Ban Bí thư'],
    ['theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 33/TTr-SNV ngày 09/3/2009', 'Giám đốc Sở Nội vụ'],
    ['Hội Nông dân tỉnh có Công văn số 305-CV/HNDT', 'Hội Nông dân tỉnh'],
    [
      'Thông tư liên tịch số 1/2008/TTLT-BGTVT-BNV của liên Bộ Giao thông vận tải và Bộ Nội vụ về chức năng',
      'liên Bộ Giao thông vận tải và Bộ Nội vụ',
    ],
  ] as const)
    test(issuer, () => expect(read(text)[0]?.issuer).toBe(issuer))

  test('one type word for a list: its issuer and day are those of all', () => {
    expect(read('các Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương')).toMatchObject([
      { number: '18-NQ/TW', issuer: 'Ban Chấp hành Trung ương', date: '2017-10-25' },
      { number: '19-NQ/TW', issuer: 'Ban Chấp hành Trung ương', date: '2017-10-25' },
    ])
    expect(read('Chỉ thị số 1/CT-UBND và Kế hoạch số 2/KH-UBND ngày 25/10/2017')[0]?.date).toBeNull()
  })
  test('a day at the end of the line before is not the day of what this line begins with', () => {
    expect(read('Tờ trình số 3/TTr-SNV ngày 04/11/2010\nChủ tịch nước đã ký Lệnh số 19/2006/L-CTN')[1]).toMatchObject({
      ...{ type: 'Lệnh', issuer: 'Chủ tịch nước', date: null },
    })
  })
})

describe('where a title ends', () => {
  for (const [text, title] of [
    [
      'Nghị định số 61/2018/NĐ-CP về cơ chế một cửa, được sửa đổi, bổ sung bởi Nghị định số 107/2021/NĐ-CP',
      'cơ chế một cửa',
    ],
    [
      'Quy định số 11-QĐi/TW về trách nhiệm của người đứng đầu (sau đây gọi tắt là Quy định 11) nêu rõ',
      'trách nhiệm của người đứng đầu',
    ],
    ['Quyết định số 23-QĐ/TW về Quy chế công tác dân vận (Quyết định 23)', 'Quy chế công tác dân vận'],
    ['Chỉ thị 35-CT/TW về đại hội đảng bộ các cấp yêu cầu các cấp ủy phải hoàn thành', 'đại hội đảng bộ các cấp'],
    ['Theo Nghị quyết số 202/2025/QH15 về sắp xếp tỉnh, cả nước còn 34 tỉnh', 'sắp xếp tỉnh'],
    [
      'Nghị quyết số 6/2024/NQ-HĐND của HĐND tỉnh quy định mức chi cho hòa giải được thông qua tại kỳ họp',
      'quy định mức chi cho hòa giải',
    ],
    [
      'Quyết định số 9/QĐ-UBND về việc lấy ý kiến của Hội đồng nhân dân, Ủy ban nhân dân các cấp tỉnh Điện Biên.',
      'lấy ý kiến của Hội đồng nhân dân, Ủy ban nhân dân các cấp tỉnh Điện Biên',
    ],
    ['Thực hiện Quyết định số 9/QĐ-UBND về dân vận, UBND xã Bãi Sậy đăng tải bài này', 'dân vận'],
    [
      'Quyết định số 749/QĐ-TTg ngày 03/6/2020 phê duyệt Chương trình Chuyển đổi số',
      'phê duyệt Chương trình Chuyển đổi số',
    ],
  ] as const)
    test(title, () => expect(read(text)[0]?.title).toBe(title))
})

describe('laws', () => {
  for (const [text, number, title, date] of [
    [
      'Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương số 47/2019/QH14 ngày 22/11/2019',
      ...[
        '47/2019/QH14',
        'sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương',
        '2019-11-22',
      ],
    ],
    [
      'Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Tố cáo ngày 25 tháng 6 năm 2025;',
      ...[null, 'sửa đổi, bổ sung một số điều của Luật Tố cáo', '2025-06-25'],
    ],
    [
      'Căn cứ Luật tổ chức chính quyền địa phương ngày 19/6/2015;',
      null,
      'tổ chức chính quyền địa phương',
      '2015-06-19',
    ],
    [
      'Căn cứ Luật Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân ngày 03/12/2004;',
      ...[null, 'Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân', '2004-12-03'],
    ],
  ] as const)
    test(String(title), () => expect(read(text)).toMatchObject([{ number, title, date }]))
})

describe('what is said of it', () => {
  test('a line that begins anew keeps nothing of the one before', () => {
    const text = 'Căn cứ Nghị định số 1/2025/NĐ-CP.\nLuật Khiếu nại được tuyên truyền.'
    expect(read(text).map(({ relation }) => relation)).toEqual(['based_on', null])
  })
  test('brackets speak of what stands before them', () => {
    const text = 'Căn cứ Luật Đất đai năm 2024 (sửa đổi, bổ sung năm 2025), Luật Tố cáo năm 2018;'
    expect(read(text).map(({ relation }) => relation)).toEqual(['based_on', 'based_on'])
  })
  test('a bare number is told by its first mention too', () => {
    const text = 'Chỉ thị số 35 ngày 30/5/2019 của Bộ Chính trị về đại hội. Quán triệt Chỉ thị 35 và Kế hoạch 35.'
    expect(read(text)).toMatchObject([
      {},
      { number: '35', issuer: 'Bộ Chính trị', date: '2019-05-30', title: 'đại hội' },
      { number: '35', issuer: null, date: null },
    ])
  })
  test('a footnote sticks to a number', () =>
    expect(read('tiếp tục thực hiện Chỉ thị số 30-CT/TW1, cùng')[0]?.number).toBe('30-CT/TW'))
  test('two bodies of both systems number as they wrote', () =>
    expect(read('Quy chế phối hợp số 01-QCPH/UBND-BDVTU')[0]?.number).toBe('01-QCPH/UBND-BDVTU'))
  test('no congress is a National Assembly', () => {
    const text =
      'Nghị quyết số 202/2025/QH15 của Quốc hội về sắp xếp tỉnh. Nghị quyết Đại hội Đại biểu toàn quốc lần thứ XIII của Đảng'
    expect(read(text)[1]).toMatchObject({ issuer: 'Đại hội Đại biểu toàn quốc lần thứ XIII của Đảng', title: null })
  })
})

describe('what stands beside it', () => {
  test('of another type, by another: the title is the second’s', () => {
    const text =
      'Thực hiện Kế hoạch 35-KH/TU, ngày 12-8-2025 của Ban Thường vụ Tỉnh ủy và Công văn số 345-CV/BTGDVTW của Ban Tuyên giáo và Dân vận Trung ương về việc tổng kết quy chế.'
    expect(read(text).map(({ title }) => title)).toEqual([null, 'tổng kết quy chế'])
  })
  test('one that names its issuer borrows no symbol from the next', () =>
    expect(read('Đề án 06 của Chính phủ; Đề án số 10-ĐA/TU')[0]?.number).toBe('06'))
  test('one that takes the place of another', () =>
    expect(read('Hướng dẫn số 138-HD/BDVTW thay cho Hướng dẫn số 09-HD/BDVTW')[1]?.relation).toBe('replaces'))
  test('a conference after the day and a comma', () =>
    expect(
      read(
        'Nghị quyết số 43-NQ/TW, ngày 24/11/2023, Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khoá XIII “về đại đoàn kết”.',
      ),
    ).toMatchObject([{ issuer: 'Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng', title: 'về đại đoàn kết' }]))
  test('a commission of the Party numbers in its order, a ministry in the State’s', () =>
    expect(read('Công văn số 120-CV/BDV và Công văn số 120/BTC-VP').map(({ number }) => number)).toEqual([
      ...['120-CV/BDV', '120/BTC-VP'],
    ]))
  test('the Front writes TTr for its Thông tri', () =>
    expect(read('Thông tri số 28/TTr-MTTW-BTT và Tờ trình số 29/TTr-MTTW-BTT').map(({ type }) => type)).toEqual([
      ...['Thông tri', 'Tờ trình'],
    ]))
  for (const name of [
    'Quản lý, sử dụng tài sản công',
    'Trách nhiệm bồi thường của Nhà nước',
    'Đầu tư theo phương thức đối tác công tư',
    'Phòng cháy, chữa cháy và cứu nạn, cứu hộ',
    'An toàn, vệ sinh lao động',
  ])
    test(`Luật ${name}`, () =>
      expect(read(`Tuyên truyền Luật ${name} năm 2017, Luật Khiếu nại.`).map(({ title }) => title)).toEqual([
        ...[name, 'Khiếu nại'],
      ]))
})
