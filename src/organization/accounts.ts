import { createHash, randomBytes } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import { type Kysely, Kysely as KyselyClass, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import type { Keys } from '../platform/keys.ts'
import type { ProviderSettings } from '../platform/settings.ts'
import { isReachable, keepNoTokens, PROVIDER, providerPlugins, wayOfSignIn } from './provider.ts'

const INVITE_HOURS = 72
/** Where the provider leads back to lies below this. */
export const AUTH_PATH = '/lam-viec/xac-thuc'
/** Where whoever comes back from the provider without an answer that fits is told so. */
export const PROVIDER_TROUBLE = '/lam-viec/dang-nhap/nha-cung-cap/chua-duoc'

const opened = new WeakMap<Keys, unknown>()

export type Accounts = ReturnType<typeof openAccounts>

/**
 * Sign-in by better-auth over our own tables; no self-registration, no addresses kept. The provider's door is an instance of its
 * own over the same tables, made when first used: a provider that hangs never holds up the password door.
 */
export function openAccounts(pool: pg.Pool, keys: Keys, publicUrl: string, provider: ProviderSettings | null = null) {
  const bare = new KyselyClass<Record<string, never>>({ dialect: new PostgresDialect({ pool }) })
  const db = bare.withSchema('accounts')
  const base = {
    appName: 'Gần Dân',
    baseURL: publicUrl,
    basePath: AUTH_PATH,
    secret: keys.mac('better-auth', 'secret').toString('hex'),
    database: { db: db as unknown as Kysely<unknown>, type: 'postgres' } as never,
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    session: {
      expiresIn: 12 * 3600,
      updateAge: 3600,
      additionalFields: { way: { type: 'string' as const, required: false, input: false } },
    },
    advanced: {
      cookiePrefix: 'gandan',
      ipAddress: { disableIpTracking: true },
      useSecureCookies: publicUrl.startsWith('https:'),
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: { errorURL: `${publicUrl}${PROVIDER_TROUBLE}` },
    // Whose identity it is says its owner after a password, never an e-mail address that happens to be the same.
    account: {
      accountLinking: { disableImplicitLinking: true, allowDifferentEmails: true, trustedProviders: [PROVIDER] },
      updateAccountOnSignIn: false,
    },
    databaseHooks: { session: { create: { before: wayOfSignIn } }, account: { create: { before: keepNoTokens } } },
  }
  const second = twoFactor({ issuer: 'Gần Dân' })
  const auth = betterAuth({ ...base, plugins: [second] })
  const byProvider = provider
    ? () => betterAuth({ ...base, plugins: [second, ...providerPlugins(provider, second)] })
    : null
  const accounts = { auth, byProvider, provider, db: bare }
  opened.set(keys, accounts)
  return accounts
}

type ProviderDoor = ReturnType<NonNullable<Accounts['byProvider']>>
const doors = new WeakMap<Accounts, ProviderDoor>()
const DOOR_MS = 10_000

/** The provider's door, or null while the provider cannot be reached or says it is somebody else; the next who asks tries again. */
export async function providerDoor(accounts: Accounts, way: 'out' | 'back'): Promise<ProviderDoor | null> {
  if (!accounts.byProvider || !accounts.provider) return null
  if (way === 'out' && !(await isReachable(accounts.provider))) return null
  const open = doors.get(accounts)
  if (open) return open
  const door = accounts.byProvider()
  const waited = new Promise<null>((resolve) => setTimeout(resolve, DOOR_MS, null).unref())
  const context = await Promise.race([door.$context, waited]).catch(() => null)
  const found = context?.socialProviders.find(({ id }) => id === PROVIDER)
  if (found?.issuer?.replace(/\/$/, '') !== accounts.provider.issuer) return null
  doors.set(accounts, door)
  return door
}

/** The identity of the provider that this account's owner linked, or null. */
export async function linkedIdentity({ db }: Accounts, userId: string): Promise<{ id: string; linkedAt: Date } | null> {
  const { rows } = await sql<{ id: string; linkedAt: Date }>`select id, "createdAt" as "linkedAt" from accounts.account
    where "userId" = ${userId} and "providerId" = ${PROVIDER}`.execute(db)
  return rows[0] ?? null
}

/** The accounts opened with these keys: pages of the workspace reach them through the host they are given. */
export function accountsOf({ keys }: { keys: Keys }): Accounts {
  const accounts = opened.get(keys)
  if (!accounts) throw new Error('accounts are not open')
  return accounts as Accounts
}

/**
 * Makes an account, with a password (demo only) or without one (it is set through the one-time link). An address that has
 * an account already keeps it as it is: `isNew` is false and no link may be made for it.
 */
export async function createAccount(
  { auth }: Accounts,
  it: { email: string; name: string; password?: string },
): Promise<{ userId: string; isNew: boolean }> {
  const context = await auth.$context
  const before = await context.internalAdapter.findUserByEmail(it.email)
  if (before) return { userId: before.user.id, isNew: false }
  const user = await context.internalAdapter.createUser(
    { email: it.email.toLowerCase(), name: it.name, emailVerified: true },
    { method: 'admin' },
  )
  if (it.password) await setPassword({ auth } as Accounts, user.id, it.password)
  return { userId: user.id, isNew: true }
}

export async function setPassword({ auth }: Accounts, userId: string, password: string): Promise<void> {
  const context = await auth.$context
  const hash = await context.password.hash(password)
  const accounts = await context.internalAdapter.findAccounts(userId)
  if (accounts.some((account) => account.providerId === 'credential'))
    await context.internalAdapter.updatePassword(userId, hash)
  else
    await context.internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password: hash })
}

/** A one-time link to set a password; only the hash of its token is kept. */
export async function invite({ db }: Accounts, userId: string, now: Date): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const identifier = `invite:${createHash('sha256').update(token).digest('hex')}`
  const until = new Date(now.getTime() + INVITE_HOURS * 3_600_000)
  await sql`insert into accounts.verification (id, identifier, value, "expiresAt")
    values (${randomBytes(12).toString('hex')}, ${identifier}, ${userId}, ${until})`.execute(db)
  return token
}

/** The account of a link that is still good; `use` takes it away. */
export async function invited({ db }: Accounts, token: string, now: Date, use: boolean): Promise<string | null> {
  const identifier = `invite:${createHash('sha256').update(token).digest('hex')}`
  const { rows } = use
    ? await sql<{
        value: string
      }>`delete from accounts.verification where identifier = ${identifier} and "expiresAt" > ${now} returning value`.execute(
        db,
      )
    : await sql<{
        value: string
      }>`select value from accounts.verification where identifier = ${identifier} and "expiresAt" > ${now}`.execute(db)
  return rows[0]?.value ?? null
}

/** Under which address an account signs in. */
export async function addressOfAccount({ db }: Accounts, userId: string): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`select email from accounts."user" where id = ${userId}`.execute(db)
  return rows[0]?.email ?? null
}
