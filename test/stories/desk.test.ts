import { expect, test } from 'vitest'
import { axe } from './audit.ts'
import { world } from './world.ts'

const office = await world()

const count = async (where: string) =>
  Number((await office.db.owner.query(`select count(*) as n from visits.visit where ${where}`)).rows[0].n)

test('the desk goes on without a line: three visits, a reload, the line comes back, each is there once', async () => {
  const page = await office.official('intake', { viewport: { width: 390, height: 800 }, javaScriptEnabled: true })
  await page.goto('/lam-viec/ban-tiep-dan')
  await page.waitForSelector('[data-ready=yes]')
  expect(await axe(page)).toEqual([])
  const open = async () => {
    await page.fill('#f-passphrase', 'câu mật khẩu của quầy')
    await page.press('#f-passphrase', 'Enter')
    await page.waitForSelector('form[data-entry]:not([hidden])')
  }
  await open()
  expect(await axe(page)).toEqual([])
  expect(await page.locator('[name=idNumber]').count(), 'no identity number without a line').toBe(0)

  await page.context().setOffline(true)
  for (const n of [1, 2, 3]) {
    await page.fill('[name=name]', `Bà Ngoại Tuyến ${n}`)
    await page.fill('[name=content]', `Mất điện xóm ${n} từ sáng, ngoài mạng.`)
    await page.locator('form[data-entry] button[type=submit]').click()
    await expect.poll(() => page.inputValue('[name=content]')).toBe('')
    await expect.poll(() => page.locator('[data-queue] li').count()).toBe(n)
  }
  expect(await count("content like '%ngoài mạng%'")).toBe(0)

  await page.reload()
  await page.waitForSelector('[data-ready=yes]')
  expect(await page.locator('[data-queue] li').count(), 'still there after a reload without a line').toBe(3)
  const kept =
    await page.evaluate<string>(`new Promise((done) => { const o = indexedDB.open('offline-form ' + document.querySelector('[data-offline-form]').dataset.offlineForm, 1);
    o.onsuccess = () => { const all = o.result.transaction('entry').objectStore('entry').getAll(); all.onsuccess = () => done(all.result.map((e) => new TextDecoder('latin1').decode(e.sealed)).join(' ') + JSON.stringify(all.result)) } })`)
  expect(kept, 'nothing of it can be read in the browser').not.toMatch(/Ngo.*i Tuy|xóm/)
  await page.fill('#f-passphrase', 'một câu hoàn toàn khác')
  await page.press('#f-passphrase', 'Enter')
  await expect.poll(() => page.locator('[data-wrong]').innerText()).not.toBe('')

  await open()
  await page.context().setOffline(false)
  await page.locator('[data-retry]').click()
  await expect.poll(() => page.locator('[data-queue]').innerText(), { timeout: 10_000 }).toContain('Không có')
  expect(await count("content like '%ngoài mạng%'")).toBe(3)
  await page.locator('[data-retry]').click()
  await page.reload()
  await page.waitForSelector('[data-ready=yes]')
  expect(await count("content like '%ngoài mạng%'"), 'each exactly once').toBe(3)
  const { rows } = await office.db.owner.query(
    "select visited_at <= entered_at as kept, commitment_id is not null as owed from visits.visit where content like '%ngoài mạng%'",
  )
  expect(rows).toEqual(Array(3).fill({ kept: true, owed: true }))
}, 90_000)

test('what the server refuses stays with its reason until somebody removes it', async () => {
  const page = await office.official('intake', { javaScriptEnabled: true })
  await page.goto('/lam-viec/ban-tiep-dan')
  await page.waitForSelector('[data-ready=yes]')
  await page.fill('#f-passphrase', 'câu mật khẩu của quầy')
  await page.press('#f-passphrase', 'Enter')
  await page.waitForSelector('form[data-entry]:not([hidden])')
  await page.fill('[name=content]', 'Bảy người cùng một việc, không cử ai.')
  await page.fill('[name=people]', '7')
  await page.locator('form[data-entry] button[type=submit]').click()
  await expect.poll(() => page.locator('[data-queue]').innerText(), { timeout: 10_000 }).toContain('cử người đại diện')
  await page.locator('[data-queue] button').click()
  await expect.poll(() => page.locator('[data-queue]').innerText(), { timeout: 10_000 }).toContain('Không có')
}, 60_000)
