import { expect, test } from 'vitest'
import { axe } from './audit.ts'
import { press, see, statusOf, TAY_HO, textOf, world } from './world.ts'

const office = await world()
const WRITE = `/dv/${TAY_HO}/khieu-nai/viet-don`

test('a complaint is typed on a phone without scripts, printed, signed at the desk, accepted, settled, served and read', async () => {
  const citizen = await office.citizen({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  await citizen.goto(`/dv/${TAY_HO}/khieu-nai`)
  await citizen.getByRole('link', { name: 'Viết đơn tại đây, in ra ký' }).click()
  expect(citizen.url()).toContain(WRITE)

  // What is wrong is said at its field, and nothing typed is lost.
  await citizen.fill('#f-against', 'Quyết định số 15/QĐ-UBND về phạt đổ rác')
  await citizen.fill('#f-knownOn', '31/02/2026')
  expect((await press(citizen, 'Gửi và lấy đơn để ký')).status()).toBe(422)
  expect(await citizen.inputValue('#f-against')).toContain('15/QĐ-UBND')

  await citizen.selectOption('#f-category', 'environment')
  await citizen.fill('#f-knownOn', '02/11/2026')
  await citizen.fill('#f-text', 'Tôi không đổ rác ở đó, hôm ấy tôi đi vắng.')
  await citizen.fill('#f-demand', 'Hủy quyết định phạt')
  await citizen.fill('#f-name', 'Trần Thị Bảy')
  await citizen.fill('#f-address', 'Thôn An Mỹ')
  await press(citizen, 'Gửi và lấy đơn để ký')
  const [number, code] = await Promise.all([citizen.innerText('#so'), citizen.innerText('#ma')])
  expect(await textOf(citizen)).toContain('chờ ký')
  await citizen.getByRole('link', { name: 'In đơn để ký' }).click()
  const paper = await textOf(citizen)
  for (const part of ['ĐƠN KHIẾU NẠI', 'Trần Thị Bảy', 'Thôn An Mỹ', 'Ngày cuối của thời hiệu khiếu nại: 01/02/2027'])
    expect(paper).toContain(part)

  const at = `/lam-viec/khieu-nai/${number.trim()}`
  const intake = await office.official('intake')
  await intake.goto(at)
  expect(await textOf(intake)).toContain('Chưa thời hạn nào của luật bắt đầu chạy')
  expect(await textOf(intake)).not.toContain('Trần Thị Bảy')
  await intake.goto(`${at}/ky-don`)
  await press(intake, 'Ghi đơn đã ký')
  expect(await textOf(intake)).toContain('KN-03')
  expect(await textOf(intake)).toContain('KN-04')

  const head = await office.official('head')
  await head.goto(`${at}/thu-ly`)
  await head.selectOption('#f-verifier', { index: 1 })
  const owner = await head.locator('#f-verifier option').nth(1).innerText()
  await press(head, 'Thụ lý và giao xác minh')
  expect(await textOf(head)).toContain('Điều 28 Luật Khiếu nại')
  expect(owner).not.toBe('')
  await head.goto(`${at}/xac-minh`)
  await head.fill('#f-plan', 'Gặp hai bên, xem lại biên bản và ảnh.')
  await press(head, 'Bắt đầu xác minh')

  // Two people on one complaint: the second is told, and what was typed is still there.
  const second = await office.official('head')
  await second.goto(`${at}/quyet-dinh`)
  await head.goto(`${at}/danh-dau`)
  await head.check('#f-prolonged')
  await press(head, 'Đánh dấu vụ việc')
  const decide = async () => {
    await second.selectOption('#f-outcome', 'right')
    await second.fill('#f-settledNumber', '30/QĐ-UBND')
    await second.fill('#f-settledSummary', 'Hủy quyết định phạt vì người bị phạt vắng nhà hôm ấy.')
    return press(second, 'Ra quyết định giải quyết')
  }
  expect((await decide()).status()).toBe(422)
  expect(await textOf(second)).toContain('vừa cập nhật')
  expect(await second.inputValue('#f-settledNumber')).toBe('30/QĐ-UBND')
  await press(second, 'Ra quyết định giải quyết')
  expect(await textOf(second)).toContain('Khiếu nại đúng')

  await intake.goto(`${at}/gui-quyet-dinh`)
  await intake.fill('#f-servedOn', '23/11/2026')
  await intake.fill('#f-serviceProof', 'Báo phát EB123')
  await press(intake, 'Ghi việc gửi quyết định')

  const reader = await office.citizen({ viewport: { width: 390, height: 844 } })
  await see(reader, { number: number.trim(), code: code.trim() } as never)
  const read = await textOf(reader)
  expect(read).toContain('Hủy quyết định phạt vì người bị phạt vắng nhà hôm ấy.')
  expect(read).toContain('khiếu nại lần hai hoặc khởi kiện tại Tòa án đến hết ngày 23/12/2026')
  expect(read).not.toContain('Việc đã được giải quyết chưa?')
  expect(await axe(reader)).toEqual([])
})

test("the pages of a complaint are axe clean and are nobody else's", async () => {
  const { rows } = await office.db.owner.query(
    "select c.number from cases.citizen_case c join complaints.complaint k on k.case_id = c.id where k.state = 'verifying'",
  )
  const at = `/lam-viec/khieu-nai/${rows[0].number}`
  const head = await office.official('head')
  for (const path of [
    '/lam-viec/khieu-nai?muc=going',
    at,
    `${at}/quyet-dinh`,
    `${at}/phuc-tap`,
    `${at}/van-ban`,
    '/lam-viec/nhap-khieu-nai',
  ]) {
    await head.goto(path)
    expect(await axe(head), path).toEqual([])
  }
  const other = await office.official('otherIntake')
  expect(await statusOf(other, at)).toBe(404)
  expect(await statusOf(await office.citizen(), `/dv/${TAY_HO}/khieu-nai-da-giai-quyet`)).toBe(200)
})
