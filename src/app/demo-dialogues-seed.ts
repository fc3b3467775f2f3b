import {
  askBeforehand,
  dialogueById,
  moveDialogue,
  type NewDialogue,
  noteAnswer,
  planDialogue,
  questionsOf,
  screenQuestion,
} from '../capabilities/dialogues/index.ts'
import { addDays, type Day, dayIn } from '../platform/day.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import type { Host } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'

const PAST = [
  {
    text: 'Đường bê tông thôn Trung lún ở đoạn cống, mưa là ngập. Bao giờ xã sửa?',
    answer: 'Xã nhận sửa đoạn lún, giao công chức địa chính lo vật liệu.',
    promise: { title: 'Sửa xong đoạn đường lún ở thôn Trung', after: 25 },
  },
  {
    text: 'Nhà văn hóa thôn chưa có nhà vệ sinh, bà con họp rất bất tiện.',
    answer: 'Xã đưa vào kế hoạch sửa chữa và làm trong mùa khô này.',
    promise: { title: 'Làm nhà vệ sinh ở nhà văn hóa thôn', after: 60 },
  },
  {
    text: 'Giờ làm việc của bộ phận một cửa có sáng thứ Bảy không?',
    answer: 'Có, từ 7 giờ 30 đến 11 giờ.',
    promise: null,
  },
] as const

const COMING = [
  'Xe rác bao giờ vào đến xóm Đình? Hai tuần nay rác dồn ở đầu xóm.',
  'Hộ mới tách khẩu có được hỗ trợ bảo hiểm y tế không?',
  'Đèn đường trước trường mẫu giáo hỏng đã lâu, xã có sửa không?',
] as const

const BASE: Pick<NewDialogue, 'kind' | 'startsAt' | 'endsAt' | 'invited' | 'requestId'> = {
  ...{ kind: 'people', startsAt: '08:00', endsAt: '11:00', invited: 'Ủy ban Mặt trận Tổ quốc Việt Nam xã' },
  ...{ requestId: null },
}

const shifted = (from: Day, by: number): Day => addDays(from, by)

/** Dialogues of the demonstration: one held and published with two promises, one that comes with three questions. */
export async function seedDialogues(host: Host, cast: Map<string, Actor>): Promise<void> {
  const [head, officer, intake] = [cast.get('head'), cast.get('officer'), cast.get('intake')]
  if (!head || !officer || !intake) throw new Error('the demo has no office')
  const today = dayIn(host.now())
  const parts = { chairPostId: head.postId, secretaryPostId: intake.postId }
  await inTransaction(host.database, { unitId: head.unitId, postId: head.postId, sealId: null }, async (tx) => {
    const [announcedOn, heldOn] = [shifted(today, -24), shifted(today, -12)]
    const title = 'Đối thoại với bà con về đường sá, nhà văn hóa'
    const agenda = 'Báo cáo việc đã làm từ đầu năm\nNghe bà con hỏi và trả lời'
    const past: NewDialogue = { ...BASE, ...parts, title, agenda, place: 'Nhà văn hóa thôn Trung', heldOn }
    const id = await announced(
      tx,
      host,
      head,
      past,
      announcedOn,
      PAST.map((one) => one.text),
    )
    const act = (actor: Actor, on: Day) => ({ tx, host, actor, today: on })
    const move = async (actor: Actor, on: Day, input: Parameters<typeof moveDialogue>[3]) => {
      const { version = 0 } = (await dialogueById(tx, id)) ?? {}
      must(await moveDialogue(act(actor, on), id, version, input))
    }
    await move(head, heldOn, { move: 'hold' })
    for (const [i, question] of (await questionsOf(tx, id)).entries()) {
      const { answer, promise } = PAST[i] ?? PAST[0]
      const said = promise
        ? ({ outcome: 'promised', ownerPostId: officer.postId, expectedResult: promise.title } as const)
        : null
      const note = said && promise ? { ...said, answer, promisedOn: shifted(heldOn, promise.after) } : null
      must(await noteAnswer(act(head, heldOn), question.id, question.version, note ?? { outcome: 'answered', answer }))
    }
    const conclusion = 'Cảm ơn bà con. Hai việc đã hứa có người làm và ngày xong, lần đối thoại sau sẽ nghe lại.'
    const counts = { attended: 86, men: 41, women: 45, organizations: null }
    await move(intake, shifted(heldOn, 1), { move: 'draftMinutes', ...counts, conclusion })
    await move(intake, shifted(heldOn, 1), { move: 'approve' })
    await move(head, shifted(heldOn, 2), { move: 'approve' })
    const sentHow = 'Niêm yết tại trụ sở và nhà văn hóa các thôn; gửi bản giấy đến từng trưởng thôn.'
    await move(intake, shifted(heldOn, 3), { move: 'publish', sentHow })
    const coming: NewDialogue = {
      ...{ ...BASE, ...parts, title: 'Đối thoại cuối năm với bà con', heldOn: shifted(today, 12) },
      ...{ agenda: 'Kết quả năm nay\nNghe bà con hỏi và trả lời', place: 'Hội trường xã' },
    }
    await announced(tx, host, head, coming, shifted(today, -2), COMING)
  })
}

/** Planned, announced and asked; the first questions looked at, the last still waits. */
async function announced(
  tx: Tx,
  host: Host,
  head: Actor,
  it: NewDialogue,
  on: Day,
  questions: readonly string[],
): Promise<number> {
  const context = { tx, host, actor: head, today: on }
  const made = await planDialogue(context, it)
  if ('refused' in made) throw new Error(`demo: ${it.title}: ${made.refused}`)
  must(await moveDialogue(context, made.id, 1, { move: 'announce' }))
  const of = await dialogueById(tx, made.id)
  for (const text of of ? questions : []) await askBeforehand({ tx, today: on }, of as NonNullable<typeof of>, text)
  const asked = await questionsOf(tx, made.id)
  for (const { id, version, text } of asked.slice(0, 2)) must(await screenQuestion(context, id, version, text))
  return made.id
}

function must(done: { refused: string } | { done: true }): void {
  if ('refused' in done) throw new Error(`demo: ${done.refused}`)
}
