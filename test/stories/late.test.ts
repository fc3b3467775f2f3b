import { expect, test } from 'vitest'
import { addDays, type Day, formatDay } from '../../src/platform/day.ts'
import { press, see, send, textOf, triage, world } from './world.ts'

const office = await world()

const commitment = async (number: string) =>
  (
    await office.db.owner.query<{ id: number; due: Day; first: Day }>(
      `select k.id, k.due_on as due, k.first_due_on as first from commitments.commitment k
       join cases.citizen_case c on c.commitment_id = k.id where c.number = $1`,
      [number],
    )
  ).rows[0]
const lettersOf = async (id: number | undefined) =>
  (
    await office.db.owner.query(
      'select ordinal, state, further_on as further from commitments.apology where commitment_id = $1 order by ordinal',
      [id],
    )
  ).rows

test('a day after the legal day an apology waits for the head; the legal day stands; a second lateness tells the superior', async () => {
  const citizen = await office.citizen()
  const receipt = await send(citizen, { text: 'Cầu qua kênh gãy lan can, đi đêm rất nguy hiểm. Đề nghị sửa ngay.' })
  const intake = await triage(office, receipt.number, ['Cầu gãy lan can'])
  const promised = await commitment(receipt.number)
  const due = promised?.due as Day

  office.pass(15)
  expect(office.today()).toBe(due)
  await office.sweep()
  expect(await lettersOf(promised?.id), 'on the day itself nobody apologizes').toEqual([])

  office.pass(1)
  await office.sweep()
  await office.sweep()
  const [draft] = await lettersOf(promised?.id)
  expect(draft).toMatchObject({ ordinal: 1, state: 'drafted' })

  const officer = await office.official('officer')
  expect(await textOf(officer)).toContain('quá hạn 1 ngày')
  await officer.goto(`/lam-viec/vu-viec/${receipt.number}`)
  await officer.getByRole('link', { name: 'Thư xin lỗi' }).click()
  await officer.fill('#f-cause', 'Thợ hàn nghỉ ốm, xã không có người thay.')
  await officer.fill('#f-change', 'Ký hợp đồng dự phòng với hợp tác xã cơ khí.')
  expect(await officer.getByRole('button', { name: 'Ký và gửi cho người dân' }).count(), 'only the head signs').toBe(0)
  await press(officer, 'Lưu bản nháp')
  await see(citizen, receipt)
  expect(await textOf(citizen), 'a draft is not for the sender').not.toContain('Thợ hàn nghỉ ốm')
  expect(await textOf(citizen)).toContain('Quá hạn 1 ngày')

  const head = await office.official('head')
  expect(await textOf(head)).toContain('Thư xin lỗi chờ ký: Cầu gãy lan can')
  await head.goto(officer.url())
  expect(await head.inputValue('#f-cause')).toContain('Thợ hàn nghỉ ốm')
  await head.fill('#f-furtherOn', formatDay(due))
  await press(head, 'Ký và gửi cho người dân')
  expect(await textOf(head), 'the further day comes after the legal day').toContain('Ngày hẹn thêm phải sau hạn')
  const further = addDays(due, 6)
  await head.fill('#f-furtherOn', formatDay(further))
  await press(head, 'Ký và gửi cho người dân')
  expect(await lettersOf(promised?.id)).toEqual([{ ordinal: 1, state: 'sent', further }])

  await citizen.reload()
  expect(await textOf(citizen)).toContain(
    `Hạn theo quy định vẫn là ${formatDay(due)}. Hẹn thêm đến ${formatDay(further)}.`,
  )
  expect(await commitment(receipt.number), 'the legal day is not moved').toEqual(promised)

  office.pass(5)
  await office.sweep()
  expect(await lettersOf(promised?.id), 'on the further day still one letter').toHaveLength(1)
  office.pass(1)
  await office.sweep()
  expect((await lettersOf(promised?.id)).map((one) => one.state)).toEqual(['sent', 'drafted'])
  const superior = await office.official('cityHead')
  expect(await textOf(superior)).toContain('Chậm lần thứ hai: Trả lời một kiến nghị về đường sá, cầu cống')
  expect(await textOf(superior), 'the superior is told of the matter by its kind only').not.toContain('Cầu gãy lan can')
  expect(await commitment(receipt.number)).toEqual(promised)

  await intake.goto('/lam-viec/don-vi?o=overdue')
  expect(await textOf(intake)).toContain('Cầu gãy lan can')
}, 60_000)

test('an answer after the legal day counts as late, whatever the apology said, and drops the waiting draft', async () => {
  const citizen = await office.citizen()
  const { number } = await send(citizen, { text: 'Nước máy đục ba hôm nay, đề nghị nhà máy nước kiểm tra.' })
  await triage(office, number, ['Nước máy đục'])
  office.pass(40)
  await office.sweep()
  const promised = await commitment(number)
  expect(await lettersOf(promised?.id)).toMatchObject([{ state: 'drafted' }])
  const officer = await office.official('officer')
  await officer.goto(`/lam-viec/vu-viec/${number}/diem/1`)
  await officer.fill('#f-answer', 'Nhà máy đã súc rửa bể lắng, nước trong lại.')
  await officer.fill('#f-evidence', 'Phiếu xét nghiệm nước số 7')
  await press(officer, 'Ghi')
  await officer.goto(`/lam-viec/vu-viec/${number}/tra-loi`)
  await press(officer, 'Gửi trả lời cho người dân')
  expect(await lettersOf(promised?.id)).toMatchObject([{ state: 'dropped' }])
  const { rows } = await office.db.owner.query(
    `select measure, sum(n)::int as n from commitments.figure_delta where measure in ('onTime', 'late') and on_day = $1 group by 1`,
    [office.today()],
  )
  expect(rows).toEqual([{ measure: 'late', n: 1 }])
}, 60_000)
