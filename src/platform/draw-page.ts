import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Child } from 'hono/jsx'
import { dayIn } from './day.ts'
import { behind, inTransaction, NOBODY, own, type Standing, type Tx } from './db.ts'
import type { KeptFile } from './files.ts'
import type { FormState } from './form.ts'
import { addressIn, keepLanguage } from './language.ts'
import type { AnyPage, Head, Host, Visit } from './page.ts'
import type { Actor } from './rights.ts'
import type { PlatformTables } from './tables.ts'
import { en } from './words.en.ts'
import type { Language } from './words.ts'
import { vi } from './words.vi.ts'

export const platformWords = { vi, en }

/** One request before its transaction. */
export type Asked = Omit<Visit, 'tx'>

/** What the platform must be told by the rest: who asks, and how a page is dressed. */
export interface Dressing {
  asset?: (name: string) => string
  actorOf: (c: Context) => Promise<Actor | null>
  /** Where somebody must go before any work: to enrol the second step. */
  mustGo: (c: Context) => string | null
  layout: (it: { visit: Asked; head: Head; surface: AnyPage['surface']; body: Child; status: number }) => Promise<Child>
  /** Somebody must sign in first; what they typed comes back afterwards. */
  signIn: (it: { c: Context; visit: Asked; held: Held | null }) => Promise<Response>
}

/** A form that met an expired session: sealed, carried through the sign-in, shown again. */
export interface Held {
  path: string
  texts: Record<string, string>
}

export async function visitOf(
  c: Context,
  host: Host,
  page: AnyPage,
  language: Language,
  dressing: Dressing,
): Promise<Asked> {
  const now = host.now()
  return {
    ...{ host, language, now, today: dayIn(now), params: c.req.param(), query: c.req.query(), path: c.req.path },
    actor: page.surface === 'workspace' ? await dressing.actorOf(c) : null,
    cookie: (name) => getCookie(c, name),
    address: addressOf(c, host.settings.trustedProxies),
    asset: dressing.asset ?? ((name) => `/tinh/${name}`),
  }
}

export function standingOf(page: AnyPage, visit: Asked): Standing {
  if (page.standing) return page.standing(visit)
  const { actor } = visit
  return actor ? standingFor(actor) : NOBODY
}

const standingFor = ({ unitId, postId, personId, actingForm: form }: Actor): Standing => ({
  ...{ unitId, postId, sealId: null, acting: form === '' ? null : { form, personId } },
})

/** Missing and forbidden look the same. */
export const missing = Symbol('missing')

type FormOf = (it: Parameters<AnyPage['view']>[0]) => FormState
type Status = 200 | 422

/** What a page came to, when its transaction is over. */
export type Drawn = typeof missing | { to: string } | { file: KeptFile } | { body: Child; head: Head }

/** Loads a page and draws it, inside a transaction. */
export async function drawIn(tx: Tx, page: AnyPage, visit: Asked, formOf: FormOf, status: Status): Promise<Drawn> {
  const found = await page.load({ ...visit, tx })
  if (found === null || !page.may(visit.actor, found)) return missing
  return paint(tx, page, visit, found, formOf, status)
}

/** The same for what was loaded already. */
export async function paint(
  tx: Tx,
  page: AnyPage,
  visit: Asked,
  found: unknown,
  formOf: FormOf,
  status: Status,
): Promise<Drawn> {
  const full: Visit = { ...visit, tx }
  if (visit.actor && page.subject && status === 200) logAccess(tx, visit.actor, page.audit, page.subject(found))
  if (page.redirect) return { to: page.redirect(found, visit.language) }
  const it = { ...full, found, words: page.words[visit.language] }
  if (page.file) return { file: await page.file(it) }
  const body = await page.view({ ...it, form: formOf(it as never) })
  return { body, head: page.head(it) }
}

/** Sends what was drawn. */
export async function sendDrawn(
  c: Context,
  page: AnyPage,
  visit: Asked,
  dressing: Dressing,
  drawn: Drawn,
  status: Status,
) {
  if (drawn === missing) return c.notFound()
  if ('file' in drawn) return download(c, drawn.file)
  if ('to' in drawn) return c.redirect(addressIn(visit.language, drawn.to), 303)
  const { body, head } = drawn
  c.set('scripted', head.script !== undefined)
  const html = await dressing.layout({ visit, head, surface: page.surface, body, status })
  return respond(c, keepLanguage(String(html), visit.language), page.surface, status, !head.private && status === 200)
}

/** In a transaction of its own, and sent. */
export async function draw(
  c: Context,
  page: AnyPage,
  visit: Asked,
  dressing: Dressing,
  formOf: FormOf,
  status: Status,
) {
  const drawn = await inTransaction(visit.host.database, standingOf(page, visit), (tx) =>
    drawIn(tx, page, visit, formOf, status),
  )
  return sendDrawn(c, page, visit, dressing, drawn, status)
}

/** Nothing of what a stranger sent runs or is shown inside our pages: pictures alone are shown, under a sandbox. */
function download(c: Context, file: KeptFile) {
  c.set('sandboxed', true)
  c.header('Content-Type', file.mediaType)
  c.header('Cache-Control', 'no-store')
  const how = file.mediaType === 'image/jpeg' ? 'inline' : 'attachment'
  c.header('Content-Disposition', `${how}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
  return c.body(new Uint8Array(file.bytes))
}

/** Little processor time and nearly as small as the best. */
const PACKING = 4
/** Without "gzip;q=0". */
const takesGzip = /(?:^|,)\s*gzip\s*(?:;\s*q=(?:0?\.\d*[1-9]|1)|,|$)/i

/** A page is whole when it is sent: packed in one go, at a fifth of what a stream costs. */
function respond(c: Context, html: string, surface: AnyPage['surface'], status: 200 | 422, keep: boolean) {
  if (surface === 'workspace') c.header('Cache-Control', 'no-store')
  else c.header('Cache-Control', keep ? 'private, no-cache' : 'no-store')
  c.header('Content-Type', 'text/html; charset=UTF-8')
  c.header('Vary', 'Accept-Encoding', { append: true })
  const text = `<!doctype html>${html}`
  if (!takesGzip.test(c.req.header('Accept-Encoding') ?? '')) return c.body(text, status)
  c.header('Content-Encoding', 'gzip')
  return c.body(gzipSync(text, { level: PACKING }), status)
}

export function putCookie(
  c: Context,
  host: Host,
  { name, value, path, maxAgeSeconds }: { name: string; value: string | null; path: string; maxAgeSeconds?: number },
) {
  setCookie(c, name, value ?? '', {
    ...{ path, httpOnly: true, sameSite: 'Lax', secure: host.settings.publicUrl.startsWith('https:') },
    ...(value === null ? { maxAge: 0 } : maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }),
  })
}

/** The caller's address for throttling: the connection's, or what the last trusted proxy saw. */
export function addressOf(c: Context, trustedProxies: number): string {
  const bindings = c.env as { incoming?: { socket?: { remoteAddress?: string } } }
  const direct = bindings?.incoming?.socket?.remoteAddress ?? ''
  if (trustedProxies === 0) return direct
  const chain = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  return chain.at(-trustedProxies) || direct
}

function logAccess(tx: Tx, actor: Actor, audit: string, subject: string) {
  behind(
    tx,
    own<PlatformTables>(tx)
      .insertInto('platform.accessLog')
      .values({ unitId: actor.unitId, postId: actor.postId, audit, subject })
      .execute(),
  )
}
