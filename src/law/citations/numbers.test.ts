import { expect, test } from 'vitest'
import { citationsIn } from './citations.ts'

const [PARTY, STATE] = ['party', 'state'] as const

/** As met in texts, then canonical, the system, and the type the number itself says. */
const NUMBERS: readonly (readonly [string, string, 'party' | 'state' | null, string | null])[] = [
  ['114-KL/TW', '114-KL/TW', PARTY, 'Kết luận'],
  ['43-KL/TW', '43-KL/TW', PARTY, 'Kết luận'],
  ['25-NQ/TW', '25-NQ/TW', PARTY, 'Nghị quyết'],
  ['290-QĐ/TW', '290-QĐ/TW', PARTY, 'Quyết định'],
  ['23-QĐ/TW', '23-QĐ/TW', PARTY, 'Quyết định'],
  ['217-QĐ/TW', '217-QĐ/TW', PARTY, 'Quyết định'],
  ['218-QĐ/TW', '218-QĐ/TW', PARTY, 'Quyết định'],
  ['05-CT/TW', '05-CT/TW', PARTY, 'Chỉ thị'],
  ['11-QĐi/TW', '11-QĐi/TW', PARTY, 'Quy định'],
  ['11- QĐi/TW', '11-QĐi/TW', PARTY, 'Quy định'],
  ['11/QĐi-TW', '11-QĐi/TW', PARTY, 'Quy định'],
  ['217/QĐ-TW', '217-QĐ/TW', PARTY, 'Quyết định'],
  ['31-QĐ/TW', '31-QĐ/TW', PARTY, 'Quyết định'],
  ['31/QĐ-TW', '31-QĐ/TW', PARTY, 'Quyết định'],
  ['66-QĐ/TW', '66-QĐ/TW', PARTY, 'Quyết định'],
  ['399-QĐ/TW', '399-QĐ/TW', PARTY, 'Quyết định'],
  ['215-KL/TW', '215-KL/TW', PARTY, 'Kết luận'],
  ['80 -NQ/TW', '80-NQ/TW', PARTY, 'Nghị quyết'],
  ['57-NQ/TW', '57-NQ/TW', PARTY, 'Nghị quyết'],
  ['18-NQ/TW', '18-NQ/TW', PARTY, 'Nghị quyết'],
  ['121-KL/TW', '121-KL/TW', PARTY, 'Kết luận'],
  ['126-KL/TW', '126-KL/TW', PARTY, 'Kết luận'],
  ['127-KL/TW', '127-KL/TW', PARTY, 'Kết luận'],
  ['259-QĐ/TW', '259-QĐ/TW', PARTY, 'Quyết định'],
  ['09-QC/TW', '09-QC/TW', PARTY, 'Quy chế'],
  ['05-TB/BCĐTW', '05-TB/BCĐTW', PARTY, 'Thông báo'],
  ['8011-CV/BTCTW', '8011-CV/BTCTW', PARTY, 'Công văn'],
  ['59-CV/BCĐ', '59-CV/BCĐ', PARTY, 'Công văn'],
  ['36-HD/VPTW', '36-HD/VPTW', PARTY, 'Hướng dẫn'],
  ['05-HD/VPTW', '05-HD/VPTW', PARTY, 'Hướng dẫn'],
  ['01-HD/VPTW', '01-HD/VPTW', PARTY, 'Hướng dẫn'],
  ['35-CT/TW', '35-CT/TW', PARTY, 'Chỉ thị'],
  ['107-KL/TW', '107-KL/TW', PARTY, 'Kết luận'],
  ['01-KL/TW', '01-KL/TW', PARTY, 'Kết luận'],
  ['03-CT/TU', '03-CT/TU', PARTY, 'Chỉ thị'],
  ['33-CT/TU', '33-CT/TU', PARTY, 'Chỉ thị'],
  ['33- CT/TU', '33-CT/TU', PARTY, 'Chỉ thị'],
  ['158-KH/TU', '158-KH/TU', PARTY, 'Kế hoạch'],
  ['1213-CV/TU', '1213-CV/TU', PARTY, 'Công văn'],
  ['14-QC/TU', '14-QC/TU', PARTY, 'Quy chế'],
  ['439-KL/TU', '439-KL/TU', PARTY, 'Kết luận'],
  ['2034-QĐ/TU', '2034-QĐ/TU', PARTY, 'Quyết định'],
  ['145-NQ/TU', '145-NQ/TU', PARTY, 'Nghị quyết'],
  ['07-CT/QU', '07-CT/QU', PARTY, 'Chỉ thị'],
  ['07-ĐA/QU', '07-ĐA/QU', PARTY, 'Đề án'],
  ['198-KH/HU', '198-KH/HU', PARTY, 'Kế hoạch'],
  ['52-CTr/HU', '52-CTr/HU', PARTY, 'Chương trình'],
  ['04-QyĐ/ĐU', '04-QyĐ/ĐU', PARTY, 'Quy định'],
  ['05-NQ/ĐU', '05-NQ/ĐU', PARTY, 'Nghị quyết'],
  ['03-BC/CB', '03-BC/CB', PARTY, 'Báo cáo'],
  ['24-KH/BDVTU', '24-KH/BDVTU', PARTY, 'Kế hoạch'],
  ['10-KH/BDVTU-BCS.UBND', '10-KH/BDVTU-BCS.UBND', PARTY, 'Kế hoạch'],
  ['234-CV/BTGTU', '234-CV/BTGTU', PARTY, 'Công văn'],
  ['357-CV/BTCTU', '357-CV/BTCTU', PARTY, 'Công văn'],
  ['19-KH/BCSĐ', '19-KH/BCSĐ', PARTY, 'Kế hoạch'],
  ['03/-CV/BCSĐ', '03-CV/BCSĐ', PARTY, 'Công văn'],
  ['24-BS/UBKTTU', '24-BS/UBKTTU', PARTY, 'Bản sao'],
  ['367 - QĐ/TWĐTN-VP', '367-QĐ/TWĐTN-VP', null, 'Quyết định'],
  ['1836 QĐ/TWĐTN', '1836-QĐ/TWĐTN', null, 'Quyết định'],
  ['06-NQ/HĐND', '06/NQ-HĐND', STATE, 'Nghị quyết'],
  ['40/2024/NQ-HĐND', '40/2024/NQ-HĐND', STATE, 'Nghị quyết'],
  ['42/2013/QH13', '42/2013/QH13', STATE, null],
  ['10/2022/QH15', '10/2022/QH15', STATE, null],
  ['28/2026/QH16', '28/2026/QH16', STATE, null],
  ['116/2025/UBTVQH15', '116/2025/UBTVQH15', STATE, null],
  ['1656/NQ-UBTVQH15', '1656/NQ-UBTVQH15', STATE, 'Nghị quyết'],
  ['72/2025/NQLT/UBTVQH15-CP-ĐCTUBTWMTTQVN', '72/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN', STATE, 'Nghị quyết liên tịch'],
  ['72 /2025/NQLT/UBTVQH15-CP- ĐCTUBTWMTTQVN', '72/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN', STATE, 'Nghị quyết liên tịch'],
  ['403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN', '403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN', STATE, 'Nghị quyết liên tịch'],
  ['144/2014/TTLT-BTC-BVHTTDL', '144/2014/TTLT-BTC-BVHTTDL', STATE, 'Thông tư liên tịch'],
  ['30c/NQ-CP', '30c/NQ-CP', STATE, 'Nghị quyết'],
  ['66.22/2026/NQ-CP', '66.22/2026/NQ-CP', STATE, 'Nghị quyết'],
  ['154/2026/NĐ-CP', '154/2026/NĐ-CP', STATE, 'Nghị định'],
  ['16/CT-TTg', '16/CT-TTg', STATE, 'Chỉ thị'],
  ['33/2017/QĐ-TTg', '33/2017/QĐ-TTg', STATE, 'Quyết định'],
  ['06/2025/TT-TTCP', '06/2025/TT-TTCP', STATE, 'Thông tư'],
  ['04/2021/TT- TTCP', '04/2021/TT-TTCP', STATE, 'Thông tư'],
  ['1001/QĐ-BNV', '1001/QĐ-BNV', STATE, 'Quyết định'],
  ['320 /BNV-CCHC', '320/BNV-CCHC', STATE, 'Công văn'],
  ['9441/TB-BNV', '9441/TB-BNV', STATE, 'Thông báo'],
  ['5997/QĐ-UBND', '5997/QĐ-UBND', STATE, 'Quyết định'],
  ['62/2017/QĐ-UBND', '62/2017/QĐ-UBND', STATE, 'Quyết định'],
  ['585/QĐ-UBND-HC', '585/QĐ-UBND-HC', STATE, 'Quyết định'],
  ['168a/QĐ-UBND', '168a/QĐ-UBND', STATE, 'Quyết định'],
  ['02/CT-UBND', '02/CT-UBND', STATE, 'Chỉ thị'],
  ['30/2014/CT-UBND', '30/2014/CT-UBND', STATE, 'Chỉ thị'],
  ['1747/UBND-NC', '1747/UBND-NC', STATE, 'Công văn'],
  ['2231/SNV-CCHC&PC', '2231/SNV-CCHC&PC', STATE, 'Công văn'],
  ['362/TTr-STP', '362/TTr-STP', STATE, 'Tờ trình'],
  ['18/BCTĐ-STP', '18/BCTĐ-STP', STATE, 'Báo cáo thẩm định'],
  ['249/MTTQ-BTT', '249/MTTQ-BTT', null, 'Công văn'],
  ['02/ĐĐBQH-VP', '02/ĐĐBQH-VP', STATE, 'Công văn'],
  ['1811/QĐ-TTPVHCC', '1811/QĐ-TTPVHCC', STATE, 'Quyết định'],
  ['03/VBHN-VPQH', '03/VBHN-VPQH', STATE, 'Văn bản hợp nhất'],
  ['72-VBHN-VPQH', '72/VBHN-VPQH', STATE, 'Văn bản hợp nhất'],
]

test.each(NUMBERS)('%s is %s', (written, canonical, system, type) => {
  for (const text of [
    written,
    `Xã đã họp bàn việc làm theo ${written}. Đồng chí Bí thư kết luận.`,
    `Căn cứ văn bản (${written}), xã lập danh sách; các thôn cùng làm.`,
    `Làm theo ${written}.Đồng chí Bí thư kết luận`,
    `Việc nêu tại ${written.normalize('NFD')} đã xong`,
    `Việc nêu tại **${written.replaceAll('-', '–')}**, đã xong`,
  ]) {
    const found = citationsIn(text)
    expect(found.map((one) => one.number)).toEqual([canonical])
    expect(found[0]).toMatchObject({ kind: 'numbered', system, type })
    const { start, end } = found[0]?.numberSpan ?? { start: 0, end: 0 }
    expect(text.slice(start, end).normalize('NFC').replaceAll('–', '-')).toBe(written)
  }
})

test.each([
  ['Quy định số 66-QĐ/TW', 'Quy định', [], 'the word decides what QĐ of the Party means'],
  ['Quyết định số 66-QĐ/TW', 'Quyết định', [], 'the word decides what QĐ of the Party means'],
  ['66-QĐ/TW', 'Quyết định', ['type_unsure'], 'no word decides'],
  ['Công văn số 09-QC/TW', 'Quy chế', ['type_disagrees'], 'a headline calls a regulation a letter'],
  ['Quyết định số 320 /BNV-CCHC', 'Công văn', ['type_disagrees'], 'a letter called a decision'],
  ['Thông tri số 22-TT/TU', 'Thông tri', [], 'TT of the Party is no Thông tư'],
  ['Công văn số 03/-CV/BCSĐ', 'Công văn', ['malformed'], 'slash and hyphen'],
  ['Quyết định số 1836 QĐ/TWĐTN', 'Quyết định', ['malformed'], 'no separator'],
  ['Luật số 42/2013/QH13', 'Luật', [], 'a law prints no type'],
  ['Nghị quyết số 42/2013/QH13', 'Nghị quyết', [], 'a resolution of Quốc hội has the pattern of a law'],
  ['CHỈ THỊ SỐ 16/CT-TTG', 'Chỉ thị', [], 'a heading in capitals'],
])('%s: %s %j, %s', (text, type, flags) => {
  const [found] = citationsIn(text)
  expect(found).toMatchObject({ type, flags, text })
})

test.each([
  ['Đề án số 395/ĐA-CPngày 09 tháng 5 năm 2025', '395/ĐA-CP', '2025-05-09'],
  ['Quyết định số 2034-QĐ/TU. Đồng chí Bí thư', '2034-QĐ/TU', undefined],
  ['Kế hoạch số 198-KH/HU - Đảng ủy xã làm trước', '198-KH/HU', undefined],
  ['Chỉ thị số16/CT-TTg ngày 16/5/2016', '16/CT-TTg', '2016-05-16'],
  ['Chỉ thị   số 16 / CT - TTg', '16/CT-TTg', undefined],
  ['Chỉ thị 4 số 33-CT/TU', '33-CT/TU', undefined],
])('%s ends where its symbol ends', (text, number, on) => {
  const found = citationsIn(text)
  expect(found).toHaveLength(1)
  expect(found[0]?.number).toBe(number)
  expect(found[0]?.date?.value).toBe(on)
})

test.each([
  'Điện thoại: (0251).3861114; Fax: 024.3825.1234/Máy lẻ 12',
  'xong trong tháng 4/2024, tiếp dân từ 7h30 đến 8h30, trực 24/7',
  '06 tháng đầu năm có 54 mô hình, đối thoại ít nhất 1lần/năm',
  'Trung đoàn 885 giúp dân, Đoàn Kiểm tra số 3 về xã',
  'theo Điều 11, khoản 5 và điểm c, Phụ lục II, Mẫu số 02/TCD',
  'số tài khoản 0011002233445/VCB, biển số 60A-123.45, 51F-678/90',
  'khóa XI, nhiệm kỳ 2020-2025, Quốc hội khóa XV thông qua',
  'đạt 1/2 số hộ, 3/4 thôn, 12/A đường Trần Phú, ngõ 5/12/Đội Cấn',
  'ngày 16/5/2016, 16-5-2016, 30/4 và 01/5',
  'kế hoạch 5 năm, Kế hoạch 2025, quyết định 3 nội dung, báo cáo 6 tháng',
  'các Chỉ thị, Nghị quyết, Kết luận của Đảng và pháp luật của Nhà nước',
  'luật sư, kỷ luật, mệnh lệnh, hướng dẫn Nhân dân, thông báo cho bà con',
  'Hướng dẫn Hội đồng nhân dân các xã xây dựng kế hoạch giám sát',
  'Bí thư Đảng ủy quyết định 2 việc; Thông báo 3 lần; Kết luận 15 phút',
  'Covid-19, iPhone 15/QĐ, mã ABC-123/DEF, phiên bản 2.0/RC-1',
])('no citation in: %s', (text) => {
  expect(citationsIn(text)).toEqual([])
})
