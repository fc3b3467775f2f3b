import { describe, expect, test } from 'vitest'
import { PEOPLE } from '../../src/app/demo-cast-seed.ts'
import { addresses, axe } from './audit.ts'
import { type Player, see, send, TAY_HO, world } from './world.ts'

const office = await world()
const all = await addresses(office.db.owner)
const phone = { viewport: { width: 390, height: 800 } }

async function faultsOf(page: Awaited<ReturnType<typeof office.citizen>>, paths: readonly string[]) {
  const [faults, opened]: [string[], string[]] = [[], []]
  for (const path of paths) {
    const status = (await page.goto(path))?.status()
    if (status === 404) continue
    opened.push(path)
    for (const fault of await axe(page)) faults.push(`${path}  ${fault}`)
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
    if (wide > 390) faults.push(`${path}  scrolls sideways at 390 px (${wide} px)`)
  }
  return { faults, opened }
}

test('every public page is clean for axe at 390 px', async () => {
  const citizen = await office.citizen()
  const paths = all
    .filter(({ page, path }) => page.surface === 'public' && !page.file && !path.includes('/tep/'))
    .map((one) => one.path)
  const { faults } = await faultsOf(citizen, paths)
  expect(faults).toEqual([])
  const receipt = await send(citizen, { text: 'Đèn đường trước trạm y tế tắt.', name: 'Bà Sáu', publish: true })
  expect(await axe(citizen), 'the receipt').toEqual([])
  await see(citizen, receipt)
  expect(await axe(citizen), 'what was sent').toEqual([])
  await see(citizen, { ...receipt, code: '0' })
  expect(await axe(citizen), 'a refusal').toEqual([])
  await citizen.goto(`/dv/${TAY_HO}/gui-y-kien`)
  await citizen.locator('main form .ds-button').first().click()
  await citizen.waitForSelector('#refused')
  expect(await axe(citizen), 'a form to mend').toEqual([])
  await citizen.goto('/lam-viec')
  expect(await axe(citizen), 'sign-in').toEqual([])
  await citizen.goto('/khong-co-trang-nay')
  expect(await axe(citizen), 'no such page').toEqual([])
}, 90_000)

describe('every page of the workspace is clean for axe at 390 px', () => {
  const done = new Set<string>()
  for (const who of [
    'head',
    'intake',
    'officer',
    'admin',
    'cityAdmin',
    'frontHead',
  ] as const satisfies readonly Player[])
    test(`as ${who}`, async () => {
      const page = await office.official(who, phone)
      const mine = all.filter(({ page: it, path }) => {
        const form = `${it.path} ${path.split('/').at(-1)}`
        return it.surface === 'workspace' && !it.file && !path.includes('/tep/') && !done.has(form)
      })
      // One case per kind of page is enough; the walk (npm run walk) opens them all.
      const paths: string[] = []
      for (const { page: it, path } of mine) {
        const form = `${it.path} ${/vu-viec/.test(path) ? path.split('/').at(4) : path.split('/').at(-1)}`
        if (done.has(form) || (await page.request.get(path, { maxRedirects: 0 })).status() === 404) continue
        done.add(form)
        paths.push(path)
      }
      const { faults, opened } = await faultsOf(page, ['/lam-viec', ...paths])
      expect(faults).toEqual([])
      expect(opened.length).toBeGreaterThan(0)
    }, 120_000)
})

describe('words can be read in every colour', () => {
  const one = all.find(({ page }) => page.path === '/lam-viec/vu-viec/:number')?.path ?? ''
  const unit = ['', '/gui-y-kien', '/cam-ket', '/da-tra-loi'].map((path) => `/dv/${TAY_HO}${path}`)
  const work = [
    '/lam-viec',
    '/lam-viec/don-vi',
    '/lam-viec/don-thu?muc=all',
    one,
    `${one}/phan-loai`,
    '/lam-viec/so-theo-doi',
  ]
  const keeper = PEOPLE.find(({ roles }) => roles.includes('administrator'))?.key as Player
  for (const theme of ['red', 'blue', 'yellow', 'green'])
    for (const scheme of ['light', 'dark'])
      test(`${theme}, ${scheme}`, async () => {
        const faults: string[] = []
        for (const [who, paths] of [
          ['head', [...unit, ...work]],
          [keeper, ['/lam-viec/lich']],
        ] as const) {
          const page = await office.official(who, phone)
          await page.context().addCookies([
            { name: 'mau', value: theme, url: office.url },
            { name: 'nen', value: scheme, url: office.url },
          ])
          for (const path of paths) {
            expect((await page.goto(path))?.status(), path).toBe(200)
            expect(await page.locator('html').getAttribute('data-color-scheme')).toBe(scheme)
            for (const fault of await axe(page, 'color-contrast')) faults.push(`${path}  ${fault}`)
          }
        }
        expect(faults).toEqual([])
      }, 60_000)
})
