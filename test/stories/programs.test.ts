import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { addDays, formatDay } from '../../src/platform/day.ts'
import { axe } from './audit.ts'
import { press, statusOf, TAY_HO, textOf, world } from './world.ts'

const office = await world()
const OFFICER = 'Công chức Phòng Kinh tế (Đặng Quốc Bảo)'
const inDays = (days: number) => formatDay(addDays(office.today(), days))

async function looks(page: Page, what: string) {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 850 })
    expect(await axe(page), `${what} at ${width} px`).toEqual([])
    expect(await page.evaluate<number>('document.documentElement.scrollWidth'), what).toBeLessThanOrEqual(width)
  }
}

test('a program of two parties follows an earlier one, is signed, planned for the year, and reviewed', async () => {
  const head = await office.official('head')
  await head.goto('/lam-viec/chuong-trinh-phoi-hop')
  await looks(head, 'the programs')
  await head.getByRole('link', { name: 'Soạn chương trình' }).click()
  await head.fill('#f-title', 'Chương trình phối hợp với Mặt trận xã')
  await head.fill('#f-purposes', 'Cùng chăm lo đời sống bà con')
  await head.fill('#f-from', inDays(-10))
  await head.fill('#f-until', inDays(400))
  await head.fill('#f-interimOn', inDays(-1))
  await head.fill('#f-finalOn', inDays(390))
  await head.fill('#f-exchangeHow', 'Họp đầu mối')
  await head.fill('#f-contents', 'tiếp dân: Cùng dự tiếp công dân\nthi đua: Chấm điểm mô hình')
  await head.fill('#f-documents', '114-KL/TW; 999-KL/TW')
  await head.fill('#f-parties', 'UBND xã Tây Hồ | Nguyễn Văn Hòa, Chủ tịch | Văn phòng')
  await head.selectOption('#f-predecessor', { index: 1 })
  await head.selectOption('#f-responsible', { label: OFFICER })
  await head.getByLabel('6 rõ').check()
  expect((await press(head, 'Ghi bản soạn')).status(), 'one party is no coordination').toBe(422)
  expect(await head.inputValue('#f-contents'), 'nothing typed is lost').toContain('Chấm điểm mô hình')
  await looks(head, 'the refused draft')
  await head.fill(
    '#f-parties',
    'UBND xã Tây Hồ | Nguyễn Văn Hòa, Chủ tịch | Văn phòng\nMặt trận xã | Chủ tịch Mặt trận | Ban Thường trực',
  )
  expect((await press(head, 'Ghi bản soạn')).status(), 'a document nobody knows').toBe(422)
  await head.fill('#f-documents', '114-KL/TW')
  await press(head, 'Ghi bản soạn')
  expect(await textOf(head), 'allowed, and said').toContain('Thời hạn chồng lên chương trình trước')
  await head.fill('#f-signedOn', inDays(-10))
  await head.fill('#f-signedAt', 'Trụ sở Mặt trận xã')
  await press(head, 'Ghi đã ký')
  const program = head.url()
  expect(await textOf(head)).toContain('Đang thực hiện')
  await looks(head, 'the program')
  await press(head, 'Lập kế hoạch năm')
  expect(await textOf(head)).toContain('Kế hoạch của chương trình phối hợp · 6 rõ')
  expect(await textOf(head)).toContain('1. Cùng dự tiếp công dân')

  const officer = await office.official('officer')
  await officer.goto('/lam-viec')
  await officer.getByRole('link', { name: 'Sơ kết: Chương trình phối hợp với Mặt trận xã' }).first().click()
  await officer.waitForURL(/chuong-trinh-phoi-hop\/\d+$/)
  await officer.getByText('Ghi sơ kết', { exact: true }).click()
  await officer.locator('#f-result').first().fill('Đã cùng dự hai buổi tiếp công dân.')
  await officer.locator('#f-documentNumber').first().fill('15/BC-UBND')
  await press(officer, 'Ghi kết quả')
  await officer.goto(program)
  expect(await textOf(officer)).toContain('Đã cùng dự hai buổi tiếp công dân.')
  const other = await office.official('otherHead')
  expect(await statusOf(other, new URL(program).pathname)).toBe(404)
}, 90_000)

test('what a committee concluded becomes a task in My work and ends with a result', async () => {
  const head = await office.official('head')
  await head.goto('/lam-viec/ban-chi-dao')
  await looks(head, 'no committee yet')
  await head.fill('#f-title', 'Ban Chỉ đạo công tác dân vận xã')
  await head.fill('#f-decisionNumber', '12/QĐ-UBND')
  await head.fill('#f-decidedOn', inDays(-100))
  await press(head, 'Ghi ban')
  await head.locator('summary', { hasText: 'Thêm thành viên' }).click()
  await head.fill('#f-name', 'Nguyễn Văn Hòa, Chủ tịch UBND xã')
  await head.selectOption('#f-role', { label: 'Trưởng ban' })
  await press(head, 'Thêm thành viên')
  await head.locator('summary', { hasText: 'Ghi một phiên họp' }).click()
  await head.fill('#f-content', 'Bàn việc công khai kết quả trả lời')
  await head.fill('#f-documentNumber', '03/TB-BCĐ')
  await head.fill('#f-attended', '9')
  await press(head, 'Ghi phiên họp')
  await head.locator('summary', { hasText: 'Giao việc từ kết luận' }).click()
  await head.fill('#f-text', 'Niêm yết kết quả trả lời tại thôn Đông')
  await head.selectOption('#f-owner', { label: OFFICER })
  await head.fill('#f-expected', 'Ảnh bảng tin')
  await head.fill('#f-dueOn', inDays(-1))
  expect((await press(head, 'Giao việc')).status(), 'a day that has passed').toBe(422)
  await head.fill('#f-dueOn', inDays(6))
  await press(head, 'Giao việc')
  await looks(head, 'the committee')
  const officer = await office.official('officer')
  await officer.goto('/lam-viec')
  await officer.getByRole('link', { name: 'Niêm yết kết quả trả lời tại thôn Đông' }).first().click()
  await officer.waitForURL(/ket-luan\/\d+$/)
  await looks(officer, 'the conclusion')
  await officer.fill('#f-result', 'Đã niêm yết ở hai bảng tin')
  await officer.fill('#f-evidence', 'Ảnh ngày hôm nay')
  await press(officer, 'Ghi kết quả')
  expect(await textOf(officer)).toContain('Đã niêm yết ở hai bảng tin')
}, 60_000)

test('a campaign counts on a basis, corrects openly, and shows only photos somebody looked at', async () => {
  const head = await office.official('head')
  await head.goto('/lam-viec/phong-trao')
  await head.fill('#f-title', 'Ngày Chủ nhật xanh')
  await head.fill('#f-purpose', 'Dọn rác, trồng cây ở các thôn')
  await head.fill('#f-participants', 'Thôn Đông\nThôn Tây')
  await press(head, 'Mở phong trào')
  const path = new URL(head.url()).pathname
  await head.locator('summary', { hasText: 'Thêm cái cần đếm' }).click()
  await head.fill('#f-measureName', 'Cây đã trồng')
  await head.fill('#f-countedIn', 'cây')
  expect((await press(head, 'Thêm cái cần đếm')).status(), 'no figure without a basis').toBe(422)
  await head.fill('#f-basis', 'Cây còn sống sau một tuần, trưởng thôn đếm')
  await press(head, 'Thêm cái cần đếm')
  const count = async (amount: string, corrects?: number) => {
    await head.locator('summary', { hasText: 'Ghi số' }).click()
    await head.fill('#f-amount', amount)
    await head.fill('#f-source', 'Biên bản đếm cây')
    if (corrects) await head.selectOption('#f-corrects', { index: corrects })
    return press(head, 'Ghi số')
  }
  expect((await count('nhiều lắm')).status()).toBe(422)
  await head.goto(path)
  await count('1.200')
  await count('1.150', 1)
  expect(await textOf(head)).toContain('1.150 cây')
  const picture = (color: string) =>
    sharp({ create: { width: 60, height: 40, channels: 3, background: color } })
      .png()
      .toBuffer()
  const result = async (text: string, color: string, mayShow: boolean) => {
    await head.locator('summary', { hasText: 'Ghi kết quả, ảnh' }).click()
    await head.fill('#f-text', text)
    await head.setInputFiles('#f-files', { name: 'anh.png', mimeType: 'image/png', buffer: await picture(color) })
    if (mayShow) await head.getByLabel('Không có mặt người').check()
    await press(head, 'Ghi kết quả, ảnh')
  }
  await result('Trồng cây dọc đường thôn Đông', 'green', true)
  await result('Bà con họp bàn ở nhà văn hóa', 'red', false)
  expect(await head.locator('.photos img').count()).toBe(2)
  await looks(head, 'the campaign')

  const citizen = await office.citizen()
  await citizen.goto(`/dv/${TAY_HO}/phong-trao`)
  const shown = await textOf(citizen)
  expect(shown).toContain('Cây đã trồng: 1.150 cây')
  expect(shown).toContain('Căn cứ: Cây còn sống sau một tuần')
  expect(shown).not.toContain('họp bàn ở nhà văn hóa')
  expect(await citizen.locator('.photos img').count()).toBe(1)
  const source = (await citizen.locator('.photos img').first().getAttribute('src')) ?? ''
  const answer = await citizen.request.get(source)
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/jpeg'])
  await looks(citizen, 'the public page')
  const photos = head.locator('.photos img')
  const hidden = [await photos.nth(0).getAttribute('src'), await photos.nth(1).getAttribute('src')].map((src) =>
    src?.split('/').at(-1),
  )
  const statuses = await Promise.all(
    hidden.map(async (file) => (await citizen.request.get(source.replace(/[^/]+$/, file ?? ''))).status()),
  )
  expect(statuses.sort(), 'the other photo is not there for strangers').toEqual([200, 404])
  await Promise.all([head.waitForEvent('load'), head.getByRole('button', { name: /^Thôi cho xem/ }).click()])
  expect((await citizen.request.get(source)).status(), 'taken back at once').toBe(404)
}, 90_000)
