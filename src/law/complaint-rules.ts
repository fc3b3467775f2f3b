import { day } from '../platform/day.ts'
import { calendarDays, type DeadlineRule, under, workingDays } from './limits.ts'

const law = under('Luật Khiếu nại 02/2011/QH13', day('2012-07-01'), 'A')
// Nghị định 155/2026/NĐ-CP was read in one transcription only.
const decree = under('Nghị định 155/2026/NĐ-CP', day('2026-07-01'), 'C')
const amended = under('Nghị định 124/2020/NĐ-CP, sửa đổi bởi Nghị định 155/2026/NĐ-CP', day('2026-07-01'), 'C')

const ordinary = { complex: false, remote: false }
const complex = { complex: true, remote: false }
const remote = { complex: false, remote: true }
const complexRemote = { complex: true, remote: true }

const obstacle = { note: 'Thời gian có trở ngại khách quan không tính vào thời hiệu.' }
const settle = 'Giải quyết khiếu nại lần đầu'
const settleAgain = 'Giải quyết khiếu nại lần hai'
const settleDiscipline = 'Giải quyết khiếu nại quyết định kỷ luật'
const complainAgain = 'Khiếu nại lần hai hoặc khởi kiện'
const takeEffect = 'Quyết định giải quyết có hiệu lực pháp luật'
const effectNote = { note: 'Quyết định có hiệu lực sau khi hết ngày này.' }

/** Khiếu nại. */
export const COMPLAINT_RULES: readonly DeadlineRule[] = [
  law('KN-01', calendarDays(90, 'decisionKnown'), 'Điều 9', 'Thời hiệu khiếu nại', obstacle),

  law('KN-02', calendarDays(15, 'decisionReceived'), 'Điều 48', 'Thời hiệu khiếu nại quyết định kỷ luật', {
    when: { second: false },
    ...obstacle,
  }),
  law('KN-02.second', calendarDays(10, 'decisionReceived'), 'Điều 48', 'Thời hiệu khiếu nại kỷ luật lần hai', {
    when: { second: true, dismissal: false },
    ...obstacle,
  }),
  law(
    'KN-02.second.dismissal',
    calendarDays(30, 'decisionReceived'),
    'Điều 48',
    'Thời hiệu khiếu nại lần hai quyết định kỷ luật buộc thôi việc',
    { when: { second: true, dismissal: true }, ...obstacle },
  ),

  law('KN-03', calendarDays(10, 'received'), 'Điều 27, 36, 50', 'Thụ lý khiếu nại hoặc báo lý do không thụ lý', {
    note: 'Chạy song song với KN-04; áp dụng ngày đến trước.',
  }),
  amended('KN-04', workingDays(7, 'received'), 'Khoản 1 Điều 16', 'Thụ lý khiếu nại theo nghị định', {
    note: 'Chạy song song với KN-03; quanh Tết 7 ngày làm việc có thể dài hơn 10 ngày, áp dụng ngày đến trước.',
  }),

  law('KN-05', calendarDays(30, 'accepted'), 'Điều 28', settle, { when: ordinary }),
  law('KN-05.complex', calendarDays(45, 'accepted'), 'Điều 28', settle, { when: complex }),
  law('KN-05.remote', calendarDays(45, 'accepted'), 'Điều 28', settle, { when: remote }),
  law('KN-05.complex.remote', calendarDays(60, 'accepted'), 'Điều 28', settle, { when: complexRemote }),

  law('KN-06', calendarDays(45, 'accepted'), 'Điều 37', settleAgain, { when: ordinary }),
  law('KN-06.complex', calendarDays(60, 'accepted'), 'Điều 37', settleAgain, { when: complex }),
  law('KN-06.remote', calendarDays(60, 'accepted'), 'Điều 37', settleAgain, { when: remote }),
  law('KN-06.complex.remote', calendarDays(70, 'accepted'), 'Điều 37', settleAgain, { when: complexRemote }),

  law('KN-07', calendarDays(30, 'accepted'), 'Điều 50', settleDiscipline, { when: { complex: false } }),
  law('KN-07.complex', calendarDays(45, 'accepted'), 'Điều 50', settleDiscipline, { when: { complex: true } }),

  decree('KN-09', { ...calendarDays(5, 'invited'), bound: 'atLeast' }, 'Điều 28', 'Báo trước buổi đối thoại', {
    note: 'Số ngày báo trước tối thiểu: ngày tính ra là ngày đối thoại sớm nhất, không phải hạn cuối.',
  }),

  law('KN-10', workingDays(3, 'issued'), 'Điều 32', 'Gửi quyết định giải quyết khiếu nại lần đầu', {
    when: { second: false },
  }),
  law('KN-10.second', calendarDays(7, 'issued'), 'Điều 41', 'Gửi quyết định giải quyết khiếu nại lần hai', {
    when: { second: true },
  }),
  law('KN-11', calendarDays(15, 'issued'), 'Điều 41', 'Công khai quyết định giải quyết khiếu nại', {
    confidence: 'B',
    note: 'Họp báo trước 3 ngày; niêm yết hoặc đăng mạng ít nhất 15 ngày (Nghị định 124/2020/NĐ-CP).',
  }),

  law('KN-12', calendarDays(30, 'firstSettlementEnded'), 'Điều 33', complainAgain, { when: { remote: false } }),
  law('KN-12.remote', calendarDays(45, 'firstSettlementEnded'), 'Điều 33', complainAgain, { when: { remote: true } }),
  law('KN-13', calendarDays(30, 'issued'), 'Điều 44', takeEffect, { when: { remote: false }, ...effectNote }),
  law('KN-13.remote', calendarDays(45, 'issued'), 'Điều 44', takeEffect, { when: { remote: true }, ...effectNote }),

  decree('KN-15', workingDays(3, 'suspended'), 'Điều 28b', 'Gửi quyết định tạm đình chỉ, đình chỉ, tiếp tục', {
    note: 'Căn cứ: Điều 11a Luật Khiếu nại, bổ sung bởi Luật 136/2025/QH15. Thời gian tạm đình chỉ không tính.',
  }),
  law('KN-18', calendarDays(7, 'requested'), 'Điều 12, 13', 'Cung cấp thông tin cho người giải quyết khiếu nại'),
]
