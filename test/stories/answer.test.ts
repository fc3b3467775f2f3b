import { expect, test } from 'vitest'
import { answerAll, answerPoint, assign, caseAt, press, receive, see, send, statusOf, textOf, world } from './world.ts'

const office = await world()
const TEXT = 'Cống đầu hẻm nghẹt từ tuần trước, mưa là ngập.\nĐề nghị xã cho người nạo vét.\nBáo trước ngày làm.'

test('a kiến nghị is sent, triaged, answered point by point, rated "partly", looked at again and answered anew', async () => {
  const citizen = await office.citizen()
  const receipt = await send(citizen, { text: TEXT, place: 'Hẻm 12', name: 'Nguyễn Thị Thử', publish: true })
  expect(receipt.number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(receipt.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  // Ten working days from 23/11/2026; 24/11 is a day off.
  expect(await textOf(citizen)).toContain('08/12/2026')

  await see(citizen, { number: receipt.number.toLowerCase().replace('-', ' '), code: receipt.code.toLowerCase() })
  expect(await textOf(citizen)).toContain('Bộ phận tiếp nhận đang đọc')

  const intake = await office.official('intake')
  await intake.goto('/lam-viec')
  await intake.getByRole('link', { name: /Cống đầu hẻm nghẹt/ }).click()
  expect(await textOf(intake)).toContain(receipt.number)
  await receive(intake, receipt.number, 'Cống đầu hẻm nghẹt', ['Cống nghẹt, mưa là ngập', 'Báo trước ngày làm'])
  await assign(intake, receipt.number, 'officer')

  const officer = await office.official('officer')
  expect(await textOf(officer)).toContain('Cống đầu hẻm nghẹt')
  await answerPoint(officer, receipt.number, 1, 'Đã nạo vét xong đoạn đầu hẻm, nước thoát được.')
  expect(await officer.getByRole('link', { name: 'Gửi trả lời' }).count(), 'not before every point is answered').toBe(0)
  await officer.goto(caseAt(receipt.number, 'tra-loi'))
  await press(officer, 'Gửi trả lời cho người dân')
  expect(await textOf(officer)).toContain('Còn điểm chưa trả lời')
  await answerPoint(officer, receipt.number, 2, 'Lần sau thôn báo trên loa trước hai ngày.')
  await answerAll(officer, receipt.number)

  await citizen.goto('/xem-don/don')
  expect(await textOf(citizen)).toContain('Lần sau thôn báo trên loa trước hai ngày.')
  expect(await textOf(citizen)).toContain('Công chức Phòng Kinh tế')
  await citizen.check('input[name=rating][value=partly]')
  await citizen.fill('#f-ratingReason', 'Mới nạo vét được một nửa.')
  await press(citizen, 'Gửi đánh giá')
  expect(await textOf(citizen)).toContain('Đánh giá của bà con: Được một phần')
  await citizen.check('input[name=rating][value=notSolved]')
  await press(citizen, 'Gửi đánh giá')
  expect(await textOf(citizen), 'may be changed for 30 days').toContain('Đánh giá của bà con: Chưa giải quyết')
  await citizen.getByText('Đề nghị xem xét lại').first().click()
  await citizen.fill('#f-reason', 'Đoạn cuối hẻm vẫn còn ngập.')
  await press(citizen, 'Gửi đề nghị')

  const head = await office.official('head')
  await head.goto(caseAt(receipt.number, 'xem-lai'))
  await press(head, 'Xem xét lại')
  await citizen.goto('/xem-don/don')
  expect(await textOf(citizen)).toContain('Xem xét lại, có hạn trả lời mới')

  await answerPoint(officer, receipt.number, 1, 'Đã nạo vét cả đoạn cuối hẻm trong ngày hôm nay.')
  await answerAll(officer, receipt.number)
  await citizen.goto('/xem-don/don')
  expect(await textOf(citizen)).toContain('Đã nạo vét cả đoạn cuối hẻm')
}, 60_000)

test('reopening is the decision of the head: the officer cannot', async () => {
  const citizen = await office.citizen()
  const receipt = await send(citizen, { text: TEXT })
  const head = await office.official('head')
  await receive(head, receipt.number, 'Cống nghẹt', ['Cống nghẹt'])
  await assign(head, receipt.number, 'officer')
  const officer = await office.official('officer')
  await answerPoint(officer, receipt.number, 1, 'Đã nạo vét xong, mời bà con xem.')
  await answerAll(officer, receipt.number)
  expect(await statusOf(officer, caseAt(receipt.number, 'xem-lai'))).toBe(404)
  expect(await statusOf(head, caseAt(receipt.number, 'xem-lai'))).toBe(200)
}, 60_000)

test('publication needs the consent of the sender and a second person', async () => {
  const citizen = await office.citizen()
  const officer = await office.official('officer')
  const deputy = await office.official('deputy')
  for (const publish of [false, true]) {
    const title = publish ? 'Đèn trước trạm y tế đã sáng' : 'Việc không đồng ý công khai'
    const receipt = await send(citizen, { text: `${title}. Đề nghị kiểm tra.`, publish, name: 'Trần Thị Kín' })
    await receive(deputy, receipt.number, title, ['Đề nghị kiểm tra'])
    await assign(deputy, receipt.number, 'officer')
    await answerPoint(officer, receipt.number, 1, 'Đã kiểm tra và sửa xong trong ngày.')
    await answerAll(officer, receipt.number)
    await officer.goto(caseAt(receipt.number, 'cong-khai'))
    await officer.fill('#f-title', title)
    await press(officer, 'Đề nghị công khai')
    if (!publish) {
      expect(await textOf(officer)).toContain('Người gửi chưa đồng ý công khai')
      continue
    }
    await officer.goto(caseAt(receipt.number, 'cong-khai'))
    expect(await officer.getByRole('button', { name: 'Duyệt, công khai' }).count(), 'not by the proposer').toBe(0)
    await citizen.goto('/dv/20380-xa-tay-ho/da-tra-loi')
    expect(await textOf(citizen)).not.toContain(title)
    await deputy.goto(caseAt(receipt.number, 'cong-khai'))
    await press(deputy, 'Duyệt, công khai')
    await citizen.goto('/dv/20380-xa-tay-ho/da-tra-loi?tim=den+truoc+tram')
    expect(await textOf(citizen), 'found without diacritics').toContain(title)
    expect(await textOf(citizen)).not.toContain('Trần Thị Kín')
  }
}, 60_000)
