import { expect, test } from 'vitest'
import { contentsIn, contentsTyped, partiesIn, partiesTyped } from './kinds.ts'
import { vi } from './words.vi.ts'

test('lines as people write them: three parts of a party, a group before the colon', () => {
  expect(partiesIn('UBND xã | Chủ tịch | Văn phòng\n\nĐảng ủy | Bí thư | Ban XD')).toHaveLength(2)
  expect(partiesIn('UBND xã | Chủ tịch | Văn phòng\nMặt trận | Chủ tịch')).toEqual({ line: 2 })
  expect(contentsIn('Tiếp dân: cùng dự tiếp dân\nLàm lúc 7:30 hằng ngày', vi.program.themes)).toEqual([
    { theme: 'reception', text: 'cùng dự tiếp dân' },
    { theme: 'other', text: 'Làm lúc 7:30 hằng ngày' },
  ])
  expect(contentsIn('Làm việc này\ntiếp nhân dân: cùng dự', vi.program.themes)).toEqual({
    ...{ line: 2, theme: 'tiếp nhân dân' },
  })
  expect(contentsIn('Làm', vi.program.themes)).toEqual({ line: 1 })
  const parties = [{ name: 'UBND xã', signatory: 'Chủ tịch', focalPoint: 'Văn phòng' }]
  expect(partiesIn(partiesTyped(parties)), 'typed again they read the same').toEqual(parties)
  const contents = [{ theme: 'ethics', text: 'Giữ lời: nói là làm' }] as const
  expect(contentsIn(contentsTyped(contents, vi.program.themes), vi.program.themes)).toEqual(contents)
})
