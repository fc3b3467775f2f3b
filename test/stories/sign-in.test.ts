import { generateSync } from 'otplib'
import { expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../src/app/demo-cast-seed.ts'
import { accountsOf, createAccount, invite } from '../../src/organization/accounts.ts'
import { takeAttempt } from '../../src/organization/sign-in-attempts.ts'
import { emailOf, press, statusOf, textOf, world } from './world.ts'

const office = await world()

async function tryToSignIn(page: Awaited<ReturnType<typeof office.citizen>>, email: string, password: string) {
  await page.goto('/lam-viec')
  await page.fill('#f-email', email)
  await page.fill('#f-password', password)
  return press(page, 'Đăng nhập')
}

test('a second step is enrolled, and from then on asked for', async () => {
  const page = await office.official('culture')
  await page.goto('/lam-viec/tai-khoan')
  await page.fill('#f-password', DEMO_PASSWORD)
  await press(page, 'Bật xác thực bước hai')
  const secret = (await page.locator('p.code').innerText()).trim()
  await page.fill('#f-code', generateSync({ secret }))
  await press(page, 'Xác nhận')
  expect(await textOf(page)).toContain('Đã bật.')

  const elsewhere = await office.citizen({ viewport: { width: 1280, height: 800 } })
  await tryToSignIn(elsewhere, emailOf('culture'), DEMO_PASSWORD)
  expect(await textOf(elsewhere)).toContain('6 chữ số')
  await elsewhere.fill('#f-code', '000000')
  expect((await press(elsewhere, 'Xác nhận')).status()).toBe(422)
  await elsewhere.fill('#f-code', generateSync({ secret }))
  await press(elsewhere, 'Xác nhận')
  expect(elsewhere.url()).toMatch(/\/lam-viec$/)
})

test('five wrong passwords close the account for a while, also for the right one', async () => {
  const page = await office.citizen()
  for (let tries = 0; tries < 5; tries++)
    expect((await tryToSignIn(page, emailOf('deputy'), 'sai mật khẩu')).status()).toBe(422)
  await tryToSignIn(page, emailOf('deputy'), DEMO_PASSWORD)
  expect(await textOf(page)).toContain('tạm khóa')
  office.pass(1)
  await tryToSignIn(page, emailOf('deputy'), DEMO_PASSWORD)
  expect(page.url()).toMatch(/\/lam-viec$/)
})

test('a stranger who types wrong passwords keeps nobody out of a browser they have signed in on', async () => {
  const known = await office.official('intake')
  await known.request.post('/lam-viec/dang-xuat', { headers: { origin: office.url } })
  const stranger = await office.citizen()
  for (let tries = 0; tries < 8; tries++) await tryToSignIn(stranger, emailOf('intake'), 'sai mật khẩu')
  await tryToSignIn(stranger, emailOf('intake'), DEMO_PASSWORD)
  expect(await textOf(stranger), 'guessing stays bounded').toContain('tạm khóa')
  await tryToSignIn(known, emailOf('intake'), DEMO_PASSWORD)
  expect(known.url()).toMatch(/\/lam-viec$/)

  const inEnglish = await known.context().cookies(`${office.url}/en/lam-viec/dang-nhap`)
  expect(
    inEnglish.map(({ name }) => name),
    'known in both languages',
  ).toContain('may-quen')

  // Who stole the browser's cookie guesses no longer than a stranger, and what is stored is no cookie.
  const [cookie] = (await known.context().cookies()).filter(({ name }) => name === 'may-quen')
  const thief = await office.citizen()
  await thief.context().addCookies([{ name: 'may-quen', value: cookie?.value ?? '', url: `${office.url}/lam-viec` }])
  for (let tries = 0; tries < 6; tries++) await tryToSignIn(thief, emailOf('intake'), 'sai mật khẩu')
  expect(await textOf(thief)).toContain('tạm khóa')
  const stored = await office.db.owner.query('select * from accounts.known_device')
  expect(JSON.stringify(stored.rows)).not.toContain(cookie?.value)

  // A cookie somebody made up is a stranger's, and a link from the administrator lets the owner in on a new browser.
  const fresh = await office.citizen()
  await fresh.context().addCookies([{ name: 'may-quen', value: 'x'.repeat(43), url: `${office.url}/lam-viec` }])
  await tryToSignIn(fresh, emailOf('intake'), DEMO_PASSWORD)
  expect(await textOf(fresh)).toContain('tạm khóa')
  const accounts = accountsOf(office.host)
  const { userId } = await createAccount(accounts, { email: emailOf('intake'), name: '' })
  await fresh.goto(`/lam-viec/moi/${await invite(accounts, userId, office.host.now())}`)
  await fresh.fill('#f-password', DEMO_PASSWORD)
  await press(fresh, 'Đặt mật khẩu')
  for (let tries = 0; tries < 5; tries++) await tryToSignIn(stranger, emailOf('intake'), 'sai mật khẩu')
  await tryToSignIn(fresh, emailOf('intake'), DEMO_PASSWORD)
  expect(fresh.url()).toMatch(/\/lam-viec$/)
}, 60_000)

test('forty tries at the same moment are forty: five are let through', async () => {
  const accounts = accountsOf(office.host)
  const now = office.host.now()
  const tries = await Promise.all(
    Array.from({ length: 40 }, () => takeAttempt(accounts, 'ai@do.example', undefined, now)),
  )
  expect(tries.filter((until) => until === null)).toHaveLength(5)
})

test('a one-time link sets a password once, and nobody can register by themselves', async () => {
  const accounts = accountsOf(office.host)
  const { userId } = await createAccount(accounts, { email: 'moi@tayho.example', name: 'Người mới' })
  const token = await invite(accounts, userId, office.host.now())
  const page = await office.citizen()
  await page.goto(`/lam-viec/moi/${token}`)
  await page.fill('#f-password', 'ngắn')
  expect((await press(page, 'Đặt mật khẩu')).status()).toBe(422)
  await page.fill('#f-password', 'mật khẩu đủ dài')
  await press(page, 'Đặt mật khẩu')
  await page.goto(`/lam-viec/moi/${token}`)
  expect(await textOf(page)).toContain('đã dùng hoặc đã hết hạn')
  const registered = await page.request.post('/lam-viec/xac-thuc/sign-up/email', {
    data: { email: 'a@b.example', password: 'mat-khau-dai-12', name: 'A' },
  })
  expect(registered.status()).toBeGreaterThanOrEqual(400)
})

test('the calendar everybody shares is edited by an administrator of the city, not of a commune', async () => {
  for (const [who, status] of [
    ['admin', 404],
    ['cityAdmin', 200],
  ] as const) {
    const page = await office.official(who)
    expect(await page.getByRole('link', { name: 'Lịch làm việc' }).count(), who).toBe(status === 200 ? 1 : 0)
    expect(await statusOf(page, '/lam-viec/lich'), who).toBe(status)
  }
})

test('a head who is away is acted for by the deputy named in a document, as KT.', async () => {
  const head = await office.official('head')
  await head.goto('/lam-viec/quan-tri/di-vang')
  await head.selectOption('#f-postId', { label: 'Chủ tịch UBND xã (Nguyễn Văn Hòa)' })
  await head.selectOption('#f-deputyPostId', { label: 'Phó Chủ tịch UBND xã (Phạm Thị Sương)' })
  await head.fill('#f-documentNumber', 'Giấy ủy quyền 12/GUQ')
  await press(head, 'Ghi')
  expect(await textOf(head)).toContain('KT. Phó Chủ tịch UBND xã')
  const deputy = await office.official('deputy')
  await deputy.selectOption('#chuc-vu', { label: 'KT. Chủ tịch UBND xã' })
  await deputy.getByRole('button', { name: 'Chuyển' }).click()
  await deputy.waitForURL(/lam-viec$/)
  await deputy.goto('/lam-viec/don-vi')
  expect(await textOf(deputy)).toContain('KT. Chủ tịch UBND xã')
})
