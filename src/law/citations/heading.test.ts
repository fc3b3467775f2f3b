import { expect, test } from 'vitest'
import { nameFromHeading } from './heading.ts'

for (const [heading, name] of [
  ['ỦY BAN NHÂN DÂN XÃ TÂY HỒ', 'Ủy ban nhân dân xã Tây Hồ'],
  ['ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG', 'Ủy ban nhân dân thành phố Đà Nẵng'],
  ['HỘI ĐỒNG NHÂN DÂN TỈNH QUẢNG NGÃI', 'Hội đồng nhân dân tỉnh Quảng Ngãi'],
  ['ỦY BAN NHÂN DÂN PHƯỜNG HỘI AN', 'Ủy ban nhân dân phường Hội An'],
  ['ỦY BAN NHÂN DÂN XÃ TRUNG CHÍNH', 'Ủy ban nhân dân xã Trung Chính'],
  ['BAN THƯỜNG VỤ TỈNH ỦY', 'Ban Thường vụ Tỉnh ủy'],
  ['THỦ TƯỚNG CHÍNH PHỦ', 'Thủ tướng Chính phủ'],
  ['BỘ NỘI VỤ', 'Bộ Nội vụ'],
  ['SỞ TÀI CHÍNH', 'Sở Tài chính'],
  ['BAN DÂN VẬN TRUNG ƯƠNG', 'Ban Dân vận Trung ương'],
  ['ĐẢNG ỦY XÃ TÂY HỒ', 'Đảng ủy xã Tây Hồ'],
  ['Ủy ban nhân dân xã Tây Hồ', 'Ủy ban nhân dân xã Tây Hồ'],
  ['', ''],
] as const)
  test(heading || 'nothing', () => expect(nameFromHeading(heading)).toBe(name))
