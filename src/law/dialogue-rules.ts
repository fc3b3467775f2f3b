import { day } from '../platform/day.ts'
import { calendarDays, type DeadlineRule, type EventKey, type Limit, under } from './limits.ts'

const government = under('Luật Tổ chức chính quyền địa phương 72/2025/QH15', day('2025-06-16'), 'B')
const democracy = under('Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15', day('2023-07-01'), 'A')
const decree = under('Nghị định 59/2023/NĐ-CP', day('2023-08-15'), 'A')
const atLeast = (days: number, from: EventKey): Limit => ({ ...calendarDays(days, from), bound: 'atLeast' })
const EARLIEST = 'Ngày tính ra là ngày sớm nhất được tổ chức, không phải hạn cuối.'

/** Đối thoại, hội nghị, kiến nghị của Ban Thanh tra nhân dân: notices before, results after. */
export const DIALOGUE_RULES: readonly DeadlineRule[] = [
  government('DT-02', atLeast(7, 'announced'), 'Điều 43', 'Thông báo trước hội nghị trao đổi, đối thoại với Nhân dân', {
    note: EARLIEST,
  }),
  government('DT-03', calendarDays(10, 'held'), 'Điều 43', 'Công bố kết quả hội nghị trao đổi, đối thoại', {
    note: 'Công bố, niêm yết, gửi đến trưởng thôn, tổ trưởng tổ dân phố.',
  }),
  decree('DC-28', atLeast(5, 'announced'), 'Điều 11', 'Mời hội nghị của cộng đồng dân cư', { note: EARLIEST }),
  democracy(
    'DC-32',
    calendarDays(15, 'received'),
    'Điểm c khoản 1 Điều 40, điểm c khoản 2 Điều 45',
    'Trả lời kiến nghị của Ban Thanh tra nhân dân, Ban Giám sát đầu tư của cộng đồng',
  ),
]
