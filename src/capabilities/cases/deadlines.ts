import { addDays, type Day, dayIn } from '../../platform/day.ts'

/** What the program allows the sender, by days: no law; changeable here and named on the page (safeguards 2.11). */
const RATING = { days: 30, cite: 'Đánh giá đổi được trong 30 ngày từ ngày trả lời' } as const

/** How long an ended code still says that it was changed (safeguards 2.4). */
const ENDED_CODE = { days: 30, cite: 'Mã cũ còn báo việc đổi mã trong 30 ngày' } as const

export const rateUntil = (answeredAt: Date): Day => addDays(dayIn(answeredAt), RATING.days)

/** The first day whose changed codes are still told of today. */
export const endedCodesSince = (today: Day): Day => addDays(today, -ENDED_CODE.days)
