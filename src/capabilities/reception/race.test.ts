import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOffice, TODAY } from '../../../test/office.ts'
import { addDays } from '../../platform/day.ts'
import { keysFrom } from '../../platform/keys.ts'
import type { AnyPage, Host } from '../../platform/page.ts'
import { servePages } from '../../platform/serve-page.ts'
import { RECEPTION_PAGES } from './index.ts'
import { planSessions } from './session-actions.ts'

const office = await anOffice()
const { here, db } = office
let questions = 0
const host = {
  ...{ ...office.host, keys: keysFrom(Buffer.alloc(32, 5)), throttle: { isBusy: () => ++questions > 100 } },
  settings: { trustedProxies: 0, publicUrl: 'http://localhost' },
} as unknown as Host
const app = new Hono()
servePages(app, host, RECEPTION_PAGES as readonly AnyPage[], {
  ...{ actorOf: async () => null, mustGo: () => null, layout: async ({ body }) => String(body) },
  signIn: async ({ c }) => c.text('', 401),
})
afterAll(() => db[Symbol.asyncDispose]())

let path = ''
let slots: string[] = []
beforeAll(async () => {
  const place = await db.owner.query(
    `insert into reception.place (unit_id, name, address, regular_hours) values ($1, 'Phòng tiếp công dân', 'Trụ sở xã', 'Sáng thứ Hai') returning id`,
    [here.intake.unitId],
  )
  const plan = await office.doing(here.intake, (context) =>
    planSessions(context, {
      ...{ placeId: place.rows[0].id, kind: 'regular', receiverPostId: here.head.postId, days: [addDays(TODAY, 10)] },
      ...{ startsAt: '08:00', endsAt: '10:00', slotMinutes: 30, attendees: '', expected: '', ground: null },
    }),
  )
  if ('refused' in plan) throw new Error(plan.refused)
  path = `/dv/dv${here.intake.unitId}-xa-nay/lich-tiep-dan/${plan.ids[0]}/dang-ky`
  slots = (await db.owner.query('select id from reception.slot order by id')).rows.map(({ id }) => String(id))
})

async function post(key: string, slot = slots[0] ?? '', phone = '') {
  const body = new URLSearchParams({ _key: key, slot, phone, subject: 'Hỏi về đường liên thôn' })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await app.request(path, { method: 'POST', body: body.toString(), headers })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text(), cookie }
}

test('200 browsers post for one slot at once: one ticket, 199 told kindly with what they typed and the slots left', async () => {
  const all = await Promise.all(Array.from({ length: 200 }, (_, n) => post(`browser-number-${n}`)))
  expect(all.filter(({ status }) => status === 303)).toHaveLength(1)
  const told = all.filter(({ status }) => status === 422)
  expect(told).toHaveLength(199)
  for (const { text } of told) {
    expect(text).toContain('Mời bà con chọn khung giờ khác')
    expect(text).toContain('value="Hỏi về đường liên thôn"')
    expect([...text.matchAll(/name="slot"[^>]*value="(\d+)"/g)].map(([, id]) => id)).toEqual(slots.slice(1))
  }
  expect(await office.count('reception.ticket')).toBe(1)
  expect(await office.count('reception.contact')).toBe(1)
  // A hundred from one address are asked nothing: only who may still win is.
  expect(questions).toBeLessThan(100)
})

test('the same form at the same moment, ten times: one ticket, and everybody is led to it', async () => {
  const all = await Promise.all(Array.from({ length: 10 }, () => post('one-form-ten-times', slots[1])))
  expect(all.map(({ status, to }) => `${status} ${to}`)).toEqual(Array(10).fill('303 /phieu-hen'))
  expect(await office.count('reception.ticket')).toBe(2)
})

test('who loses gives the number back: the next booking stands right behind the last', async () => {
  await post('somebody-after-the-race', slots[2])
  const { rows } = await db.owner.query('select n from reception.ticket order by n')
  expect(rows.map(({ n }) => n)).toEqual([1, 2, 3])
})
