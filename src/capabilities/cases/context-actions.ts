import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import type { Host } from '../../platform/page.ts'
import type { Actor } from '../../platform/rights.ts'
import type { CitizenCase } from './queries.ts'
import type { CaseTables } from './tables.ts'
import type { CaseMove } from './workflow.ts'

/** Why a move was not made; each is worded in words.*.ts. */
export type MoveRefusal =
  | ('notOpen' | 'changed' | 'noPoints' | 'pointsUnanswered' | 'notLater' | 'late' | 'alreadyExtended')
  | ('unitNotOpen' | 'sameUnit' | 'mainNotFound' | 'sealedStays' | 'postNotHeld' | 'concernedUnit' | 'tooFar')

/** Who acts, when, in which transaction. */
export interface Context {
  tx: Tx
  host: Pick<Host, 'jobs'>
  actor: Actor
  today: Day
  /** When it happened, if that was not now. */
  happenedAt?: Date
}

const EVENT: Record<CaseMove, string> = {
  ...{
    receive: 'received',
    classify: 'classified',
    assign: 'assigned',
    take: 'assigned',
    guide: 'guided',
    transfer: 'transferred',
  },
  ...{
    file: 'filed',
    join: 'joined',
    extend: 'extended',
    answerPoint: 'pointAnswered',
    answer: 'answered',
    reopen: 'reopened',
  },
}

export const remember = (
  tx: Tx,
  found: CitizenCase,
  kind: string,
  postId: number | null,
  payload: Record<string, unknown>,
  happenedAt?: Date,
) =>
  record(tx, {
    ...{ subject: { kind: 'case', id: found.id }, unitId: found.unitId, sealId: found.sealId, kind, postId, payload },
    ...(happenedAt ? { happenedAt } : {}),
  })

export const note = (
  { tx, actor, happenedAt }: Context,
  found: CitizenCase,
  move: CaseMove,
  payload: Record<string, unknown>,
) => remember(tx, found, EVENT[move], actor.postId, payload, happenedAt)

/** Everybody who sent something into the case is told by number only, where they left an address. */
export async function tellSenders(
  { tx, host }: Pick<Context, 'tx' | 'host'>,
  found: Pick<CitizenCase, 'id' | 'unitId' | 'sealId'>,
  what: string,
): Promise<void> {
  const rows = await own<CaseTables>(tx)
    .selectFrom('cases.submission')
    .where('caseId', '=', found.id)
    .select('id')
    .limit(500)
    .execute()
  for (const { id } of rows)
    await host.jobs.enqueue(tx, 'tell-sender', {
      submissionId: id,
      unitId: found.unitId,
      sealId: found.sealId ?? '',
      what,
    })
}
