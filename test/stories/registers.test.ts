import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runImport } from '../../src/capabilities/registers/index.ts'
import { axe } from './audit.ts'
import { caseAt, press, statusOf, TAY_HO, textOf, world } from './world.ts'

const office = await world()

const LINES = [
  'Số đơn;Ngày tiếp nhận;Nội dung;Địa điểm;Tình trạng;Ngày trả lời;Họ và tên;Điện thoại',
  '01/2026;05/11/2026;Mương thoát nước thôn Ngọc Tú tắc lâu ngày;Thôn Ngọc Tú;Đang giải quyết;;Đoàn Thị Sổ Cũ;0905000111',
  '02/2026;06/10/2026;Bóng đèn trước trường mầm non bị cháy;Trường mầm non;Đã trả lời;12/10/2026;;',
  '03/2026;không rõ;Đường bê tông nứt dọc hai bên;Thôn Đàn Trung;Đang giải quyết;;Trần Văn Không Ngày;',
]
const file = (lines: readonly string[]) => ({
  files: { name: 'so-2026.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${lines.join('\r\n')}`) },
})

test('an old register: upload, a fault seen at its cell, import, the rows not taken, and the case says where it came from', async () => {
  const phone = { viewport: { width: 390, height: 800 } }
  const intake = await office.official('intake', phone)
  await intake.goto('/lam-viec/nhap-so')
  expect(await axe(intake)).toEqual([])
  await intake.fill('#f-source', 'Sổ tiếp nhận 2026')
  await press(intake, 'Xem thử, chưa nhập')
  expect(await textOf(intake)).toContain('Xin chọn một tệp')
  await intake.setInputFiles('#f-files', file(LINES).files)
  await press(intake, 'Xem thử, chưa nhập')
  expect(await intake.inputValue('#f-receivedOn'), 'guessed by its name').toBe('Ngày tiếp nhận')
  await press(intake, 'Xem lại')
  const preview = await textOf(intake)
  expect(preview).toContain('2 dòng nhập được, 1 dòng chưa nhập được')
  expect(preview).toContain('Ngày tiếp nhận: Không đọc được ngày')
  expect(preview, 'whether a name is given, never the name').not.toContain('Đoàn Thị Sổ Cũ')
  expect(await axe(intake)).toEqual([])
  expect(await intake.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)

  await press(intake, 'Nhập 2 dòng')
  expect(await textOf(intake)).toContain('Đang chờ tới lượt')
  expect(await axe(intake)).toEqual([])
  const id = Number(/nhap-so\/(\d+)/.exec(intake.url())?.[1])
  await runImport(office.host, id)
  await intake.getByRole('link', { name: 'Xem tiến độ' }).click()
  const done = await textOf(intake)
  expect(done).toContain('Vụ việc mới 2')
  expect(done).toContain('Không nhập được 1')
  expect(await axe(intake)).toEqual([])
  const waiting = intake.waitForEvent('download')
  await intake.getByRole('link', { name: 'Tải các dòng không nhận (CSV)' }).click()
  const rejects = readFileSync(await (await waiting).path(), 'utf8')
  expect(rejects).toContain('4,Không nhập được,Ngày tiếp nhận: Không đọc được ngày.,03/2026,không rõ,Đường bê tông')

  const { rows } = await office.db.owner.query<{ number: string }>(
    `select c.number from registers.entry e join cases.citizen_case c on c.id = e.case_id order by e.source_key`,
  )
  await intake.goto(caseAt(rows[0]?.number ?? ''))
  expect(await textOf(intake)).toContain('Nhập từ sổ cũ ngày 23/11/2026; thời hạn tính từ ngày nhập')
  expect(await textOf(intake), 'ten working days from the import').toContain('08/12/2026')
  await intake.goto(caseAt(rows[1]?.number ?? ''))
  expect(await textOf(intake)).toContain('việc đã xong trước đó nên không tính thời hạn')
  expect(await axe(intake)).toEqual([])

  const citizen = await office.citizen()
  await citizen.goto(`/dv/${TAY_HO}/cam-ket?xem=xong`)
  expect(await textOf(citizen), 'what was done before stands on no board').not.toContain('sổ cũ')
}, 90_000)

test('the same register again adds nothing; a column chosen anew is looked at before it is brought in', async () => {
  const intake = await office.official('intake')
  const upload = async () => {
    await intake.goto('/lam-viec/nhap-so')
    await intake.fill('#f-source', 'Sổ tiếp nhận 2026')
    await intake.setInputFiles('#f-files', file(LINES).files)
    await press(intake, 'Xem thử, chưa nhập')
    await press(intake, 'Xem lại')
  }
  await upload()
  await intake.selectOption('#f-place', '')
  await press(intake, 'Nhập 2 dòng')
  expect(intake.url(), 'what was not seen is shown first').toContain('/cot')
  await press(intake, 'Nhập 2 dòng')
  await runImport(office.host, Number(/nhap-so\/(\d+)/.exec(intake.url())?.[1]))
  await intake.reload()
  expect(await textOf(intake)).toContain('Vụ việc mới 0')
  expect(await textOf(intake)).toContain('Đã có từ trước, không đổi 2')

  const officer = await office.official('officer')
  expect(await statusOf(officer, '/lam-viec/nhap-so')).toBe(404)
  const other = await office.official('otherIntake')
  expect(await statusOf(other, new URL(intake.url()).pathname)).toBe(404)
}, 60_000)

test('what cannot be a register is refused in words one can act on', async () => {
  const admin = await office.official('admin')
  for (const [name, bytes, said] of [
    ['a.pdf', Buffer.from('%PDF-1.4\n'), 'Chỉ nhận bảng Excel'],
    ['a.csv', Buffer.from([0x53, 0xf4, 0x0a, 0x31]), 'không phải mã UTF-8'],
    ['a.csv', Buffer.from('chỉ tiêu đề,một cột\n'), 'chưa có dòng nào bên dưới'],
  ] as const) {
    await admin.goto('/lam-viec/nhap-so')
    await admin.fill('#f-source', 'Sổ thử')
    await admin.setInputFiles('#f-files', { name, mimeType: 'text/csv', buffer: bytes })
    expect((await press(admin, 'Xem thử, chưa nhập')).status()).toBe(422)
    expect(await textOf(admin)).toContain(said)
  }
})

test('every list offers its table, and a case its file', async () => {
  const head = await office.official('head')
  for (const path of [
    '/lam-viec',
    '/lam-viec/don-vi',
    '/lam-viec/don-thu',
    '/lam-viec/so-theo-doi',
    `/dv/${TAY_HO}/da-tra-loi`,
  ]) {
    await head.goto(path)
    for (const name of ['Tải XLSX', 'Tải CSV']) {
      const href = await head.getByRole('link', { name, exact: true }).getAttribute('href')
      const answer = await head.request.get(href ?? '')
      expect(answer.status(), `${path} ${name}`).toBe(200)
      expect(answer.headers()['content-disposition']).toContain('attachment')
    }
  }
  await head.goto('/lam-viec/csdl-quoc-gia')
  expect(await axe(head)).toEqual([])
  await head.getByRole('link', { name: 'Ghi mã' }).first().click()
  await head.fill('#f-code', 'TCD-0001')
  await press(head, 'Ghi')
  expect(await textOf(head)).toContain('TCD-0001, 23/11/2026')
  expect(await axe(head)).toEqual([])
}, 60_000)
