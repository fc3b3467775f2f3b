import { day } from '../platform/day.ts'
import { type DeadlineRule, under, workingDays } from './limits.ts'

// Điều 9 is older: this is the day of its last amendment (Nghị định 92/2017/NĐ-CP), from memory.
const decree = under('Nghị định 20/2008/NĐ-CP', day('2017-09-25'), 'A')
const noStatute = under('', day('2014-07-01'), 'M')

// Never cited to Điều 28 Luật Tiếp công dân: that is the duty to tell a person who came (TCD-10), no answer deadline.
const silent = 'Pháp luật chưa quy định thời hạn chung; áp dụng tương tự 10 ngày làm việc, đơn vị tự hẹn'
const ownRuleFirst = {
  note: 'Luật không đặt thời hạn chung. Đơn vị đã công bố thời hạn riêng thì theo thời hạn đó.',
}

/** Phản ánh, kiến nghị. */
export const FEEDBACK_RULES: readonly DeadlineRule[] = [
  decree('PAKN-03', workingDays(5, 'received'), 'Điều 9', 'Chuyển phản ánh, kiến nghị đến cơ quan có thẩm quyền'),
  noStatute('PAKN-06.feedback', workingDays(10, 'received'), silent, 'Trả lời phản ánh', ownRuleFirst),
  noStatute('PAKN-06.recommendation', workingDays(10, 'received'), silent, 'Trả lời kiến nghị', ownRuleFirst),
]
