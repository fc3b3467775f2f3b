import { day } from '../platform/day.ts'
import { calendarDays, type DeadlineRule, under, workingDays } from './limits.ts'

const law = under('Luật Tố cáo 25/2018/QH14', day('2019-01-01'), 'A')

const register = 'Vào sổ, phân loại, xác minh điều kiện thụ lý tố cáo'
const settle = 'Giải quyết tố cáo'

/** Tố cáo. */
export const DENUNCIATION_RULES: readonly DeadlineRule[] = [
  law('TC-01', workingDays(7, 'received'), 'Khoản 1 Điều 24', register, { when: { complex: false } }),
  law('TC-01.complex', workingDays(10, 'received'), 'Khoản 1 Điều 24', register, {
    when: { complex: true },
    note: 'Khi phải kiểm tra, xác minh tại nhiều nơi hoặc ủy quyền cho cơ quan khác.',
  }),
  law(
    'TC-02',
    workingDays(5, 'received'),
    'Khoản 2 Điều 24',
    'Chuyển tố cáo không thuộc thẩm quyền và báo người tố cáo',
  ),
  law('TC-06', workingDays(5, 'acceptanceDecided'), 'Khoản 3 Điều 29', 'Thông báo việc thụ lý tố cáo', {
    note: 'Người bị tố cáo chỉ được báo nội dung, không bao giờ danh tính người tố cáo.',
  }),

  law('TC-07', calendarDays(30, 'accepted'), 'Điều 30', settle, { when: { complex: false, speciallyComplex: false } }),
  law('TC-07.complex', calendarDays(60, 'accepted'), 'Điều 30', settle, {
    when: { complex: true, speciallyComplex: false },
    note: 'Gia hạn một lần 30 ngày bằng quyết định.',
  }),
  law('TC-07.speciallyComplex', calendarDays(90, 'accepted'), 'Điều 30', settle, {
    when: { speciallyComplex: true },
    note: 'Gia hạn hai lần, mỗi lần 30 ngày, bằng quyết định.',
  }),

  law('TC-09', workingDays(5, 'suspended'), 'Điều 34', 'Gửi quyết định tạm đình chỉ, đình chỉ giải quyết tố cáo', {
    note: 'Thời gian tạm đình chỉ và giám định không tính vào thời hạn giải quyết.',
  }),
  law('TC-11', workingDays(5, 'issued'), 'Khoản 3 Điều 35', 'Gửi kết luận nội dung tố cáo'),
  law('TC-12', workingDays(7, 'issued'), 'Điều 36', 'Xử lý theo kết luận nội dung tố cáo', {
    note: 'Có dấu hiệu tội phạm thì chuyển hồ sơ ngay.',
  }),
  law('TC-13', workingDays(5, 'handled'), 'Khoản 3 Điều 36', 'Báo cáo kết quả xử lý người bị tố cáo'),
  law('TC-14', calendarDays(20, 'received'), 'Điều 37', 'Xem xét việc tố cáo tiếp'),
  law('TC-15', workingDays(5, 'overdue'), 'Điều 38', 'Yêu cầu giải quyết tố cáo quá hạn'),
  law('TC-15.report', workingDays(5, 'requested'), 'Điều 38', 'Báo cáo lý do tố cáo quá hạn'),
  law('TC-16', workingDays(7, 'issued'), 'Điều 40', 'Công khai kết luận tố cáo, quyết định xử lý', {
    note: 'Không được lộ danh tính người tố cáo hoặc bí mật nhà nước.',
  }),
]
