import { generate } from 'otplib'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { keysFrom } from '../platform/keys.ts'
import { createAccount, openAccounts } from './accounts.ts'
import { confirmFactor } from './factor.ts'

const db = await testDatabase()
afterAll(() => db[Symbol.asyncDispose]())
const accounts = openAccounts(db.database.pool, keysFrom(Buffer.alloc(32, 7)), 'http://localhost:3000')
const PASSWORD = 'mat-khau-rat-dai'
const now = new Date('2026-11-23T09:00:00+07:00')

/** Somebody signed in: how a page reads their cookies. */
async function signedIn(email: string) {
  const { userId } = await createAccount(accounts, { email, name: 'Người Ký', password: PASSWORD })
  const answer = await accounts.auth.api.signInEmail({ body: { email, password: PASSWORD }, asResponse: true })
  const jar = new Map<string, string>()
  const keep = (response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), decodeURIComponent(pair.slice(pair.indexOf('=') + 1)))
    }
  }
  keep(answer)
  const headers = () =>
    new Headers({ cookie: [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ') })
  const confirm = (secret: string, as = userId, at = now) =>
    confirmFactor(accounts, as, secret, (name) => jar.get(name), at)
  return { userId, confirm, headers, keep }
}

test('the password of whoever is signed in, and nobody else’s', async () => {
  const [one, other] = [await signedIn('mot@xa.example'), await signedIn('hai@xa.example')]
  expect(await one.confirm(PASSWORD)).toEqual({ confirmed: { userId: one.userId } })
  expect(await one.confirm('sai-hoan-toan')).toEqual({ refused: 'wrong' })
  expect(await one.confirm(''), 'nothing entered').toEqual({ refused: 'wrong' })
  expect(await one.confirm('123456'), 'six digits without an app').toEqual({ refused: 'wrong' })
  expect(await other.confirm(PASSWORD, one.userId), 'the session of another').toEqual({ refused: 'wrong' })
})

test('the code of the authenticator app, once there is one; a wrong code is wrong', async () => {
  const it = await signedIn('ba@xa.example')
  const started = await accounts.auth.api.enableTwoFactor({ body: { password: PASSWORD }, headers: it.headers() })
  const secret = new URL('totpURI' in started ? started.totpURI : '').searchParams.get('secret') ?? ''
  const code = () => generate({ secret })
  const verified = { body: { code: await code() }, headers: it.headers(), asResponse: true } as const
  it.keep(await accounts.auth.api.verifyTOTP(verified))
  expect(await it.confirm(await code())).toEqual({ confirmed: { userId: it.userId } })
  const wrong = String((Number(await code()) + 1) % 1_000_000).padStart(6, '0')
  expect(await it.confirm(wrong)).toEqual({ refused: 'wrong' })
  expect(await it.confirm(PASSWORD), 'the password serves too').toEqual({ confirmed: { userId: it.userId } })
})

test('five wrong ones lock for a quarter of an hour, and a right one before that forgets them', async () => {
  const it = await signedIn('bon@xa.example')
  for (let tries = 0; tries < 4; tries++) await it.confirm('sai-hoan-toan')
  expect(await it.confirm(PASSWORD)).toHaveProperty('confirmed')
  for (let tries = 0; tries < 5; tries++) expect(await it.confirm('sai-hoan-toan')).toEqual({ refused: 'wrong' })
  expect(await it.confirm(PASSWORD)).toMatchObject({ refused: 'locked' })
  const later = new Date(now.getTime() + 16 * 60_000)
  expect(await it.confirm(PASSWORD, it.userId, later)).toHaveProperty('confirmed')
})
