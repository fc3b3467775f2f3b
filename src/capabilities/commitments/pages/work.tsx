import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { handOver } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { commitmentById } from '../queries.ts'
import { markRead, tellPost } from '../tell.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { COMMITMENT_MOVES } from '../workflow.ts'
import { loadWork, type WorkIt } from './work-load.ts'
import { WorkView } from './work-view.tsx'

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
      // What nobody has read yet is read first: only then has it points to be answered for.
      if (row && form._do === 'assign' && row.step === 'sent') continue
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
  load: (visit) => loadWork(visit, 'mine'),
  may: (actor) => actor !== null && isAllowed(POLICY.seeMyWork, actor, actor),
  head: ({ words }) => ({ title: words.work.title, nav: 'mine' }),
  view: (it) => <WorkView {...it} />,
})

export const unitWork = page({
  ...shared,
  path: at.unit,
  audit: 'commitments.unit',
  load: (visit) => loadWork(visit, 'unit'),
  may: (actor) => actor !== null && isAllowed(POLICY.seeUnitWork, actor, actor),
  head: ({ words }) => ({ title: words.work.unitTitle, nav: 'unit' }),
  view: (it) => <WorkView {...it} />,
})
