import { expect, test } from 'vitest'
import { addDays, formatDay } from '../../src/platform/day.ts'
import { press, TAY_HO, textOf, world } from './world.ts'

const office = await world()
const phone = { viewport: { width: 390, height: 800 }, javaScriptEnabled: false } as const
const LIST = `/dv/${TAY_HO}/doi-thoai`
const HEAD = 'Chủ tịch UBND xã (Nguyễn Văn Hòa)'

test('planned, announced, asked, held, minuted by two, published, kept, and item 1 of the next: on a phone without scripts', async () => {
  const head = await office.official('head', phone)
  const planOn = async (name: string, days: number) => {
    await head.goto('/lam-viec/doi-thoai/moi')
    await head.fill('#f-title', name)
    await head.fill('#f-place', 'Nhà văn hóa thôn Đông')
    await head.fill('#f-heldOn', formatDay(addDays(office.today(), days)))
    await head.fill('#f-agenda', 'Nghe bà con hỏi')
    await head.selectOption('#f-chairPostId', { label: HEAD })
    const secretary = await head.locator('#f-secretaryPostId option', { hasText: 'Tiếp nhận' }).first().textContent()
    await head.selectOption('#f-secretaryPostId', { label: secretary ?? '' })
    await press(head, 'Lưu kế hoạch')
    return new URL(head.url()).pathname
  }
  const tooSoon = await planOn('Đối thoại gấp quá', 3)
  await press(head, 'Thông báo công khai')
  expect(await textOf(head), 'seven days of notice').toContain('Thông báo hôm nay thì ngày họp sớm quá')
  expect(tooSoon).toMatch(/\d+$/)

  const one = await planOn('Đối thoại về nước sạch thôn Đông', 14)
  await press(head, 'Thông báo công khai')
  expect(await textOf(head)).toContain('7 ngày · Điều 43 Luật Tổ chức chính quyền địa phương')

  const citizen = await office.citizen({ javaScriptEnabled: false })
  await citizen.goto(`/dv/${TAY_HO}`)
  await citizen.goto(LIST)
  await citizen.getByRole('link', { name: 'Đối thoại về nước sạch thôn Đông' }).click()
  await citizen.getByRole('link', { name: 'Gửi câu hỏi trước' }).click()
  await press(citizen, 'Gửi câu hỏi')
  expect(await citizen.locator('#refused').count(), 'an empty question is sent back').toBe(1)
  await citizen.fill('#f-text', 'Nước giếng thôn Đông đục, tôi là Bảy ở số 7. Bao giờ có nước máy?')
  await press(citizen, 'Gửi câu hỏi')
  expect(await textOf(citizen)).toContain('Đã nhận câu hỏi')
  await citizen.getByRole('link', { name: 'Về trang cuộc đối thoại' }).click()
  expect(await textOf(citizen), 'nobody reads it before a clerk looked at it').not.toContain('giếng thôn Đông')

  const secretary = await office.official('intake', phone)
  await secretary.goto(one)
  await secretary.getByRole('link', { name: /Nước giếng thôn Đông/ }).click()
  await secretary.fill('#f-publicText', 'Nước giếng thôn Đông đục. Bao giờ có nước máy?')
  await press(secretary, 'Đăng')
  await citizen.reload()
  expect(await textOf(citizen)).toContain('Nước giếng thôn Đông đục. Bao giờ có nước máy?')
  expect(await textOf(citizen)).not.toContain('số 7')
  await secretary.fill('#f-text', 'Trạm y tế mở cửa mấy giờ?')
  await press(secretary, 'Ghi thêm câu hỏi')

  office.pass(14)
  await head.goto(one)
  await press(head, 'Bắt đầu cuộc đối thoại')
  expect(await textOf(head)).toContain('Còn 2 câu chưa có lời đáp')
  const answer = async (question: RegExp, fill: () => Promise<unknown>) => {
    await head.getByRole('link', { name: question }).click()
    await fill()
    await press(head, 'Ghi lời đáp')
  }
  await answer(/Trạm y tế/, async () => {
    await head.check('input[name=outcome][value=answered]')
    await head.fill('#f-answer', 'Trạm mở từ 7 giờ đến 17 giờ.')
  })
  await answer(/Nước giếng/, async () => {
    await head.check('input[name=outcome][value=promised]')
    await head.fill('#f-answer', 'Xã kéo ống về thôn Đông.')
    await press(head, 'Ghi lời đáp')
    expect(await textOf(head)).toContain('Lời hứa cần đủ')
    expect(await head.inputValue('#f-answer'), 'what was typed stays').toBe('Xã kéo ống về thôn Đông.')
    const owner = await head.locator('#f-owner option', { hasText: 'Phòng Kinh tế' }).first().textContent()
    await head.selectOption('#f-owner', { label: owner ?? '' })
    await head.fill('#f-promisedOn', formatDay(addDays(office.today(), 30)))
    await head.fill('#f-expected', 'Thôn Đông có nước máy')
  })

  const door = await office.citizen({ javaScriptEnabled: false })
  const shown = citizen.url()
  await door.goto(`${shown}/hai-long`)
  await door.check('input[name=answer][value=satisfied]')
  await press(door, 'Gửi')
  expect(await textOf(door)).toContain('Cảm ơn bà con')

  await secretary.goto(one)
  await secretary.fill('#f-attended', '60')
  await secretary.fill('#f-conclusion', 'Xã làm đúng lời hứa.')
  await press(secretary, 'Ghi biên bản')
  await press(secretary, 'Đồng ý với biên bản')
  await citizen.reload()
  expect(await textOf(citizen), 'no answer before publication').not.toContain('Xã kéo ống')
  expect(await textOf(citizen), 'one answer says too much').toContain('Có ít người trả lời nên chưa nêu số')
  await head.goto(one)
  await press(head, 'Đồng ý với biên bản')
  await secretary.goto(one)
  await secretary.fill('#f-sentHow', 'Niêm yết tại trụ sở, gửi trưởng thôn Đông')
  await press(secretary, 'Công bố kết quả')
  await citizen.reload()
  expect(await textOf(citizen)).toContain('Thôn Đông có nước máy')
  expect(await textOf(citizen)).toContain('hẹn tại đối thoại ngày')

  const owner = await office.official('officer', phone)
  await owner.goto('/lam-viec')
  await owner.getByRole('link', { name: 'Thôn Đông có nước máy' }).first().click()
  await owner.fill('#f-result', 'Đã kéo ống, 40 hộ có nước.')
  await owner.fill('#f-evidence', 'Biên bản nghiệm thu số 3')
  await press(owner, 'Ghi đã xong')

  const next = await planOn('Đối thoại kỳ sau', 20)
  await press(head, 'Thông báo công khai')
  await citizen.goto(`${LIST}/${next.split('/').at(-1)}`)
  expect(await textOf(citizen)).toMatch(/Mục 1\. Việc đã hứa lần trước.*Thôn Đông có nước máy.*Đã kéo ống/)
}, 120_000)

test('the minutes print as a sheet, and say nothing of who came', async () => {
  const head = await office.official('head')
  await head.goto('/lam-viec/doi-thoai/1/in-bien-ban')
  await head.emulateMedia({ media: 'print' })
  const text = await textOf(head)
  expect(text).toContain('86 người dự (nam 41, nữ 45)')
  expect(await head.locator('.side:visible, main form:visible').count()).toBe(0)
})
