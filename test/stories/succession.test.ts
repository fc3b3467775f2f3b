import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { firstBreak } from '../../src/platform/history.ts'
import { historyPage } from '../../src/platform/history-check.ts'
import { axe } from './audit.ts'
import {
  caseAt,
  emailOf,
  fillSend,
  type Player,
  press,
  see,
  send,
  statusOf,
  TAY_HO,
  textOf,
  triage,
  world,
} from './world.ts'

const office = await world()
const PASSWORD = 'mật khẩu đủ dài'

/** The one-time link the page shows after an account was made. */
const linkOn = async (page: Page) => new URL((await page.locator('.notice code').innerText()).trim()).pathname

async function addPost(page: Page, title: string, role: string) {
  await page.goto('/lam-viec/quan-tri/chuc-vu')
  await page.fill('#f-title', title)
  await page.selectOption('#f-role', role)
  await press(page, 'Thêm')
}

async function give(page: Page, title: string, who: Player, name: string) {
  await page.goto('/lam-viec/quan-tri/chuc-vu')
  await page.selectOption('#f-postId', { label: title })
  await page.fill('#f-name', name)
  await page.fill('#f-email', emailOf(who))
  await press(page, 'Giao và tạo đường dẫn đăng nhập')
}

test('two communes become one: nothing is lost, no day moves, every link and code leads on', async () => {
  const citizen = await office.citizen()
  const receipt = await send(citizen, { text: 'Cống đầu thôn An nghẹt. Đề nghị nạo vét.', name: 'Bà Năm' })
  await triage(office, receipt.number, ['Cống đầu thôn An nghẹt'])
  const before = await office.official('officer')
  await before.goto(caseAt(receipt.number))
  const dueOn = /(?:Hạn|hạn)[^0-9]{0,40}(\d\d\/\d\d\/2026)/.exec(await textOf(before))?.[1] ?? ''
  expect(dueOn).not.toBe('')

  const intake = await office.official('intake')
  await intake.goto('/lam-viec/kien-nghi-cu-tri/hoi-nghi')
  for (const [name, text] of Object.entries({
    ...{ name: 'Kỳ họp thứ 5', opensOn: '20/12/2026', heldOn: '20/11/2026', place: 'Nhà văn hóa thôn An' },
    ...{ deputies: 'Ông Tám', attendances: '40', submissions: '0' },
    recommendations: 'đường sá, cầu cống; Ông Tám; Đề nghị sửa cầu treo thôn An trước mùa lũ.',
  }))
    await intake.fill(`#f-${name}`, text)
  await press(intake, 'Ghi hội nghị')
  const { rows } = await office.db.owner.query<{
    number: string
    due: string
    complaint: string
    complaint_due: string
  }>(
    `select r.number, k.due_on as due, c.number as complaint, m.due_on as complaint_due from voters.recommendation r join commitments.commitment k on k.id = r.commitment_id,
       complaints.complaint x join cases.citizen_case c on c.id = x.case_id join commitments.commitment m on m.id = c.commitment_id where x.state = 'verifying'`,
  )
  const [open] = rows
  if (!open) throw new Error('nothing open')

  // A letter half written on a phone when the day comes.
  const writer = await office.citizen()
  await fillSend(writer, { text: 'Đèn đường thôn An tắt ba đêm nay. Đề nghị thay bóng.' })

  const city = await office.official('cityAdmin')
  await city.goto('/lam-viec/quan-tri/don-vi-moi')
  expect(await axe(city)).toEqual([])
  const decision = { number: '30/NQ-HĐND', decisionOn: '16/11/2026', issuer: 'Hội đồng nhân dân thành phố Đà Nẵng' }
  const unit = {
    newName: 'Hồ Chiên',
    newFullName: 'Xã Hồ Chiên',
    from: '23/11/2026',
    adminName: 'Bùi Thị Mới',
    adminEmail: 'quantri@hochien.example',
  }
  for (const [name, text] of Object.entries({ ...unit, ...decision })) await city.fill(`#f-${name}`, text)
  await press(city, 'Lập đơn vị và tạo đường dẫn')
  const link = await linkOn(city)

  const admin = await office.citizen({ viewport: { width: 1280, height: 850 } })
  await admin.goto(link)
  await admin.fill('#f-password', PASSWORD)
  await press(admin, 'Đặt mật khẩu')
  await admin.fill('#f-email', unit.adminEmail)
  await admin.fill('#f-password', PASSWORD)
  await press(admin, 'Đăng nhập')
  await addPost(admin, 'Chủ tịch UBND xã', 'head')
  await addPost(admin, 'Bộ phận Tiếp nhận', 'intake')
  await addPost(admin, 'Phòng Kinh tế xã mới', 'officer')
  await give(admin, 'Chủ tịch UBND xã', 'head', 'Nguyễn Văn Hòa')
  expect(await textOf(admin), 'whoever works elsewhere is not taken away').toContain('đang giữ chức vụ ở đơn vị khác')

  await city.goto('/lam-viec/quan-tri/thay-doi-don-vi')
  await city.check('input[name=kind][value=merge]')
  const tick = (name: string, text: string) =>
    city.locator(`label:has(input[name=${name}])`, { hasText: new RegExp(`^\\s*${text}\\s*$`) }).click()
  for (const name of ['Xã Tây Hồ', 'Xã Chiên Đàn']) await tick('from', name)
  await tick('to', 'Xã Hồ Chiên')
  for (const [name, text] of Object.entries(decision)) await city.fill(`#f-${name}`, text)
  await city.fill('#f-code', '20380')
  await press(city, 'Ghi và xem trước')
  const change = city.url()
  expect(await textOf(city)).toContain('Xã Hồ Chiên chưa sẵn sàng nhận')
  expect(await textOf(city)).toMatch(/Từ Xã Tây Hồ: \d+ vụ việc đang mở, 1 kiến nghị cử tri còn nợ/)
  expect(await textOf(city), 'numbers only, no words of a citizen').not.toContain('Cống đầu thôn An')
  expect(await axe(city)).toEqual([])
  await city.fill('#f-name', 'Xã Hồ Chiên')
  expect((await press(city, 'Xác nhận thay đổi')).status(), 'not while nobody can receive').toBe(422)

  await give(admin, 'Chủ tịch UBND xã', 'head', 'Nguyễn Văn Hòa')
  await give(admin, 'Bộ phận Tiếp nhận', 'otherIntake', 'Cao Thị Hiền')
  await admin.goto('/lam-viec/quan-tri')
  for (const [name, text] of Object.entries({
    phone: '0235 000 0099',
    address: 'Trụ sở UBND xã Hồ Chiên',
    hours: '07:00-17:00',
  }))
    await admin.fill(`#f-${name}`, text)
  await press(admin, 'Mở đơn vị, bắt đầu nhận')

  await city.goto(change)
  expect(await textOf(city)).toContain('Không còn gì vướng')
  await city
    .locator('label', { hasText: 'Công chức Phòng Kinh tế, Xã Tây Hồ' })
    .locator('xpath=..')
    .locator('select')
    .selectOption({ label: 'Phòng Kinh tế xã mới (đang trống)' })
  await press(city, 'Ghi cách nhận việc')
  await city.fill('#f-name', 'Xã Tây Hồ')
  expect((await press(city, 'Xác nhận thay đổi')).status(), 'another name').toBe(422)
  await city.fill('#f-name', 'xã hồ chiên')
  await press(city, 'Xác nhận thay đổi')
  expect(await textOf(city)).toContain('Đã chuyển xong ngày 23/11/2026')

  // The official, with the same account, finds the work in the new commune with the same days.
  const officer = await office.official('officer')
  const work = await textOf(officer)
  expect(work).toContain('Xã Hồ Chiên')
  expect(work).toContain('Cống đầu thôn An nghẹt')
  expect(work).toContain(dueOn)
  await officer.goto(caseAt(receipt.number))
  expect(await textOf(officer)).toContain('30/NQ-HĐND')
  expect(await statusOf(officer, `/lam-viec/khieu-nai/${open.complaint}`)).toBe(200)
  const desk = await office.official('otherIntake')
  expect(await statusOf(desk, `/lam-viec/kien-nghi-cu-tri/${open.number}`)).toBe(200)
  const [y, m, d] = open.due.split('-')
  expect(await textOf(desk)).toContain(`${d}/${m}/${y}`)
  const after = await office.db.owner.query(
    `select k.due_on as due, m.due_on as complaint_due, x.state from voters.recommendation r join commitments.commitment k on k.id = r.commitment_id,
       complaints.complaint x join cases.citizen_case c on c.id = x.case_id join commitments.commitment m on m.id = c.commitment_id where x.case_id = c.id and c.number = $1`,
    [open.complaint],
  )
  expect(after.rows[0]).toEqual({ due: open.due, complaint_due: open.complaint_due, state: 'verifying' })

  // Whoever sent it sees the new office, with the number and code of before.
  await see(citizen, receipt)
  const seen = await textOf(citizen)
  expect(seen).toContain('Xã Hồ Chiên')
  expect(seen).toContain('Xã Tây Hồ → Xã Hồ Chiên')
  expect(seen).toContain(dueOn)

  // Old addresses lead on; the code that was taken over does not hide whose it was.
  for (const [from, to] of [
    [`/dv/${TAY_HO}`, '/dv/20380-xa-ho-chien'],
    ['/dv/20364-xa-chien-dan/cam-ket', '/dv/20380-xa-ho-chien/cam-ket'],
    [`/en/dv/${TAY_HO}/da-tra-loi?tim=x`, '/en/dv/20380-xa-ho-chien/da-tra-loi?tim=x'],
  ] as const) {
    const answer = await citizen.request.get(from, { maxRedirects: 0 })
    expect([answer.status(), answer.headers().location]).toEqual([301, to])
  }
  expect(await statusOf(citizen, `/dv/${TAY_HO}/da-tra-loi`)).toBe(200)
  await press(writer, 'Gửi đi')
  expect(writer.url(), 'the half-written letter goes on at the successor').toContain('/bien-nhan')
  const [last] = (
    await office.db.owner.query(`select v.full_name as name from cases.submission s join organization.unit_version v on v.unit_id = s.unit_id and upper_inf(v.valid)
    order by s.id desc limit 1`)
  ).rows
  expect(last).toEqual({ name: 'Xã Hồ Chiên' })

  expect((await firstBreak(historyPage(office.db.owner))).broken).toBeNull()
}, 180_000)

test('whoever leaves hands over in the same form, and nothing is left without an owner', async () => {
  const head = await office.official('frontHead')
  await head.goto('/lam-viec/quan-tri/ban-giao')
  expect(await axe(head)).toEqual([])
  await head.getByRole('link', { name: /Cán bộ Mặt trận/ }).click()
  expect(await axe(head)).toEqual([])
  expect((await press(head, 'Ghi và bàn giao')).status()).toBe(422)
  expect(await textOf(head)).toContain('Chức vụ này không được để trống')
  await head.fill('#f-nextName', 'Lý Thị Sau')
  await head.fill('#f-nextEmail', 'sau@mattran.example')
  await press(head, 'Ghi và bàn giao')
  expect(await linkOn(head)).toContain('/lam-viec/moi/')
})
