import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Accounts } from './accounts.ts'

// Whoever types five wrong passwords is locked out for a quarter of an hour, doubling with each further five. Were the lock on
// the account alone, a stranger who knows an address could keep its owner out for ever. So tries are counted apart: each browser
// on which the account has signed in has its own counter, all others share one. docs/adr/0014-a-lock-per-known-device.md
const TRIES_BEFORE_LOCK = 5
const LOCK_MINUTES = 15
const MOST_DOUBLINGS = 6
/** A day without a try: the count begins anew. */
const FORGIVEN_SECONDS = 24 * 3600

/** The cookie that makes a browser a known one. */
export const DEVICE_COOKIE = 'may-quen'
export const DEVICE_SECONDS = 180 * 24 * 3600
/** More browsers of one account would be more counters to guess with. */
const MOST_DEVICES = 10

const STRANGERS = Buffer.alloc(0)

const accountHash = (email: string) => createHash('sha256').update(email.trim().toLowerCase()).digest()
const deviceHash = (token: string) => createHash('sha256').update(`device:${token}`).digest()

async function counterOf({ db }: Accounts, email: string, token: string | undefined, now: Date): Promise<Buffer> {
  if (!token) return STRANGERS
  const { rows } = await sql`select 1 from accounts.known_device where account_hash = ${accountHash(email)}
    and device_hash = ${deviceHash(token)} and last_at > ${new Date(now.getTime() - DEVICE_SECONDS * 1000)}`.execute(db)
  return rows.length > 0 ? deviceHash(token) : STRANGERS
}

/**
 * Takes one try before the password is looked at, so that many at the same moment count as many. Null when it may be made,
 * else until when none may.
 */
export async function takeAttempt(
  accounts: Accounts,
  email: string,
  token: string | undefined,
  now: Date,
): Promise<Date | null> {
  const [account, device] = [accountHash(email), await counterOf(accounts, email, token, now)]
  const taken = await sql`
    insert into accounts.failed_sign_in as f (account_hash, device_hash, failures, last_at) values (${account}, ${device}, 1, ${now})
    on conflict (account_hash, device_hash) do update set (failures, last_at, locked_until) = (
      select n, ${now}::timestamptz, case when n % ${TRIES_BEFORE_LOCK}::int = 0 then ${now}::timestamptz + make_interval(
          mins => ${LOCK_MINUTES}::int * (1 << least(${MOST_DOUBLINGS}::int, n / ${TRIES_BEFORE_LOCK}::int - 1))) end
      from (select case when f.last_at < ${now}::timestamptz - make_interval(secs => ${FORGIVEN_SECONDS}::int)
        then 1 else f.failures + 1 end as n) as tries)
    where f.locked_until is null or f.locked_until <= ${now}`.execute(accounts.db)
  if (taken.numAffectedRows) return null
  const { rows } = await sql<{ until: Date | null }>`select locked_until as until from accounts.failed_sign_in
    where account_hash = ${account} and device_hash = ${device}`.execute(accounts.db)
  return rows[0]?.until ?? null
}

/** Signed in: the tries of this counter are forgotten, and the browser is known from now on. Returns the text of its cookie. */
export async function knowDevice(
  accounts: Accounts,
  email: string,
  token: string | undefined,
  now: Date,
): Promise<string> {
  const { db } = accounts
  const account = accountHash(email)
  const counter = await counterOf(accounts, email, token, now)
  await sql`delete from accounts.failed_sign_in where account_hash = ${account} and device_hash = ${counter}`.execute(
    db,
  )
  // Several officials may use one computer; a text that we did not make is not taken over.
  const { rows } = token
    ? await sql`select 1 from accounts.known_device where device_hash = ${deviceHash(token)} limit 1`.execute(db)
    : { rows: [] }
  const kept = token && rows.length > 0 ? token : randomBytes(32).toString('base64url')
  await sql`insert into accounts.known_device (account_hash, device_hash, last_at) values (${account}, ${deviceHash(kept)}, ${now})
    on conflict (account_hash, device_hash) do update set last_at = ${now}`.execute(db)
  await sql`delete from accounts.known_device where account_hash = ${account} and device_hash not in (
    select device_hash from accounts.known_device where account_hash = ${account} order by last_at desc limit ${MOST_DEVICES})`.execute(
    db,
  )
  return kept
}

/** The right secret was given again: the tries of this counter are forgotten. */
export async function forgetAttempts(
  accounts: Accounts,
  email: string,
  token: string | undefined,
  now: Date,
): Promise<void> {
  const counter = await counterOf(accounts, email, token, now)
  await sql`delete from accounts.failed_sign_in where account_hash = ${accountHash(email)} and device_hash = ${counter}`.execute(
    accounts.db,
  )
}

/** After a new password: who knew the old one begins as a stranger. */
export async function forgetDevices({ db }: Accounts, email: string): Promise<void> {
  await sql`delete from accounts.known_device where account_hash = ${accountHash(email)}`.execute(db)
  await sql`delete from accounts.failed_sign_in where account_hash = ${accountHash(email)}`.execute(db)
}
