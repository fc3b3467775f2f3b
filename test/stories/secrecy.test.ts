import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { INTAKE_JOBS } from '../../src/capabilities/intake/index.ts'
import {
  answerAll,
  answerPoint,
  caseAt,
  press,
  receive,
  see,
  send,
  statusOf,
  TAY_HO,
  textOf,
  triage,
  world,
} from './world.ts'

const office = await world()

const LISTS = [
  ...['/lam-viec', '/lam-viec/don-vi', '/lam-viec/don-vi?o=later', '/lam-viec/don-vi?o=done', '/lam-viec/don-thu'],
  ...['/lam-viec/don-thu?muc=all', '/lam-viec/so-theo-doi', '/lam-viec/don-vi?tim=thai+do', '/lam-viec?tim=thai+do'],
  ...[
    '/lam-viec/tai/don-thu/csv',
    '/lam-viec/tai/don-vi/csv',
    '/lam-viec/khieu-nai/tai/csv',
    '/lam-viec/van-ban/tai/csv',
  ],
  ...[`/dv/${TAY_HO}/cam-ket/tai/csv`, `/dv/${TAY_HO}/cam-ket/tai/csv?xem=xong`],
  ...[`/dv/${TAY_HO}`, `/dv/${TAY_HO}/cam-ket`, `/dv/${TAY_HO}/cam-ket?xem=xong`, `/dv/${TAY_HO}/da-tra-loi`],
]
/** Everything the pages say, menu figures included; a page that is closed to somebody says so. */
async function everything(page: Page) {
  const all: string[] = []
  for (const path of LISTS) {
    const answer = await page.request.get(path)
    all.push(`${path} ${answer.status()} ${(await answer.text()).replace(/name="_key" value="[^"]*"/g, '')}`)
  }
  return all
}

test('what concerns an official here and was sent to the chair alone does not exist for intake, deputy, officer and administrator', async () => {
  const others = [
    ...[await office.official('intake'), await office.official('deputy')],
    ...[await office.official('officer'), await office.official('admin')],
  ]
  const before = await Promise.all(others.map(everything))
  const citizen = await office.citizen()
  const receipt = await send(citizen, {
    ...{ text: 'Thái độ của cán bộ tiếp nhận sáng nay rất nặng lời.', kind: 'feedback', category: 'conduct' },
    ...{ receiver: 'chair', name: 'Phan Thị Sợ' },
  })
  expect(await textOf(citizen), 'a sealed receipt is plain').not.toContain('Mã QR')
  expect(await Promise.all(others.map(everything))).toEqual(before)
  for (const page of others)
    for (const step of ['', 'doc', 'giao', 'phan-loai', 'nguoi-gui/1', 'cong-khai'])
      expect((await page.request.get(caseAt(receipt.number, step))).status()).toBe(404)

  const head = await office.official('head')
  await head.goto('/lam-viec/don-thu?muc=todo')
  expect(await textOf(head)).toContain('Thái độ của cán bộ tiếp nhận')
  await receive(head, receipt.number, 'Thái độ tiếp dân', ['Cán bộ nặng lời'])
  await head.goto(caseAt(receipt.number, 'giao'))
  await head.selectOption('#f-owner', { index: 3 })
  await press(head, 'Giao đầu mối')
  expect(await textOf(head), 'a sealed matter is never handed on').toContain('Đơn theo chế độ riêng không giao')
  await head.goto(caseAt(receipt.number, 'nhan'))
  await press(head, 'Nhận giải quyết')
  await answerPoint(head, receipt.number, 1, 'Đã gặp cán bộ, nhắc nhở và xin lỗi bà con.')
  await answerAll(head, receipt.number)
  expect(await Promise.all(others.map(everything)), 'nor after the answer').toEqual(before)
  await see(citizen, receipt)
  expect(await textOf(citizen)).toContain('Đã gặp cán bộ, nhắc nhở và xin lỗi bà con.')
}, 90_000)

test('what was sent to the Front is read by the Front and by nobody of the commune', async () => {
  const citizen = await office.citizen()
  const receipt = await send(citizen, {
    text: 'Trưởng thôn thu tiền không có biên lai.',
    kind: 'feedback',
    receiver: 'front',
  })
  for (const who of ['head', 'deputy', 'intake', 'officer'] as const) {
    const page = await office.official(who)
    expect(await statusOf(page, caseAt(receipt.number))).toBe(404)
    await page.goto('/lam-viec/don-thu?muc=all')
    expect(await textOf(page)).not.toContain('Trưởng thôn thu tiền')
  }
  const front = await office.official('frontIntake')
  expect(await textOf(front)).toContain('Trưởng thôn thu tiền')
  await see(citizen, receipt)
  expect(await textOf(citizen)).toContain('Mặt trận')
}, 60_000)

test('a name is opened by the focal point and the head only, with a reason, and the sender sees who and when', async () => {
  const citizen = await office.citizen()
  const receipt = await send(citizen, {
    text: 'Xe tải cày nát đường thôn mỗi đêm. Đề nghị chặn.',
    name: 'Ngô Thị Kín Đáo',
    phone: '0905 123 456',
  })
  const intake = await triage(office, receipt.number, ['Xe tải chạy đêm'])
  const { rows } = await office.db.owner.query('select id from cases.submission where number = $1', [receipt.number])
  const door = caseAt(receipt.number, `nguoi-gui/${rows[0].id}`)
  for (const who of ['intake', 'deputy', 'culture', 'admin'] as const) {
    const page = who === 'intake' ? intake : await office.official(who)
    expect(await statusOf(page, door), who).toBe(404)
    await page.goto(caseAt(receipt.number))
    expect(await textOf(page)).not.toContain('Kín Đáo')
  }
  await see(citizen, receipt)
  expect(await textOf(citizen)).toContain('Chưa ai mở xem họ tên.')
  for (const [who, reason] of [
    ['officer', 'Hẹn gặp để chỉ chỗ đường hỏng'],
    ['head', 'Gọi điện hỏi thêm giờ xe chạy'],
  ] as const) {
    const page = await office.official(who)
    await page.goto(door)
    expect(await textOf(page)).not.toContain('Kín Đáo')
    await press(page, 'Xem')
    expect(await textOf(page), 'not without a reason').not.toContain('Kín Đáo')
    await page.fill('#f-reason', reason)
    await press(page, 'Xem')
    expect(await textOf(page)).toContain('Ngô Thị Kín Đáo')
  }
  await citizen.reload()
  const seen = await textOf(citizen)
  expect(seen).toContain('Công chức Phòng Kinh tế · 23/11/2026 Hẹn gặp để chỉ chỗ đường hỏng')
  expect(seen).toContain('Chủ tịch UBND xã · 23/11/2026 Gọi điện hỏi thêm giờ xe chạy')
}, 60_000)

test('at the counter: read back before it is kept, printed with its code; the helper cannot look at the name afterwards', async () => {
  const intake = await office.official('intake')
  await intake.goto('/lam-viec/nhap-don')
  await intake.fill('#f-text', 'Ông cụ đến kể: giếng làng cạn, xin xã cho khoan giếng mới.')
  await intake.selectOption('#f-kind', 'recommendation')
  await intake.selectOption('#f-category', 'utilities')
  await intake.fill('#f-name', 'Cụ Phạm Văn Giếng')
  await press(intake, 'Ghi và in biên nhận')
  expect(await textOf(intake)).toContain('Xin đọc lại cho người gửi nghe trước khi ghi.')
  expect(await intake.inputValue('#f-name')).toBe('Cụ Phạm Văn Giếng')
  await intake.check('#f-readBack')
  await press(intake, 'Ghi và in biên nhận')
  const [number = '', code = ''] = await intake.locator('.slip .code').allInnerTexts()
  const citizen = await office.citizen()
  await see(citizen, { number, code })
  expect(await textOf(citizen)).toContain('giếng làng cạn')
  const slip = intake.url()
  await intake.context().clearCookies({ name: 'bien-nhan-quay' })
  await intake.goto(slip)
  expect(await textOf(intake)).not.toContain(code)
  for (const path of [slip, caseAt(number)]) {
    await intake.goto(path)
    expect(await textOf(intake)).not.toContain('Phạm Văn Giếng')
  }
})

test('a lost code is issued anew at the counter: the old one is dead at once, and the page of the sender shows the change', async () => {
  const citizen = await office.citizen()
  const old = await send(citizen, { text: 'Mương nước trước nhà bị lấp, đề nghị khơi lại.', name: 'Bà Tư' })
  const elsewhere = await office.citizen()
  await see(elsewhere, old)
  const intake = await office.official('intake')
  await intake.goto(caseAt(old.number))
  await intake.getByRole('link', { name: 'Cấp lại mã tại quầy' }).click()
  await intake.fill('#f-proof', 'Căn cước công dân')
  await press(intake, 'Cấp mã mới')
  const [number = '', code = ''] = await intake.locator('.slip .code').allInnerTexts()
  expect(number).toBe(old.number)
  expect(code).not.toBe(old.code)
  await see(citizen, old)
  const told = await textOf(citizen)
  expect(told).toContain('đã được đổi ngày 23/11/2026 tại quầy tiếp nhận, Xã Tây Hồ')
  expect(told).toContain('Nếu bà con không hề xin đổi mã')
  for (const word of ['Mương nước', old.number, 'Bà Tư', 'Đang giải quyết']) expect(told).not.toContain(word)
  await elsewhere.reload()
  expect(await textOf(elsewhere), 'a page open elsewhere closes too, and says why').toContain('đã được đổi ngày')
  expect(await textOf(elsewhere)).not.toContain('Mương nước')
  await see(citizen, { number, code })
  expect(await textOf(citizen)).toContain('Cấp lại mã bí mật tại quầy')

  office.pass(30)
  await see(citizen, old)
  expect(await textOf(citizen), 'on the thirtieth day still').toContain('đã được đổi ngày 23/11/2026')
  office.pass(1)
  for (const path of ['reload', 'see']) {
    if (path === 'reload') await citizen.reload()
    else await see(citizen, old)
    expect(await textOf(citizen), 'afterwards it is just wrong').not.toContain('đã được đổi')
  }
  expect(await textOf(citizen)).toContain('Số hoặc mã chưa đúng')
  await INTAKE_JOBS[0]?.(office.host).run({})
  expect((await office.db.owner.query('select 1 from cases.ended_code')).rowCount, 'nor is it kept').toBe(0)
}, 60_000)

test('letters go out by number only: neither the code nor the matter stands in them', async () => {
  const { CASE_JOBS } = await import('../../src/capabilities/cases/index.ts')
  const { readdirSync, readFileSync } = await import('node:fs')
  const { join } = await import('node:path')
  const citizen = await office.citizen()
  const receipt = await send(citizen, { text: 'Ao làng bốc mùi hôi nhiều ngày nay.', email: 'ba.nam@nguoidan.example' })
  const { rows } = await office.db.owner.query(
    `select j.data from jobs.job j where j.name = 'tell-sender' order by j.created_on desc limit 1`,
  )
  await CASE_JOBS[0]?.(office.host).run(rows[0].data)
  const folder = join(office.host.settings.varDir, 'mail')
  const [letter = ''] = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  const body = Buffer.from(letter.split('\r\n\r\n')[1] ?? '', 'base64').toString() + letter
  expect(body).toContain(receipt.number)
  expect(body).not.toContain(receipt.code)
  expect(body).not.toContain('Ao làng')
  expect(JSON.stringify(rows), 'nor in the queue').not.toContain('ba.nam')
})
