import { expect, test } from 'vitest'
import { expirePersonal } from '../../src/capabilities/privacy/index.ts'
import {
  answerAll,
  answerPoint,
  assign,
  caseAt,
  leading,
  press,
  receive,
  see,
  send,
  statusOf,
  TAY_HO,
  textOf,
  world,
} from './world.ts'

const office = await world()
const WHO = 'Đặng Thị Thử Nghiệm'

async function answered(text: string, publish: boolean) {
  const citizen = await office.citizen()
  const receipt = await send(citizen, { text, name: WHO, phone: '0905 111 333', publish })
  const intake = await office.official('intake')
  await receive(intake, receipt.number, 'Đèn đường tắt', ['Đèn đường tắt'])
  await assign(intake, receipt.number, 'officer')
  const officer = await office.official('officer')
  await answerPoint(officer, receipt.number, 1, 'Đã thay bóng đèn, đèn sáng lại.')
  await answerAll(officer, receipt.number)
  return { citizen, officer, receipt }
}

test('a sender takes back the yes to publication: the copy is gone from the public list at once, what is posted elsewhere has its day', async () => {
  const { citizen, officer, receipt } = await answered('Đèn đường đầu thôn tắt ba hôm nay, đi tối nguy hiểm.', true)
  await officer.goto(caseAt(receipt.number, 'cong-khai'))
  await officer.fill('#f-title', 'Đèn đường đầu thôn tắt')
  await officer.fill('#f-question', 'Đèn đường đầu thôn tắt ba hôm.')
  await officer.fill('#f-answer', 'Đã thay bóng đèn, đèn sáng lại.')
  await officer.locator('main form button[type=submit]').last().click()
  const head = await office.official('head')
  await head.goto(caseAt(receipt.number, 'cong-khai'))
  await head.locator('button[name=_do][value=yes]').click()
  const list = `/dv/${TAY_HO}/da-tra-loi?tim=${encodeURIComponent('đèn đường đầu thôn')}`
  const reader = await office.citizen()
  await reader.goto(list)
  expect(await textOf(reader)).toContain('Đèn đường đầu thôn tắt')

  const purpose = citizen.locator('li', { hasText: 'Công khai nội dung và câu trả lời' })
  const changeMind = () => leading(citizen, () => purpose.locator('button[name=given]').click())
  await see(citizen, receipt)
  await citizen.getByRole('link', { name: 'Dữ liệu của tôi: xem, sửa, xóa' }).click()
  const before = await textOf(citizen)
  expect(before).toContain('Những điều tôi đã đồng ý')
  expect(before).toContain('Bản số 1, dùng từ 01/01/2026')
  expect(before).toContain('Vụ việc đang công khai')
  await changeMind()
  expect(await textOf(citizen)).toContain('Rút lại ngày 23/11/2026, trên trang này.')
  await reader.goto(list)
  expect(await textOf(reader)).not.toContain('Đã thay bóng đèn')

  await officer.goto('/lam-viec/du-lieu-ca-nhan')
  await officer.getByRole('link', { name: `Rút lại đồng ý công khai · ${receipt.number}` }).click()
  // Fifteen days from 23/11/2026 (DL-03).
  expect(await textOf(officer)).toContain('08/12/2026')
  await officer.fill('#f-reply', 'Đã gỡ bản dán ở nhà văn hóa thôn.')
  await press(officer, 'Đã gỡ ở mọi nơi')
  await citizen.goto('/xem-don/du-lieu-cua-toi')
  expect(await textOf(citizen)).toContain('Đã gỡ bản dán ở nhà văn hóa thôn.')
  await changeMind()
  expect(await textOf(citizen)).toContain('Đồng ý ngày 23/11/2026')
}, 60_000)

test('a unit sets how long it keeps what is personal; the list comes first, the head holds one, the other is erased', async () => {
  const [first, second] = [
    await answered('Cống trước nhà trẻ nghẹt, nước tràn ra đường.', false),
    await answered('Rác để lâu không ai chở ở ngã ba chợ cũ.', false),
  ]
  const head = await office.official('head')
  await head.goto('/lam-viec/sap-xoa-du-lieu')
  expect(await textOf(head)).toContain('chưa có gì bị xóa')
  await head.goto('/lam-viec/thoi-han-luu')
  expect(await textOf(head)).toContain('Chưa có quy định: không tự xóa gì')
  await head.selectOption('#f-kind', 'recommendation')
  await head.fill('#f-months', '1')
  await head.fill('#f-documentNumber', '45/QĐ-UBND')
  await head.fill('#f-documentOn', '20/11/2026')
  await head.fill('#f-issuer', 'UBND xã Tây Hồ')
  await head.fill('#f-from', '23/11/2026')
  await press(head, 'Ghi quy định')
  expect(await textOf(head)).toContain('1 tháng')
  await head.goto(`/dv/${TAY_HO}/du-lieu-ca-nhan`)
  expect(await textOf(head)).toContain('1 tháng sau khi kết thúc')

  office.pass(5)
  await expirePersonal(office.host)
  await head.goto('/lam-viec/sap-xoa-du-lieu')
  const cardOf = (number: string) => head.locator('.card', { hasText: number })
  expect(await cardOf(first.receipt.number).innerText()).toContain('Xóa ngày')
  await cardOf(first.receipt.number).getByText('Giữ lại').first().click()
  await cardOf(first.receipt.number).getByRole('button', { name: 'Giữ lại' }).click()
  expect(await textOf(head)).toContain('Cần ít nhất 10 ký tự')
  await cardOf(first.receipt.number).locator('input[name=reason]').fill('Tòa án đang thụ lý, vụ án số 12/2026.')
  await cardOf(first.receipt.number).getByRole('button', { name: 'Giữ lại' }).click()
  await head.waitForURL('**/sap-xoa-du-lieu')
  expect(await textOf(head)).toContain('Tòa án đang thụ lý')

  office.pass(40)
  expect((await expirePersonal(office.host)).erased).toBeGreaterThan(0)
  await head.goto('/lam-viec/sap-xoa-du-lieu')
  expect(await textOf(head)).toMatch(new RegExp(`${second.receipt.number} · Kiến nghị · xóa ngày`))
  await head.goto(caseAt(second.receipt.number))
  const left = await textOf(head)
  expect(left).toContain('Đã xóa dữ liệu cá nhân.')
  expect(left).not.toContain('ngã ba chợ cũ')
  expect(left).toContain('Hết thời hạn lưu: đã xóa phần cá nhân')
  await head.goto(caseAt(first.receipt.number))
  expect(await textOf(head)).toContain('nhà trẻ')
  await see(second.citizen, second.receipt)
  expect(await textOf(second.citizen)).not.toContain('ngã ba chợ cũ')
  expect(await statusOf(second.citizen, '/xem-don/du-lieu-cua-toi')).toBe(200)
  expect(await textOf(second.citizen)).toContain('không lưu thông tin cá nhân nào')
}, 90_000)
