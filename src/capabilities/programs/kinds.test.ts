import { expect, test } from 'vitest'
import { contentsIn, partiesIn } from './kinds.ts'
import { vi } from './words.vi.ts'

test('lines as people write them: three parts of a party, a group before the colon', () => {
  expect(partiesIn('UBND xã | Chủ tịch | Văn phòng\n\nĐảng ủy | Bí thư | Ban XD')).toHaveLength(2)
  expect(partiesIn('UBND xã | Chủ tịch')).toBeNull()
  expect(contentsIn('Tiếp dân: cùng dự tiếp dân\nLàm lúc 7:30 hằng ngày', vi.program.themes)).toEqual([
    { theme: 'reception', text: 'cùng dự tiếp dân' },
    { theme: 'other', text: 'Làm lúc 7:30 hằng ngày' },
  ])
})
