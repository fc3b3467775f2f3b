import { expect, test } from 'vitest'
import {
  answerAll,
  answerPoint,
  assign,
  caseAt,
  press,
  receive,
  see,
  send,
  signIn,
  statusOf,
  TAY_HO,
  textOf,
  triage,
  world,
} from './world.ts'

const office = await world()
const CHIEN_DAN = '20364-xa-chien-dan'

test('a transfer between communes keeps the first sending day and the code; the old unit can look at it no more', async () => {
  const citizen = await office.citizen()
  const receipt = await send(citizen, {
    text: 'Trại nuôi bên Chiên Đàn xả nước thải sang kênh. Đề nghị xử lý.',
    name: 'Bà Ba',
  })
  office.pass(2)
  const intake = await office.official('intake')
  await receive(intake, receipt.number, 'Trại nuôi xả nước thải', ['Trại nuôi xả nước thải'])
  await intake.goto(caseAt(receipt.number, 'chuyen'))
  const unit = await intake.locator('#f-unit option', { hasText: 'Chiên Đàn' }).getAttribute('value')
  await intake.selectOption('#f-unit', unit)
  await intake.fill('#f-reason', 'Trại nuôi thuộc địa bàn xã Chiên Đàn.')
  await press(intake, 'Chuyển đơn vị khác')

  expect(await statusOf(intake, caseAt(receipt.number))).toBe(404)
  for (const path of [
    '/lam-viec/don-thu?muc=all',
    '/lam-viec/don-vi',
    '/lam-viec/so-theo-doi',
    '/lam-viec/don-vi?tim=trai+nuoi',
  ])
    expect((await intake.goto(path)) && (await textOf(intake)), path).not.toContain('Trại nuôi xả')

  await see(citizen, receipt)
  const page = await textOf(citizen)
  expect(page).toContain('Gửi ngày 23/11/2026')
  expect(page).toContain('Xã Chiên Đàn')
  expect(page).toContain('Chuyển đơn đến đơn vị có thẩm quyền')

  const there = await office.official('otherIntake')
  expect(await textOf(there)).toContain('Trại nuôi xả nước thải')
  expect(await statusOf(there, caseAt(receipt.number))).toBe(200)
  expect(await textOf(there)).toContain('23/11/2026')
  const { rows } = await office.db.owner.query(
    `select c.sent_on as sent, k.started_on as started, (select state from commitments.commitment where unit_id = t.from_unit_id and release_reason = 'transferred') as before
     from cases.citizen_case c join commitments.commitment k on k.id = c.commitment_id join cases.transfer t on t.case_id = c.id where c.number = $1`,
    [receipt.number],
  )
  expect(rows).toEqual([{ sent: '2026-11-23', started: '2026-11-25', before: 'released' }])
})

test('what was answered before a transfer, and its files, go along', async () => {
  const citizen = await office.citizen()
  const receipt = await send(citizen, {
    text: 'Biển báo cong ở hai đầu cầu. Đề nghị dựng lại.',
    files: [
      { name: 'bien-bao.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\n') },
    ],
  })
  await triage(office, receipt.number, ['Biển báo cong'])
  const head = await office.official('head')
  await head.goto(caseAt(receipt.number, 'chuyen'))
  await head.selectOption(
    '#f-unit',
    await head.locator('#f-unit option', { hasText: 'Đà Nẵng' }).last().getAttribute('value'),
  )
  await head.fill('#f-reason', 'Cầu do thành phố quản lý.')
  await press(head, 'Chuyển đơn vị khác')
  await see(citizen, receipt)
  const file = await citizen.getByRole('link', { name: 'bien-bao.pdf' }).getAttribute('href')
  expect((await citizen.request.get(file ?? '')).status()).toBe(200)
})

test('a transferred case is published where it was answered: with the yes of the sender, by a second person, without names', async () => {
  const citizen = await office.citizen()
  const open = async (publish: boolean) => {
    const text = 'Ông Trần Văn Kín ở nhà số 45 thôn Đại Đồng đổ đất lấp mương bên Chiên Đàn. Đề nghị khơi lại.'
    const receipt = await send(citizen, { text, name: 'Lê Thị Lộ', phone: '0905 333 444', publish })
    const intake = await office.official('intake')
    await receive(intake, receipt.number, 'Mương bị lấp', ['Khơi lại mương'])
    await intake.goto(caseAt(receipt.number, 'chuyen'))
    const unit = await intake.locator('#f-unit option', { hasText: 'Chiên Đàn' }).getAttribute('value')
    await intake.selectOption('#f-unit', unit)
    await intake.fill('#f-reason', 'Mương thuộc địa bàn xã Chiên Đàn.')
    await press(intake, 'Chuyển đơn vị khác')
    const there = await office.official('otherIntake')
    await receive(there, receipt.number, 'Mương bị lấp', ['Khơi lại mương'])
    await assign(there, receipt.number, 'otherIntake')
    await answerPoint(there, receipt.number, 1, 'Đã khơi lại mương, nước chảy thông.')
    await answerAll(there, receipt.number)
    return { ...receipt, there }
  }
  const refused = await open(false)
  await refused.there.goto(caseAt(refused.number))
  expect(await refused.there.getByRole('link', { name: 'Công khai câu trả lời' }).count()).toBe(0)

  const { number, there } = await open(true)
  await there.goto(caseAt(number))
  await there.getByRole('link', { name: 'Công khai câu trả lời' }).click()
  expect(await there.inputValue('#f-question'), 'the words as sent, to be redacted').toContain('Trần Văn Kín')
  await there.fill('#f-title', 'Mương bị lấp đã khơi lại')
  await there.fill('#f-question', 'Có người đổ đất lấp mương. Đề nghị khơi lại.')
  await press(there, 'Đề nghị công khai')

  const listOf = async (unit: string) => {
    await citizen.goto(`/dv/${unit}/da-tra-loi?tim=muong+bi+lap`)
    return textOf(citizen)
  }
  expect(await listOf(CHIEN_DAN), 'not before a second person has seen it').not.toContain('Mương bị lấp')
  const head = await office.official('otherHead')
  await head.goto(caseAt(number, 'cong-khai'))
  const preview = await textOf(head)
  expect(preview).toContain('Có người đổ đất lấp mương.')
  expect(preview).not.toContain('Trần Văn Kín')
  await press(head, 'Duyệt, công khai')

  const shown = await listOf(CHIEN_DAN)
  expect(shown).toContain('Mương bị lấp đã khơi lại')
  expect(await citizen.content()).toContain('Đã khơi lại mương, nước chảy thông.')
  for (const secret of ['Trần Văn Kín', 'số 45', 'Đại Đồng', 'Lê Thị Lộ', '0905', number])
    expect(await citizen.content(), secret).not.toContain(secret)
  expect(await listOf(TAY_HO), 'not where it only came from').not.toContain('Mương bị lấp')
}, 90_000)

test('an expired session loses no text: it is there after signing in, and the form still works', async () => {
  const citizen = await office.citizen()
  const { number } = await send(citizen, { text: 'Loa thôn hỏng, bà con không nghe thông báo. Đề nghị sửa.' })
  await triage(office, number, ['Loa thôn hỏng'])
  const officer = await office.official('officer')
  const answer = 'Đã thay cụm loa mới, phát thử sáng và chiều đều rõ.'
  await officer.goto(caseAt(number, 'diem/1'))
  await officer.fill('#f-answer', answer)
  await officer.fill('#f-evidence', 'Biên bản bàn giao loa')
  await officer.context().clearCookies()
  await press(officer, 'Ghi')
  expect(await officer.locator('#f-password').count()).toBe(1)
  await signIn(officer, 'officer')
  expect(await officer.inputValue('#f-answer')).toBe(answer)
  expect(await officer.inputValue('#f-evidence')).toBe('Biên bản bàn giao loa')
  await press(officer, 'Ghi')
  expect(await textOf(officer)).toContain(answer)
})

test('of two officials on one case the second is told, keeps what was typed, and can then go on', async () => {
  const citizen = await office.citizen()
  const { number } = await send(citizen, { text: 'Chợ cóc lấn đường trước ủy ban cũ. Đề nghị dẹp.' })
  const [intake, deputy] = [await office.official('intake'), await office.official('deputy')]
  for (const one of [intake, deputy]) {
    await one.goto(caseAt(number, 'phan-loai'))
    await one.selectOption('#f-category', one === intake ? 'order' : 'roads')
    await one.fill('#f-reason', one === intake ? 'Nội dung là trật tự công cộng.' : 'Nội dung là lấn chiếm lòng đường.')
  }
  await press(intake, 'Phân loại lại')
  expect((await press(deputy, 'Phân loại lại')).status()).toBe(422)
  expect(await textOf(deputy)).toContain('Có người vừa cập nhật vụ việc này')
  expect(await deputy.inputValue('#f-reason')).toBe('Nội dung là lấn chiếm lòng đường.')
  expect(await deputy.inputValue('#f-category')).toBe('roads')
  await press(deputy, 'Phân loại lại')
  expect(deputy.url(), 'having been told, the second may send again').toMatch(new RegExp(`${number}$`))
})

test('two officials answering one point: the second sees what the first wrote before overwriting it', async () => {
  const citizen = await office.citizen()
  const { number } = await send(citizen, { text: 'Đường bê tông nứt dọc, đề nghị trám lại trước mùa mưa.' })
  await triage(office, number, ['Đường nứt dọc'])
  const [one, two] = [await office.official('officer'), await office.official('officer')]
  for (const page of [one, two]) await page.goto(caseAt(number, 'diem/1'))
  await one.fill('#f-answer', 'Bản của người thứ nhất: đã trám xong.')
  await one.fill('#f-evidence', 'Ảnh một')
  await press(one, 'Ghi')
  await two.fill('#f-answer', 'Bản của người thứ hai: tuần sau làm.')
  await two.fill('#f-evidence', 'Ảnh hai')
  await press(two, 'Ghi')
  expect(await two.inputValue('#f-answer')).toBe('Bản của người thứ hai: tuần sau làm.')
  expect(await textOf(two)).toContain('Bản của người thứ nhất: đã trám xong.')
  await press(two, 'Ghi')
  expect(two.url()).toMatch(new RegExp(`${number}$`))
  expect(await textOf(two)).toContain('Bản của người thứ hai: tuần sau làm.')
})

test('submissions of one matter are joined: every sender reads the answer of the main case with their own code', async () => {
  const citizen = await office.citizen()
  const first = await send(citizen, { text: 'Rác ở bãi đất trống sau chợ bốc mùi. Đề nghị dọn.' })
  const second = await send(citizen, { text: 'Bãi đất sau chợ đầy rác, ruồi nhiều. Đề nghị dọn.' })
  const intake = await office.official('intake')
  await receive(intake, first.number, 'Rác sau chợ', ['Dọn rác sau chợ'])
  await assign(intake, first.number, 'officer')
  await intake.goto(caseAt(second.number, 'gop'))
  await intake.fill('#f-mainNumber', first.number.toLowerCase())
  await intake.fill('#f-reason', 'Cùng một bãi rác sau chợ.')
  await press(intake, 'Gộp vào vụ việc')
  const officer = await office.official('officer')
  await officer.goto(caseAt(first.number, 'diem/1'))
  await officer.fill('#f-answer', 'Đã dọn xong trong sáng nay, đặt thêm hai thùng.')
  await officer.fill('#f-evidence', 'Ảnh sau khi dọn')
  await press(officer, 'Ghi')
  for (const receipt of [first, second]) {
    await see(citizen, receipt)
    expect(await textOf(citizen)).toContain('Đã dọn xong trong sáng nay')
  }
  expect(await textOf(citizen), 'each sees their own words').toContain('ruồi nhiều')
})
