import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { send, TAY_HO, world } from './world.ts'

const office = await world()
const desk = { viewport: { width: 1280, height: 850 } }
const rowsOf = (page: Page, selector: string) =>
  page.evaluate<number>(`new Set([...document.querySelectorAll(${JSON.stringify(selector)})].map((it) => {
    const { top, height } = it.getBoundingClientRect()
    return Math.round((top + height / 2) / 12)
  })).size`)
const styleOf = (page: Page, selector: string, property: string) =>
  page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).getPropertyValue('${property}')`)

test('our own rules stand above those of the design system, on buttons and ground alike', async () => {
  const citizen = await office.citizen()
  await citizen.goto(`/dv/${TAY_HO}/gui-y-kien`)
  expect(await styleOf(citizen, 'body', 'background-color'), 'warm, not white').toBe('rgb(251, 250, 248)')
  expect(await styleOf(citizen, 'body', 'font-size')).toBe('17px')
  expect(await styleOf(citizen, 'main .ds-button', 'font-weight')).toBe('600')
  expect(await styleOf(citizen, 'main .ds-button', 'color'), 'words on a filled button').toBe('rgb(255, 255, 255)')
  await citizen.goto('/xem-don/don')
  expect(await styleOf(citizen, 'main a.ds-button', 'color'), 'a link dressed as one too').toBe('rgb(255, 255, 255)')
})

test('at 1280 px the head of a page and the filters, with many matters in each, stand in one row', async () => {
  const citizen = await office.citizen(desk)
  await citizen.goto(`/dv/${TAY_HO}`)
  expect(await rowsOf(citizen, '.head .brand, .head .menu, .head .phone')).toBe(1)
  const head = await office.official('head')
  await head.goto('/lam-viec/don-vi')
  await head.evaluate(`document.querySelectorAll('.pills a').forEach((it) => {
    it.textContent = it.textContent.replace(/\\d+/, '48')
  })`)
  expect(await rowsOf(head, '.pills a')).toBe(1)
})

test('the longest names of communes break no head, on a phone or at a desk', async () => {
  await office.db.owner.query(
    `update organization.unit_version set name = 'Đặc khu Hành chính Thượng Nguyên Cao Nguyễn Trường Sa Lớn' where name = 'Xã Tây Hồ'`,
  )
  for (const width of [320, 390, 760, 1000, 1280]) {
    const citizen = await office.citizen({ viewport: { width, height: 850 } })
    await citizen.goto(`/dv/${TAY_HO}`)
    const wide = await citizen.evaluate<number>('document.documentElement.scrollWidth')
    expect(wide, `${width} px`).toBeLessThanOrEqual(width)
  }
  await office.db.owner.query(
    `update organization.unit_version set name = 'Xã Tây Hồ' where name like 'Đặc khu Hành chính%'`,
  )
})

test('on paper: the receipt without menus and buttons, its code in one line; the register lying, its head on every page', async () => {
  const citizen = await office.citizen({ viewport: { width: 680, height: 850 } })
  await send(citizen, { text: 'Đèn trước nhà văn hóa tắt. Đề nghị thay bóng.' })
  await citizen.emulateMedia({ media: 'print' })
  for (const gone of ['.menu', '.foot', '.skip', 'main .ds-button'])
    expect(await citizen.locator(`${gone}:visible`).count(), gone).toBe(0)
  expect((await citizen.locator('#ma').boundingBox())?.height, 'a code broken in two is copied wrong').toBeLessThan(50)
  const intake = await office.official('intake')
  await intake.goto('/lam-viec/so-theo-doi')
  await intake.emulateMedia({ media: 'print' })
  await intake.setViewportSize({ width: 680, height: 850 })
  expect(await styleOf(intake, '.register', 'page')).toBe('register')
  expect(await styleOf(intake, '.grid thead', 'display')).toBe('table-header-group')
  expect(await styleOf(intake, '.grid tr', 'display'), 'no folding on paper').toBe('table-row')
  expect(await intake.locator('.side:visible, main form:visible').count()).toBe(0)
})

test('on a phone the register says what each day and each post is', async () => {
  const intake = await office.official('intake', { viewport: { width: 390, height: 800 } })
  await intake.goto('/lam-viec/so-theo-doi')
  const said = await intake.evaluate<string>(
    `[...document.querySelectorAll('tbody tr:first-child td[data-is]')].map((it) => getComputedStyle(it, '::before').content).join(' ')`,
  )
  expect(said).toContain('Ngày nhận')
  expect(said).toContain('Hạn')
})

test('a holiday today is said without its day a second time', async () => {
  office.pass(1)
  const head = await office.official('head')
  expect(await head.locator('main p').first().innerText()).toBe(
    'Thứ Ba 24/11/2026 · hôm nay nghỉ (Ngày Văn hóa Việt Nam)',
  )
})
