import { expect, test } from 'vitest'
import { axe } from './audit.ts'
import { TAY_HO, world } from './world.ts'

const office = await world()
const MONTH = `/dv/${TAY_HO}/lich`

test('the month of an office: a sheet of weeks at a desk and on paper, a list on a telephone', async () => {
  const desk = await office.citizen({ viewport: { width: 1280, height: 900 } })
  await desk.goto(MONTH)
  const sheet = desk.locator('.month-sheet')
  expect(await sheet.isVisible()).toBe(true)
  expect(await desk.locator('.month-list').isVisible()).toBe(false)
  expect(await sheet.locator('thead th[scope=col]').allTextContents()).toEqual([
    ...['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'],
  ])
  expect(await sheet.locator('[aria-current=date]').allTextContents()).toEqual([expect.stringContaining('Hôm nay')])
  expect(await axe(desk)).toEqual([])
  const links = await sheet.locator('li a').count()
  expect(links).toBeGreaterThan(0)
  await desk.emulateMedia({ media: 'print' })
  expect(await sheet.isVisible()).toBe(true)
  expect(await desk.locator('.pills').isVisible()).toBe(false)
  await desk.emulateMedia({ media: 'screen' })
  await desk.getByRole('link', { name: 'Tháng sau' }).click()
  expect(await desk.locator('.month-sheet [aria-current=date]').count()).toBe(0)

  const phone = await office.citizen({ viewport: { width: 390, height: 800 } })
  await phone.goto(MONTH)
  expect(await phone.locator('.month-sheet').isVisible()).toBe(false)
  expect(await phone.locator('.month-list tbody tr').count()).toBe(links)
  expect(await axe(phone)).toEqual([])
})
