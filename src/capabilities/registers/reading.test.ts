import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { csvOf, xlsxOf } from '../../platform/sheets.ts'
import { delimiterOf, MOST_ROWS, readTable } from './reading.ts'

const read = (text: string) => readTable(Buffer.from(text, 'utf8'))

describe('a CSV as offices make them', () => {
  for (const [what, text] of [
    ['commas', 'Số,Nội dung\n1,Đèn tắt\n'],
    ['semicolons, as Excel in Vietnamese saves them', 'Số;Nội dung\r\n1;Đèn tắt\r\n'],
    ['tabs', 'Số\tNội dung\n1\tĐèn tắt'],
    ['a byte order mark', '\ufeffSố,Nội dung\n1,Đèn tắt'],
    ['letters and marks apart (NFD)', 'Số,Nội dung\n1,Đèn tắt'.normalize('NFD')],
    ['empty lines and cells with spaces', '\nSố , Nội dung\n\n 1 ,Đèn tắt \n\n'],
  ] as const)
    test(what, async () => {
      expect(await read(text)).toMatchObject({ header: ['Số', 'Nội dung'], rows: [{ cells: ['1', 'Đèn tắt'] }] })
    })

  test('quotes keep commas, quotes and line breaks; the line is where the row begins', async () => {
    const table = await read('a,b\n1,"x, ""y""\nz"\n2,w\n')
    expect(table).toMatchObject({
      rows: [
        { line: 2, cells: ['1', 'x, "y"\nz'] },
        { line: 4, cells: ['2', 'w'] },
      ],
    })
  })

  test('the heading decides what parts the cells, not a comma inside quotes', () => {
    expect(delimiterOf('"Họ, tên";Nội dung;Ngày\n')).toBe(';')
    expect(delimiterOf('một cột\n')).toBe(',')
  })

  test('bytes that the database cannot keep are taken out', async () => {
    expect(await read('a,b\n1,x\u0007y\n')).toMatchObject({ rows: [{ cells: ['1', 'xy'] }] })
  })

  for (const [why, text] of [
    ['empty', ' \n \n'],
    ['noRows', 'a,b\n'],
    ['headersTwice', 'a,a\n1,2\n'],
    ['tooManyRows', `a\n${'1\n'.repeat(MOST_ROWS + 1)}`],
    ['tooWide', `${Array.from({ length: 201 }, (_, n) => `c${n}`).join(',')}\n1`],
  ] as const)
    test(`refused: ${why}`, async () => {
      expect(await read(text)).toEqual({ refused: why })
    })
})

describe('XLSX', () => {
  test('goes out and comes in again, texts as texts', async () => {
    const rows = [
      ['Số', 'Nội dung'],
      ['0012', '=1+1'],
      ['2', 'Đèn tắt'],
    ]
    expect(await readTable(await xlsxOf('Sổ', rows))).toEqual({
      header: rows[0],
      rows: [
        { line: 2, cells: ['0012', '=1+1'] },
        { line: 3, cells: ['2', 'Đèn tắt'] },
      ],
    })
  })

  test('what is no table, and an archive that would fill the memory, is refused', async () => {
    expect(await readTable(Buffer.from('PK\u0003\u0004 not a zip'))).toEqual({ refused: 'unreadable' })
    const bomb = Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(1024) }))
    bomb.writeUInt32LE(0x7fffffff, bomb.indexOf('PK\u0001\u0002') + 24) // what it says it will become
    expect(await readTable(bomb)).toEqual({ refused: 'unreadable' })
  })
})

test('a cell that a spreadsheet would run is neutralised in CSV', async () => {
  const text = (
    await csvOf([['x'], ['=HYPERLINK("http://a")'], ['+1'], ['-1'], ['@SUM(A1)'], ['Đèn = tắt']])
  ).toString()
  expect(text.split('\r\n').slice(1, -1)).toEqual([
    `"'=HYPERLINK(""http://a"")"`,
    "'+1",
    "'-1",
    "'@SUM(A1)",
    'Đèn = tắt',
  ])
})
