import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import { tellLater } from '../../platform/messages.ts'
import type { Host } from '../../platform/page.ts'
import type { Actor } from '../../platform/rights.ts'
import type { CitizenCase } from './queries.ts'
import type { CaseTables } from './tables.ts'
import type { CaseMove } from './workflow.ts'

/** Why a move was not made; each is worded in words.*.ts. */
export type MoveRefusal =
  | ('notOpen' | 'changed' | 'noPoints' | 'pointsUnanswered' | 'notLater' | 'late' | 'alreadyExtended')
  | (
      | 'notAsked'
      | 'unitNotOpen'
      | 'sameUnit'
      | 'mainNotFound'
      | 'sealedStays'
      | 'postNotHeld'
      | 'concernedUnit'
      | 'tooFar'
    )

/** Who acts, when, in which transaction. */
export interface Context {
  tx: Tx
  host: Pick<Host, 'jobs' | 'now'>
  actor: Actor
  today: Day
  /** When it happened, if that was not now. */
  happenedAt?: Date
}

/** When what is done here happened: time is an argument, the database's clock says only when a row was written. */
export const instantOf = ({ host, happenedAt }: Pick<Context, 'host' | 'happenedAt'>): Date => happenedAt ?? host.now()

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
    declineReopen: 'reopenDeclined',
  },
}

export const remember = (
  context: Pick<Context, 'tx' | 'host' | 'happenedAt'>,
  found: CitizenCase,
  kind: string,
  postId: number | null,
  payload: Record<string, unknown>,
) =>
  record(context.tx, {
    ...{ subject: { kind: 'case', id: found.id }, unitId: found.unitId, sealId: found.sealId, kind, postId, payload },
    happenedAt: instantOf(context),
  })

export const note = (context: Context, found: CitizenCase, move: CaseMove, payload: Record<string, unknown>) =>
  remember(context, found, EVENT[move], context.actor.postId, payload)

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
  await tellSubmissions(
    host,
    tx,
    found,
    rows.map(({ id }) => id),
    what,
  )
}

export const tellSubmissions = (
  host: Pick<Host, 'jobs'>,
  tx: Tx,
  { unitId, sealId }: Pick<CitizenCase, 'unitId' | 'sealId'>,
  ids: readonly number[],
  kind: string,
) =>
  tellLater(
    host,
    tx,
    ids.map((id) => ({ unitId, sealId, subject: { kind: 'submission', id }, kind, toPostId: null, title: '' })),
  )
