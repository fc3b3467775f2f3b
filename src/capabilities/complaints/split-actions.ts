import { randomBytes } from 'node:crypto'
import type { Day } from '../../platform/day.ts'
import { actAs } from '../../platform/db.ts'
import { isAllowed } from '../../platform/rights.ts'
import {
  CASE_POLICY,
  type CaseContext,
  type Category,
  caseByNumber,
  copySender,
  receiveSubmission,
  remember,
  submissionsOf,
  tellSenders,
} from '../cases/index.ts'
import { lodgeComplaint } from './lodge-actions.ts'
import type { Subject } from './workflow.ts'

export type Part = { text: string; category: Category; submissionId: number } & (
  | { kind: 'feedback' | 'recommendation' }
  | { kind: 'complaint'; against: string; subject: Subject; knownOn: Day; demand: string; signed: boolean }
)
export type SplitRefusal = 'notOpen' | 'sealedStays' | 'noSubmission'

const NOBODY_YET = { name: null, address: null, phone: null, email: null }

/**
 * Takes one matter out of a letter with several (law on reception, article 25.3): a case of its own with the same sender, code
 * and first day. A complaint that came typed waits for its signature; one that came signed on paper is signed.
 */
export async function splitOff(
  context: CaseContext,
  number: string,
  part: Part,
): Promise<{ refused: SplitRefusal } | { number: string }> {
  const { tx, actor, host } = context
  const whole = await caseByNumber(tx, number, true)
  if (!whole || !isAllowed(CASE_POLICY.split, actor, whole.territory) || whole.state === 'joined')
    return { refused: 'notOpen' }
  if (whole.sealId) return { refused: 'sealedStays' }
  const from = (await submissionsOf(tx, whole.id)).find((one) => one.id === part.submissionId)
  if (!from) return { refused: 'noSubmission' }
  const { text, category } = part
  const same = {
    ...{ unitId: whole.unitId, text, category, sender: NOBODY_YET, codeHash: randomBytes(32), splitFrom: number },
    ...{ enteredBy: actor.postId, happenedAt: host.now() },
  }
  // For nobody's account: what the sender said counts from the day it was said.
  actAs(tx, { unitId: whole.unitId, postId: null, sealId: null })
  const made =
    part.kind === 'complaint'
      ? await lodgeComplaint(
          tx,
          {
            ...same,
            ...{ demand: part.demand, against: part.against, subject: part.subject, knownOn: part.knownOn },
            ...{ ordinal: 1, decisionNumber: null },
            signed: part.signed
              ? { on: from.sentOn, how: from.channel === 'post' ? 'post' : 'counter', postmarkOn: null }
              : null,
          },
          from.sentOn,
        )
      : await receiveSubmission(
          tx,
          {
            ...same,
            ...{
              kind: part.kind,
              sealedFor: null,
              place: from.place,
              happenedOn: from.happenedOn,
              channel: from.channel,
            },
            ...{ publishConsent: from.publishConsent, concernsOfficial: from.concernsOfficial, readBack: null },
            ...(whole.concernedUnitId ? { concernedUnitId: whole.concernedUnitId } : {}),
          },
          from.sentOn,
        )
  await copySender(tx, from.id, made.submissionId)
  actAs(tx, { unitId: actor.unitId, postId: actor.postId, sealId: null })
  remember(context, whole, 'splitOff', actor.postId, { reason: `Đơn số ${made.number}` })
  const into = await caseByNumber(tx, made.number)
  if (into) remember(context, into, 'splitFrom', actor.postId, { reason: `Đơn số ${number}` })
  await tellSenders(context, whole, 'split')
  return { number: made.number }
}
