import {
  acceptAll,
  assignDocument,
  completeAssignment,
  enterDocument,
  giveReading,
  keepReading,
  type NewDocument,
  registerDocument,
  relateDocuments,
} from '../capabilities/directives/index.ts'
import { completeTask, draftPlan, giveTask, itemsOf, movePlan } from '../capabilities/plans/index.ts'
import { centreUnit } from '../organization/openings.ts'
import { addDays, type Day, day, dayIn } from '../platform/day.ts'
import { inTransaction } from '../platform/db.ts'
import type { Host } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'

type Seeded = Omit<NewDocument, 'issuerUnitId' | 'inForceFrom' | 'inForceUntil' | 'term' | 'signer'>

const shifted = (from: Day, by: number): Day => addDays(from, by)

/** Published documents of the centre, by their numbers, days and titles. */
const CENTRAL: readonly Seeded[] = [
  {
    ...{ asWritten: '25-NQ/TW', type: 'Nghị quyết', issuer: 'Ban Chấp hành Trung ương', issuedOn: day('2013-06-03') },
    title: 'Về tăng cường và đổi mới sự lãnh đạo của Đảng đối với công tác dân vận trong tình hình mới',
  },
  {
    ...{ asWritten: '114-KL/TW', type: 'Kết luận', issuer: 'Ban Bí thư', issuedOn: day('2015-07-14') },
    title: 'Về nâng cao hiệu quả công tác dân vận của cơ quan nhà nước các cấp',
  },
  {
    ...{ asWritten: '16/CT-TTg', type: 'Chỉ thị', issuer: 'Thủ tướng Chính phủ', issuedOn: day('2016-05-16') },
    title:
      'Về tăng cường và đổi mới công tác dân vận trong cơ quan hành chính nhà nước, chính quyền các cấp trong tình hình mới',
  },
]

const TEXT = (from: string) => `ĐẢNG BỘ THÀNH PHỐ
BAN THƯỜNG VỤ THÀNH ỦY

${from}

CHỈ THỊ
về nâng cao hiệu quả công tác dân vận của chính quyền các cấp

Thực hiện Kết luận số 114-KL/TW ngày 14/7/2015 của Ban Bí thư về nâng cao hiệu quả công tác dân vận của cơ quan nhà nước các cấp; tiếp tục thực hiện Nghị quyết số 25-NQ/TW ngày 03/6/2013 của Ban Chấp hành Trung ương, Ban Thường vụ Thành ủy yêu cầu các cấp ủy, chính quyền lập kế hoạch, phân công rõ người, rõ việc, rõ trách nhiệm, rõ quy trình, rõ hiệu quả.
Gắn với Chỉ thị số 16/CT-TTg ngày 16/5/2016 của Thủ tướng Chính phủ, người đứng đầu trực tiếp đối thoại với nhân dân ít nhất mỗi năm một lần.`

/** From a conclusion of the centre to the tasks of a commune: what the demonstration shows of directives. */
export async function seedDirectives(host: Host, cast: Map<string, Actor>): Promise<void> {
  const need = (who: string): Actor => {
    const actor = cast.get(who)
    if (!actor) throw new Error(`the demo has no ${who}`)
    return actor
  }
  const [head, intake, officer] = [need('head'), need('intake'), need('officer')] as const
  const [culture, cityIntake] = [need('culture'), need('cityIntake')] as const
  const today = dayIn(host.now())
  const as = <T>(actor: Actor, work: (tx: Parameters<Parameters<typeof inTransaction>[2]>[0]) => Promise<T>) =>
    inTransaction(host.database, { unitId: actor.unitId, postId: actor.postId, sealId: null }, work)
  const started = shifted(today, -40)

  const { city, central } = await as(cityIntake, async (tx) => {
    const context = { tx, host, actor: cityIntake, today: started }
    const centre = await centreUnit(tx)
    const enter = async (it: Seeded, issuerUnitId: number, term: string | null = null) => {
      const more = { issuerUnitId, term, signer: null, inForceFrom: it.issuedOn, inForceUntil: null }
      return must(await enterDocument(context, { ...it, ...more })).id
    }
    const central: number[] = []
    for (const one of CENTRAL) central.push(await enter(one, centre))
    const [resolution = 0, conclusion = 0, directive = 0] = central
    must(await relateDocuments(context, conclusion, resolution, 'concretizes'))
    must(await relateDocuments(context, directive, conclusion, 'implements'))
    const own = await enter(
      {
        ...{
          asWritten: '09-CT/TU',
          type: 'Chỉ thị',
          issuer: 'Ban Thường vụ Thành ủy',
          issuedOn: shifted(started, -10),
        },
        title: 'Về nâng cao hiệu quả công tác dân vận của chính quyền các cấp',
      },
      cityIntake.unitId,
    )
    const reading = must(await keepReading(context, { source: 'pasted', name: null, text: TEXT('Số 09-CT/TU') }))
    await giveReading(context, reading.id, own)
    must(await acceptAll(context, reading.id))
    must(await registerDocument(context, own, { ...ENTRY, direction: 'outgoing', onDay: started, copies: 60 }))
    return { city: own, central }
  })

  const planId = await as(head, async (tx) => {
    const clerk = { tx, host, actor: intake, today: shifted(started, 3) }
    must(await registerDocument(clerk, city, { ...ENTRY, direction: 'incoming', onDay: shifted(started, 3) }))
    const held = must(
      await assignDocument({ ...clerk, actor: head }, city, {
        ...{ ownerPostId: officer.postId, dueOn: shifted(started, 10) },
        expectedResult: 'Kế hoạch thực hiện của xã',
      }),
    )
    const context = { tx, host, actor: head, today: shifted(started, 8) }
    const { id } = must(
      await draftPlan(context, {
        ...{
          kind: 'plan',
          title: 'Kế hoạch thực hiện Chỉ thị 09-CT/TU về công tác dân vận',
          directiveId: city,
          documentId: null,
        },
        goal: 'Mỗi việc có một người chịu trách nhiệm, có ngày xong, có kết quả bà con thấy được.',
        ...{ from: shifted(started, 8), until: `${today.slice(0, 4)}-12-31` as Day, clarities: 5 as const },
        responsiblePostId: officer.postId,
        items: [
          'Đối thoại với nhân dân về việc bà con bức xúc',
          'Công khai kết quả giải quyết phản ánh, kiến nghị tại nhà văn hóa thôn',
          'Tập huấn kỹ năng tiếp dân cho công chức bộ phận một cửa',
        ],
      }),
    )
    must(await movePlan(context, id, 1, { move: 'adopt' }))
    const drawn = {
      result: 'Đã tham mưu kế hoạch, chủ tịch đã duyệt.',
      evidence: 'Kế hoạch trong phần Kế hoạch, nhiệm vụ',
    }
    must(await completeAssignment({ ...context, actor: officer }, held.id, { ...drawn, answerId: null }))
    const [, , directive = 0] = central
    must(await registerDocument({ ...clerk, today }, directive, { ...ENTRY, direction: 'incoming', onDay: today }))
    must(
      await assignDocument({ ...context, today }, directive, {
        ...{ ownerPostId: culture.postId, dueOn: shifted(today, 6) },
        expectedResult: 'Báo cáo kết quả đối thoại năm nay gửi thành phố',
      }),
    )
    return id
  })
  await as(head, async (tx) => {
    const [first, second] = await itemsOf(tx, planId)
    const given = { tx, host, actor: head, today: shifted(started, 9) }
    const base = { product: null, authority: null }
    const held = must(
      await giveTask(given, planId, {
        ...{
          ...base,
          itemId: first?.id ?? 0,
          title: 'Tổ chức đối thoại về đường sá, nhà văn hóa',
          ownerPostId: officer.postId,
        },
        ...{ dueOn: shifted(today, -10), expectedResult: 'Biên bản đối thoại đã công bố' },
      }),
    )
    const result = {
      result: 'Đã đối thoại, trả lời ba câu hỏi, hứa hai việc.',
      evidence: 'Biên bản đối thoại đã công bố',
    }
    must(await completeTask({ ...given, actor: officer, today: shifted(today, -12) }, held.id, result))
    must(
      await giveTask(given, planId, {
        ...{
          ...base,
          itemId: second?.id ?? 0,
          title: 'Niêm yết kết quả trả lời quý này tại các thôn',
          ownerPostId: culture.postId,
        },
        ...{ dueOn: shifted(today, 12), expectedResult: 'Ảnh bảng tin từng thôn, danh sách nội dung' },
      }),
    )
  })
}

const ENTRY = { forWhom: 'Văn phòng', postId: null, handedOn: null, copies: null, note: null }

function must<T>(done: T): Exclude<T, { refused: string }> {
  if (typeof done === 'object' && done !== null && 'refused' in done) throw new Error(String(done.refused))
  return done as Exclude<T, { refused: string }>
}
