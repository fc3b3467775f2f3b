import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../src/app/demo-cast-seed.ts'
import { addressIn, keepLanguage } from '../../src/platform/language.ts'
import { addresses } from './audit.ts'
import { emailOf, leading, type Player, see, send, TAY_HO, textOf, world } from './world.ts'

const office = await world()
const all = await addresses(office.db.owner)
const english = (path: string) => addressIn('en', path)

/** Where a page leads besides the switch of language; what it loads is of no language. */
const leadsTo = (html: string) =>
  [...html.matchAll(/<(?:a|form)\s[^>]*?(?:href|action)="(\/[^"]*)"[^>]*>/g)]
    .filter(([tag]) => !tag.includes('hreflang'))
    .map(([, address]) => address ?? '')
const isEnglish = (address: string) => /^\/en(?=[/?#]|$)/.test(address)
const menuOf = (html: string) =>
  [...html.matchAll(/<header class="side">.*?<div class="who/gs)].join('').replace(/^.*?<\/a>|<[^>]*>/gs, ' ')

/** Links that leave English, pages that say they are Vietnamese, and switches that do not lead to the same page. */
async function faultsOf(page: Page, paths: readonly string[]) {
  const faults: string[] = []
  let opened = 0
  for (const path of paths.map(english)) {
    const answer = await page.request.get(path, { maxRedirects: 0 })
    if (answer.status() === 303 && !isEnglish(answer.headers().location ?? '')) faults.push(`${path} leads away`)
    if (answer.status() !== 200) continue
    opened++
    const html = await answer.text()
    const here = path.split('?', 1)[0] ?? ''
    if (!html.includes('<html lang="en"')) faults.push(`${path} says it is not English`)
    if (!html.includes(`href="${addressIn('vi', here)}" lang="vi"`)) faults.push(`${path} has no switch`)
    for (const address of leadsTo(html)) if (!isEnglish(address)) faults.push(`${path} leads to ${address}`)
    const vietnamese = menuOf(html).match(/[ăđơưạ-ỹ]\S*/i)
    if (vietnamese) faults.push(`${path} has "${vietnamese[0]}" in its menu`)
  }
  return { faults, opened }
}

test('every public page in English leads to pages in English', async () => {
  const citizen = await office.citizen()
  const paths = all.filter(({ page, path }) => page.surface === 'public' && !page.file && !path.includes('/tep/'))
  const { faults, opened } = await faultsOf(citizen, [
    ...paths.map((one) => one.path),
    ...['/?tim=tay+ho', `/dv/${TAY_HO}/cam-ket?xem=xong`, '/lam-viec/dang-nhap', '/lam-viec/moi/nothing'],
  ])
  expect(faults).toEqual([])
  expect(opened).toBeGreaterThan(10)
  const receipt = await send(citizen, { text: 'The lamp at the health station is broken. Please mend it.' })
  await see(citizen, receipt)
  expect((await faultsOf(citizen, ['/xem-don/don'])).faults).toEqual([])
})

describe('every page of the workspace in English leads to pages in English, and so does its menu', () => {
  for (const who of ['head', 'intake', 'officer', 'admin', 'frontHead'] as const satisfies readonly Player[])
    test(`as ${who}`, async () => {
      const page = await office.official(who)
      const paths = all.filter(
        ({ page: it, path }) => it.surface === 'workspace' && !it.file && !path.includes('/tep/'),
      )
      const { faults, opened } = await faultsOf(page, ['/lam-viec/tai-khoan', ...paths.map((one) => one.path)])
      expect(faults).toEqual([])
      expect(opened).toBeGreaterThan(1)
    }, 60_000)
})

test('signing in, a refused form, a missing page and signing out stay in English', async () => {
  const page = await office.citizen()
  await page.goto('/en/lam-viec/don-thu')
  expect(await textOf(page)).toContain('Demonstration accounts')
  await page.fill('#f-email', emailOf('intake'))
  await page.fill('#f-password', 'wrong')
  const signIn = () => leading(page, () => page.getByRole('button', { name: 'Sign in' }).click())
  expect((await signIn()).status()).toBe(422)
  expect(await textOf(page)).toContain('E-mail or password is not right.')
  await page.fill('#f-password', DEMO_PASSWORD)
  await signIn()
  expect(new URL(page.url()).pathname).toBe('/en/lam-viec')
  const menu = () => page.getByText('Menu', { exact: true }).click()
  await menu()
  await leading(page, () => page.getByRole('link', { name: 'Enter a submission (counter, telephone)' }).first().click())
  await leading(page, () => page.locator('main form button[type=submit]').last().click())
  expect(new URL(page.url()).pathname).toBe('/en/lam-viec/nhap-don')
  await menu()
  await leading(page, () => page.getByRole('link', { name: 'Tiếng Việt' }).click())
  expect(new URL(page.url()).pathname).toBe('/lam-viec/nhap-don')
  await page.goto('/en/lam-viec/khong-co')
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('This page does not exist')
  await page.goto('/en/lam-viec')
  await menu()
  await leading(page, () => page.getByRole('button', { name: 'Sign out' }).click())
  expect(new URL(page.url()).pathname).toBe('/en/lam-viec/dang-nhap')
})

test.each([
  ['/', '/en'],
  ['/?tim=a', '/en?tim=a'],
  ['/en/xem-don', '/en/xem-don'],
  ['/english-lesson', '/en/english-lesson'],
  ['/tinh/ui.css', '/tinh/ui.css'],
  ['/api/v1', '/api/v1'],
  ['//elsewhere.example/', '//elsewhere.example/'],
  ['https://elsewhere.example/', 'https://elsewhere.example/'],
  ['#f-text', '#f-text'],
  ['tel:0235', 'tel:0235'],
])('%s is %s in English', (address, expected) => {
  expect(addressIn('en', address)).toBe(expected)
  expect(keepLanguage(`<a href="${address}">x</a>`, 'en')).toBe(`<a href="${expected}">x</a>`)
})
