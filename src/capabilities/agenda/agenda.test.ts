import { Hono } from 'hono'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dialoguesOf, HELD } from '../../../test/dialogues.ts'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { day } from '../../platform/day.ts'
import { keysFrom } from '../../platform/keys.ts'
import type { Host } from '../../platform/page.ts'
import type { Actor } from '../../platform/rights.ts'
import { reviewDuties } from '../duties/index.ts'
import { endFeed, feedBehind, feedHash, makeFeed, ownFeed } from './actions.ts'
import { serveFeeds } from './feeds.ts'
import { monthOf, weeksOf } from './months.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, db } = office
const { planned, must } = dialoguesOf(office)
const host = { ...office.host, keys: keysFrom(Buffer.alloc(32, 7)), settings: { publicUrl: 'https://gan.dan' } } as Host
const app = new Hono()
serveFeeds(app, host)

const UNIT = `/dv/dv${here.head.unitId}-xa-nay/lich.ics`
const LONG =
  'Đối thoại với bà con về đường liên thôn, nước sạch, đèn đường, và việc thu gom rác ở các xóm cuối xã; hỏi gì cũng được'
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })
const make = (who: Actor) => office.as(who, (tx) => makeFeed({ tx, host, actor: who }))
const feedOf = async (who: Actor) => {
  const made = await make(who)
  if ('refused' in made) throw new Error(made.refused)
  return { token: made.token, path: `/lich/${made.token}.ics` }
}
const eventsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))

let dialogueId = 0
beforeAll(async () => {
  dialogueId = await planned({ title: LONG })
  await must(here.head, dialogueId, { move: 'announce' }, TODAY)
  await planned({ title: 'Chưa ai biết về cuộc này', heldOn: day('2026-12-15') })
  const staff = await planned({ kind: 'staffDialogue', title: 'Chỉ có cán bộ với nhau' })
  await must(here.head, staff, { move: 'announce' }, TODAY)
  await reviewDuties(host, TODAY)
})

describe('the text real clients take', () => {
  test('every line ends with CRLF and has at most 75 octets, and no letter is cut', async () => {
    const text = await (await get(UNIT)).text()
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75)
    expect(text).not.toContain('\uFFFD')
    expect(text.replaceAll('\r\n ', '')).toContain(LONG.replace(/([,;])/g, '\\$1'))
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  })

  test('a second library reads the same: title, hour in the zone of Vietnam, place, UID, SEQUENCE, DTSTAMP in UTC', async () => {
    const text = await (await get(UNIT)).text()
    const calendar = new ICAL.Component(ICAL.parse(text))
    const zone = calendar.getFirstSubcomponent('vtimezone')
    expect(zone?.getFirstPropertyValue('tzid')).toBe('Asia/Ho_Chi_Minh')
    const event = eventsIn(text).find((one) => one.uid === `dialogue-${dialogueId}@gan.dan`)
    expect(event?.summary).toBe(LONG)
    expect(event?.location).toBe('Nhà văn hóa thôn Trung')
    expect(event?.startDate.toString()).toBe(`${HELD}T08:00:00`)
    expect(event?.component.getFirstProperty('dtstart')?.getParameter('tzid')).toBe('Asia/Ho_Chi_Minh')
    expect(event?.startDate.toJSDate().toISOString()).toBe('2026-12-01T01:00:00.000Z')
    expect(event?.sequence).toBe(2)
    expect(text.match(/^DTSTAMP:\d{8}T\d{6}Z\r$/gm)?.length).toBe(eventsIn(text).length)
  })

  test('what changes keeps its UID and gets a higher SEQUENCE; postponed it says so', async () => {
    const id = await planned({ title: 'Đối thoại sẽ hoãn lại', heldOn: day('2027-01-12') })
    await must(here.head, id, { move: 'announce' }, TODAY)
    const one = async () =>
      eventsIn(await (await get(UNIT)).text()).find((event) => event.uid.startsWith(`dialogue-${id}@`))
    const before = await one()
    await must(here.head, id, { move: 'postpone', reason: 'Bão về trong tuần' }, TODAY)
    const after = await one()
    expect(after?.uid).toBe(before?.uid)
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 99)
    expect(after?.component.toString()).toContain('STATUS:CANCELLED')
  })

  test('the last day of a duty is a whole day', async () => {
    const duty = eventsIn(await (await get(UNIT)).text()).find((one) => one.uid.includes('TCD-02-2026-11-01'))
    expect(duty?.startDate.isDate).toBe(true)
    expect([duty?.startDate.toString(), duty?.endDate.toString()]).toEqual(['2026-11-30', '2026-12-01'])
  })

  test('unchanged, it is not sent again', async () => {
    const first = await get(UNIT)
    const tag = first.headers.get('etag') ?? ''
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect((await get(UNIT, { 'if-none-match': `"other", W/${tag}` })).status).toBe(304)
    expect((await get(UNIT, { 'if-none-match': '"other"' })).status).toBe(200)
  })
})

describe('what everybody sees', () => {
  test('nothing planned, nothing inside the office, nothing of a neighbour', async () => {
    const text = (await (await get(UNIT)).text()).replaceAll('\r\n ', '')
    expect(text).not.toContain('Chưa ai biết')
    expect(text).not.toContain('Chỉ có cán bộ')
    const theirs = (await (await get(`/dv/dv${neighbour.head.unitId}-xa-ben/lich.ics`)).text()).replaceAll('\r\n ', '')
    expect(theirs).not.toContain(LONG)
    expect((await get('/dv/dv999999-khong-co/lich.ics')).status).toBe(404)
  })

  test('months: the one asked for, else the present one', () => {
    expect(monthOf('2026-12', TODAY)).toEqual({
      ...{ key: '2026-12', from: '2026-12-01', to: '2026-12-31', before: '2026-11', after: '2027-01' },
    })
    for (const odd of [undefined, '2026-13', '<b>', '2026-1']) expect(monthOf(odd, TODAY).key).toBe('2026-11')
  })
})

describe('the weeks of a month', () => {
  for (const [key, weeks, blanks, why] of [
    ['2026-11', 6, 12, 'begins on a Sunday'],
    ['2027-02', 4, 0, 'begins on a Monday and has 28 days'],
    ['2026-12', 5, 4, 'goes over a year'],
    ['2028-02', 5, 6, 'a leap year'],
  ] as const)
    test(`${key}: ${why}`, () => {
      const month = monthOf(key, TODAY)
      const found = weeksOf(month)
      expect(found).toHaveLength(weeks)
      expect(found.every((week) => week.length === 7)).toBe(true)
      expect(found.flat().filter((on) => on === null)).toHaveLength(blanks)
      const days = found.flat().filter((on) => on !== null)
      expect([days[0], days.at(-1), new Set(days).size]).toEqual([month.from, month.to, days.length])
    })
})

describe('a calendar of one’s own', () => {
  test('160 random bits, of which only a keyed hash is kept', async () => {
    const { token } = await feedOf(here.officer)
    expect(Buffer.from(token, 'base64url')).toHaveLength(20)
    const { rows } = await db.owner.query('select f::text as row from agenda.feed f')
    for (const { row } of rows) {
      expect(row).not.toContain(token)
      expect(row).not.toContain(Buffer.from(token).toString('hex'))
    }
  })

  test('own due days by public titles; nobody is named; sealed matters say nothing', async () => {
    await office.newCase('assigned', { sender: 'Bà Nguyễn Thị Sáu', text: 'Bà Nguyễn Thị Sáu xin nạo vét cống.' })
    await office.newCase('assigned', { sealed: true, text: 'Ông Tám ở địa chính vòi tiền. Đề nghị xem xét.' })
    const own = (await (await get((await feedOf(here.officer)).path)).text()).replaceAll('\r\n ', '')
    expect(eventsIn(own).some((one) => one.uid.startsWith('commitment-'))).toBe(true)
    const heads = (await (await get((await feedOf(here.head)).path)).text()).replaceAll('\r\n ', '')
    expect(heads).toContain('Việc theo chế độ riêng')
    for (const text of [own, heads]) expect(text).not.toMatch(/Sáu|Tám|vòi tiền|nạo vét/)
    expect(own).not.toContain('Việc theo chế độ riêng')
    expect(
      eventsIn(heads).some((one) => one.summary === LONG),
      'what one chairs',
    ).toBe(true)
  })

  test('renewed, the old address is dead; ended, every one is; a wrong one says nothing', async () => {
    const [first, second] = [await feedOf(here.intake), await feedOf(here.intake)]
    expect((await get(first.path)).status).toBe(404)
    expect((await get(second.path)).status).toBe(200)
    await office.as(here.intake, (tx) => endFeed({ tx, host, actor: here.intake }))
    expect((await get(second.path)).status).toBe(404)
    expect(await office.as(here.intake, (tx) => ownFeed(tx, here.intake))).toBeNull()
    expect((await get(`/lich/${'a'.repeat(27)}.ics`)).status).toBe(404)
  })

  test('whoever leaves the post leaves its calendar', async () => {
    const { token, path } = await feedOf(here.deputy)
    const behind = () => office.as(null, (tx) => feedBehind(tx, feedHash(host, token), TODAY))
    expect(await behind()).toMatchObject({ postId: here.deputy.postId })
    await db.owner.query(`update organization.post_holding set held = '[2025-07-01,2026-11-23)' where post_id = $1`, [
      here.deputy.postId,
    ])
    expect(await behind()).toBeNull()
    expect((await get(path)).status).toBe(404)
  })

  test('rights: every role has a feed of its own post, and reads nobody else’s', async () => {
    for (const role of ROLES) {
      expect('token' in (await make(here[role])), role).toBe(true)
      expect(await office.as(neighbour[role], (tx) => ownFeed(tx, here[role]))).toBeNull()
    }
    expect(await office.as(here.observer, (tx) => ownFeed(tx, here.head)), 'not even within the unit').toBeNull()
  })
})
