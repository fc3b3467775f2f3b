import { expect, test } from 'vitest'
import { leading, press, TAY_HO, textOf, world } from './world.ts'

const office = await world()
const SCHEDULE = `/dv/${TAY_HO}/lich-tiep-dan`

/** A phone of a citizen, with scripts switched off. */
const phone = () => office.citizen({ javaScriptEnabled: false })

test('on a phone without scripts: a ticket, the list, a ticket given up, the one who waited, the desk, the screen in the hall', async () => {
  // The desk plans a session with two times for tomorrow's tomorrow.
  const intake = await office.official('intake', { javaScriptEnabled: false })
  await intake.goto('/lam-viec/tiep-dan/lich?loai=regular')
  await intake.fill('#f-days', '25/11/2026')
  await intake.fill('#f-startsAt', '13h30')
  await intake.fill('#f-endsAt', '14:30')
  await intake.fill('#f-slotMinutes', '30')
  const desk = intake.locator('select#f-receiver')
  await desk.selectOption({
    label: (await desk.locator('option', { hasText: 'Bộ phận Tiếp nhận' }).innerText()).trim(),
  })
  await press(intake, 'Lập lịch')
  expect(await textOf(intake)).toContain('25/11/2026')

  // Two people take both times; nobody is asked for a name.
  const tickets: { page: Awaited<ReturnType<typeof phone>>; number: string; code: string; line: string }[] = []
  for (const n of [0, 1]) {
    const page = await phone()
    await page.goto(SCHEDULE)
    expect(await textOf(page)).toContain('Không đăng ký vẫn được tiếp')
    const session = page.locator('li', { hasText: '25/11/2026' })
    await leading(page, () => session.getByRole('link', { name: 'Đăng ký khung giờ' }).click())
    expect(await page.locator('#f-name').count()).toBe(0)
    if (n === 0) {
      await press(page, 'Lấy phiếu hẹn')
      expect(await textOf(page)).toContain('Mời bà con chọn một khung giờ.')
    }
    await page.locator('input[name=slot]').first().check()
    await page.fill('#f-subject', 'Hỏi về ngõ 9 bị ngập')
    await press(page, 'Lấy phiếu hẹn')
    const read = async (id: string) => (await page.textContent(id))?.trim() ?? ''
    tickets.push({ page, number: await read('#so'), code: await read('#ma'), line: await read('#thu-tu') })
    expect(page.url(), 'the code stands in no address').not.toContain(tickets[n]?.code)
  }
  expect(tickets.map(({ line }) => line)).toEqual(['A01', 'A02'])
  const [first, second] = tickets
  if (!first || !second) throw new Error('no tickets')

  // The file for the calendar, and what comes out of the printer.
  const calendar = await first.page.request.get('/phieu-hen/lich.ics')
  expect(await calendar.text()).toContain('DTSTART:20261125T063000Z')
  expect(await calendar.text()).not.toContain(first.code)
  await first.page.emulateMedia({ media: 'print' })
  expect(await first.page.getByRole('button', { name: 'Hủy phiếu hẹn' }).isVisible()).toBe(false)
  expect(await first.page.locator('.slip .qr').isVisible()).toBe(true)
  await first.page.emulateMedia({ media: 'screen' })

  // A third waits, and gets the time the first gives up by number and code on another phone.
  const third = await phone()
  await third.goto(SCHEDULE)
  const full = third.locator('li', { hasText: '25/11/2026' })
  await leading(third, () => full.getByRole('link', { name: 'Vào danh sách chờ' }).click())
  await press(third, 'Vào danh sách chờ')
  expect(await textOf(third)).toContain('Đang ở danh sách chờ')
  const other = await phone()
  await other.goto('/xem-phieu-hen')
  await other.fill('#f-number', first.number)
  await other.fill('#f-code', second.code)
  await press(other, 'Xem phiếu')
  expect(await textOf(other)).toContain('Số phiếu hoặc mã bí mật chưa đúng.')
  await other.fill('#f-code', first.code.toLowerCase().replaceAll('-', ' '))
  await press(other, 'Xem phiếu')
  expect(await textOf(other), 'the code is shown once').not.toContain(first.code)
  await press(other, 'Hủy phiếu hẹn')
  expect(await textOf(other)).toContain('Đã hủy')
  await third.goto('/phieu-hen')
  expect(await textOf(third)).toContain('Đã giữ chỗ')
  expect((await third.textContent('#thu-tu'))?.trim()).toBe('A03')

  // On the day: the desk, somebody without a booking, the screen in the hall.
  office.pass(2)
  const officer = await office.official('intake', { javaScriptEnabled: false })
  await officer.goto('/lam-viec/tiep-dan')
  await leading(officer, () => officer.getByRole('link', { name: 'Vào bàn tiếp' }).first().click())
  await press(officer, 'Phát số cho người mới đến')
  await officer.fill('#f-number', second.number.toLowerCase())
  await press(officer, 'Ghi đã đến')
  await press(officer, 'Mở buổi tiếp')
  await press(officer, 'Gọi số tiếp theo')
  const line = await textOf(officer)
  expect(line).toMatch(/A02 .*Đã đến/)
  expect(line, 'what it is about stands on the page of one ticket only').not.toContain('ngõ 9')
  const hall = await phone()
  await hall.goto(`/dv/${TAY_HO}/hang-cho?man-hinh=1`)
  const screen = (await hall.locator('main').innerText()).replace(/\s+/g, ' ')
  expect(screen).toMatch(/Mời vào B04 .*Đang chờ A02/)
  expect(screen).not.toMatch(/ngõ 9|[0-9A-Z]{4}-[0-9A-Z]{4}/)
  await leading(officer, () => officer.getByRole('link', { name: /A02$/ }).click())
  expect(await textOf(officer)).toContain('Hỏi về ngõ 9 bị ngập')
})
