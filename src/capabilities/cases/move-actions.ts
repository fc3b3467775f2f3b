import type { Day } from '../../platform/day.ts'
import { behind, own, type Tx } from '../../platform/db.ts'
import { isAllowed } from '../../platform/rights.ts'
import { stateAfter } from '../../platform/workflow.ts'
import { type Context, instantOf, type MoveRefusal } from './context-actions.ts'
import { withdrawCopy } from './office-actions.ts'
import { join, transfer } from './passing-actions.ts'
import { type CitizenCase, caseById } from './queries.ts'
import { answer, classify, close, declineReopen, extendCase, giveTo, receive, reopen } from './step-actions.ts'
import type { CaseTables } from './tables.ts'
import { CASE_MOVES, type CaseState, type Category, type Ground, type Kind } from './workflow.ts'

export type Moved = { refused: MoveRefusal } | { done: true }

/** What each move brings; the table of moves says who may make it and from where. */
export type MoveInput =
  | { move: 'receive'; title: string; points: readonly string[] }
  | { move: 'classify'; kind: Kind; category: Category; reason: string }
  | { move: 'assign'; ownerPostId: number; reason: string }
  | { move: 'take' }
  | { move: 'guide'; competentBody: string; reason: string }
  | { move: 'transfer'; unitId: number; reason: string }
  | { move: 'file'; ground: Ground; reason: string }
  | { move: 'join'; mainNumber: string; reason: string }
  | { move: 'extend'; newDueOn: Day; reason: string }
  | { move: 'answer'; closing: string }
  | { move: 'reopen'; reason: string }
  | { move: 'declineReopen'; reason: string }

/** One move of a case: checked against the table, made with its history, its promise and its messages in one transaction. */
export async function moveCase(context: Context, caseId: number, version: number, input: MoveInput): Promise<Moved> {
  const found = await caseById(context.tx, caseId, true)
  const move = CASE_MOVES[input.move]
  if (
    !found ||
    found.kind === 'complaint' ||
    !move.from.includes(found.state) ||
    !isAllowed(move.by, context.actor, found.territory)
  )
    return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  const refused = await make(context, found, input)
  if (refused) return { refused }
  if (input.move !== 'transfer') await keepState(context.tx, found, stateAfter(move, found.state))
  return { done: true }
}

async function make(context: Context, found: CitizenCase, input: MoveInput): Promise<MoveRefusal | null> {
  switch (input.move) {
    case 'receive':
      return receive(context, found, input.title, input.points)
    case 'classify':
      return classify(context, found, input)
    case 'assign':
      return giveTo(context, found, input.ownerPostId, input.reason)
    case 'take':
      return giveTo(context, found, context.actor.postId, 'tự nhận')
    case 'guide':
      return close(context, found, 'guided', {
        competentBody: input.competentBody,
        reason: `${input.competentBody}: ${input.reason}`,
      })
    case 'file':
      return close(context, found, 'filed', { ground: input.ground, reason: input.reason })
    case 'join':
      return join(context, found, input.mainNumber, input.reason)
    case 'transfer':
      return transfer(context, found, input.unitId, input.reason)
    case 'extend':
      return extendCase(context, found, input.newDueOn, input.reason)
    case 'answer':
      return answer(context, found, input.closing)
    case 'reopen':
      // Before it can move to another unit, too: a copy left behind there would stand in the way of theirs, unseen.
      await withdrawCopy(context.tx, found.id)
      return reopen(context, found, input.reason)
    case 'declineReopen':
      return declineReopen(context, found, input.reason)
  }
}

async function keepState(tx: Tx, found: CitizenCase, state: CaseState) {
  behind(
    tx,
    own<CaseTables>(tx)
      .updateTable('cases.citizenCase')
      .set({ state, version: found.version + 1 })
      .where('id', '=', found.id)
      .execute(),
  )
}

/** How far the register sees a case that goes another way (a complaint), with what ended it. */
export async function setRegisterState(
  context: Pick<Context, 'tx' | 'host' | 'happenedAt'>,
  found: Pick<CitizenCase, 'id' | 'version'>,
  state: CaseState,
  answered: { answer: string; postId: number } | null,
): Promise<void> {
  await own<CaseTables>(context.tx)
    .updateTable('cases.citizenCase')
    .set({
      ...{ state, version: found.version + 1 },
      ...(answered ? { answer: answered.answer, answeredAt: instantOf(context), answeredBy: answered.postId } : {}),
    })
    .where('id', '=', found.id)
    .execute()
}
