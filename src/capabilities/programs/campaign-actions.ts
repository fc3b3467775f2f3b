import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own } from '../../platform/db.ts'
import { isAllowed } from '../../platform/rights.ts'
import { draftPlan, planById } from '../plans/index.ts'
import { fromPlan, noteOf, type ProgramContext, type Refused } from './actions.ts'
import { campaignById, campaignOfPlan, countById, measuresOf, participantsOf } from './campaign-queries.ts'
import { POLICY } from './policy.ts'
import type { ProgramTables } from './tables.ts'

const note = noteOf('campaign')

export interface NewCampaign {
  title: string
  purpose: string
  from: Day
  until: Day
  participants: readonly string[]
}

export async function startCampaign(context: ProgramContext, it: NewCampaign): Promise<Refused | { id: number }> {
  const { tx, actor } = context
  if (!isAllowed(POLICY.startCampaign, actor, actor)) return { refused: 'notOpen' }
  if (it.until < it.from) return { refused: 'order' }
  const { unitId, postId: startedBy } = actor
  const trx = own<ProgramTables>(tx)
  const term = sql<string>`daterange(${it.from}, ${it.until}, '[]')`
  const { id } = await trx
    .insertInto('programs.campaign')
    .values({ title: it.title, purpose: it.purpose, term, unitId, startedBy })
    .returning('id')
    .executeTakeFirstOrThrow()
  const names = [...new Set(it.participants)]
  if (names.length > 0)
    await trx
      .insertInto('programs.participant')
      .values(names.map((name) => ({ unitId, campaignId: id, name })))
      .execute()
  note(context, id, 'campaignStarted', { title: it.title })
  return { id }
}

/** The plan a campaign runs by: one of the unit's that no other campaign has. */
export async function choosePlan(
  context: ProgramContext,
  id: number,
  planId: number,
): Promise<Refused | { done: true }> {
  const { tx } = context
  const found = await running(context, id, 'startCampaign')
  const plan = found && (await planById(tx, planId))
  if (!found || plan?.unitId !== found.unitId || plan.state === 'dropped') return { refused: 'notOpen' }
  if (await campaignOfPlan(tx, planId)) return { refused: 'planTaken' }
  await own<ProgramTables>(tx).updateTable('programs.campaign').set({ planId }).where('id', '=', id).execute()
  note(context, id, 'campaignPlanned', { plan: planId })
  return { done: true }
}

/** A plan of its own, from contents line by line; adopted and given as tasks on the plan's page. */
export async function planCampaign(
  context: ProgramContext,
  id: number,
  it: { items: readonly string[]; responsiblePostId: number },
): Promise<Refused | { planId: number }> {
  const found = await running(context, id, 'startCampaign')
  if (!found || found.planId) return { refused: 'notOpen' }
  const made = await draftPlan(context, {
    ...{ kind: 'campaign', title: `Kế hoạch: ${found.title}`.slice(0, 300), goal: found.purpose, clarities: 5 },
    ...{ directiveId: null, documentId: null, from: found.from, until: found.until, ...it },
  })
  if ('refused' in made) return { refused: fromPlan(made.refused) }
  const chosen = await choosePlan(context, id, made.id)
  return 'refused' in chosen ? chosen : { planId: made.id }
}

async function running({ tx, actor }: ProgramContext, id: number, by: keyof typeof POLICY) {
  const found = await campaignById(tx, id, true)
  return found?.state === 'running' && isAllowed(POLICY[by], actor, found) ? found : null
}

export async function addParticipant(
  context: ProgramContext,
  id: number,
  name: string,
): Promise<Refused | { done: true }> {
  const found = await running(context, id, 'enterCount')
  if (!found) return { refused: 'notOpen' }
  const kept = await own<ProgramTables>(context.tx)
    .insertInto('programs.participant')
    .values({ unitId: found.unitId, campaignId: id, name })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return kept.numInsertedOrUpdatedRows ? { done: true } : { refused: 'known' }
}

/** What is counted, in which unit, and on which basis; a figure without a basis is not kept. */
export async function addMeasure(
  context: ProgramContext,
  id: number,
  it: { name: string; countedIn: string; basis: string; target: number | null },
): Promise<Refused | { done: true }> {
  const found = await running(context, id, 'enterCount')
  if (!found) return { refused: 'notOpen' }
  const kept = await own<ProgramTables>(context.tx)
    .insertInto('programs.measure')
    .values({ ...it, unitId: found.unitId, campaignId: id })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return kept.numInsertedOrUpdatedRows ? { done: true } : { refused: 'known' }
}

export interface NewCount {
  measureId: number
  participantId: number
  onDay: Day
  amount: number
  source: string
  correctsId: number | null
}

/** A number with its day and source; a wrong one is corrected by a new row that names it. */
export async function enterCount(context: ProgramContext, id: number, it: NewCount): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  const found = await running(context, id, 'enterCount')
  if (!found) return { refused: 'notOpen' }
  if (it.onDay > today) return { refused: 'future' }
  const wrong = it.correctsId ? await countById(tx, id, it.correctsId) : null
  if (it.correctsId && !wrong) return { refused: 'notOpen' }
  // What is corrected stays of the same measure and the same participant, whatever else was chosen.
  const of = wrong ?? it
  const [measures, participants] = [await measuresOf(tx, [id]), await participantsOf(tx, [id])]
  if (!measures.some((one) => one.id === of.measureId) || !participants.some((one) => one.id === of.participantId))
    return { refused: 'notOpen' }
  const { measureId, participantId } = of
  const kept = await own<ProgramTables>(tx)
    .insertInto('programs.count')
    .values({ ...it, measureId, participantId, unitId: found.unitId, campaignId: id, enteredBy: actor.postId })
    .onConflict((conflict) => conflict.column('correctsId').doNothing())
    .executeTakeFirst()
  if (!kept.numInsertedOrUpdatedRows) return { refused: 'known' }
  note(context, id, it.correctsId ? 'countCorrected' : 'counted', { measure: measureId, amount: it.amount })
  return { done: true }
}

export async function enterResult(
  context: ProgramContext,
  id: number,
  it: { onDay: Day; text: string; mayShow: boolean; pictured: string | null },
): Promise<Refused | { id: number }> {
  const { tx, actor, today } = context
  const found = await running(context, id, 'enterCount')
  if (!found) return { refused: 'notOpen' }
  if (it.onDay > today) return { refused: 'future' }
  const row = await own<ProgramTables>(tx)
    .insertInto('programs.result')
    .values({ ...it, unitId: found.unitId, campaignId: id, enteredBy: actor.postId })
    .returning('id')
    .executeTakeFirstOrThrow()
  note(context, id, 'resultEntered', { mayShow: it.mayShow })
  return row
}

/** Whether everybody sees a result with its photos; a picture shown by mistake is taken back at once. */
export async function showResult(
  context: ProgramContext,
  id: number,
  resultId: number,
  mayShow: boolean,
): Promise<Refused | { done: true }> {
  const { tx, actor } = context
  const found = await campaignById(tx, id, true)
  if (!found || !isAllowed(POLICY.showResult, actor, found)) return { refused: 'notOpen' }
  const changed = await own<ProgramTables>(tx)
    .updateTable('programs.result')
    .set({ mayShow })
    .where('id', '=', resultId)
    .where('campaignId', '=', id)
    .executeTakeFirst()
  if (!changed.numUpdatedRows) return { refused: 'notOpen' }
  note(context, id, mayShow ? 'resultShown' : 'resultHidden', { result: resultId })
  return { done: true }
}

export async function endCampaign(
  context: ProgramContext,
  id: number,
  version: number,
  closing: string,
): Promise<Refused | { done: true }> {
  const found = await running(context, id, 'endCampaign')
  if (!found) return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  await own<ProgramTables>(context.tx)
    .updateTable('programs.campaign')
    .set({ state: 'ended', closing, version: version + 1 })
    .where('id', '=', id)
    .execute()
  note(context, id, 'campaignEnded', { closing })
  return { done: true }
}
