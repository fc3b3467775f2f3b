import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, ROLES } from '../../../test/office.ts'
import { addDays, formatDay } from '../../platform/day.ts'
import type { AnyPage, Visit } from '../../platform/page.ts'
import { type Actor, isAllowed, type Role } from '../../platform/rights.ts'
import { movesOpen } from '../../platform/workflow.ts'
import { COMMITMENT_PAGES, sweep } from './index.ts'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { vi } from './words.vi.ts'
import { APOLOGY_MOVES, COMMITMENT_MOVES } from './workflow.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, host } = office
const page = (path: string) => COMMITMENT_PAGES.find((one) => one.path === path) as AnyPage

// The officer is the focal point, the head supervises.
const EVERYBODY = ROLES
const APOLOGY: Readonly<Record<keyof typeof APOLOGY_MOVES, { from: 'drafted' | 'signed'; may: readonly Role[] }>> = {
  write: { from: 'drafted', may: ['head', 'deputy', 'officer'] },
  sign: { from: 'drafted', may: ['head'] },
  send: { from: 'signed', may: ['head', 'intake', 'officer'] },
}
const LEDGER: Readonly<Record<keyof typeof COMMITMENT_MOVES, { from: 'open' | 'waiting'; may: readonly Role[] }>> = {
  handOver: { from: 'open', may: ['head', 'deputy', 'intake'] },
  wait: { from: 'open', may: ['officer'] },
  goOn: { from: 'waiting', may: ['officer'] },
  remind: { from: 'open', may: ['head', 'deputy'] },
}
const RIGHTS: Readonly<Record<keyof typeof POLICY, readonly Role[]>> = {
  seeMyWork: EVERYBODY,
  seeUnitWork: ['head', 'deputy', 'intake', 'reviewer', 'observer'],
}

const territory = { unitId: here.head.unitId, ownerPostId: here.officer.postId, supervisorPostId: here.head.postId }

test('every move and every right stands in these matrices', () => {
  expect(Object.keys(APOLOGY).sort()).toEqual(Object.keys(APOLOGY_MOVES).sort())
  expect(Object.keys(LEDGER).sort()).toEqual(Object.keys(COMMITMENT_MOVES).sort())
  expect(Object.keys(RIGHTS).sort()).toEqual(Object.keys(POLICY).sort())
})

for (const [table, rows, moves] of [
  ['apology', APOLOGY, APOLOGY_MOVES],
  ['promise', LEDGER, COMMITMENT_MOVES],
] as const)
  describe.each(Object.keys(rows))(`${table}: %s`, (name) => {
    const { from, may } = (rows as Record<string, { from: string; may: readonly Role[] }>)[name] as {
      from: string
      may: readonly Role[]
    }
    const open = (actor: Actor | null, state = from) =>
      (movesOpen(moves as never, state as never, actor, territory) as string[]).includes(name)
    for (const role of ROLES)
      test(`${role} ${may.includes(role) ? 'may' : 'may not'} at home, never elsewhere`, () => {
        expect(open(here[role])).toBe(may.includes(role))
        expect(open(neighbour[role])).toBe(false)
      })
    test('nobody who has not signed in, and nobody once it is over', () => {
      expect(open(null)).toBe(false)
      for (const over of ['sent', 'dropped', 'fulfilled', 'released'])
        for (const role of ROLES) expect(open(here[role], over), `${over} ${role}`).toBe(false)
    })
  })

describe.each(Object.keys(RIGHTS) as (keyof typeof POLICY)[])('%s', (right) => {
  const shown = page(right === 'seeMyWork' ? at.mine : at.unit)
  for (const role of ROLES)
    test(`${role} ${RIGHTS[right].includes(role) ? 'may' : 'may not'}`, () => {
      expect(isAllowed(POLICY[right], here[role], territory)).toBe(RIGHTS[right].includes(role))
      expect(shown.may(here[role], null)).toBe(RIGHTS[right].includes(role))
      expect(isAllowed(POLICY[right], neighbour[role], territory)).toBe(false)
    })
  test('nobody who has not signed in', () => expect(shown.may(null, null)).toBe(false))
})

/** Sends a form to a page as the server would: load, right, submit, in one transaction. */
async function submit(
  path: string,
  who: Actor,
  params: Record<string, string>,
  form: Record<string, unknown>,
  today = TODAY_LATE,
) {
  const it = page(path)
  return office.as(who, async (tx) => {
    const visit = {
      tx,
      host,
      actor: who,
      today,
      now: new Date(),
      params,
      query: {},
      language: 'vi',
    } as unknown as Visit
    const found = await it.load(visit)
    if (found === null || !it.may(who, found)) return 'missing'
    return it.submit?.({ ...visit, found, words: vi, form, key: 'k', files: [] } as never)
  })
}
const TODAY_LATE = addDays((await office.newCase('sent')).commitment.dueOn, 1)

describe('what really happens to an apology when somebody tries', () => {
  const text = {
    cause: 'Thợ nghỉ ốm cả tuần.',
    change: 'Thuê thêm thợ dự phòng.',
    furtherOn: formatDay(addDays(TODAY_LATE, 7)),
  }
  const drafted = async () => {
    const found = await office.newCase('assigned')
    await sweep(host, TODAY_LATE)
    const { rows } = await office.db.owner.query(
      'select id, version from commitments.apology where commitment_id = $1',
      [found.commitmentId],
    )
    return rows[0] as { id: number; version: number }
  }
  const stateOf = async (id: number) =>
    (await office.db.owner.query('select state from commitments.apology where id = $1', [id])).rows[0].state
  for (const role of ROLES) {
    test(`${role} ${role === 'head' ? 'signs and sends' : 'cannot sign'}`, async () => {
      const { id, version } = await drafted()
      await submit(at.apology, here[role], { apology: String(id) }, { _do: 'sign', version, ...text })
      expect(await stateOf(id)).toBe(role === 'head' ? 'sent' : 'drafted')
    })
    test(`${role} of another unit finds none`, async () => {
      const { id, version } = await drafted()
      expect(
        await submit(at.apology, neighbour[role], { apology: String(id) }, { _do: 'sign', version, ...text }),
      ).toBe('missing')
    })
  }
})

describe('bulk actions on the work of the unit', () => {
  const ownerOf = async (id: number) =>
    (await office.db.owner.query('select owner_post_id as owner from commitments.commitment where id = $1', [id]))
      .rows[0].owner
  const give = (who: Actor, ids: readonly number[], owner: number) =>
    submit(at.unit, who, {}, { _do: 'assign', ids: ids.join(','), owner, reason: 'Chia lại việc' })

  for (const role of ROLES)
    test(`${role} ${LEDGER.handOver.may.includes(role) ? 'hands over' : 'cannot hand over'}`, async () => {
      const { commitmentId } = await office.newCase('assigned')
      await give(here[role], [commitmentId], here.deputy.postId)
      expect(await ownerOf(commitmentId)).toBe(
        LEDGER.handOver.may.includes(role) ? here.deputy.postId : here.officer.postId,
      )
    })

  test('never touch what is sealed or what belongs to another unit, even by its number', async () => {
    const sealed = await office.newCase('assigned', { sealed: true })
    const open = await office.newCase('assigned')
    await give(here.head, [sealed.commitmentId], here.officer.postId)
    expect(await ownerOf(sealed.commitmentId)).toBe(here.head.postId)
    await give(neighbour.head, [open.commitmentId], neighbour.officer.postId)
    await give(here.head, [open.commitmentId], neighbour.officer.postId)
    expect(await ownerOf(open.commitmentId)).toBe(here.officer.postId)
  })
})
