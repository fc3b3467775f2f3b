import { documentByTyped } from '../capabilities/directives/index.ts'
import {
  addMeasure,
  addMember,
  conclude,
  draftProgram,
  enterCount,
  holdSession,
  measuresOf,
  participantsOf,
  planCampaign,
  setUpCommittee,
  signProgram,
  startCampaign,
} from '../capabilities/programs/index.ts'
import { addDays, type Day, dayIn } from '../platform/day.ts'
import { inTransaction } from '../platform/db.ts'
import type { Host } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'

const shifted = (from: Day, by: number): Day => addDays(from, by)

/** A signed coordination program with its interim review ahead, and a campaign that counts. */
export async function seedPrograms(host: Host, cast: Map<string, Actor>): Promise<void> {
  const [head, officer] = [cast.get('head'), cast.get('officer')]
  if (!head || !officer) throw new Error('the demo has no office')
  const today = dayIn(host.now())
  await inTransaction(host.database, { unitId: head.unitId, postId: head.postId, sealId: null }, async (tx) => {
    const context = { tx, host, actor: head, today: shifted(today, -30) }
    const directive = await documentByTyped(tx, '114-KL/TW', head.unitId, today)
    const { id } = must(
      await draftProgram(context, {
        ...{ title: 'Chương trình phối hợp công tác dân vận giữa UBND xã và Đảng ủy xã', clarities: 5 },
        purposes: 'Cùng lắng nghe, cùng giải quyết việc bà con bức xúc, mỗi việc một đầu mối xuyên suốt.',
        ...{
          from: shifted(today, -30),
          until: shifted(today, 1500),
          interimOn: shifted(today, 45),
          finalOn: shifted(today, 1490),
        },
        ...{
          exchangeEvery: 'quarter',
          exchangeHow: 'Gửi báo cáo, họp đầu mối hai bên',
          predecessorId: null,
          documentIds: directive ? [directive.id] : [],
        },
        responsiblePostId: officer.postId,
        parties: [
          { name: 'UBND xã Tây Hồ', signatory: 'Nguyễn Văn Hòa, Chủ tịch', focalPoint: 'Văn phòng HĐND và UBND' },
          { name: 'Đảng ủy xã Tây Hồ', signatory: 'Bí thư Đảng ủy', focalPoint: 'Ban Xây dựng Đảng' },
        ],
        contents: [
          { theme: 'reception', text: 'Cùng dự buổi tiếp công dân định kỳ mỗi tháng' },
          { theme: 'supervision', text: 'Mời Mặt trận góp ý dự thảo quy định chạm đến bà con' },
          { theme: 'emulation', text: 'Chọn mô hình Dân vận khéo tiêu biểu để nhân rộng' },
        ],
      }),
    )
    must(
      await signProgram(context, id, 1, {
        signedOn: shifted(today, -30),
        signedAt: 'Trụ sở Đảng ủy xã',
        documentId: null,
      }),
    )

    const started = must(
      await startCampaign(context, {
        ...{ title: 'Sáng - xanh - sạch - đẹp', from: shifted(today, -30), until: shifted(today, 60) },
        purpose: 'Mỗi thôn một tuyến đường có đèn, có hoa, không rác.',
        participants: ['Thôn Đông', 'Thôn Trung', 'Trường Tiểu học xã'],
      }),
    )
    const measure = {
      name: 'Đường có hoa hai bên',
      countedIn: 'm',
      basis: 'Trưởng thôn đo, lập biên bản có hai người ký',
      target: 1000,
    }
    must(await addMeasure(context, started.id, measure))
    const [[counted], participants] = [await measuresOf(tx, [started.id]), await participantsOf(tx, [started.id])]
    for (const [n, amount] of [250, 180].entries())
      must(
        await enterCount({ ...context, today }, started.id, {
          ...{ measureId: counted?.id ?? 0, participantId: participants[n]?.id ?? 0, amount, correctsId: null },
          ...{ onDay: shifted(today, -6 + n), source: `Biên bản đo số ${n + 1}` },
        }),
      )
    must(
      await planCampaign({ ...context, today }, started.id, {
        items: ['Mỗi thôn chọn một tuyến đường, phân đoạn cho từng tổ', 'Trồng hoa, lắp đèn trước ngày 15/12'],
        responsiblePostId: officer.postId,
      }),
    )

    const committee = must(
      await setUpCommittee(context, {
        ...{ title: 'Ban Chỉ đạo thực hiện quy chế dân chủ ở cơ sở xã Tây Hồ', decisionNumber: '27/QĐ-ĐU' },
        decidedOn: shifted(today, -60),
      }),
    )
    for (const [name, role] of [
      ['Bí thư Đảng ủy xã', 'chair'],
      ['Nguyễn Văn Hòa, Chủ tịch UBND xã', 'deputyChair'],
    ] as const)
      must(await addMember(context, committee.id, { name, role, from: shifted(today, -60) }))
    const session = must(
      await holdSession({ ...context, today }, committee.id, {
        ...{ heldOn: shifted(today, -8), documentNumber: '04/TB-BCĐ', attended: 11 },
        content: 'Bàn việc công khai kết quả trả lời ý kiến nhân dân tại các thôn và nhà văn hóa.',
      }),
    )
    must(
      await conclude({ ...context, today }, committee.id, {
        ...{
          sessionId: session.id,
          text: 'Niêm yết kết quả trả lời quý này tại cả ba thôn',
          dueOn: shifted(today, 12),
        },
        ...{ ownerPostId: officer.postId, expectedResult: 'Ảnh bảng tin từng thôn' },
      }),
    )
  })
}

function must<T>(done: T): Exclude<T, { refused: string }> {
  if (typeof done === 'object' && done !== null && 'refused' in done) throw new Error(`demo: ${String(done.refused)}`)
  return done as Exclude<T, { refused: string }>
}
