import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { PEOPLE } from '../../src/app/demo-cast-seed.ts'
import { addDays, type Day, formatDay } from '../../src/platform/day.ts'
import {
  choose,
  enter,
  enterOn,
  type Player,
  type Receipt,
  send,
  signInByKeyboard,
  tabTo,
  tabToNamed,
  textOf,
  triage,
  typeIn,
  world,
} from './world.ts'

const office = await world()
const desk = { viewport: { width: 1280, height: 850 } }

/** Somebody of the cast who has no mouse, at My work. */
async function official(who: Player): Promise<Page> {
  const page = await office.citizen(desk)
  await page.goto('/lam-viec')
  await signInByKeyboard(page, who)
  return page
}

/** From My work to a case. */
async function open(page: Page, title: string): Promise<void> {
  await enter(page, 'Việc của tôi')
  await enter(page, title)
}

async function otherStep(page: Page, name: string): Promise<void> {
  await tabToNamed(page, 'Bước khác')
  await page.keyboard.press('Enter')
  await enter(page, name)
}

async function see(page: Page, { number, code }: Receipt): Promise<void> {
  await page.goto('/xem-don')
  await typeIn(page, '#f-number', number)
  await typeIn(page, '#f-code', code)
  await enter(page, 'Xem')
}

const labelOf = (who: Player) => {
  const person = PEOPLE.find((one) => one.key === who)
  return `${person?.title} (${person?.name})`
}

test('by keyboard alone: read and divided into points, given to one, answered, rated, looked at again', async () => {
  const citizen = await office.citizen()
  const receipt = await send(citizen, { text: 'Nắp cống trước trường vỡ. Đề nghị thay.\nĐề nghị rào lại.' })

  const intake = await official('intake')
  await open(intake, 'Nắp cống trước trường vỡ')
  await enter(intake, 'Đọc, tách điểm')
  await typeIn(intake, '#f-title', 'Nắp cống trước trường')
  await typeIn(intake, '#f-points', 'Thay nắp cống\nRào lại trong khi chờ')
  await enter(intake, 'Đọc, tách điểm')
  await enter(intake, 'Giao đầu mối')
  await choose(intake, '#f-owner', labelOf('officer'))
  await enter(intake, 'Giao đầu mối')

  const officer = await official('officer')
  await open(officer, 'Nắp cống trước trường')
  for (const answer of ['Đã thay nắp mới bằng bê tông.', 'Đã rào bằng cọc và dây phản quang.']) {
    await enter(officer, 'Trả lời điểm này')
    await typeIn(officer, '#f-answer', answer)
    await typeIn(officer, '#f-evidence', 'Ảnh sau khi làm')
    await enter(officer, 'Ghi')
  }
  await enter(officer, 'Gửi trả lời')
  await typeIn(officer, '#f-closing', 'Cảm ơn bà con.')
  await enter(officer, 'Gửi trả lời cho người dân')
  expect(await textOf(officer)).toContain('Đã trả lời')

  await see(citizen, receipt)
  expect(await textOf(citizen)).toContain('Đã rào bằng cọc và dây phản quang.')
  await choose(citizen, 'input[name=rating]', 'Được một phần')
  await typeIn(citizen, '#f-ratingReason', 'Rào chưa chắc.')
  await enter(citizen, 'Gửi đánh giá')
  expect(await textOf(citizen)).toContain('Đánh giá của bà con: Được một phần')
  await tabToNamed(citizen, 'Đề nghị xem xét lại')
  await citizen.keyboard.press('Enter')
  await typeIn(citizen, '#f-reason', 'Hàng rào đổ sau một đêm.')
  await enter(citizen, 'Gửi đề nghị')

  const head = await official('head')
  await enter(head, 'Đơn thư')
  await enter(head, 'Đã trả lời')
  await enter(head, 'Nắp cống trước trường')
  await enter(head, 'Xem xét lại')
  await enter(head, 'Xem xét lại')
  await enterOn(citizen, 'a[href="/xem-don"]')
  await see(citizen, receipt)
  expect(await textOf(citizen)).toContain('Xem xét lại, có hạn trả lời mới')
}, 90_000)

test('by keyboard alone: late, the officer drafts the apology, the head signs it', async () => {
  const citizen = await office.citizen()
  const receipt = await send(citizen, { text: 'Cột điện nghiêng ở tổ 3. Đề nghị chống lại.' })
  await triage(office, receipt.number, ['Cột điện nghiêng'])
  const { rows } = await office.db.owner.query<{ due: Day }>(
    'select k.due_on as due from commitments.commitment k join cases.citizen_case c on c.commitment_id = k.id where c.number = $1',
    [receipt.number],
  )
  const due = rows[0]?.due as Day
  office.pass(16)
  await office.sweep()

  const officer = await official('officer')
  await open(officer, 'Cột điện nghiêng')
  await enter(officer, 'Thư xin lỗi')
  await typeIn(officer, '#f-cause', 'Chờ ngành điện cử người.')
  await typeIn(officer, '#f-change', 'Hẹn trước ngày với ngành điện.')
  await enter(officer, 'Lưu bản nháp')

  const head = await official('head')
  await enter(head, 'Thư xin lỗi chờ ký: Cột điện nghiêng')
  await enter(head, 'Thư xin lỗi')
  await typeIn(head, '#f-furtherOn', formatDay(addDays(due, 6)))
  await enter(head, 'Ký và gửi cho người dân')
  await see(citizen, receipt)
  expect(await textOf(citizen)).toContain(`Hẹn thêm đến ${formatDay(addDays(due, 6))}`)
}, 90_000)

test('by keyboard alone: passed on to the commune it belongs to, and found there', async () => {
  const citizen = await office.citizen()
  const receipt = await send(citizen, { text: 'Bãi xe bên Chiên Đàn lấn đường. Đề nghị xử lý.' })
  const intake = await official('intake')
  await open(intake, 'Bãi xe bên Chiên Đàn lấn đường')
  await otherStep(intake, 'Chuyển đơn vị khác')
  await choose(intake, '#f-unit', 'Xã Chiên Đàn')
  await typeIn(intake, '#f-reason', 'Bãi xe thuộc địa bàn xã Chiên Đàn.')
  await enter(intake, 'Chuyển đơn vị khác')
  expect(await textOf(intake)).not.toContain(receipt.number)

  const there = await official('otherIntake')
  await open(there, 'Bãi xe bên Chiên Đàn lấn đường')
  expect(await textOf(there)).toContain(receipt.number)
}, 60_000)

test('by keyboard alone: taken down at the counter, read back, the slip there to print', async () => {
  const intake = await official('intake')
  await enter(intake, 'Nhập đơn tại quầy, điện thoại')
  await choose(intake, 'input[name=channel]', 'Tại quầy')
  await typeIn(intake, '#f-text', 'Bà Tư nói: nước giếng có mùi từ đầu tháng.')
  await choose(intake, '#f-kind', 'Phản ánh')
  await tabTo(intake, '#f-category')
  await intake.keyboard.press('ArrowDown')
  await typeIn(intake, '#f-name', 'Lê Thị Tư')
  await tabTo(intake, '#f-readBack')
  await intake.keyboard.press('Space')
  await enter(intake, 'Ghi và in biên nhận')
  expect(await textOf(intake)).toMatch(/Mã bí mật.*: ([0-9A-Z]{4}-){3}[0-9A-Z]{4} /)
}, 60_000)
