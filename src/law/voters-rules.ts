import { day } from '../platform/day.ts'
import { calendarDays, type DeadlineRule, under, workingDays } from './limits.ts'

const joint = under('Nghị quyết liên tịch 72/2025/NQLT/UBTVQH15-CP-ĐCTUBTWMTTQVN', day('2025-02-20'), 'A')

/** Kiến nghị cử tri. For deputies of People's Councils article 50 gives no number: the local regulation decides. */
export const VOTERS_RULES: readonly DeadlineRule[] = [
  joint('CT-01', calendarDays(60, 'received'), 'Khoản 1 Điều 49', 'Giải quyết, trả lời kiến nghị cử tri', {
    note: 'Quy định cho kiến nghị qua đại biểu Quốc hội; với đại biểu HĐND quy chế địa phương quyết định.',
  }),
  joint('CT-03', workingDays(15, 'handled'), 'Khoản 1 Điều 51', 'Công khai kết quả giải quyết kiến nghị cử tri'),
  joint(
    'CT-04',
    { ...calendarDays(30, 'posted'), bound: 'atLeast' },
    'Khoản 2 Điều 51',
    'Niêm yết kết quả tại nơi tiếp công dân',
    {
      note: 'Ngày tính ra là ngày sớm nhất được gỡ, không phải hạn cuối.',
    },
  ),
]
