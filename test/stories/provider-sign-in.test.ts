import { getMigrations } from 'better-auth/db/migration'
import { generateSync } from 'otplib'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../src/app/demo-cast-seed.ts'
import { accountsOf } from '../../src/organization/accounts.ts'
import { freePort } from '../../src/platform/embedded-postgres.ts'
import { readSettings } from '../../src/platform/settings.ts'
import { CLIENT, identityProvider, STRONG } from '../identity-provider.ts'
import { axe } from './audit.ts'
import { emailOf, leading, press, signIn, textOf, world } from './world.ts'

const port = await freePort()
const office = await world({
  ...{ OIDC_ISSUER: `http://127.0.0.1:${port}`, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
  ...{ OIDC_NAME: 'VNeID', OIDC_ACR: STRONG },
})
const provider = identityProvider(port, `${office.url}/lam-viec/xac-thuc/callback/oidc`)
beforeAll(() => provider.start())
afterAll(() => provider.stop())

const ACCOUNT = '/lam-viec/tai-khoan'

async function agree(page: Page, who: string, level = 'loa1') {
  await page.fill('#ai', who)
  await page.fill('#muc', level)
  await leading(page, () => page.getByRole('button', { name: 'Đồng ý', exact: true }).click())
}

async function toProvider(page: Page) {
  await page.goto('/lam-viec')
  await leading(page, () => page.getByRole('link', { name: 'Đăng nhập bằng VNeID' }).click())
}

async function linkTo(page: Page, identity: string) {
  await page.goto(ACCOUNT)
  await page.fill('#f-secret', DEMO_PASSWORD)
  await press(page, 'Nối với VNeID')
  await leading(page, () => page.getByRole('link', { name: 'Sang trang VNeID' }).click())
  await agree(page, identity)
}

const count = async (sql: string, ...values: unknown[]) =>
  Number((await office.db.owner.query(`select count(*) as n from ${sql}`, values)).rows[0].n)

test('somebody links their identity, signs out, and signs in by the provider; the list of devices says so', async () => {
  const page = await office.official('officer')
  await page.goto(ACCOUNT)
  await page.fill('#f-secret', 'không phải mật khẩu')
  expect((await press(page, 'Nối với VNeID')).status(), 'who is signed in proves it again').toBe(422)
  expect(await axe(page), 'the account page, refused').toEqual([])
  await linkTo(page, 'cccd-001')
  expect(await textOf(page)).toContain('Đã nối với VNeID')
  expect(await count(`platform.history where kind = 'providerLinked'`)).toBe(1)
  await page.request.post('/lam-viec/dang-xuat', { headers: { origin: office.url } })

  await toProvider(page)
  await agree(page, 'cccd-001')
  expect(page.url()).toMatch(/\/lam-viec$/)
  await page.goto(ACCOUNT)
  expect(await textOf(page)).toContain('bằng VNeID (thiết bị này)')
  const { rows } = await office.db.owner.query(`select * from accounts.account where "providerId" = 'oidc'`)
  expect(rows).toHaveLength(1)
  expect([rows[0].accessToken, rows[0].refreshToken, rows[0].idToken], 'no token is kept').toEqual([null, null, null])

  // What needs a factor again works for who came this way; here: to unlink.
  await page.fill('#f-secret', DEMO_PASSWORD)
  await press(page, 'Bỏ nối với VNeID')
  expect(await textOf(page)).toContain('Đã bỏ nối')
  expect(await count(`platform.history where kind = 'providerUnlinked'`)).toBe(1)
  const later = await office.citizen()
  await toProvider(later)
  await agree(later, 'cccd-001')
  expect(await textOf(later), 'unlinked opens nothing').toContain('chưa được nối')
})

test('an identity nobody linked opens nothing and makes no account, whatever its name', async () => {
  const users = await count('accounts."user"')
  const page = await office.citizen()
  for (const who of ['cccd-999', emailOf('head')]) {
    await toProvider(page)
    await agree(page, who)
    expect(await textOf(page)).toContain('chưa được nối với tài khoản nào ở đây')
    expect((await page.context().cookies()).some(({ name }) => name === 'gandan.session_token')).toBe(false)
  }
  expect(await count('accounts."user"')).toBe(users)
  expect(await count(`accounts.account where "providerId" = 'oidc'`)).toBe(0)
})

test('an identity is linked to one account only', async () => {
  await linkTo(await office.official('deputy'), 'cccd-002')
  const other = await office.official('culture')
  await linkTo(other, 'cccd-002')
  expect(await textOf(other)).toContain('đang nối với một tài khoản khác')
})

test('who does not agree at the provider is told so, and the password still works', async () => {
  const page = await office.citizen()
  await toProvider(page)
  await leading(page, () => page.getByRole('button', { name: 'Không đồng ý' }).click())
  expect(await axe(page), 'the sign-in page with its sentence').toEqual([])
  expect(await textOf(page)).toContain('Chưa xác nhận ở VNeID')
  await signIn(page, 'intake')
  expect(page.url()).toMatch(/\/lam-viec$/)
})

describe('what comes back wrong is refused', () => {
  const locationOf = async (page: Page, url: string) =>
    (await page.request.get(url, { maxRedirects: 0 })).headers().location ?? ''

  /** The address with which the provider sends this browser back, after one value of the way there was changed. */
  async function wayBack(page: Page, who: string, change: Record<string, string> = {}) {
    const out = new URL(await locationOf(page, '/lam-viec/dang-nhap/nha-cung-cap'))
    for (const [name, value] of Object.entries(change)) out.searchParams.set(name, value)
    await page.goto(out.href)
    const said = await page.request.post(page.url(), { form: { ai: who, muc: 'loa1' }, maxRedirects: 0 })
    return new URL(await locationOf(page, new URL(said.headers().location ?? '', page.url()).href))
  }
  const isIn = async (page: Page) =>
    (await page.context().cookies()).some(({ name }) => name === 'gandan.session_token')

  test('another nonce, another issuer, another state: nobody is signed in', async () => {
    await linkTo(await office.official('intake'), 'cccd-003')
    const page = await office.citizen()
    await page.goto((await wayBack(page, 'cccd-003', { nonce: 'nonce-cua-ke-khac' })).href)
    expect(await textOf(page)).toContain('không đúng nên không được nhận')
    for (const [name, value, said] of [
      ['iss', 'https://ke-khac.example', 'không đúng nên không được nhận'],
      ['state', 'trang-thai-khac', 'Xin bấm lại từ đầu'],
    ] as const) {
      const back = await wayBack(page, 'cccd-003')
      expect(back.searchParams.has(name), name).toBe(true)
      back.searchParams.set(name, value)
      await page.goto(back.href)
      expect(await textOf(page), name).toContain(said)
      expect(await isIn(page)).toBe(false)
    }
    await page.goto((await wayBack(page, 'cccd-003')).href)
    expect(await isIn(page), 'unchanged it is let in').toBe(true)
  })

  test('an answer that was begun in another browser, or is used twice', async () => {
    const thief = await office.citizen()
    const stolen = await wayBack(thief, 'cccd-003')
    const victim = await office.citizen()
    await victim.goto(stolen.href)
    expect(await textOf(victim)).toContain('Xin bấm lại từ đầu')
    expect(await isIn(victim)).toBe(false)
  })
})

test('the second step is still asked, unless the provider vouches for the level that was set', async () => {
  const page = await office.official('culture')
  await page.goto(ACCOUNT)
  await page.fill('#f-password', DEMO_PASSWORD)
  await press(page, 'Bật xác thực bước hai')
  const secret = (await page.locator('p.code').innerText()).trim()
  await page.fill('#f-code', generateSync({ secret }))
  await press(page, 'Xác nhận')
  await page.fill('#f-secret', DEMO_PASSWORD)
  await press(page, 'Nối với VNeID')
  await leading(page, () => page.getByRole('link', { name: 'Sang trang VNeID' }).click())
  await agree(page, 'cccd-004')

  const weak = await office.citizen()
  await toProvider(weak)
  await agree(weak, 'cccd-004')
  expect(await textOf(weak)).toContain('6 chữ số')
  expect((await weak.goto('/lam-viec'))?.status(), 'not yet in').toBe(401)
  await weak.goto('/lam-viec/ma')
  await weak.fill('#f-code', '000000')
  expect((await press(weak, 'Xác nhận')).status()).toBe(422)
  await weak.fill('#f-code', generateSync({ secret }))
  await press(weak, 'Xác nhận')
  expect(weak.url()).toMatch(/\/lam-viec$/)
  await weak.goto(ACCOUNT)
  expect(await textOf(weak)).toContain('bằng VNeID (thiết bị này)')

  const strong = await office.citizen()
  await toProvider(strong)
  await agree(strong, 'cccd-004', STRONG)
  expect(strong.url()).toMatch(/\/lam-viec$/)
})

test('a form that met an expired session comes back after signing in by the provider', async () => {
  const page = await office.official('head')
  await linkTo(page, 'cccd-005')
  await page.goto('/lam-viec/quan-tri/di-vang')
  await page.fill('#f-documentNumber', 'Giấy ủy quyền 77/GUQ')
  await page.context().clearCookies()
  await press(page, 'Ghi')
  await leading(page, () => page.getByRole('link', { name: 'Đăng nhập bằng VNeID' }).click())
  await agree(page, 'cccd-005')
  expect(await page.inputValue('#f-documentNumber')).toBe('Giấy ủy quyền 77/GUQ')
})

test('while the provider is down a clear sentence stands there, and the password door is open', async () => {
  await provider.stop()
  const page = await office.citizen()
  await page.goto('/lam-viec')
  await leading(page, () => page.getByRole('link', { name: 'Đăng nhập bằng VNeID' }).click())
  expect(await textOf(page)).toContain('không liên lạc được với VNeID')
  const back = await page.goto('/lam-viec/xac-thuc/callback/oidc?code=x&state=y')
  expect(back?.status()).toBe(422)
  await page.goto('/lam-viec')
  await signIn(page, 'intake')
  expect(page.url()).toMatch(/\/lam-viec$/)
  await provider.start()
})

test('no other door of the sign-in library is open', async () => {
  const page = await office.citizen()
  for (const path of ['sign-in/social', 'link-social', 'sign-in/email', 'unlink-account']) {
    const answer = await page.request.post(`/lam-viec/xac-thuc/${path}`, {
      data: { provider: 'oidc', callbackURL: 'https://ke-khac.example' },
      headers: { origin: office.url },
    })
    expect(answer.status(), path).toBe(404)
  }
})

test("better-auth's own migrations find nothing to do", async () => {
  const accounts = accountsOf(office.host)
  for (const auth of [accounts.auth, accounts.byProvider?.()]) {
    if (!auth) throw new Error('the provider is set')
    const database = new pg.Pool({ connectionString: office.db.ownerUrl, options: '-c search_path=accounts' })
    const { toBeCreated, toBeAdded } = await getMigrations({ ...auth.options, database })
    await database.end()
    expect([toBeCreated, toBeAdded]).toEqual([[], []])
  }
})

test('the three settings of the provider come together, over https or this machine', () => {
  expect(() => readSettings({ OIDC_ISSUER: 'https://id.example' })).toThrow('OIDC_CLIENT_ID')
  const all = { OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }
  expect(() => readSettings({ ...all, OIDC_ISSUER: 'http://id.example' })).toThrow('https://')
  expect(readSettings({ ...all, OIDC_ISSUER: 'https://id.example/', OIDC_ACR: 'a, b' }).provider).toMatchObject({
    ...{ issuer: 'https://id.example', levels: ['a', 'b'], name: 'VNeID' },
  })
  expect(readSettings({}).provider).toBeNull()
})
