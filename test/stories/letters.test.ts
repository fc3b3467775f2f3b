import { expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../src/app/demo-cast-seed.ts'
import { makePdf } from '../../src/capabilities/letters/jobs.ts'
import { axe } from './audit.ts'
import { answerAll, answerPoint, caseAt, press, see, send, statusOf, textOf, triage, world } from './world.ts'

const office = await world()
const phone = { viewport: { width: 390, height: 800 } }
const NAME = 'Nguyễn Thị Thử'

test('a letter is drafted, checked, signed with the password, numbered, released, delivered; its reader sees it and who read their name', async () => {
  const citizen = await office.citizen()
  const receipt = await send(citizen, { text: 'Cống đầu hẻm nghẹt, mưa là ngập. Đề nghị nạo vét.', name: NAME })
  await triage(office, receipt.number, ['Cống đầu hẻm nghẹt'])
  const officer = await office.official('officer', phone)
  await answerPoint(officer, receipt.number, 1, 'Đã nạo vét xong đoạn đầu hẻm, nước thoát được.')
  await answerAll(officer, receipt.number)

  await officer.getByRole('link', { name: 'Soạn văn bản' }).click()
  expect(await axe(officer), 'the choice of a kind').toEqual([])
  await officer.check('input[name=kind][value=answer]')
  await press(officer, 'Soạn')
  const letter = new URL(officer.url()).pathname
  expect(await textOf(officer)).toContain(`Kính gửi: Ông (Bà) ${NAME}`)
  expect(await textOf(officer), 'the answers stand in it').toContain('Đã nạo vét xong đoạn đầu hẻm')
  expect(await officer.title(), 'no name in a title').not.toContain('Thử')
  expect(await officer.getByRole('button', { name: 'Đã kiểm tra, trình ký' }).count(), 'not by who drafted it').toBe(0)
  expect(await axe(officer), 'a draft on a phone').toEqual([])
  expect(await officer.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  await officer.fill('#f-content', 'Đã nạo vét xong <b>đoạn đầu</b> hẻm & thay nắp cống {so_don}.')
  await press(officer, 'Lưu bản soạn')
  expect(await textOf(officer), 'what is typed stays text').toContain('<b>đoạn đầu</b> hẻm & thay nắp cống {so_don}.')

  const intake = await office.official('intake')
  await intake.goto('/lam-viec/van-ban')
  expect(await textOf(intake)).toContain('Công văn trả lời')
  expect(await textOf(intake), 'no name in the list').not.toContain(NAME)
  await intake.goto(letter)
  await press(intake, 'Đã kiểm tra, trình ký')
  expect(await intake.getByRole('button', { name: 'Vào số' }).count(), 'no number before the signature').toBe(0)

  const head = await office.official('head')
  await head.goto(letter)
  await head.fill('#f-secret', 'không phải mật khẩu này')
  await press(head, 'Ký văn bản')
  expect(await textOf(head)).toContain('Mật khẩu hoặc mã không đúng')
  expect(await head.inputValue('#f-secret'), 'a secret is never drawn again').toBe('')
  await head.fill('#f-secret', DEMO_PASSWORD)
  await press(head, 'Ký văn bản')
  expect(await textOf(head)).toContain('Chờ vào số')

  await intake.reload()
  await intake.fill('#f-number', '15')
  await press(intake, 'Vào số')
  expect(await textOf(intake)).toContain('Số: 15/UBND-VP')
  expect(await textOf(intake)).toContain('Tây Hồ, ngày 23 tháng 11 năm 2026')
  await see(citizen, receipt)
  expect(await textOf(citizen), 'not before it leaves the house').not.toContain('15/UBND-VP')
  await press(intake, 'Phát hành')

  await citizen.reload()
  expect(await textOf(citizen)).toContain('Số 15/UBND-VP, ngày 23/11/2026')
  expect(await textOf(citizen)).toContain('Vào số văn bản gửi người nhận')
  expect(await axe(citizen), 'the page of the sender').toEqual([])
  await citizen.getByRole('link', { name: /^Xem 15/ }).click()
  expect(await textOf(citizen)).toContain('Bản xem, không thay văn bản')
  expect(await textOf(citizen)).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  expect(await textOf(citizen)).toContain(`Kính gửi: Ông (Bà) ${NAME}`)
  expect(await axe(citizen), 'the letter on a phone').toEqual([])
  expect(await citizen.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  const download = await citizen.request.get(`/xem-don/van-ban/${letter.split('/').at(-1)}/tep/issued`)
  expect(download.headers()['content-disposition']).toContain(receipt.number)
  expect(download.headers()['content-disposition']).not.toContain('Th')

  await intake.selectOption('#f-way', 'post')
  await intake.fill('#f-deliveredOn', '22/11/2026')
  await intake.fill('#f-proof', 'Báo phát số RA 0001')
  await press(intake, 'Ghi ngày giao')
  expect(await textOf(intake)).toContain('Ngày giao không thể trước ngày phát hành')
  await intake.fill('#f-deliveredOn', '23/11/2026')
  await press(intake, 'Ghi ngày giao')
  expect(await textOf(intake)).toContain('Đã giao')
  expect(await axe(intake), 'a delivered letter').toEqual([])
  await citizen.goto('/xem-don/don')
  expect(await textOf(citizen)).toContain('Đã giao ngày 23/11/2026')

  await intake.goto('/lam-viec/so-van-ban-di')
  expect(await textOf(intake)).toContain('15/UBND-VP')
  expect(await textOf(intake), 'no name in the register').not.toContain(NAME)
}, 90_000)

test('nobody but the sender it was written to reads a letter, and no other unit', async () => {
  const { rows } = await office.db.owner.query('select id from letters.letter order by id limit 1')
  const id = rows[0].id
  const citizen = await office.citizen()
  expect(await statusOf(citizen, `/xem-don/van-ban/${id}`)).toBe(404)
  const other = await send(citizen, { text: 'Đèn đường tắt đã ba hôm nay.', name: 'Trần Văn Khác' })
  await see(citizen, other)
  expect(await statusOf(citizen, `/xem-don/van-ban/${id}`), 'another sender').toBe(404)
  for (const who of ['otherHead', 'culture', 'admin', 'frontHead'] as const)
    expect(await statusOf(await office.official(who), `/lam-viec/van-ban/${id}`), who).toBe(404)
}, 60_000)

test('five wrong passwords at signing lock the account out, there and at sign-in', async () => {
  const citizen = await office.citizen()
  const { number } = await send(citizen, { text: 'Đường vào chợ lầy lội. Đề nghị rải đá.', name: NAME })
  const intake = await office.official('intake')
  await intake.goto(caseAt(number, 'van-ban'))
  await intake.check('input[name=kind][value=guidance]')
  await press(intake, 'Soạn')
  const letter = new URL(intake.url()).pathname
  const deputy = await office.official('deputy')
  await deputy.goto(letter)
  await press(deputy, 'Đã kiểm tra, trình ký')
  expect(await textOf(deputy), 'facts are missing').toContain('Văn bản còn thiếu nội dung')
  await intake.fill('#f-competentBody', 'Công ty Quản lý chợ')
  await intake.fill('#f-reason', 'Đường trong chợ do công ty quản lý.')
  await press(intake, 'Lưu bản soạn')
  await deputy.goto(letter)
  await press(deputy, 'Đã kiểm tra, trình ký')
  const head = await office.official('head')
  await head.goto(letter)
  for (let tries = 0; tries < 5; tries++) {
    await head.fill('#f-secret', `sai lần thứ ${tries}`)
    await press(head, 'Ký văn bản')
  }
  await head.fill('#f-secret', DEMO_PASSWORD)
  await press(head, 'Ký văn bản')
  expect(await textOf(head), 'even the right one waits').toContain('Sai nhiều lần')
  expect(await textOf(head)).toContain('Chờ ký')
  await head.context().clearCookies({ name: /session/ })
  await head.goto('/lam-viec')
  await head.fill('#f-email', 'chutich@tayho.example')
  await head.fill('#f-password', DEMO_PASSWORD)
  await head.locator('main').getByRole('button', { name: 'Đăng nhập' }).click()
  await head.waitForSelector('#refused')
  await office.db.owner.query('delete from accounts.failed_sign_in')
}, 90_000)

test('the PDF of a released letter is made behind and then offered', async () => {
  const { rows } = await office.db.owner.query("select id from letters.letter where state = 'delivered' limit 1")
  await makePdf(office.host, rows[0].id)
  const { rows: kept } = await office.db.owner.query(
    "select bytes from letters.document where part = 'pdf' and letter_id = $1",
    [rows[0].id],
  )
  expect(kept[0].bytes.subarray(0, 5).toString()).toBe('%PDF-')
}, 120_000)
