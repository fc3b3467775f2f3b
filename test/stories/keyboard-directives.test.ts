import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addDays, formatDay } from '../../src/platform/day.ts'
import { choose, enter, enterOn, type Player, signInByKeyboard, tabToNamed, textOf, typeIn, world } from './world.ts'

const office = await world()
const OFFICER = 'Công chức Phòng Kinh tế (Đặng Quốc Bảo)'
const inDays = (days: number) => formatDay(addDays(office.today(), days))

async function official(who: Player): Promise<Page> {
  const page = await office.citizen({ viewport: { width: 1280, height: 850 } })
  await page.goto('/lam-viec')
  await signInByKeyboard(page, who)
  return page
}

test('by keyboard alone: a directive is read, its citations accepted, a plan made, a task given and done', async () => {
  const intake = await official('intake')
  await enter(intake, 'Văn bản chỉ đạo')
  await enter(intake, 'Đọc văn bản mới')
  await typeIn(
    intake,
    '#f-text',
    'Số 21-CT/TU\nĐà Nẵng, ngày 05 tháng 11 năm 2026\nCHỈ THỊ\nVề đối thoại\nThực hiện Kết luận số 114-KL/TW ngày 14/7/2015.',
  )
  await enterOn(intake, 'main button[type=submit]')
  await choose(intake, '#f-place', 'Thành phố Đà Nẵng')
  await typeIn(intake, '#f-issuer', 'Ban Thường vụ Thành ủy')
  await typeIn(intake, '#f-title', 'Về đối thoại với bà con')
  await tabToNamed(intake, 'Tôi đã xem')
  await intake.keyboard.press('Space')
  await enter(intake, 'Ghi văn bản')
  await enter(intake, 'Nhận 114-KL/TW')
  expect(await textOf(intake)).toContain('còn 0 chỗ chưa xem')
  await enter(intake, 'Chỉ thị 21-CT/TU')
  const document = new URL(intake.url()).pathname

  const head = await official('head')
  await head.goto(document)
  await enter(head, 'Lập kế hoạch thực hiện')
  await typeIn(head, '#f-title', 'Kế hoạch đối thoại với bà con')
  await choose(head, '#f-responsible', OFFICER)
  await typeIn(head, '#f-items', 'Đối thoại tại ba thôn')
  await enter(head, 'Ghi bản soạn')
  await enter(head, 'Duyệt kế hoạch')
  await enter(head, 'Giao nhiệm vụ')
  await choose(head, '#f-item', '1. Đối thoại tại ba thôn')
  await typeIn(head, '#f-title', 'Đối thoại ở thôn Đông')
  await choose(head, '#f-owner', OFFICER)
  await typeIn(head, '#f-expected', 'Biên bản')
  await typeIn(head, '#f-dueOn', inDays(9))
  await enter(head, 'Giao việc')

  const officer = await official('officer')
  await enter(officer, 'Đối thoại ở thôn Đông')
  await typeIn(officer, '#f-result', 'Đã đối thoại, 40 người dự.')
  await typeIn(officer, '#f-evidence', 'Biên bản 02/BB')
  await enter(officer, 'Ghi xong')
  await officer.goto(`${document}/cay`)
  expect(await textOf(officer)).toContain('1 kế hoạch, 1 nhiệm vụ, đã xong 1')
  await enter(officer, 'Đối thoại ở thôn Đông')
  expect(await textOf(officer)).toContain('Đã đối thoại, 40 người dự.')
}, 120_000)

test('by keyboard alone: a campaign is started, counts, is planned; a committee gives what it concluded', async () => {
  const head = await official('head')
  await enter(head, 'Phong trào, cuộc vận động')
  await typeIn(head, '#f-title', 'Đường hoa mùa xuân')
  await typeIn(head, '#f-purpose', 'Mỗi thôn một đường hoa')
  await typeIn(head, '#f-participants', 'Thôn Đông')
  await enter(head, 'Mở phong trào')
  const unfold = async (name: string) => {
    await tabToNamed(head, name)
    await head.keyboard.press('Enter')
  }
  await unfold('Thêm cái cần đếm')
  await typeIn(head, '#f-measureName', 'Đường hoa')
  await typeIn(head, '#f-countedIn', 'm')
  await typeIn(head, '#f-basis', 'Trưởng thôn đo và ghi biên bản')
  await typeIn(head, '#f-target', '500')
  await enter(head, 'Thêm cái cần đếm')
  await unfold('Ghi số')
  await typeIn(head, '#f-amount', '120')
  await typeIn(head, '#f-source', 'Biên bản số 1')
  await enter(head, 'Ghi số')
  expect(await textOf(head)).toContain('Mục tiêu 500 m, đạt 24 %')

  await enter(head, 'Ban chỉ đạo')
  await enter(head, 'Ban Chỉ đạo thực hiện quy chế dân chủ')
  await unfold('Giao việc từ kết luận')
  await typeIn(head, '#f-text', 'Công khai kết quả đối thoại')
  await choose(head, '#f-owner', OFFICER)
  await typeIn(head, '#f-expected', 'Ảnh bảng tin')
  await typeIn(head, '#f-dueOn', inDays(5))
  await enter(head, 'Giao việc')
  expect(await textOf(head)).toContain('Công khai kết quả đối thoại')
}, 90_000)
