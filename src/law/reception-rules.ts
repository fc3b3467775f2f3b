import { day } from '../platform/day.ts'
import { type DeadlineRule, under, workingDays } from './limits.ts'

const law = under('Luật Tiếp công dân 42/2013/QH13', day('2014-07-01'), 'A')

/** Tiếp công dân: what is owed to a person who came. */
export const RECEPTION_RULES: readonly DeadlineRule[] = [
  law('TCD-10', workingDays(10, 'received'), 'Khoản 1 Điều 28', 'Thông báo kết quả tiếp công dân', {
    note: 'Thời hạn để báo cho người đã đến việc của họ được xử lý thế nào, không phải thời hạn trả lời nội dung.',
  }),
  law('TCD-12', workingDays(7, 'resolved'), 'Khoản 2 Điều 27', 'Báo kết quả cho cơ quan đã chuyển vụ việc'),
  law('TCD-13', workingDays(5, 'noticeReceived'), 'Khoản 2 Điều 28', 'Báo người dân kết quả của việc đã chuyển', {
    note: 'Khi người dân yêu cầu.',
  }),
]
