import { sql } from 'kysely'
import { placeById } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { behind, own, type Tx } from '../../platform/db.ts'
import { workingCalendar } from '../calendar/index.ts'
import { type Category, receiveSubmission, type Sender } from '../cases/index.ts'
import { openCommitment } from '../commitments/index.ts'
import { acceptance, lastDayToLodge } from './deadlines.ts'
import { remoteDocumentOf, type StepName } from './queries.ts'
import type { ComplaintTables } from './tables.ts'
import type { Subject } from './workflow.ts'

export const AWAITS_SIGNATURE = 'người gửi ký đơn'
export const SETTLED = 'Quyết định giải quyết khiếu nại, gửi đến người khiếu nại'

export interface NewComplaint {
  unitId: number
  text: string
  demand: string
  against: string
  subject: Subject
  ordinal: 1 | 2
  decisionNumber: string | null
  knownOn: Day
  category: Category
  sender: Sender
  codeHash: Buffer
  /** The number of the first complaint, of a second one that names it. */
  firstNumber?: string | null
  /** The number of the case whose mixed content this is part of. */
  splitFrom?: string
  /** Typed online it waits for a signature; on paper it came signed. */
  signed: { on: Day; how: 'counter' | 'post'; postmarkOn: Day | null } | null
  /** Who typed it, for paper. */
  enteredBy: number | null
  happenedAt: Date
}

/**
 * Takes a complaint: case, promise and history in one transaction. Unsigned, its promise stands still: the clock of the law
 * starts with the signature (Law on Complaints, article 8; safeguards 1.2).
 */
export async function lodgeComplaint(tx: Tx, it: NewComplaint, today: Day) {
  const calendar = await workingCalendar(tx)
  const remoteDocument = await remoteDocumentOf(tx, it.unitId, today)
  const remote = remoteDocument !== null
  const from = it.signed?.on ?? today
  const both = acceptance(from, calendar)
  const last = lastDayToLodge({ subject: it.subject, ordinal: it.ordinal, remote }, it.knownOn, calendar)
  const waits = last && last.dueOn >= today ? { ...last, from: today } : { ...both.binding }
  const sent = await receiveSubmission(
    tx,
    {
      ...{ unitId: it.unitId, sealedFor: null, kind: 'complaint', category: it.category, text: it.text },
      ...{ title: `Khiếu nại ${it.against}`.slice(0, 200), place: null, happenedOn: null },
      ...{ channel: it.signed ? it.signed.how : 'web', sender: it.sender, publishConsent: false },
      ...{ concernsOfficial: false, readBack: null, codeHash: it.codeHash, enteredBy: it.enteredBy },
      happenedAt: it.happenedAt,
      ...(it.splitFrom ? { splitFrom: it.splitFrom } : {}),
      promise: it.signed
        ? { deadline: both.binding, step: 'lodged', expectedResult: SETTLED }
        : { deadline: waits, step: 'unsigned', expectedResult: SETTLED, heldFor: AWAITS_SIGNATURE },
    },
    today,
  )
  const row = {
    ...{ caseId: sent.caseId, unitId: it.unitId, state: it.signed ? 'lodged' : 'unsigned', ordinal: it.ordinal },
    ...{ subject: it.subject, against: it.against, decisionNumber: it.decisionNumber, knownOn: it.knownOn },
    ...{ demand: it.demand, remote, remoteDocument, firstNumber: it.firstNumber ?? null },
    ...(it.signed
      ? { signedOn: it.signed.on, signedHow: it.signed.how, postmarkOn: it.signed.postmarkOn }
      : { signedOn: null, signedHow: null, postmarkOn: null }),
  }
  behind(tx, own<ComplaintTables>(tx).insertInto('complaints.complaint').values(row).execute())
  if (it.signed) await openStep(tx, { ...sent, unitId: it.unitId }, 'accept', both.binding, today)
  return sent
}

const STEP_WORDS: Record<StepName, { title: string; expected: string }> = {
  accept: {
    title: 'Thụ lý hoặc báo không thụ lý khiếu nại',
    expected: 'Văn bản thụ lý hoặc nêu rõ lý do không thụ lý',
  },
  sendSuspension: { title: 'Gửi quyết định tạm đình chỉ, đình chỉ, tiếp tục', expected: 'Đã gửi, có chứng cứ gửi' },
  send: { title: 'Gửi quyết định giải quyết khiếu nại', expected: 'Đã gửi người khiếu nại, có chứng cứ nhận' },
  publish: { title: 'Công khai quyết định giải quyết khiếu nại', expected: 'Đã công khai, không lộ dữ liệu cá nhân' },
}

/** A further clock of the law: a promise of its own beside the main one, with the same owner. */
export async function openStep(
  tx: Tx,
  of: { caseId: number; unitId: number; number: string; ownerPostId?: number },
  what: StepName,
  deadline: Parameters<typeof openCommitment>[1]['deadline'],
  today: Day,
): Promise<void> {
  const place = await placeById(tx, of.unitId, today)
  if (!place) throw new Error('this unit does not receive')
  const { title, expected } = STEP_WORDS[what]
  const commitmentId = await openCommitment(tx, {
    ...{ unitId: of.unitId, sealId: null, number: of.number, deadline, workflow: 'complaint', step: what },
    ...{ ownerPostId: of.ownerPostId ?? place.intakePostId, supervisorPostId: place.headPostId, isStep: true },
    ...{ title: `${title} ${of.number}`, publicTitle: title, owedTo: 'người khiếu nại', expectedResult: expected },
  })
  behind(
    tx,
    sql`insert into complaints.step (case_id, unit_id, what, commitment_id) values (${of.caseId}, ${of.unitId}, ${what}, ${commitmentId})`.execute(
      own<ComplaintTables>(tx),
    ),
  )
}
