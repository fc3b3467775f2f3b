import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { ProgramTables } from './tables.ts'

export interface Campaign {
  id: number
  unitId: number
  title: string
  purpose: string
  from: Day
  until: Day
  planId: number | null
  state: 'running' | 'ended'
  closing: string | null
  version: number
}

const CAMPAIGN = sql`id, unit_id, title, purpose, lower(term) as "from", upper(term) - 1 as until, plan_id, state, closing, version`

export async function listCampaigns(tx: Tx, unitId: number, before: number | null, size: number): Promise<Campaign[]> {
  const { rows } = await sql<Campaign>`select ${CAMPAIGN} from programs.campaign where unit_id = ${unitId}
    ${before ? sql`and id < ${before}` : sql``} order by id desc limit ${size}`.execute(own<ProgramTables>(tx))
  return rows
}

export async function campaignById(tx: Tx, id: number, lock = false): Promise<Campaign | null> {
  const { rows } =
    await sql<Campaign>`select ${CAMPAIGN} from programs.campaign where id = ${id} ${lock ? sql`for update` : sql``}`.execute(
      own<ProgramTables>(tx),
    )
  return rows[0] ?? null
}

export interface Measure {
  id: number
  campaignId: number
  name: string
  countedIn: string
  basis: string
  /** Kept by the database; corrected rows are out. */
  total: number
  target: number | null
}

export async function measuresOf(tx: Tx, campaignIds: readonly number[]): Promise<Measure[]> {
  const { rows } =
    await sql<Measure>`select id, campaign_id, name, counted_in, basis, total::float8 as total, target::float8 as target from programs.measure
    where campaign_id = any (${[...campaignIds]}::bigint[]) order by id limit 500`.execute(own<ProgramTables>(tx))
  return rows
}

export interface Participant {
  id: number
  campaignId: number
  name: string
}

export async function participantsOf(tx: Tx, campaignIds: readonly number[]): Promise<Participant[]> {
  const { rows } = await sql<Participant>`select id, campaign_id, name from programs.participant
    where campaign_id = any (${[...campaignIds]}::bigint[]) order by id limit 1000`.execute(own<ProgramTables>(tx))
  return rows
}

export interface Count {
  id: number
  measureId: number
  participantId: number
  onDay: Day
  amount: number
  source: string
  correctsId: number | null
  isCorrected: boolean
}

/** Latest first, corrected ones too: what was wrong stays to be seen. */
export async function countsOf(tx: Tx, campaignId: number, before: number | null, size: number): Promise<Count[]> {
  const { rows } =
    await sql<Count>`select c.id, c.measure_id, c.participant_id, c.on_day, c.amount::float8 as amount, c.source, c.corrects_id,
      exists (select from programs.count later where later.corrects_id = c.id) as is_corrected
    from programs.count c where c.campaign_id = ${campaignId} ${before ? sql`and c.id < ${before}` : sql``}
    order by c.id desc limit ${size}`.execute(own<ProgramTables>(tx))
  return rows
}

export async function countById(tx: Tx, campaignId: number, id: number): Promise<Count | null> {
  const [row] = await countsOf(tx, campaignId, id + 1, 1)
  return row?.id === id ? row : null
}

export interface Result {
  id: number
  campaignId: number
  onDay: Day
  text: string
  mayShow: boolean
  /** What the photos show. */
  pictured: string | null
}

/** What a reader may see: everybody only what an officer showed. Latest first. */
export interface Looking {
  isPublic: boolean
  before: number | null
  size: number
}

const RESULT = sql`id, campaign_id, on_day, text, may_show, pictured`

export async function resultsOf(tx: Tx, campaignId: number, it: Looking): Promise<Result[]> {
  const { rows } = await sql<Result>`select ${RESULT} from programs.result where campaign_id = ${campaignId}
    ${it.isPublic ? sql`and may_show` : sql``} ${it.before ? sql`and id < ${it.before}` : sql``}
    order by id desc limit ${it.size}`.execute(own<ProgramTables>(tx))
  return rows
}

/** The result a photo belongs to, when the reader may see it. */
export async function resultOfPhoto(tx: Tx, campaignId: number, resultId: number, isPublic: boolean) {
  const [row] = await resultsOf(tx, campaignId, { isPublic, before: resultId + 1, size: 1 })
  return row?.id === resultId ? row : null
}

/** The campaign that runs by a plan; at most one does. */
export async function campaignOfPlan(tx: Tx, planId: number): Promise<Campaign | null> {
  const { rows } = await sql<Campaign>`select ${CAMPAIGN} from programs.campaign where plan_id = ${planId}`.execute(
    own<ProgramTables>(tx),
  )
  return rows[0] ?? null
}
