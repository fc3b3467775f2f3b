import { day } from '../platform/day.ts'
import { type DeadlineRule, type EventKey, type Limit, under, workingDays } from './limits.ts'

const law = under('Luật Tiếp công dân 42/2013/QH13', day('2014-07-01'), 'A')
const decree = under('Nghị định 154/2026/NĐ-CP', day('2026-07-01'), 'A')
const atLeast = (days: number, from: EventKey): Limit => ({ ...workingDays(days, from), bound: 'atLeast' })
const EARLIEST = 'Ngày tính ra là ngày sớm nhất được tiếp, không phải hạn cuối.'

/** Tiếp công dân: what is owed to a person who came, and the notices that must run first. */
export const RECEPTION_RULES: readonly DeadlineRule[] = [
  law('TCD-08', atLeast(5, 'posted'), 'Khoản 4 Điều 24', 'Công khai lịch tiếp công dân trước ngày tiếp', {
    note: `${EARLIEST} Hoãn được khi có lý do, phải công khai lý do và ngày tiếp khác.`,
  }),
  law('TCD-10', workingDays(10, 'received'), 'Khoản 1 Điều 28', 'Thông báo kết quả tiếp công dân', {
    note: 'Thời hạn để báo cho người đã đến việc của họ được xử lý thế nào, không phải thời hạn trả lời nội dung.',
  }),
  law('TCD-12', workingDays(7, 'resolved'), 'Khoản 2 Điều 27', 'Báo kết quả cho cơ quan đã chuyển vụ việc'),
  law('TCD-13', workingDays(5, 'noticeReceived'), 'Khoản 2 Điều 28', 'Báo người dân kết quả của việc đã chuyển', {
    note: 'Khi người dân yêu cầu.',
  }),
  decree('TCD-17', workingDays(3, 'groundsFound'), 'Khoản 2 Điều 4', 'Thông báo từ chối tiếp công dân, Mẫu 01/TCD', {
    note: 'Chỉ với căn cứ khoản 3 Điều 9 Luật Tiếp công dân và điểm h khoản 1 Điều 4 Nghị định; căn cứ khác giải thích trực tiếp.',
  }),
  decree('TCD-20', atLeast(5, 'announced'), 'Khoản 1 Điều 23', 'Thông báo trước buổi tiếp công dân trực tuyến', {
    note: EARLIEST,
  }),
  decree('TCD-21', atLeast(1, 'tested'), 'Khoản 1 Điều 23', 'Kiểm tra kết nối trước buổi tiếp công dân trực tuyến', {
    note: EARLIEST,
  }),
]
