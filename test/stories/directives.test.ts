import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addDays, formatDay } from '../../src/platform/day.ts'
import { axe } from './audit.ts'
import { press, statusOf, textOf, world } from './world.ts'

const office = await world()
const phone = { viewport: { width: 390, height: 800 }, javaScriptEnabled: false } as const
const REGISTRY = '/lam-viec/van-ban-chi-dao'

const TEXT = `TỈNH ỦY ĐÀ NẴNG
Số 15-CT/TU

Đà Nẵng, ngày 02 tháng 11 năm 2026

CHỈ THỊ
Về công khai kết quả trả lời nhân dân

Thực hiện Kết luận số 114-KL/TW ngày 14/7/2015 của Ban Bí thư về nâng cao hiệu quả công tác dân vận của cơ quan nhà nước các cấp; cụ thể hóa Nghị quyết số 99-NQ/TW ngày 01/6/2026 của Bộ Chính trị.
Căn cứ Kết luận số 114-KL/TW ngày 14/7/2016 của Bộ Chính trị. Điện thoại (0236).3861114, 7h30 hằng ngày, Điều 5.`

async function looks(page: Page, what: string) {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 850 })
    expect(await axe(page), `${what} at ${width} px`).toEqual([])
    expect(await page.evaluate<number>('document.documentElement.scrollWidth'), what).toBeLessThanOrEqual(width)
  }
}

test('a directive is pasted, its citations are judged, a plan with three tasks is made, and coverage follows', async () => {
  const intake = await office.official('intake')
  await intake.goto(REGISTRY)
  await looks(intake, 'the registry')
  await intake.getByRole('link', { name: 'Đọc văn bản mới' }).click()
  await intake.waitForURL(/doc-van-ban$/)
  expect(await textOf(intake)).toContain('Chỉ văn bản không mật')
  expect((await press(intake, 'Đọc')).status(), 'nothing to read').toBe(422)
  await looks(intake, 'an empty text')
  await intake.fill('#f-text', TEXT)
  await press(intake, 'Đọc')

  expect(await intake.inputValue('#f-asWritten'), 'read from the head of the text').toBe('15-CT/TU')
  expect(await intake.inputValue('#f-issuedOn')).toBe('02/11/2026')
  expect(await intake.inputValue('#f-type')).toBe('Chỉ thị')
  await intake.selectOption('#f-place', { label: 'Thành phố Đà Nẵng' })
  await intake.fill('#f-issuer', 'Ban Thường vụ Thành ủy')
  await intake.fill('#f-title', 'Về công khai kết quả trả lời nhân dân')
  expect((await press(intake, 'Ghi văn bản')).status(), 'somebody has looked for a secrecy grade').toBe(422)
  expect(await intake.inputValue('#f-title'), 'nothing typed is lost').toBe('Về công khai kết quả trả lời nhân dân')
  await intake.getByLabel('Tôi đã xem').check()
  await looks(intake, 'the form')
  await press(intake, 'Ghi văn bản')

  expect(await textOf(intake)).toContain('Tìm thấy 3 chỗ viện dẫn, còn 3 chỗ chưa xem')
  expect(await intake.locator('mark').count()).toBe(3)
  expect(await intake.locator('mark').first().innerText()).toContain('Kết luận số 114-KL/TW')
  await looks(intake, 'the citations')
  await intake.getByRole('button', { name: 'Nhận 114-KL/TW' }).first().click()
  await intake.waitForURL(/#v\d+$/)
  await intake.getByRole('button', { name: 'Không phải viện dẫn 114-KL/TW' }).last().click()
  await intake.waitForLoadState()
  await intake.getByRole('link', { name: 'Sửa 99-NQ/TW' }).click()
  await intake.waitForURL(/vien-dan\/\d+\/\d+$/)
  await looks(intake, 'a correction')
  await intake.fill('#f-number', 'số hai mươi')
  expect((await press(intake, 'Ghi và nhận')).status()).toBe(422)
  await intake.fill('#f-number', '25-NQ/TW')
  await intake.fill('#f-issuedOn', '03/06/2013')
  await press(intake, 'Ghi và nhận')
  expect(await textOf(intake)).toContain('còn 0 chỗ chưa xem')
  await intake.getByRole('link', { name: /^Chỉ thị 15-CT\/TU$/ }).click()
  await intake.waitForURL(/chi-dao\/\d+$/)
  const document = new URL(intake.url()).pathname
  const shown = await textOf(intake)
  expect(shown).toContain('thực hiện 114-KL/TW')
  expect(shown).toContain('cụ thể hóa 25-NQ/TW')
  expect(shown, 'in the register of the unit').toContain('Sổ đăng ký văn bản đến: số')
  await looks(intake, 'the document')

  for (const [link, heading, column] of [
    ['Sổ văn bản đến', 'Sổ đăng ký văn bản đến', 'Số đến'],
    ['Sổ văn bản đi', 'Sổ đăng ký văn bản đi', 'Người ký'],
  ] as const) {
    await intake.goto(REGISTRY)
    await intake.locator('main').getByRole('link', { name: link, exact: true }).click()
    await intake.waitForLoadState()
    expect(await intake.locator('h1').innerText()).toBe(heading)
    await looks(intake, link)
    const file = await intake.request.get(`${new URL(intake.url()).pathname}/tai/csv`)
    expect(await file.text(), 'the columns of the decree').toContain(column)
  }

  await intake.goto(document)
  await intake.getByRole('link', { name: 'Giao giải quyết' }).click()
  await intake.waitForURL(/giao-giai-quyet$/)
  expect((await press(intake, 'Giao văn bản')).status(), 'nobody, no day').toBe(422)
  await looks(intake, 'giving a document to somebody')
  await intake.selectOption('#f-owner', { label: 'Công chức Phòng Kinh tế (Đặng Quốc Bảo)' })
  await intake.fill('#f-expected', 'Kế hoạch thực hiện của xã')
  await intake.fill('#f-dueOn', formatDay(addDays(office.today(), -1)))
  expect((await press(intake, 'Giao văn bản')).status(), 'a day gone by').toBe(422)
  expect(await intake.inputValue('#f-expected')).toBe('Kế hoạch thực hiện của xã')
  await intake.fill('#f-dueOn', formatDay(addDays(office.today(), 5)))
  await press(intake, 'Giao văn bản')
  const dealing = new URL(intake.url()).pathname
  await looks(intake, 'a document in somebody’s hands')
  const dealer = await office.official('officer', phone)
  await dealer.goto('/lam-viec')
  await dealer.getByRole('link', { name: '15-CT/TU' }).first().click()
  expect(new URL(dealer.url()).pathname).toBe(dealing)
  await dealer.fill('#f-result', 'Đã trình kế hoạch, chủ tịch đã duyệt.')
  await dealer.fill('#f-evidence', 'Kế hoạch số 3')
  await dealer.fill('#f-answer', '999/BC-UBND')
  expect((await press(dealer, 'Ghi kết quả giải quyết')).status(), 'no such document').toBe(422)
  expect(await dealer.inputValue('#f-result')).toBe('Đã trình kế hoạch, chủ tịch đã duyệt.')
  await dealer.fill('#f-answer', '')
  await press(dealer, 'Ghi kết quả giải quyết')
  await dealer.goto('/lam-viec/so-van-ban-den/theo-doi')
  const line = dealer.getByRole('row', { name: /15-CT\/TU/ })
  expect(await line.innerText()).toContain('Đã trình kế hoạch, chủ tịch đã duyệt.')
  expect(await dealer.locator('th').count(), 'the seven columns of the decree').toBe(7)
  await looks(intake, 'the register that follows')
  expect(await statusOf(await office.official('otherHead'), dealing), 'another unit').toBe(404)

  const cityHead = await office.official('cityHead')
  const coverage = async () => {
    await cityHead.goto(`${document}/do-phu?xem=het`)
    return (
      await cityHead.locator('tr', { has: cityHead.locator('td', { hasText: /^Xã Tây Hồ$/ }) }).innerText()
    ).replace(/\s+/g, ' ')
  }
  expect(await coverage()).toContain('Chưa có kế hoạch')
  await looks(cityHead, 'coverage')

  const head = await office.official('head', { javaScriptEnabled: false })
  await head.goto(document)
  await head.getByRole('link', { name: 'Lập kế hoạch thực hiện' }).click()
  await head.fill('#f-title', 'Kế hoạch công khai kết quả trả lời nhân dân')
  await head.fill('#f-items', 'Niêm yết tại các thôn\nĐọc trên truyền thanh')
  await head.selectOption('#f-responsible', { label: 'Công chức Phòng Kinh tế (Đặng Quốc Bảo)' })
  await head.getByLabel('6 rõ').check()
  await press(head, 'Ghi bản soạn')
  expect(await coverage()).toContain('2 nội dung chưa có nhiệm vụ')
  await press(head, 'Duyệt kế hoạch')
  const plan = head.url()
  const give = async (title: string, item: number) => {
    await head.goto(plan)
    await head.getByRole('link', { name: 'Giao nhiệm vụ', exact: true }).first().click()
    await head.selectOption('#f-item', { index: item })
    await head.fill('#f-title', title)
    await head.selectOption('#f-owner', { label: 'Công chức Phòng Kinh tế (Đặng Quốc Bảo)' })
    await head.fill('#f-expected', 'Ảnh chụp nơi niêm yết')
    await head.fill('#f-dueOn', formatDay(addDays(office.today(), 7)))
    expect((await press(head, 'Giao việc')).status(), 'six "rõ" ask for product and authority').toBe(422)
    expect(await head.inputValue('#f-title')).toBe(title)
    await head.fill('#f-product', 'Bảng niêm yết')
    await head.fill('#f-authority', 'Trưởng thôn')
    await press(head, 'Giao việc')
  }
  await give('Niêm yết ở thôn Đông', 1)
  await give('Niêm yết ở thôn Trung', 1)
  expect(await coverage()).toContain('1 nội dung chưa có nhiệm vụ')
  await give('Đọc trên truyền thanh xã', 2)
  expect(await coverage()).toContain('3 nhiệm vụ chưa có kết quả')

  const officer = await office.official('officer')
  await officer.goto('/lam-viec')
  for (const title of ['Niêm yết ở thôn Đông', 'Niêm yết ở thôn Trung', 'Đọc trên truyền thanh xã']) {
    await officer.goto('/lam-viec')
    await officer.getByRole('link', { name: title }).first().click()
    await officer.waitForURL(/ke-hoach\/\d+\/viec\/\d+$/)
    await officer.fill('#f-result', 'Đã làm xong, bà con đã xem.')
    await officer.fill('#f-evidence', 'Ảnh ngày hôm nay')
    await press(officer, 'Ghi xong')
  }
  await looks(officer, 'a task')
  expect(await coverage()).toContain('Đủ')
  await officer.goto(plan)
  await looks(officer, 'the plan')
  await officer.goto(`${document}/cay`)
  expect(await textOf(officer)).toContain('1 kế hoạch, 3 nhiệm vụ, đã xong 3')
  await looks(officer, 'the tree')
  const list = await officer.request.get(`${document}/cay/tai/csv`)
  expect(await list.text()).toContain('Kế hoạch công khai kết quả trả lời nhân dân')
}, 120_000)

test('another unit reads the document and neither the text, the register nor the plan; strangers see nothing', async () => {
  const intake = await office.official('intake')
  await intake.goto(`${REGISTRY}/doc-van-ban?cua=1`)
  await intake.fill('#f-text', 'Thực hiện Chỉ thị số 16/CT-TTg ngày 16/5/2016 của Thủ tướng Chính phủ.')
  await press(intake, 'Đọc')
  const reading = new URL(intake.url()).pathname
  const other = await office.official('otherHead')
  expect(await statusOf(other, `${REGISTRY}/1`)).toBe(200)
  expect(await statusOf(other, reading)).toBe(404)
  expect(await statusOf(other, '/lam-viec/ke-hoach/1')).toBe(404)
  await other.goto('/lam-viec/so-van-ban-den')
  expect(await textOf(other)).toContain('Chưa có văn bản nào trong những ngày này')
  const admin = await office.official('admin')
  expect(await statusOf(admin, REGISTRY), 'who looks after accounts reads no directives').toBe(404)
  const citizen = await office.citizen()
  expect(await statusOf(citizen, REGISTRY)).toBe(401)
}, 60_000)

test('a file is read too: a text, a page of the web; a scan and a strange file are refused at their field', async () => {
  const officer = await office.official('officer', phone)
  const send = async (name: string, mimeType: string, body: string | Buffer) => {
    await officer.goto(`${REGISTRY}/doc-van-ban?cua=2`)
    await officer.setInputFiles('#f-files', { name, mimeType, buffer: Buffer.from(body) })
    return press(officer, 'Đọc')
  }
  const html = '<html><body><nav>Trang chủ</nav><p>Thực hiện Chỉ thị số 16/CT-TTg ngày 16/5/2016.</p></body></html>'
  for (const [name, type, body] of [
    ['chi-thi.txt', 'text/plain', 'Thực hiện Chỉ thị số 16/CT-TTg ngày 16/5/2016 của Thủ tướng Chính phủ.'],
    ['trang.html', 'text/html', html],
  ] as const) {
    expect((await send(name, type, body)).status(), name).toBe(200)
    expect(await textOf(officer), name).toContain('Chỉ thị 16/CT-TTg')
  }
  expect((await send('anh.bin', 'application/octet-stream', Buffer.from([0, 1, 2, 3]))).status()).toBe(422)
  expect(await officer.locator('#e-files').count()).toBe(1)
}, 60_000)
