import { seedReceptionDemo } from '../capabilities/reception/index.ts'
import { addDays, type Day, dayIn, weekday } from '../platform/day.ts'
import type { Host } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'

/** So many days before or after, or the working day before that. */
function near(today: Day, days: number): Day {
  const day = addDays(today, days)
  return weekday(day) > 5 ? addDays(day, 5 - weekday(day)) : day
}

/** Reception of the demonstration: a place, head's days behind and ahead, today's desk with a few who booked. */
export async function seedReception(host: Host, cast: Map<string, Actor>): Promise<void> {
  const [intake, head] = [cast.get('intake'), cast.get('head')]
  if (!intake || !head) throw new Error('no one plays the desk')
  const today = dayIn(host.now())
  await seedReceptionDemo(host, intake, {
    headPostId: head.postId,
    place: {
      name: 'Phòng tiếp công dân xã Tây Hồ',
      address: 'Tầng 1, trụ sở UBND xã (địa chỉ giả định)',
      regularHours: 'Sáng thứ Hai, thứ Tư và thứ Sáu, 7:30 đến 11:00 (giờ giả định)',
    },
    today,
    heldOn: near(today, -6),
    heldAnnouncedOn: near(today, -27),
    announcedOn: near(today, -7),
    ahead: [near(today, 16), near(today, 30)],
    subjects: ['Hỏi về nước sạch thôn Đông', 'Xin xem lại hồ sơ hộ nghèo', null],
  })
}
