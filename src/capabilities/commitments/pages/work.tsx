import { z } from 'zod'
import { postsOf, postTitles } from '../../../organization/officials.ts'
import { addDays, type Day, formatDay } from '../../../platform/day.ts'
import { page, type Seen, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { workingCalendar } from '../../calendar/index.ts'
import { handOver } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { apologiesOf, BUCKETS, type Bucket, commitmentById, countWork, listWork } from '../queries.ts'
import { markRead, messagesOf, tellPost } from '../tell.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { COMMITMENT_MOVES } from '../workflow.ts'
import { WorkView } from './work-view.tsx'

async function load(visit: Visit, whose: 'mine' | 'unit') {
  const { tx, actor, query, today } = visit
  if (!actor) return null
  const bucket: Bucket = BUCKETS.find((one) => one === query.o) ?? 'todo'
  const ownerPostId = whose === 'mine' ? actor.postId : null
  const search = (query.tim ?? '').slice(0, 100)
  const after = /^\d{4}-\d{2}-\d{2}\.\d{1,15}$/.test(query.sau ?? '') ? (query.sau ?? null) : null
  const { rows, next } = await listWork(tx, { ownerPostId, unitId: actor.unitId, bucket, search, after }, today)
  const counts = await countWork(tx, ownerPostId, actor.unitId, today)
  const apologies = new Map(
    (
      await apologiesOf(
        tx,
        rows.map((row) => row.id),
      )
    ).map((one) => [one.commitmentId, one]),
  )
  const owners = await postTitles(
    tx,
    rows.map((row) => row.ownerPostId),
    today,
  )
  const bulk = whose === 'unit' && isAllowed(COMMITMENT_MOVES.handOver.by, actor, { unitId: actor.unitId })
  return {
    ...{ whose, bucket, search, rows, next, counts, apologies, owners, bulk },
    posts: bulk ? (await postsOf(tx, actor.unitId, today)).filter((post) => post.holder) : [],
    messages: whose === 'mine' ? await messagesOf(tx, actor.postId) : [],
    dayOff: await nextDayOff(visit),
  }
}

/** A day off within a week, weekends aside: said on top, for it moves due days. */
async function nextDayOff({ tx, today }: Visit): Promise<{ day: Day; reason: string } | null> {
  const calendar = await workingCalendar(tx)
  for (let ahead = 0; ahead < 7; ahead++) {
    const day = addDays(today, ahead)
    const off = calendar.covers(day) ? calendar.dayOff(day) : null
    if (off && !['Thứ Bảy', 'Chủ nhật'].includes(off.reason)) return { day, reason: off.reason }
  }
  return null
}

export type WorkFound = NonNullable<Awaited<ReturnType<typeof load>>>
export type WorkIt = Seen<WorkFound, typeof vi>

const fields = z.object({
  _do: z.enum(['remind', 'assign', 'read']),
  ids: z
    .string()
    .regex(/^(\d{1,15},){0,60}\d{1,15}$/)
    .optional(),
  owner: z.coerce.number().int().optional(),
  reason: z.string().trim().max(300).default(''),
})

const shared = {
  surface: 'workspace',
  words: { vi, en },
  fields,
  async submit(it: WorkIt & { form: z.infer<typeof fields> }) {
    const { tx, actor, form, words, found, host, now } = it
    const back = found.whose === 'mine' ? at.mine : at.unit
    if (!actor) return { refused: words.work.refused }
    if (form._do === 'read') {
      await markRead(tx, actor.postId, now)
      return { to: back }
    }
    const ids = form.ids?.split(',').map(Number) ?? []
    if (ids.length === 0) return { errors: { ids: words.work.chooseSome } }
    const owner = found.posts.find((post) => post.id === form.owner)
    if (form._do === 'assign' && !owner) return { errors: { owner: words.work.chooseOwner } }
    if (form._do === 'assign' && form.reason.length < 5) return { errors: { reason: 'short:5' } }
    for (const id of ids) {
      const row = await commitmentById(tx, id)
      const move = form._do === 'assign' ? COMMITMENT_MOVES.handOver : COMMITMENT_MOVES.remind
      // A bulk action never touches what is sealed (safeguards 2.1).
      if (!row || row.sealId || !isAllowed(move.by, actor, row) || !move.from.includes(row.state as 'open')) continue
      if (owner && form._do === 'assign') {
        await handOver(tx, id, owner.id, { postId: actor.postId, reason: form.reason })
        await tellPost(host, tx, row, owner.id, 'assigned', `Được giao: ${row.title} (hạn ${formatDay(row.dueOn)})`)
      } else
        await tellPost(
          host,
          tx,
          row,
          row.ownerPostId,
          'manual',
          `Nhắc việc: ${row.title} (hạn ${formatDay(row.dueOn)})`,
        )
    }
    return { to: back }
  },
} as const

export const myWork = page({
  ...shared,
  path: at.mine,
  audit: 'commitments.mine',
  load: (visit) => load(visit, 'mine'),
  may: (actor) => actor !== null && isAllowed(POLICY.seeMyWork, actor, actor),
  head: ({ words }) => ({ title: words.work.title, nav: 'mine' }),
  view: (it) => <WorkView {...it} />,
})

export const unitWork = page({
  ...shared,
  path: at.unit,
  audit: 'commitments.unit',
  load: (visit) => load(visit, 'unit'),
  may: (actor) => actor !== null && isAllowed(POLICY.seeUnitWork, actor, actor),
  head: ({ words }) => ({ title: words.work.unitTitle, nav: 'unit' }),
  view: (it) => <WorkView {...it} />,
})
