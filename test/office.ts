import { seedCalendar } from '../src/capabilities/calendar/index.ts'
import {
  answerPoint,
  type CaseContext,
  caseById,
  moveCase,
  receiveSubmission,
} from '../src/capabilities/cases/index.ts'
import { type Day, day } from '../src/platform/day.ts'
import { inTransaction, NOBODY, type Tx } from '../src/platform/db.ts'
import type { Host } from '../src/platform/page.ts'
import type { Actor, Role } from '../src/platform/rights.ts'
import { type TestDatabase, testDatabase } from './database.ts'

export const TODAY = day('2026-11-23')
export const ROLES: readonly Role[] = ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer', 'administrator']

export type CitizenCase = NonNullable<Awaited<ReturnType<typeof caseById>>>

/** What a case may be brought to before a test begins. */
export type State = 'sent' | 'received' | 'assigned' | 'answered' | 'guided' | 'filed' | 'joined'

export interface Office {
  db: TestDatabase
  host: Host
  /** One post per role, held, in each of two units; `neighbour` is the other one, `above` the head of the unit over both. */
  here: Readonly<Record<Role, Actor>>
  neighbour: Readonly<Record<Role, Actor>>
  above: Actor
  jobs: { name: string; data: unknown }[]
  /** A transaction as the application makes one for this actor, or for nobody. */
  as<T>(actor: Actor | null, work: (tx: Tx) => Promise<T>): Promise<T>
  doing<T>(actor: Actor, work: (context: CaseContext) => Promise<T>, today?: Day): Promise<T>
  newCase(state: State, it?: Partial<NewCase>): Promise<CitizenCase>
  caseNow(id: number): Promise<CitizenCase>
  count(table: string, where?: string): Promise<number>
}

interface NewCase {
  text: string
  sender: string | null
  publish: boolean
  sentOn: Day
  sealed: boolean
}

/** A small office on a database of its own, for tests of actions: no web, no browser, the real rows and rights. */
export async function anOffice(): Promise<Office> {
  const db = await testDatabase()
  await inTransaction(db.database, NOBODY, seedCalendar)
  const one = async <T>(text: string, values: unknown[]) => (await db.owner.query(text, values)).rows[0] as T
  const unit = async (slug: string, name: string, kind: string, tier: string, parent: number | null) => {
    const { id } = await one<{ id: number }>('insert into organization.unit (slug) values ($1) returning id', [slug])
    await db.owner.query(
      `insert into organization.unit_version (unit_id, name, full_name, kind, tier, parent_id, valid) values ($1, $2, $2, $3, $4, $5, '[2025-07-01,)')`,
      [id, name, kind, tier, parent],
    )
    return { id, slug, name }
  }
  const post = async (of: Awaited<ReturnType<typeof unit>>, role: Role, reportsTo: number | null): Promise<Actor> => {
    const title = `${role} ${of.name}`
    const { id: postId } = await one<{ id: number }>(
      'insert into organization.post (unit_id, title, roles, reports_to) values ($1, $2, $3, $4) returning id',
      [of.id, title, [role], reportsTo],
    )
    const { id: personId } = await one<{ id: number }>(
      'insert into organization.person (name) values ($1) returning id',
      [`Người giữ ${title}`],
    )
    await db.owner.query(
      `insert into organization.post_holding (post_id, person_id, held) values ($1, $2, '[2025-07-01,)')`,
      [postId, personId],
    )
    return {
      ...{ userId: `u${postId}`, personId, personName: `Người giữ ${title}`, postId, postTitle: title },
      ...{ unitId: of.id, unitName: of.name, unitSlug: of.slug, roles: new Set([role]), actingForm: '', posts: [] },
    }
  }
  const posts = async (of: Awaited<ReturnType<typeof unit>>, superior: Actor) => {
    const head = await post(of, 'head', superior.postId)
    const rest = await Promise.all(
      ROLES.slice(1).map(async (role) => [role, await post(of, role, head.postId)] as const),
    )
    const all = { head, ...Object.fromEntries(rest) } as Record<Role, Actor>
    await db.owner.query(
      `insert into organization.opening (unit_id, head_post_id, intake_post_id, opened_on, phone, address, hours)
       values ($1, $2, $3, '2025-07-01', '0235 000 000', 'Trụ sở xã', '07:00-17:00')`,
      [of.id, all.head.postId, all.intake.postId],
    )
    return all
  }
  const city = await unit('tp-tren', 'Thành phố Trên', 'centrallyRunCity', 'province', null)
  const above = await post(city, 'head', null)
  const here = await posts(await unit('xa-nay', 'Xã Này', 'commune', 'commune', city.id), above)
  const neighbour = await posts(await unit('xa-ben', 'Xã Bên', 'commune', 'commune', city.id), above)

  const jobs: { name: string; data: unknown }[] = []
  const host = {
    database: db.database,
    jobs: { enqueue: async (_: Tx, name: string, data: unknown) => void jobs.push({ name, data }) },
    now: () => new Date(`${TODAY}T09:00:00+07:00`),
  } as unknown as Host

  const as: Office['as'] = (actor, work) =>
    inTransaction(db.database, actor ? { unitId: actor.unitId, postId: actor.postId, sealId: null } : NOBODY, work)
  const doing: Office['doing'] = (actor, work, today = TODAY) => as(actor, (tx) => work({ tx, host, actor, today }))
  const caseNow = async (id: number) => {
    const found =
      (await as(here.head, (tx) => caseById(tx, id))) ?? (await as(neighbour.head, (tx) => caseById(tx, id)))
    if (!found) throw new Error(`no case ${id}`)
    return found
  }

  let codes = 0
  async function newCase(state: State, it: Partial<NewCase> = {}): Promise<CitizenCase> {
    const { text = 'Cống đầu hẻm nghẹt. Đề nghị nạo vét.', sender = null, publish = false, sentOn = TODAY } = it
    const sealId = it.sealed ? crypto.randomUUID() : null
    const standing = { unitId: here.head.unitId, postId: null, sealId }
    const { caseId } = await inTransaction(db.database, standing, (tx) =>
      receiveSubmission(
        tx,
        {
          ...{ unitId: here.head.unitId, kind: 'feedback', category: 'roads', text, place: null, happenedOn: null },
          ...{
            sealedFor: sealId ? { sealId, postId: here.head.postId } : null,
            channel: 'web',
            publishConsent: publish,
          },
          ...{ concernsOfficial: Boolean(sealId), readBack: null, enteredBy: null, happenedAt: host.now() },
          sender: {
            name: sender,
            address: null,
            phone: sender && '0905 111 222',
            email: sender && 'nguoi@dan.example',
          },
          codeHash: Buffer.from(String(++codes).padStart(64, '0'), 'hex'),
        },
        sentOn,
      ),
    )
    const hands = it.sealed ? here.head : here.intake
    const make = async (actor: Actor, version: number, input: Parameters<typeof moveCase>[3]) => {
      const made = await doing(actor, (context) => moveCase(context, caseId, version, input), sentOn)
      if ('refused' in made) throw new Error(`${input.move}: ${made.refused}`)
    }
    if (state === 'guided')
      await make(hands, 1, { move: 'guide', competentBody: 'Công ty điện lực', reason: 'Thuộc ngành điện quản lý' })
    if (state === 'filed')
      await make(here.head, 1, { move: 'file', ground: 'noContent', reason: 'Không có nội dung gì' })
    if (state === 'joined') {
      const main = await newCase('received')
      await make(hands, 1, { move: 'join', mainNumber: main.number, reason: 'Cùng một việc' })
    }
    if (['received', 'assigned', 'answered'].includes(state))
      await make(hands, 1, { move: 'receive', title: 'Cống nghẹt', points: ['Cống nghẹt'] })
    if (['assigned', 'answered'].includes(state))
      await (it.sealed
        ? make(hands, 2, { move: 'take' })
        : make(hands, 2, { move: 'assign', ownerPostId: here.officer.postId, reason: '' }))
    if (state === 'answered') {
      const owner = it.sealed ? here.head : here.officer
      await doing(owner, (context) => answerPoint(context, caseId, 1, 1, 'Đã nạo vét xong hôm nay.', 'Ảnh'), sentOn)
      await make(owner, 3, { move: 'answer', closing: '' })
    }
    return caseNow(caseId)
  }

  return {
    ...{ db, host, here, neighbour, above, jobs, as, doing, newCase, caseNow },
    async count(table, where = 'true') {
      return Number((await db.owner.query(`select count(*) as n from ${table} where ${where}`)).rows[0].n)
    },
  }
}
