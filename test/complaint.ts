import { advance } from '../src/capabilities/complaints/jobs.ts'
import { lodgeComplaint } from '../src/capabilities/complaints/lodge-actions.ts'
import { moveComplaint } from '../src/capabilities/complaints/move-actions.ts'
import type { MoveInput } from '../src/capabilities/complaints/move-input.ts'
import { complaintByCase, type FoundComplaint } from '../src/capabilities/complaints/queries.ts'
import type { ComplaintMove, ComplaintState } from '../src/capabilities/complaints/workflow.ts'
import { addDays, type Day, day } from '../src/platform/day.ts'
import { inTransaction } from '../src/platform/db.ts'
import type { Actor } from '../src/platform/rights.ts'
import { type Office, TODAY } from './office.ts'

export const WHY = 'Lý do ghi rõ ở đây'

/** Complaints in an office of tests: lodged, moved, brought to a state by the moves of the office alone. */
export function complaintsIn({ db, doing, as, host, here }: Office) {
  let codes = 0
  async function lodged(
    it: { signed?: boolean; ordinal?: 1 | 2; on?: Day; knownOn?: Day } = {},
  ): Promise<FoundComplaint> {
    const { signed = true, ordinal = 1, on = TODAY, knownOn = day('2026-11-02') } = it
    const standing = { unitId: here.head.unitId, postId: null, sealId: null }
    const { caseId } = await inTransaction(db.database, standing, (tx) =>
      lodgeComplaint(
        tx,
        {
          ...{ unitId: here.head.unitId, text: 'Bị phạt sai, tôi không đổ rác ở đó.', demand: 'Hủy quyết định phạt' },
          ...{ against: 'Quyết định 15/QĐ-UBND', subject: 'decision', ordinal, decisionNumber: '15/QĐ-UBND', knownOn },
          ...{ category: 'environment', codeHash: Buffer.from(String(++codes).padStart(64, '9'), 'hex') },
          sender: { name: 'Bà Tám', address: 'Thôn 1', phone: null, email: 'tam@dan.example' },
          signed: signed ? { on, how: 'counter', postmarkOn: null } : null,
          ...{ enteredBy: signed ? here.intake.postId : null, happenedAt: host.now() },
        },
        on,
      ),
    )
    return now(caseId)
  }

  async function now(caseId: number): Promise<FoundComplaint> {
    const found = await as(here.head, (tx) => complaintByCase(tx, caseId))
    if (!found) throw new Error('no complaint')
    return found
  }

  const tryMove = async (who: Actor, of: FoundComplaint, input: MoveInput, today: Day = TODAY) =>
    doing(who, async (context) => moveComplaint(context, of.of.number, (await now(of.of.id)).it.version, input), today)

  async function move(who: Actor, of: FoundComplaint, input: MoveInput, today: Day = TODAY): Promise<FoundComplaint> {
    const made = await tryMove(who, of, input, today)
    if ('refused' in made) throw new Error(`${input.move}: ${made.refused}`)
    return now(of.of.id)
  }

  const accept = { move: 'accept', verifier: here.officer.postId } as const
  const decide: MoveInput = {
    move: 'decide',
    ...{ outcome: 'partlyRight', settledNumber: '20/QĐ-UBND', settledOn: TODAY },
    settledSummary: 'Giảm mức phạt vì chỉ có một lần vi phạm.',
  }

  /** Brings a complaint to a state by the moves of the office, never by hand in the database. */
  async function inState(state: ComplaintState): Promise<FoundComplaint> {
    let it = await lodged({ signed: state !== 'unsigned' })
    if (state === 'guided') return move(here.intake, it, { move: 'guide', competentBody: 'Sở Y tế', reason: WHY })
    if (state === 'filed') return move(here.head, it, { move: 'file', reason: WHY })
    if (state === 'refused') return move(here.head, it, { move: 'refuse', refusalGround: 'limitExpired', reason: WHY })
    if (state === 'withdrawn')
      return move(here.intake, it, { move: 'withdraw', part: 'whole', content: null, signedOn: TODAY })
    if (state === 'unsigned' || state === 'lodged') return it
    it = await move(here.head, it, accept)
    if (state === 'accepted') return it
    if (state === 'discontinued')
      return move(here.head, it, { move: 'discontinue', discontinuedGround: 'noLongerOwed', documentNumber: '5/QĐ' })
    it = await move(here.officer, it, { move: 'verify', plan: 'Gặp hai bên, xem hiện trường' })
    if (state === 'verifying') return it
    if (state === 'suspended')
      return move(here.head, it, { move: 'suspend', ground: 'Chờ giám định', documentNumber: '4/QĐ' })
    it = await move(here.head, it, decide)
    if (state === 'decided') return it
    await advance(host, addDays(TODAY, 60))
    it = await now(it.of.id)
    if (state === 'effective') return it
    return move(here.officer, it, { move: 'execute', executedEvidence: 'Đã hoàn tiền, có biên nhận' })
  }

  /** A plausible form for each move; which actor may make it where. */
  const INPUTS: Readonly<Record<Exclude<ComplaintMove, 'takeEffect'>, { by: Actor; input: MoveInput }>> = {
    sign: { by: here.intake, input: { move: 'sign', signedOn: TODAY, signedHow: 'post', postmarkOn: TODAY } },
    guide: { by: here.intake, input: { move: 'guide', competentBody: 'Sở Y tế', reason: WHY } },
    file: { by: here.head, input: { move: 'file', reason: WHY } },
    refuse: { by: here.head, input: { move: 'refuse', refusalGround: 'internal', reason: WHY } },
    accept: { by: here.head, input: accept },
    verify: { by: here.officer, input: { move: 'verify', plan: 'Gặp hai bên, xem hiện trường' } },
    declareComplex: {
      by: here.head,
      input: { move: 'declareComplex', complexDocument: '7/KL ngày 20/11/2026', criteria: ['bodies'] },
    },
    request: { by: here.head, input: { move: 'request', bodyName: 'Điện lực', question: 'Đề nghị gửi biên bản đo' } },
    callDialogue: {
      by: here.head,
      input: { move: 'callDialogue', heldOn: addDays(TODAY, 20), place: 'Trụ sở xã' },
    },
    recordDialogue: { by: here.head, input: { move: 'recordDialogue', dialogueOutcome: 'absent', minutes: null } },
    differ: { by: here.head, input: { move: 'differ', differences: 'Mức phạt và số lần' } },
    suspend: { by: here.head, input: { move: 'suspend', ground: 'Chờ giám định', documentNumber: '4/QĐ' } },
    resume: { by: here.head, input: { move: 'resume', documentNumber: '6/QĐ' } },
    discontinue: {
      by: here.head,
      input: { move: 'discontinue', discontinuedGround: 'dissolved', documentNumber: '5/QĐ' },
    },
    withdraw: {
      by: here.intake,
      input: { move: 'withdraw', part: 'part', content: 'Phần bồi thường', signedOn: TODAY },
    },
    decide: { by: here.head, input: decide },
    serve: {
      by: here.intake,
      input: { move: 'serve', sentOn: TODAY, serviceWay: 'post', servedOn: TODAY, serviceProof: 'Báo phát 123' },
    },
    proposePublication: {
      by: here.intake,
      input: {
        move: 'proposePublication',
        title: 'Về phạt rác thải',
        summary: 'Giảm mức phạt, không nêu tên ai.',
        way: 'web',
      },
    },
    publish: { by: here.reviewer, input: { move: 'publish', yes: 'yes' } },
    execute: { by: here.head, input: { move: 'execute', executedEvidence: 'Đã hoàn tiền, có biên nhận' } },
    noteLawsuit: {
      by: here.intake,
      input: { move: 'noteLawsuit', lawsuitOn: TODAY, lawsuitCourt: 'Tòa án khu vực 1' },
    },
    flag: { by: here.intake, input: { move: 'flag', crowded: true, levelJumping: false, prolonged: false } },
  }

  return { lodged, now, tryMove, move, inState, INPUTS, decide }
}
