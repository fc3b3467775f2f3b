import { type Day, day } from '../platform/day.ts'
import { type Confidence, isInForce, type Rule } from './rules.ts'

/** What is kept: the kinds of matter, and what is left behind on the way. */
export const KEPT = ['feedback', 'recommendation', 'complaint', 'voters', 'contact', 'draft', 'archive'] as const
export type Kept = (typeof KEPT)[number]

/** Kinds for which a unit sets a period by a document of its own. */
export const SET_BY_UNITS = ['feedback', 'recommendation', 'complaint', 'voters', 'contact'] as const
export type SetByUnit = (typeof SET_BY_UNITS)[number]

/** `unread`: the law leaves or gives a period nobody here has read, so nothing is erased by itself. */
export type Keeping =
  | { readonly until: 'unread' }
  | { readonly until: 'after'; readonly days: number }
  | { readonly until: 'handedOver'; readonly years: number }

export type RetentionRule = Rule<{ readonly kept: Kept }, Keeping>

const law = 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (chưa đọc số điều)'
const unread =
  'Chưa đọc được thời hạn bằng số trong văn bản nào. Chưa có quy định của đơn vị thì phần mềm không tự xóa gì.'

const row = (
  id: string,
  kept: Kept,
  subject: string,
  then: Keeping,
  cite: string,
  options: { from: Day; confidence: Confidence; note?: string },
): RetentionRule => ({
  ...{ id, when: { kept }, then, cite, subject, inForce: { from: options.from, until: null } },
  ...{ confidence: options.confidence, checkedOn: day('2026-11-23'), secondReader: null },
  ...(options.note === undefined ? {} : { note: options.note }),
})

const inForce = { from: day('2026-01-01'), confidence: 'M' as const }

/** How long what is personal is kept. A number stands here only where it was read; a unit's own stand in its documents. */
export const RETENTION_RULES: readonly RetentionRule[] = [
  row('DL-10.feedback', 'feedback', 'Phần cá nhân của phản ánh, sau khi kết thúc', { until: 'unread' }, law, {
    ...inForce,
    note: unread,
  }),
  row(
    'DL-10.recommendation',
    'recommendation',
    'Phần cá nhân của kiến nghị, sau khi kết thúc',
    { until: 'unread' },
    law,
    {
      ...inForce,
      note: unread,
    },
  ),
  row('DL-10.complaint', 'complaint', 'Phần cá nhân của khiếu nại, sau khi kết thúc', { until: 'unread' }, law, {
    ...inForce,
    note: `${unread} Không xóa khi còn khiếu nại lần hai hoặc khởi kiện.`,
  }),
  row('DL-10.voters', 'voters', 'Nội dung kiến nghị cử tri chưa công khai', { until: 'unread' }, law, {
    ...inForce,
    note: unread,
  }),
  row('DL-10.contact', 'contact', 'Điện thoại, thư điện tử của người gửi, sau khi kết thúc', { until: 'unread' }, law, {
    ...inForce,
    note: unread,
  }),
  row(
    'DL-10.draft',
    'draft',
    'Bản nháp chưa gửi, kể cả tệp đính kèm',
    { until: 'after', days: 7 },
    'Quy định của phần mềm Gần Dân',
    {
      from: day('2026-07-01'),
      confidence: 'A',
      note: 'Đếm từ lần viết cuối; pháp luật không bắt giữ bản chưa gửi.',
    },
  ),
  row(
    'VT-13',
    'archive',
    'Nộp hồ sơ giấy vào lưu trữ cơ quan',
    { until: 'handedOver', years: 1 },
    'Điều 30 Nghị định 30/2020/NĐ-CP',
    {
      from: day('2020-03-05'),
      confidence: 'A',
      note: 'Tính từ ngày công việc kết thúc. Hồ sơ giấy theo pháp luật lưu trữ, phần mềm không xóa.',
    },
  ),
]

/** The one row for a kind on a day. */
export function retentionRule(kept: Kept, on: Day): RetentionRule {
  const [found, second] = RETENTION_RULES.filter((one) => one.when.kept === kept && isInForce(one, on))
  if (!found || second) throw new RangeError(`not one retention rule for ${kept} on ${on}`)
  return found
}
