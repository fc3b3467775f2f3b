import { describe, expect, test } from 'vitest'
import { day } from '../../platform/day.ts'
import { readMoment } from './days.ts'
import { guessColumns, guessEnding, mapSchema, missingColumns } from './mapping.ts'
import { rowReader } from './rows.ts'

const TODAY = day('2026-11-23')
const header = ['Số', 'Ngày nhận', 'Nội dung', 'Nơi', 'Tình trạng', 'Ngày xong', 'Họ tên', 'Điện thoại']
const map = mapSchema.parse({
  ...{
    source: 'Sổ 2025',
    key: ['Số'],
    receivedOn: 'Ngày nhận',
    text: ['Nội dung'],
    place: ['Nơi'],
    closedOn: ['Ngày xong'],
  },
  ...{ name: 'Họ tên', phone: 'Điện thoại', days: ['dd/MM/yyyy'] },
  state: { column: 'Tình trạng', words: { 'Đang làm': 'open', Xong: 'answered' } },
  owner: { otherwise: 'Công chức Phòng Kinh tế' },
})
const read = rowReader(map, { header, rows: [] }, TODAY, new Map([['Công chức Phòng Kinh tế', 7]]))
const good = ['12', '05/02/2025', 'Đèn đường ngã ba tắt', 'Ngã ba', 'Xong', '09/02/2025', 'Bà Sáu', '0905']
const withCell = (column: string, text: string) => {
  const cells = good.with(header.indexOf(column), text)
  return read({ line: 2, cells })
}

test('a row becomes a case with its owner, its original days and its sender apart from the text', () => {
  expect(read({ line: 2, cells: good })).toEqual({
    ...{ line: 2, key: '12', faults: {} },
    row: {
      ...{ kind: 'feedback', category: 'other', text: 'Đèn đường ngã ba tắt', place: 'Ngã ba', ownerPostId: 7 },
      ...{ receivedOn: '2025-02-05', receivedAt: new Date('2025-02-05T00:00:00+07:00') },
      sender: { name: 'Bà Sáu', phone: '0905', address: null, email: null },
      closed: { on: '2025-02-09', at: new Date('2025-02-09T00:00:00+07:00'), as: 'answered', answer: null },
    },
  })
})

describe('a fault stands at its cell and never repeats what stood there', () => {
  for (const [column, text, fault] of [
    ['Số', '', 'noKey'],
    ['Số', 'x'.repeat(201), 'longKey'],
    ['Ngày nhận', '31/02/2025', 'noDay'],
    ['Ngày nhận', 'hôm qua', 'noDay'],
    ['Ngày nhận', '24/11/2026', 'future'],
    ['Ngày nhận', '01/01/1900', 'tooOld'],
    ['Nội dung', 'Đèn', 'shortText'],
    ['Nội dung', 'x'.repeat(10_001), 'longText'],
    ['Nơi', 'x'.repeat(301), 'long'],
    ['Tình trạng', 'lạ', 'unknownWord'],
    ['Tình trạng', 'constructor', 'unknownWord'],
    ['Ngày xong', '', 'noClosingDay'],
    ['Ngày xong', '04/02/2025', 'closedBefore'],
    ['Ngày xong', '24/11/2026', 'closedLater'],
    ['Họ tên', 'x'.repeat(121), 'long'],
    ['Điện thoại', '0'.repeat(31), 'long'],
  ] as const)
    test(`${column}: ${fault}`, () => {
      expect(withCell(column, text)).toMatchObject({ faults: { [column]: fault }, row: null })
    })

  test('what is still owed needs no day of closing and keeps none', () => {
    const cells = good.with(4, 'Đang làm').with(5, 'không rõ')
    expect(read({ line: 2, cells })).toMatchObject({ faults: {}, row: { closed: null } })
  })

  test('a post the unit does not have', () => {
    const other = rowReader(
      { ...map, owner: { words: {}, otherwise: 'Không có' } },
      { header, rows: [] },
      TODAY,
      new Map(),
    )
    expect(other({ line: 2, cells: good })).toMatchObject({ faults: { Số: 'unknownPost' }, row: null })
  })

  test('hostile cells are only text', () => {
    for (const text of ['=cmd|calc!A0 và thêm chữ', '<script>alert(1)</script>', "'; drop table cases.sender; --"])
      expect(withCell('Nội dung', text).row?.text).toBe(text)
  })
})

describe('days as registers write them', () => {
  for (const [text, pattern, zone, on, at] of [
    // The stated day stays, whatever day it was in Vietnam at that instant.
    ['12/31/2017 11:59:58 PM', 'MM/dd/yyyy hh:mm:ss a', 'America/Los_Angeles', '2017-12-31', '2018-01-01T07:59:58Z'],
    ['12/31/2017 12:00:00 AM', 'MM/dd/yyyy hh:mm:ss a', 'America/Los_Angeles', '2017-12-31', '2017-12-31T08:00:00Z'],
    ['2009-01-02 08:26:34.96', 'yyyy-MM-dd HH:mm:ss.S', 'America/Chicago', '2009-01-02', '2009-01-02T14:26:34Z'],
    ['5/2/2025', 'dd/MM/yyyy', 'Asia/Ho_Chi_Minh', '2025-02-05', '2025-02-04T17:00:00Z'],
    ['2025-02-05', 'dd/MM/yyyy', 'Asia/Ho_Chi_Minh', '2025-02-05', '2025-02-04T17:00:00Z'],
    ['05/02/2025 03:30 CH', 'dd/MM/yyyy hh:mm a', 'Asia/Ho_Chi_Minh', '2025-02-05', '2025-02-05T08:30:00Z'],
  ] as const)
    test(`${text} in ${zone}`, () => {
      expect(readMoment(text, [pattern], zone)).toEqual({ day: on, at: new Date(at) })
    })

  for (const text of ['13/13/2025', '05/02/25', '05/02/2025 25:00', '13:00 PM', ''])
    test(`no day: "${text}"`, () => {
      expect(readMoment(text, ['dd/MM/yyyy', 'dd/MM/yyyy HH:mm'], 'Asia/Ho_Chi_Minh')).toBeNull()
    })
})

describe('the map', () => {
  test('names what is missing in the register', () => {
    expect(missingColumns(map, header.slice(0, 6))).toEqual(['Họ tên', 'Điện thoại'])
  })
  test('refuses unknown keys, zones and patterns without a day', () => {
    for (const wrong of [{ extra: 1 }, { zone: 'Việt Nam' }, { days: ['HH:mm'] }])
      expect(mapSchema.safeParse({ ...map, ...wrong }).success).toBe(false)
  })
  test('is guessed by the usual names, with or without marks; a column is taken once', () => {
    expect(guessColumns(['SỐ ĐƠN', 'Ngay nhan', 'Nội dung đơn', 'Tình trạng', 'HỌ VÀ TÊN', 'SĐT'])).toEqual({
      ...{
        key: 'SỐ ĐƠN',
        receivedOn: 'Ngay nhan',
        text: 'Nội dung đơn',
        state: 'Tình trạng',
        name: 'HỌ VÀ TÊN',
        phone: 'SĐT',
      },
    })
  })
  test('words of a state nobody can guess are left to a person', () => {
    expect([guessEnding('Đã trả lời'), guessEnding('ĐANG XỬ LÝ'), guessEnding('Luân chuyển')]).toEqual([
      'answered',
      'open',
      undefined,
    ])
  })
})
