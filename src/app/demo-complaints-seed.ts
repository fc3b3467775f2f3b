import { lodgeComplaint, moveComplaint } from '../capabilities/complaints/index.ts'
import { addDays, type Day, dayIn } from '../platform/day.ts'
import { inTransaction } from '../platform/db.ts'
import type { Host } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'

const daysBefore = (on: Day, days: number) => addDays(on, -days)

const DEMO_COMPLAINTS = [
  {
    against: 'Quyết định số 18/QĐ-UBND của Chủ tịch UBND xã về xử phạt xây dựng không phép',
    text: 'Tôi xây lại bếp trên nền cũ, không mở rộng. Biên bản ghi diện tích không đúng với thực tế đo ngày hôm đó.',
    demand: 'Đề nghị hủy quyết định xử phạt và đo lại có mặt tôi.',
    category: 'construction',
    name: 'Người khiếu nại giả định A',
    daysAgo: 9,
    until: 'verifying',
  },
  {
    against: 'Việc không tiếp nhận hồ sơ hộ nghèo tại bộ phận một cửa',
    text: 'Cán bộ trả hồ sơ mà không có phiếu hướng dẫn, hai lần đến đều nói miệng là chưa đủ.',
    demand: 'Đề nghị tiếp nhận hồ sơ và trả lời bằng văn bản.',
    category: 'welfare',
    name: 'Người khiếu nại giả định B',
    daysAgo: 2,
    until: 'lodged',
  },
  {
    against: 'Quyết định số 21/QĐ-UBND về thu hồi chỗ bán hàng ở chợ',
    text: 'Tôi đóng phí đủ cả năm, không được mời họp trước khi thu hồi chỗ.',
    demand: 'Đề nghị xem xét lại việc thu hồi.',
    category: 'order',
    name: 'Người khiếu nại giả định C',
    daysAgo: 0,
    until: 'unsigned',
  },
] as const

/** Complaints of the demonstration: one that awaits a signature, one to be accepted, one being verified. */
export async function seedComplaints(host: Host, cast: Map<string, Actor>): Promise<void> {
  const [intake, head, officer] = [cast.get('intake'), cast.get('head'), cast.get('officer')]
  if (!intake || !head || !officer) throw new Error('the demo has no office')
  const today = dayIn(host.now())
  const hours = (on: Day, hour: number) => new Date(`${on}T${String(hour).padStart(2, '0')}:10:00+07:00`)
  for (const { name, daysAgo, until, ...it } of DEMO_COMPLAINTS) {
    const on = daysBefore(today, daysAgo)
    const standing = { unitId: intake.unitId, postId: intake.postId, sealId: null }
    await inTransaction(host.database, standing, async (tx) => {
      const isSigned = until !== 'unsigned'
      const sent = await lodgeComplaint(
        tx,
        {
          ...{ ...it, unitId: intake.unitId, subject: 'decision', ordinal: 1, decisionNumber: null },
          ...{ knownOn: daysBefore(on, 12), happenedAt: hours(on, 8), enteredBy: isSigned ? intake.postId : null },
          sender: { name, address: 'Địa chỉ giả định', phone: null, email: null },
          codeHash: host.keys.mac('code', host.keys.mac('demo', it.text).toString('hex')),
          signed: isSigned ? { on, how: 'counter', postmarkOn: null } : null,
        },
        on,
      )
      if (until !== 'verifying') return
      const acting = (actor: Actor, day: Day, hour: number) => ({
        ...{ tx, host, actor },
        today: day,
        happenedAt: hours(day, hour),
      })
      const accepted = { move: 'accept', verifier: officer.postId } as const
      await moveComplaint(acting(head, daysBefore(on, -1), 9), sent.number, 1, accepted)
      const plan = 'Đo lại hiện trường với người khiếu nại và cán bộ địa chính, xem hồ sơ xử phạt.'
      await moveComplaint(acting(officer, daysBefore(on, -2), 9), sent.number, 2, { move: 'verify', plan })
    })
  }
}
