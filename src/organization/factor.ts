import { type Accounts, addressOfAccount } from './accounts.ts'
import { DEVICE_COOKIE, forgetAttempts, takeAttempt } from './sign-in-attempts.ts'

/** Somebody who just proved again who they are. Made by `confirmFactor` alone: what needs it cannot be done without. */
export interface Confirmed {
  readonly userId: string
  readonly [made]: true
}
declare const made: unique symbol

const SESSION_COOKIES = ['gandan.session_token', '__Secure-gandan.session_token']

/**
 * The password, or the six digits of the authenticator app, of whoever is signed in. Wrong ones count with those of sign-in: five
 * lock both. The count stands even when the transaction around it is rolled back.
 */
export async function confirmFactor(
  accounts: Accounts,
  userId: string,
  secret: string,
  cookie: (name: string) => string | undefined,
  now: Date,
): Promise<{ confirmed: Confirmed } | { refused: 'wrong' } | { refused: 'locked'; until: Date }> {
  const email = await addressOfAccount(accounts, userId)
  if (!email) return { refused: 'wrong' }
  const device = cookie(DEVICE_COOKIE)
  const until = await takeAttempt(accounts, email, device, now)
  if (until) return { refused: 'locked', until }
  const headers = new Headers()
  const sent = SESSION_COOKIES.flatMap((name) => {
    const value = cookie(name)
    return value ? [`${name}=${encodeURIComponent(value)}`] : []
  })
  headers.set('cookie', sent.join('; '))
  const { api } = accounts.auth
  const session = await api.getSession({ headers }).catch(() => null)
  if (session?.user.id !== userId) return { refused: 'wrong' }
  const hasApp = (session.user as { twoFactorEnabled?: boolean }).twoFactorEnabled === true
  const isCode = hasApp && /^\s*\d{3}\s?\d{3}\s*$/.test(secret)
  const isRight = isCode
    ? await api.verifyTOTP({ body: { code: secret.replace(/\D/g, '') }, headers }).catch(() => null)
    : await api.verifyPassword({ body: { password: secret }, headers }).catch(() => null)
  if (!isRight) return { refused: 'wrong' }
  await forgetAttempts(accounts, email, device, now)
  return { confirmed: { userId } as Confirmed }
}
