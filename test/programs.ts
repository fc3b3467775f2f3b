import { draftProgram, holdReview, type NewProgram, signProgram } from '../src/capabilities/programs/actions.ts'
import { addMeasure, startCampaign } from '../src/capabilities/programs/campaign-actions.ts'
import { measuresOf, participantsOf } from '../src/capabilities/programs/campaign-queries.ts'
import { conclude, holdSession, setUpCommittee } from '../src/capabilities/programs/committee-actions.ts'
import { partsOfProgram } from '../src/capabilities/programs/queries.ts'
import { addDays, day } from '../src/platform/day.ts'
import type { Actor } from '../src/platform/rights.ts'
import { type anOffice, TODAY } from './office.ts'

export const PARTIES = [
  { name: 'UBND xã', signatory: 'Chủ tịch', focalPoint: 'Văn phòng' },
  { name: 'Đảng ủy xã', signatory: 'Bí thư', focalPoint: 'Ban Xây dựng Đảng' },
]
export const REVIEW = { heldOn: TODAY, result: 'Đã làm được hai nội dung.', documentNumber: '5/BC-UBND' }
export const COMMITTEE = {
  title: 'Ban Chỉ đạo công tác dân vận xã',
  decisionNumber: '12/QĐ-UBND',
  decidedOn: day('2026-02-01'),
}
export const SESSION = { heldOn: TODAY, content: 'Bàn việc đối thoại quý này', documentNumber: '3/TB-BCĐ', attended: 9 }
export const CAMPAIGN = {
  ...{ title: 'Sáng - xanh - sạch - đẹp', purpose: 'Mỗi thôn một tuyến đường hoa' },
  ...{ from: TODAY, until: day('2026-12-31'), participants: ['Thôn Đông', 'Thôn Trung', 'Thôn Đông'] },
}

export async function must<T>(done: Promise<T>): Promise<Exclude<T, { refused: string }>> {
  const it = await done
  if (typeof it === 'object' && it !== null && 'refused' in it) throw new Error(String(it.refused))
  return it as Exclude<T, { refused: string }>
}

/** Programs, committees and campaigns of the offices of the tests. */
export function programsOf({ here, as, doing }: Awaited<ReturnType<typeof anOffice>>) {
  const program = (it: Partial<NewProgram> = {}): NewProgram => ({
    ...{ title: 'Chương trình phối hợp công tác dân vận', purposes: 'Cùng làm công tác dân vận.', clarities: 6 },
    ...{ from: day('2026-01-01'), until: day('2030-12-31') },
    ...{ interimOn: day('2028-06-30'), finalOn: day('2030-12-01') },
    ...{ exchangeEvery: 'quarter', exchangeHow: 'Văn bản hằng quý', predecessorId: null, parties: PARTIES },
    ...{ contents: [{ theme: 'reception', text: 'Cùng dự buổi tiếp dân' }], documentIds: [] },
    ...{ responsiblePostId: here.officer.postId, ...it },
  })
  const draft = (it: Partial<NewProgram> = {}, who: Actor = here.head) =>
    doing(who, (context) => draftProgram(context, program(it)))
  const sign = (id: number, who: Actor = here.head, version = 1) =>
    doing(who, (context) =>
      signProgram(context, id, version, { signedOn: TODAY, signedAt: 'Trụ sở UBND xã', documentId: null }),
    )
  async function signed(it: Partial<NewProgram> = {}): Promise<number> {
    const { id } = await must(draft(it))
    await must(sign(id))
    return id
  }
  const reviews = (id: number) => as(here.head, async (tx) => (await partsOfProgram(tx, id)).reviews)
  const review = (id: number, who: Actor = here.officer) => doing(who, (context) => holdReview(context, id, REVIEW))

  async function held() {
    const { id } = await must(doing(here.head, (context) => setUpCommittee(context, COMMITTEE)))
    const session = await must(doing(here.head, (context) => holdSession(context, id, SESSION)))
    return { id, sessionId: session.id }
  }
  const concluding = (it: { id: number; sessionId: number }, who: Actor = here.head, dueOn = addDays(TODAY, 9)) =>
    doing(who, (context) =>
      conclude(context, it.id, {
        ...{ sessionId: it.sessionId, text: 'Niêm yết kết quả tại các thôn', dueOn },
        ...{ expectedResult: 'Ảnh bảng tin', ownerPostId: here.deputy.postId },
      }),
    )

  async function campaign() {
    const { id } = await must(doing(here.head, (context) => startCampaign(context, CAMPAIGN)))
    const basis = 'Mét đường có hoa hai bên, trưởng thôn đo và báo'
    const measured = { name: 'Đường hoa', countedIn: 'm', basis, target: 400 }
    await must(doing(here.head, (context) => addMeasure(context, id, measured)))
    const [[measure], participants] = await as(here.head, async (tx) => [
      await measuresOf(tx, [id]),
      await participantsOf(tx, [id]),
    ])
    return { id, measureId: measure?.id ?? 0, participants }
  }
  return { program, draft, sign, signed, reviews, review, held, concluding, campaign }
}
