import { day } from '../platform/day.ts'
import { calendarDays, type DeadlineRule, under, workingDays } from './limits.ts'

// Read in secondary sources only; the exact split of DL-04 was not read.
const decree = under('Nghị định 356/2025/NĐ-CP (chưa đọc số điều)', day('2026-01-01'), 'B')

/** Dữ liệu cá nhân: requests of the person concerned. */
export const PRIVACY_RULES: readonly DeadlineRule[] = [
  decree('DL-02', workingDays(2, 'requested'), '', 'Phản hồi yêu cầu của chủ thể dữ liệu', {
    note: 'Đọc ở nguồn thứ cấp, chưa đối chiếu với văn bản gốc.',
    confidence: 'M',
  }),
  decree('DL-03', calendarDays(15, 'requested'), '', 'Làm theo việc rút lại đồng ý', {
    note: 'Đọc ở nguồn thứ cấp, chưa đối chiếu với văn bản gốc; có thể gia hạn một lần, phần mềm không gia hạn.',
    confidence: 'M',
  }),
  decree('DL-04.correct', calendarDays(10, 'requested'), '', 'Xem, chỉnh sửa, cung cấp dữ liệu cá nhân', {
    note: 'Đọc ở nguồn thứ cấp; cách chia thời hạn chưa đối chiếu với văn bản gốc.',
    confidence: 'M',
  }),
  decree('DL-04.erase', calendarDays(20, 'requested'), '', 'Xóa dữ liệu cá nhân', {
    note: 'Đọc ở nguồn thứ cấp; cách chia thời hạn chưa đối chiếu với văn bản gốc.',
    confidence: 'M',
  }),
]
