import { sql } from 'kysely'
import type { RuledDeadline } from '../../law/deadlines.ts'
import { placeById } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import { newNumber } from '../../platform/keys.ts'
import { answerDeadline } from '../calendar/index.ts'
import { openCommitment } from '../commitments/index.ts'
import { caseTitle, expectedResult, owedTo, publicTitle } from './naming.ts'
import type { CaseTables } from './tables.ts'
import type { CaseKind, Category, Kind } from './workflow.ts'

export interface Sender {
  name: string | null
  address: string | null
  phone: string | null
  email: string | null
}

export interface NewSubmission {
  unitId: number
  /** Only these posts may read it; null for the ordinary way through the intake post. */
  sealedFor: { sealId: string; postId: number } | null
  kind: CaseKind
  category: Category
  text: string
  /** In a few words; without one the first sentence of the text. */
  title?: string
  place: string | null
  happenedOn: Day | null
  channel: 'web' | 'counter' | 'phone' | 'post'
  sender: Sender
  publishConsent: boolean
  concernsOfficial: boolean
  /** The unit one of whose officials it speaks of, when it was sent past that unit. */
  concernedUnitId?: number
  readBack: boolean | null
  codeHash: Buffer
  /** What is owed and until when, where another law speaks than that of answers. `heldFor`: why the clock does not run yet. */
  promise?: { deadline: RuledDeadline; step: string; expectedResult: string; heldFor?: string }
  /** The post that typed it, for counter and phone. */
  enteredBy: number | null
  /** When it came: now, or on the day of a paper received yesterday, of an imported register. */
  happenedAt: Date
}

/**
 * Takes what somebody sent: one transaction with submission, case, commitment and history. The owner is never nobody: the
 * unit's intake post until somebody is made the focal point.
 */
export async function receiveSubmission(
  tx: Tx,
  it: NewSubmission,
  today: Day,
): Promise<{ number: string; submissionId: number; caseId: number }> {
  const trx = own<CaseTables>(tx)
  const place = await placeById(tx, it.unitId, today)
  if (!place) throw new Error('this unit does not receive')
  const sealId = it.sealedFor?.sealId ?? null
  if (it.sealedFor) {
    await sql`insert into platform.seal (id, unit_id) values (${sealId}, ${it.unitId})`.execute(trx)
    await sql`insert into platform.seal_reader (seal_id, post_id) values (${sealId}, ${it.sealedFor.postId})`.execute(
      trx,
    )
  }
  const number = newNumber()
  const promise = it.promise ?? {
    ...{ deadline: await answerDeadline(tx, it.unitId, it.kind as Kind, today), step: 'sent', expectedResult },
  }
  const { deadline } = promise
  const title = it.title ?? caseTitle(it.text)
  const commitmentId = await openCommitment(tx, {
    ...{ unitId: it.unitId, sealId, number, workflow: it.kind, title, ...promise },
    ownerPostId: it.sealedFor?.postId ?? place.intakePostId,
    supervisorPostId: place.headPostId,
    publicTitle: publicTitle(it.kind, it.category),
    owedTo,
  })
  const said = { ...it.sender, known: Object.values(it.sender).some((one) => one !== null) }
  const { rows } = await sql<{ caseId: number; submissionId: number }>`
    with matter as (
      insert into cases.citizen_case (number, unit_id, seal_id, kind, category, state, title, commitment_id, sent_on, concerned_unit_id)
      values (${number}, ${it.unitId}, ${sealId}, ${it.kind}, ${it.category}, 'sent', ${title}, ${commitmentId}, ${today}, ${it.concernedUnitId ?? null}) returning id),
    sent as (
      insert into cases.submission (case_id, unit_id, seal_id, number, code_hash, channel, text, place, happened_on, sent_on, sent_at, named, publish_consent, concerns_official, read_back)
      select id, ${it.unitId}, ${sealId}, ${number}, ${it.codeHash}, ${it.channel}, ${it.text}, ${it.place}, ${it.happenedOn}, ${today}, ${it.happenedAt},
        ${it.sender.name !== null}, ${it.publishConsent}, ${it.concernsOfficial}, ${it.readBack} from matter returning id, case_id),
    sender as (
      insert into cases.sender (submission_id, unit_id, name, address, phone, email)
      select id, ${it.unitId}, ${said.name}, ${said.address}, ${said.phone}, ${said.email} from sent where ${said.known})
    select id as submission_id, case_id from sent`.execute(trx)
  const { caseId, submissionId } = rows[0] ?? { caseId: 0, submissionId: 0 }
  record(tx, {
    subject: { kind: 'case', id: caseId },
    ...{ unitId: it.unitId, sealId, kind: 'sent', postId: it.enteredBy },
    happenedAt: it.happenedAt,
    payload: { channel: it.channel, kind: it.kind, category: it.category, dueOn: deadline.dueOn, rule: deadline.rule },
  })
  return { number, submissionId, caseId }
}
