import { addDays, type Day, dayIn } from '../../platform/day.ts'

/** What the program allows the sender, by days: no law; changeable here and named on the page (safeguards 2.11). */
const RATING = { days: 30, cite: 'Đánh giá đổi được trong 30 ngày từ ngày trả lời' } as const

export const rateUntil = (answeredAt: Date): Day => addDays(dayIn(answeredAt), RATING.days)
