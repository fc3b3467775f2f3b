import { Hono } from 'hono'
import { afterAll, expect, test } from 'vitest'
import { anOffice, type CitizenCase, TODAY } from '../../../test/office.ts'
import { day, dayIn } from '../../platform/day.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { historyOf } from '../../platform/history.ts'
import { keysFrom } from '../../platform/keys.ts'
import type { AnyPage, Host } from '../../platform/page.ts'
import { servePages } from '../../platform/serve-page.ts'
import { answerPoint, askReopen, CASE_PAGES, moveCase, rateAnswer, writeAsSender } from './index.ts'
import { openSender, reissueCode, writeToSender } from './office-actions.ts'
import { caseById, pointsOf, senderViews, submissionsOf } from './queries.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, host } = office

/** What somebody does who came with number and code: no post stands behind it. */
const asSender = <T>(of: CitizenCase, work: (tx: Tx) => Promise<T>) =>
  inTransaction(office.db.database, { unitId: of.unitId, postId: null, sealId: of.sealId }, work)

const submissionOf = async (of: CitizenCase) => (await asSender(of, (tx) => submissionsOf(tx, of.id)))[0]?.id ?? 0

test('a message that ends the waiting is the act of the sender, not of the focal point', async () => {
  const found = await office.newCase('assigned')
  await office.doing(here.officer, (context) => writeToSender(context, found.id, 'Xin bổ sung ảnh.', true))
  const id = await submissionOf(found)
  await asSender(found, (tx) => writeAsSender({ tx, host }, found.id, id, 'Tôi gửi thêm: cột số 12.'))
  const entries = await office.as(here.head, (tx) => historyOf(tx, { kind: 'commitment', id: found.commitmentId }))
  const said = entries.map(({ kind, postId, payload }) => ({ kind, postId, by: payload?.by ?? null }))
  expect(said).toContainEqual({ kind: 'wait', postId: here.officer.postId, by: null })
  expect(said).toContainEqual({ kind: 'goOn', postId: null, by: 'sender' })
  expect((await office.caseNow(found.id)).commitment.state).toBe('open')
})

test('what is done is dated by the time the program is given, not by the clock of the database', async () => {
  const found = await office.newCase('assigned', { sender: 'Bà Bảy' })
  const at = new Date('2027-03-01T10:00:00+07:00')
  const later = { ...host, now: () => at }
  const today = dayIn(at)
  expect(today).toBe(day('2027-03-01'))
  const id = await submissionOf(found)
  const acting = { host: later, actor: here.officer, today }
  await office.as(here.officer, async (tx) => {
    await answerPoint({ tx, ...acting }, found.id, 1, 1, 'Đã nạo vét xong hôm nay.', 'Ảnh')
    await writeToSender({ tx, ...acting }, found.id, 'Đã xong rồi ạ.', false)
    expect(await moveCase({ tx, ...acting }, found.id, found.version, { move: 'answer', closing: '' })).toEqual({
      done: true,
    })
  })
  await office.as(here.intake, (tx) =>
    reissueCode({ tx, ...acting, actor: here.intake }, found, id, Buffer.alloc(32, 3), 'Căn cước'),
  )
  await asSender(found, async (tx) => {
    await rateAnswer({ tx, host: later }, found.id, id, 'partly', null)
    await writeAsSender({ tx, host: later }, found.id, id, 'Cảm ơn.')
    await askReopen({ tx, host: later }, found.id, id, 'Mưa xuống lại nghẹt như cũ.')
  })
  const { rows } = await office.db.owner.query<{ at: Date }>(
    `select unnest(array[c.answered_at, s.rated_at, s.reopen_asked_at, s.code_changed_at, p.answered_at]) as at
       from cases.citizen_case c join cases.submission s on s.case_id = c.id join cases.point p on p.case_id = c.id where c.id = $1
     union all select at from cases.letter where case_id = $1
     union all select happened_at from platform.history where subject_kind = 'case' and subject_id = $1
       and kind in ('answered', 'pointAnswered', 'letter', 'rated', 'letterFromSender', 'reopenAsked', 'codeReissued')`,
    [found.id],
  )
  expect(rows).toHaveLength(14)
  expect(rows.filter((row) => row.at?.getTime() !== at.getTime())).toEqual([])
})

test('a message of the sender reaches the focal point, a wish to look again the head; nothing of its words stands in the notice', async () => {
  const told = async (of: CitizenCase, to: number) =>
    (
      await office.db.owner.query(
        'select kind, title, body from platform.message where subject_id = $1 and to_post_id = $2 order by id desc limit 1',
        [of.commitmentId, to],
      )
    ).rows[0]
  for (const sealed of [false, true]) {
    const found = await office.newCase('answered', { sealed, text: 'Bà Chín kể chuyện nhà ông Mười. Đề nghị xem.' })
    const owner = sealed ? here.head : here.officer
    const id = await submissionOf(found)
    const jobs = office.jobs.length
    await asSender(found, (tx) => writeAsSender({ tx, host }, found.id, id, 'Tôi là Phan Thị Sợ, nhà số 3.'))
    const title = sealed ? 'Việc theo chế độ riêng' : `Người gửi có lời nhắn mới: đơn số ${found.number}`
    expect(await told(found, owner.postId)).toEqual({ kind: 'letter', title, body: '' })
    await asSender(found, (tx) => askReopen({ tx, host }, found.id, id, 'Phan Thị Sợ thấy vẫn chưa xong.'))
    const again = sealed ? title : `Người gửi xin xem lại: đơn số ${found.number}`
    expect(await told(found, here.head.postId)).toEqual({ kind: 'reopenAsked', title: again, body: '' })
    expect(office.jobs.slice(jobs).map(({ name }) => name)).toEqual(['tell-post', 'tell-post'])
  }
})

test('an opened name is kept nowhere: the second submit of the same form is led on without it', async () => {
  const name = 'Ngô Thị Kín Đáo'
  const found = await office.newCase('assigned', { sender: name })
  const app = new Hono()
  const keys = keysFrom(Buffer.alloc(32, 5))
  const served = { ...host, keys, settings: { trustedProxies: 0, publicUrl: 'http://localhost' } }
  servePages(app, served as unknown as Host, CASE_PAGES as readonly AnyPage[], {
    ...{ actorOf: async () => here.officer, mustGo: () => null, layout: async ({ body }) => String(body) },
    signIn: async ({ c }) => c.text('', 401),
  })
  const path = `/lam-viec/vu-viec/${found.number}/nguoi-gui/${await submissionOf(found)}`
  const submit = () =>
    app.request(path, {
      method: 'POST',
      body: new URLSearchParams({ _key: 'k'.repeat(24), reason: 'Hẹn gặp tại nhà' }),
    })
  const [first, second] = [await submit(), await submit()]
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(await (await app.request(path, { headers: { cookie } })).text()).toContain(name)
  expect([second.status, second.headers.get('location'), second.headers.get('set-cookie')]).toEqual([303, path, null])
  expect(await office.count('cases.sender_view', `reason = 'Hẹn gặp tại nhà'`), 'and no second look is written').toBe(1)
  const { rows } = await office.db.owner.query('select result from platform.submit_key')
  expect(rows).toEqual([{ result: JSON.stringify({ to: path }) }])
})

test('of a joined case every sender rates and asks for themselves, and no point is lost', async () => {
  const main = await office.newCase('assigned', { sender: 'Bà Một' })
  const other = await office.newCase('received', { sender: 'Ông Hai' })
  const [one, two] = [await submissionOf(main), await submissionOf(other)]
  const points = () => office.as(here.head, (tx) => pointsOf(tx, main.id))
  const before = (await points()).length
  const joined = await office.doing(here.intake, (context) =>
    moveCase(context, other.id, other.version, { move: 'join', mainNumber: main.number, reason: 'cùng một ngõ' }),
  )
  expect(joined).toEqual({ done: true })
  expect(await points()).toHaveLength(before + 1)
  await office.doing(here.officer, async (context) => {
    for (const { n } of await pointsOf(context.tx, main.id))
      await answerPoint(context, main.id, n, 1, 'Đã nạo vét xong hôm nay.', 'Ảnh')
    const found = await caseById(context.tx, main.id)
    expect(await moveCase(context, main.id, found?.version ?? 0, { move: 'answer', closing: '' })).toEqual({
      done: true,
    })
  })
  await asSender(main, async (tx) => {
    expect(await rateAnswer({ tx, host }, main.id, one, 'solved', null)).toEqual({ done: true })
    expect(await rateAnswer({ tx, host }, main.id, two, 'notSolved', 'Ngõ nhà tôi vẫn nghẹt.')).toEqual({ done: true })
    expect(await askReopen({ tx, host }, main.id, two, 'Ngõ nhà tôi vẫn nghẹt.')).toEqual({ done: true })
    expect(await askReopen({ tx, host }, main.id, two, 'Xin xem lại lần nữa.')).toEqual({ refused: 'notAnswered' })
    const said = (await submissionsOf(tx, main.id)).map(({ id, rating, reopenReason }) => ({
      id,
      rating,
      reopenReason,
    }))
    expect(said).toEqual([
      { id: one, rating: 'solved', reopenReason: null },
      { id: two, rating: 'notSolved', reopenReason: 'Ngõ nhà tôi vẫn nghẹt.' },
    ])
  })
})

test('what a deputy does for an absent holder carries the form and the person', async () => {
  const found = await office.newCase('assigned', { sender: 'Bà Ba' })
  const submission = await submissionOf(found)
  const { unitId, postId } = here.head
  const acting = { form: 'KT.', personId: here.deputy.personId } as const
  await inTransaction(office.db.database, { unitId, postId, sealId: null, acting }, async (tx) => {
    const opened = await openSender({ tx, host, actor: here.head, today: TODAY }, found, submission, 'gọi để hỏi')
    expect(opened?.name).toBe('Bà Ba')
    expect((await senderViews(tx, submission)).map((view) => view.actingForm)).toEqual(['KT.'])
    const entries = await historyOf(tx, { kind: 'case', id: found.id })
    expect(entries.find((entry) => entry.kind === 'senderOpened')?.payload?.acting).toEqual(acting)
  })
})
