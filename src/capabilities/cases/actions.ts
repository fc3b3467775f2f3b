import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { PURPOSES } from '../../law/consent-texts.ts'
import type { RuledDeadline } from '../../law/deadlines.ts'
import { placeById } from '../../organization/openings.ts'
import { type Day, formatDay } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record, recordAll } from '../../platform/history.ts'
import { newNumber } from '../../platform/keys.ts'
import { answerDeadline } from '../calendar/index.ts'
import { importCommitments, openCommitment } from '../commitments/index.ts'
import { caseTitle, expectedResult, owedTo, publicTitle } from './naming.ts'
import { keepConsents } from './sender-actions.ts'
import type { CaseTables } from './tables.ts'
import { type CaseKind, type Category, KINDS, type Kind } from './workflow.ts'

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
  /** May be asked again by whoever checks the result. */
  recheckConsent?: boolean
  concernsOfficial: boolean
  /** The unit one of whose officials it speaks of, when it was sent past that unit. */
  concernedUnitId?: number
  readBack: boolean | null
  codeHash: Buffer
  /** What is owed and until when, where another law speaks than that of answers. `heldFor`: why the clock does not run yet. */
  promise?: { deadline: RuledDeadline; step: string; expectedResult: string; heldFor?: string }
  /** The number of the case whose mixed content this is part of. */
  splitFrom?: string
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
      insert into cases.citizen_case (number, unit_id, seal_id, kind, category, state, title, commitment_id, sent_on, concerned_unit_id, split_from)
      values (${number}, ${it.unitId}, ${sealId}, ${it.kind}, ${it.category}, 'sent', ${title}, ${commitmentId}, ${today}, ${it.concernedUnitId ?? null}, ${it.splitFrom ?? null}) returning id),
    sent as (
      insert into cases.submission (case_id, unit_id, seal_id, number, code_hash, channel, text, place, happened_on, sent_on, sent_at, named, publish_consent, concerns_official, read_back)
      select id, ${it.unitId}, ${sealId}, ${number}, ${it.codeHash}, ${it.channel}, ${it.text}, ${it.place}, ${it.happenedOn}, ${today}, ${it.happenedAt},
        ${it.sender.name !== null}, ${it.publishConsent}, ${it.concernsOfficial}, ${it.readBack} from matter returning id, case_id),
    sender as (
      insert into cases.sender (submission_id, unit_id, name, address, phone, email)
      select id, ${it.unitId}, ${said.name}, ${said.address}, ${said.phone}, ${said.email} from sent where ${said.known})
    select id as submission_id, case_id from sent`.execute(trx)
  const { caseId, submissionId } = rows[0] ?? { caseId: 0, submissionId: 0 }
  const mayWrite = it.sender.phone !== null || it.sender.email !== null
  const agreed = { publish: it.publishConsent, contact: mayWrite, recheck: it.recheckConsent === true }
  const purposes = PURPOSES.filter((purpose) => agreed[purpose])
  keepConsents(tx, submissionId, purposes, { way: it.channel, postId: it.enteredBy, at: it.happenedAt })
  record(tx, {
    subject: { kind: 'case', id: caseId },
    ...{ unitId: it.unitId, sealId, kind: 'sent', postId: it.enteredBy },
    happenedAt: it.happenedAt,
    payload: { channel: it.channel, kind: it.kind, category: it.category, dueOn: deadline.dueOn, rule: deadline.rule },
  })
  return { number, submissionId, caseId }
}

/** One row of an old register, as it becomes a case. */
export interface ImportedCase {
  kind: Kind
  category: Category
  text: string
  place: string | null
  /** The day the register states, and the instant in the register's own zone. */
  receivedOn: Day
  receivedAt: Date
  sender: Sender
  /** The focal point the register names; null leaves it to the intake post. */
  ownerPostId: number | null
  /** How it ended before it came in; null for what is still owed. */
  closed: { on: Day; at: Date; as: 'answered' | 'filed' | 'guided'; answer: string | null } | null
}

const ENDED = { answered: 'fulfilled', filed: 'filed', guided: 'guided' } as const
const NO_ANSWER = 'Đã xong theo sổ cũ.'
const MOST_POINT = 2000
const LONGEST_TITLE = 140

/** Old registers say the same few words of many matters: the place tells them apart. Boards show another title. */
function titleOf({ text, place }: ImportedCase): string {
  const title = caseTitle(text)
  return place && title.length + place.length < LONGEST_TITLE && !title.toLowerCase().includes(place.toLowerCase())
    ? `${title}, ${place}`
    : title
}

/**
 * Takes rows of an old register, some hundred in one transaction and a fixed number of statements; the ids of their cases in
 * the order given. Open ones start their clock today; what was done before carries none. Nobody holds a code to them: it is
 * issued at the counter.
 */
export async function importCases(
  tx: Tx,
  unitId: number,
  source: string,
  all: readonly ImportedCase[],
  today: Day,
  postId: number | null,
): Promise<number[]> {
  const place = await placeById(tx, unitId, today)
  if (!place) throw new Error('this unit does not receive')
  const deadlines = new Map(
    await Promise.all(KINDS.map(async (kind) => [kind, await answerDeadline(tx, unitId, kind, today)] as const)),
  )
  const from = `Nhập từ sổ "${source}" ngày ${formatDay(today)}`
  const rows = all.map((it, n) => {
    const owner = it.ownerPostId ?? place.intakePostId
    const state = it.closed?.as ?? (owner === place.intakePostId ? 'sent' : 'assigned')
    return { ...it, n, owner, state, number: newNumber(), title: titleOf(it) }
  })
  const commitmentIds = await importCommitments(
    tx,
    unitId,
    today,
    rows.map(({ owner, closed, ...it }) => ({
      ...{ ownerPostId: owner, supervisorPostId: place.headPostId, number: it.number, title: it.title },
      ...{ publicTitle: publicTitle(it.kind, it.category), owedTo, expectedResult, workflow: it.kind, step: it.state },
      ...{
        receivedOn: it.receivedOn,
        deadline: deadlines.get(it.kind) as NonNullable<ReturnType<typeof deadlines.get>>,
      },
      closed: closed && { on: closed.on, as: ENDED[closed.as], result: closed.answer ?? NO_ANSWER, evidence: from },
    })),
  )
  const given = rows.map(({ sender, closed, receivedAt, ...it }) => ({
    ...{ n: it.n, number: it.number, kind: it.kind, category: it.category, state: it.state, title: it.title },
    ...{
      commitment_id: commitmentIds[it.n],
      sent_on: it.receivedOn,
      sent_at: receivedAt,
      text: it.text,
      place: it.place,
    },
    answer: closed?.as === 'answered' ? (closed.answer ?? NO_ANSWER) : null,
    ...{ answered_at: closed?.as === 'answered' ? closed.at : null, answered_by: it.owner },
    ...{ name: sender.name, address: sender.address, phone: sender.phone, email: sender.email },
    known: Object.values(sender).some((one) => one !== null),
    ...{ code: randomBytes(32).toString('hex'), point: it.state === 'assigned' ? it.text.slice(0, MOST_POINT) : null },
  }))
  const { rows: made } = await sql<{ id: number; number: string }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (n int, number text, kind text, category text, state text, title text,
        commitment_id bigint, sent_on date, sent_at timestamptz, text text, place text, answer text, answered_at timestamptz, answered_by bigint,
        name text, address text, phone text, email text, known boolean, code text, point text)),
    matter as (
      insert into cases.citizen_case (number, unit_id, kind, category, state, title, commitment_id, sent_on, answer, answered_at, answered_by, imported_on)
      select number, ${unitId}, kind, category, state, title, commitment_id, sent_on, answer, answered_at,
        case when answer is not null then answered_by end, ${today} from given order by n returning id, number),
    sent as (
      insert into cases.submission (case_id, unit_id, number, code_hash, channel, text, place, sent_on, sent_at, named)
      select m.id, ${unitId}, g.number, decode(g.code, 'hex'), 'counter', g.text, g.place, g.sent_on, g.sent_at, g.name is not null
      from given g join matter m using (number) returning id, number),
    pointed as (
      insert into cases.point (case_id, unit_id, n, text)
      select m.id, ${unitId}, 1, g.point from given g join matter m using (number) where g.point is not null),
    known as (
      insert into cases.sender (submission_id, unit_id, name, address, phone, email)
      select s.id, ${unitId}, g.name, g.address, g.phone, g.email from given g join sent s using (number) where g.known)
    select id, number from matter`.execute(own<CaseTables>(tx))
  const ids = new Map(made.map(({ id, number }) => [number, id]))
  const caseIds = rows.map(({ number }) => ids.get(number) ?? 0)
  recordAll(
    tx,
    rows.flatMap(({ closed, receivedAt, kind, category }, n) => {
      const of = { subject: { kind: 'case', id: caseIds[n] ?? 0 } as const, unitId, sealId: null, postId }
      const imported = { ...of, kind: 'imported', happenedAt: receivedAt, payload: { kind, category, reason: from } }
      return closed
        ? [imported, { ...of, kind: 'importedClosed', happenedAt: closed.at, payload: { as: closed.as, reason: from } }]
        : [imported]
    }),
  )
  return caseIds
}
