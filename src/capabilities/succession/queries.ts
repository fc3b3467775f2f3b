import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { actAs, own, type Standing, type Tx } from '../../platform/db.ts'
import { openCases } from '../cases/index.ts'
import { commitmentsById } from '../commitments/index.ts'
import { stepCommitments } from '../complaints/index.ts'
import { openDialogues } from '../dialogues/index.ts'
import { requestCommitments } from '../privacy/index.ts'
import { openVisits } from '../visits/index.ts'
import { openRecommendations } from '../voters/index.ts'
import type { SuccessionTables } from './tables.ts'
import type { ChangeKind, ChangeState } from './workflow.ts'

export interface Change {
  id: number
  unitId: number
  kind: ChangeKind
  state: ChangeState
  decisionNumber: string
  decisionOn: Day
  issuer: string
  takesEffectOn: Day
  newName: string | null
  newFullName: string | null
  newKind: string | null
  code: string | null
  archiveUnitId: number | null
  confirmedBy: number | null
  refused: string | null
  doneOn: Day | null
  version: number
  from: number[]
  to: number[]
}

const columns = sql`c.id, c.unit_id, c.kind, c.state, c.decision_number, c.decision_on, c.issuer, c.takes_effect_on, c.new_name, c.new_full_name,
  c.new_kind, c.code, c.archive_unit_id, c.confirmed_by, c.refused, c.done_on, c.version,
  (select coalesce(jsonb_agg(p.unit_id order by p.unit_id), '[]') from succession.part p where p.change_id = c.id and p.side = 'from') as "from",
  (select coalesce(jsonb_agg(p.unit_id order by p.unit_id), '[]') from succession.part p where p.change_id = c.id and p.side = 'to') as "to"`

/** The changes of a unit above, newest first. */
export async function changesOf(tx: Tx, unitId: number): Promise<Change[]> {
  const { rows } = await sql<Change>`select ${columns} from succession.change c
    where c.unit_id = ${unitId} order by c.id desc limit 100`.execute(own<SuccessionTables>(tx))
  return rows
}

export async function changeById(tx: Tx, id: number, lock = false): Promise<Change | null> {
  const { rows } = await sql<Change>`select ${columns} from succession.change c where c.id = ${id}
    ${lock ? sql`for update of c` : sql``}`.execute(own<SuccessionTables>(tx))
  return rows[0] ?? null
}

/** The change that a unit waits for, or that ends it: one at a time. */
export async function openChangeOf(tx: Tx, unitId: number, but = 0): Promise<Change | null> {
  const { rows } = await sql<Change>`select ${columns} from succession.change c
    where c.state in ('prepared', 'confirmed') and c.id <> ${but}
      and exists (select 1 from succession.part p where p.change_id = c.id and p.side = 'from' and p.unit_id = ${unitId})
    order by c.id limit 1`.execute(own<SuccessionTables>(tx))
  return rows[0] ?? null
}

/** `old post:new unit` -> new post, as said by a person. */
export async function postMapOf(tx: Tx, changeId: number): Promise<Record<string, number>> {
  const rows = await own<SuccessionTables>(tx)
    .selectFrom('succession.postMap')
    .where('changeId', '=', changeId)
    .select(['fromPostId', 'toUnitId', 'toPostId'])
    .execute()
  return Object.fromEntries(rows.map((row) => [`${row.fromPostId}:${row.toUnitId}`, row.toPostId]))
}

export interface Matter {
  kind: 'case' | 'voters' | 'visit' | 'dialogue'
  id: number
  number: string
  title: string
  /** What tells where it is: the place named, else the text. */
  place: string
  dueOn: Day
  commitmentIds: number[]
}

/** Everything open that goes to a successor, but what only a head may read: that goes unseen, with its seal. */
export async function openMatters(tx: Tx, unitId: number): Promise<Matter[]> {
  const cases = await openCases(tx, unitId)
  const ids = cases.map((one) => one.id)
  const steps = Map.groupBy(
    [...(await stepCommitments(tx, ids)), ...(await requestCommitments(tx, ids))],
    (row) => row.caseId,
  )
  const recommendations = await openRecommendations(tx, unitId)
  const all = [
    ...cases.map((one) => ({
      ...{ kind: 'case' as const, id: one.id, number: one.number, title: one.title, place: one.place || one.text },
      commitmentIds: [one.commitmentId, ...(steps.get(one.id) ?? []).map((row) => row.commitmentId)],
    })),
    ...recommendations.map((one) => ({
      ...{
        kind: 'voters' as const,
        id: one.id,
        number: one.number,
        title: one.text,
        place: `${one.text} ${one.place}`,
      },
      commitmentIds: one.commitmentIds,
    })),
  ]
  const promises = await commitmentsById(
    tx,
    all.flatMap((one) => one.commitmentIds.slice(0, 1)),
  )
  const due = new Map(promises.map((one) => [one.id, one.dueOn]))
  const matters = all.flatMap((one) => {
    const dueOn = due.get(one.commitmentIds[0] ?? 0)
    return dueOn ? [{ ...one, dueOn }] : []
  })
  return [...matters, ...(await openFaceToFace(tx, unitId))]
}

/** What was begun face to face: visits somebody still waits to hear of, dialogues without their results or with promises open. */
async function openFaceToFace(tx: Tx, unitId: number): Promise<Matter[]> {
  const [visits, dialogues] = await Promise.all([openVisits(tx, unitId), openDialogues(tx, unitId)])
  const ids = [...visits.map((one) => one.commitmentId), ...dialogues.flatMap((one) => one.commitmentIds)]
  const promises = new Map((await commitmentsById(tx, ids)).map((one) => [one.id, one]))
  const isOpen = (id: number) => ['open', 'waiting'].includes(promises.get(id)?.state ?? '')
  return [
    ...visits
      .filter((one) => isOpen(one.commitmentId))
      .map(({ id, content, commitmentId }) => ({
        ...{ kind: 'visit' as const, id, number: '', title: content.slice(0, TITLE), place: content },
        ...{ dueOn: promises.get(commitmentId)?.dueOn as Day, commitmentIds: [commitmentId] },
      })),
    ...dialogues
      .filter((one) => !one.isOver || one.commitmentIds.some(isOpen))
      .map(({ id, title, place, heldOn, commitmentIds }) => ({
        ...{
          kind: 'dialogue' as const,
          id,
          number: '',
          title,
          place: `${title} ${place}`,
          dueOn: heldOn,
          commitmentIds,
        },
      })),
  ]
}

const TITLE = 140

/** What a unit would hand on, in numbers: whoever prepares a change reads no matter of another unit. */
export async function countOpen(tx: Tx, unitId: number, back: Standing) {
  actAs(tx, { unitId, postId: null, sealId: null })
  const matters = await openMatters(tx, unitId)
  actAs(tx, back)
  const count = (kind: Matter['kind']) => matters.filter((one) => one.kind === kind).length
  return { cases: count('case'), voters: count('voters'), visits: count('visit'), dialogues: count('dialogue') }
}

export interface Choice {
  kind: Matter['kind'] | 'body'
  subjectId: number
  toUnitId: number
}

export async function choicesOf(tx: Tx, changeId: number): Promise<Choice[]> {
  const rows = await own<SuccessionTables>(tx)
    .selectFrom('succession.choice')
    .where('changeId', '=', changeId)
    .select(['kind', 'subjectId', 'toUnitId'])
    .execute()
  return rows as Choice[]
}

export const keyOf = ({ kind, id }: { kind: string; id: number }) => `${kind}-${id}`
