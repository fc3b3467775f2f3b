import { createHash, randomBytes } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Child } from 'hono/jsx'
import { dayIn } from './day.ts'
import { behind, inTransaction, NOBODY, own, type Standing, type Tx } from './db.ts'
import { judgeDocument, judgeFiles, judgeTable, type KeptFile } from './files.ts'
import { type Body, bodyOf, emptyForm, type FormState, ledBefore, newKey, once, readForm, textsOf } from './form.ts'
import { addressIn, inBoth, keepLanguage } from './language.ts'
import type { AnyPage, Done, Head, Host, Refused, Visit } from './page.ts'
import type { Actor } from './rights.ts'
import type { PlatformTables } from './tables.ts'
import { en } from './words.en.ts'
import type { Language } from './words.ts'
import { vi } from './words.vi.ts'

export const platformWords = { vi, en }

/** One request before its transaction. */
type Asked = Omit<Visit, 'tx'>

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

class Rollback extends Error {
  readonly outcome: Refused
  constructor(outcome: Refused) {
    super('refused')
    this.outcome = outcome
  }
}

export function servePages(app: Hono, host: Host, pages: readonly AnyPage[], dressing: Dressing): void {
  for (const page of pages)
    for (const [i, path] of inBoth(page.path).entries()) {
      const language = i === 0 ? 'vi' : 'en'
      app.get(path, (c) => show(c, host, page, language, dressing))
      if (page.submit) app.post(path, (c) => take(c, host, page, language, dressing))
    }
}

async function visitOf(c: Context, host: Host, page: AnyPage, language: Language, dressing: Dressing): Promise<Asked> {
  const now = host.now()
  return {
    ...{ host, language, now, today: dayIn(now), params: c.req.param(), query: c.req.query(), path: c.req.path },
    actor: page.surface === 'workspace' ? await dressing.actorOf(c) : null,
    cookie: (name) => getCookie(c, name),
    address: addressOf(c, host.settings.trustedProxies),
    asset: dressing.asset ?? ((name) => `/tinh/${name}`),
  }
}

function standingOf(page: AnyPage, visit: Asked): Standing {
  if (page.standing) return page.standing(visit)
  const { actor } = visit
  return actor ? standingFor(actor) : NOBODY
}

const standingFor = ({ unitId, postId, personId, actingForm: form }: Actor): Standing => ({
  ...{ unitId, postId, sealId: null, acting: form === '' ? null : { form, personId } },
})

const missing = Symbol('missing')
const HELD_SECONDS = 3600
const heldHash = (key: string) => createHash('sha256').update(`held:${key}`).digest()

/** Keeps a form that met an expired session, encrypted; returns the key under which it comes back. */
export async function holdForm(host: Host, held: Held): Promise<string> {
  const key = newKey()
  const sealed = host.keys.seal('held', held)
  await inTransaction(host.database, NOBODY, (tx) =>
    own<PlatformTables>(tx)
      .insertInto('platform.heldForm')
      .values({ keyHash: heldHash(key), sealed })
      .execute(),
  )
  return key
}

export async function heldForm(host: Host, key: string): Promise<Held | null> {
  const row = await inTransaction(host.database, NOBODY, (tx) =>
    own<PlatformTables>(tx)
      .selectFrom('platform.heldForm')
      .where('keyHash', '=', heldHash(key))
      .select('sealed')
      .executeTakeFirst(),
  )
  return row ? host.keys.open<Held>('held', row.sealed, HELD_SECONDS) : null
}

async function show(c: Context, host: Host, page: AnyPage, language: Language, dressing: Dressing) {
  c.set('audit', page.audit)
  const key = page.submit && c.req.query('giu')
  const kept = key ? await heldForm(host, key) : null
  const held = kept?.path === c.req.path ? kept : null
  const visit = await visitOf(c, host, page, language, dressing)
  if (page.surface === 'workspace' && !visit.actor) return dressing.signIn({ c, visit, held: null })
  const elsewhere = visit.actor && dressing.mustGo(c)
  if (elsewhere) return c.redirect(addressIn(language, elsewhere), 303)
  const form = (it: Parameters<NonNullable<AnyPage['filled']>>[0]) =>
    held ? { ...emptyForm(held.texts), refused: platformWords[language].heldBack } : emptyForm(page.filled?.(it) ?? {})
  return draw(c, page, visit, dressing, form, 200)
}

async function draw(
  c: Context,
  page: AnyPage,
  visit: Asked,
  dressing: Dressing,
  formOf: (it: Parameters<AnyPage['view']>[0]) => FormState,
  status: 200 | 422,
) {
  const drawn = await inTransaction(visit.host.database, standingOf(page, visit), async (tx) => {
    const full: Visit = { ...visit, tx }
    const found = await page.load(full)
    if (found === null || !page.may(visit.actor, found)) return missing
    if (visit.actor && page.subject && status === 200) logAccess(tx, visit.actor, page.audit, page.subject(found))
    if (page.redirect) return { to: page.redirect(found, visit.language) }
    const it = { ...full, found, words: page.words[visit.language] }
    if (page.file) return { file: await page.file(it) }
    const body = await page.view({ ...it, form: formOf(it as never) })
    return { body, head: page.head(it) }
  })
  if (drawn === missing) return c.notFound()
  if (typeof drawn === 'object' && 'file' in drawn) return download(c, drawn.file)
  if (typeof drawn === 'object' && 'to' in drawn) return c.redirect(addressIn(visit.language, drawn.to), 303)
  const { body, head } = drawn as { body: Child; head: Head }
  c.set('scripted', head.script !== undefined)
  const html = await dressing.layout({ visit, head, surface: page.surface, body, status })
  return respond(c, keepLanguage(String(html), visit.language), page.surface, status, !head.private && status === 200)
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

function respond(c: Context, html: string, surface: AnyPage['surface'], status: 200 | 422, keep: boolean) {
  if (surface === 'workspace') c.header('Cache-Control', 'no-store')
  else c.header('Cache-Control', keep ? 'private, no-cache' : 'no-store')
  return c.html(`<!doctype html>${html}`, status)
}

async function take(c: Context, host: Host, page: AnyPage, language: Language, dressing: Dressing) {
  c.set('audit', page.audit)
  const body = await bodyOf(c)
  const texts = textsOf(body)
  const visit = await visitOf(c, host, page, language, dressing)
  if (page.surface === 'workspace' && !visit.actor)
    return dressing.signIn({
      c,
      visit,
      held: mayHold(visit, texts) ? { path: visit.path, texts: withoutSecrets(texts) } : null,
    })
  const elsewhere = visit.actor && dressing.mustGo(c)
  if (elsewhere) return c.redirect(addressIn(language, elsewhere), 303)
  const key = /^[\w-]{16,64}$/.test(texts._key ?? '') ? (texts._key as string) : newKey()
  const redraw = (outcome: Refused) =>
    draw(
      c,
      page,
      visit,
      dressing,
      () => ({ values: texts, errors: worded(outcome.errors ?? {}, language), refused: outcome.refused ?? null, key }),
      422,
    )

  const files = page.takesFiles ? await filesIn(body, page.takesFiles) : { kept: [] }
  if ('refused' in files) return redraw({ errors: { files: platformWords[language].file[files.refused] } })
  const read = page.fields ? readForm(page.fields, texts) : { data: texts }
  const formKey = `${page.audit}:${visit.actor?.userId ?? ''}:${key}`
  // A second submit of the same form makes the cookies again, but only for the browser that still holds the first one's.
  const leadTo = ({ to: address, remember, fleeting }: Done, isFirst: boolean) => {
    const to = addressIn(language, address)
    const mayRemember = isFirst || !page.replayCookies || page.replayCookies.some((name) => visit.cookie(name))
    if (!mayRemember) return c.redirect(to, 303)
    for (const cookie of page.cookies?.({ host, remember: { ...remember, ...fleeting }, key }) ?? [])
      putCookie(c, host, cookie)
    return c.redirect(to, 303)
  }
  try {
    const done = await inTransaction(host.database, standingOf(page, visit), async (tx) => {
      const full: Visit = { ...visit, tx }
      const found = await page.load(full)
      if (found === null || !page.may(visit.actor, found)) return missing
      if ('errors' in read) throw new Rollback({ errors: read.errors })
      const work = async () => {
        const it = { ...full, found, words: page.words[language], form: read.data, key, files: files.kept }
        const outcome = (await page.submit?.(it)) as Done | Refused
        if (!('to' in outcome)) throw new Rollback(outcome)
        return outcome
      }
      if (page.repeatable) return work()
      let first: Done | undefined
      await once(tx, formKey, async () => {
        first = await work()
        return JSON.stringify({ ...first, fleeting: undefined })
      })
      return first as Done
    })
    if (done !== missing) return leadTo(done as Done, true)
  } catch (error) {
    // The first submit of this form may have moved the record on: the second is answered with where the first one led.
    const before = await inTransaction(host.database, NOBODY, (tx) => ledBefore(tx, formKey))
    if (before) return leadTo(JSON.parse(before), false)
    if (error instanceof Rollback) return redraw(error.outcome)
    throw error
  }
  const before = await inTransaction(host.database, NOBODY, (tx) => ledBefore(tx, formKey))
  return before ? leadTo(JSON.parse(before), false) : c.notFound()
}

const MOST_HELD = 64 * 1024

/** A factor that was entered again is kept nowhere, not even encrypted. */
const withoutSecrets = ({ secret: _secret, password: _password, ...texts }: Record<string, string>) => texts

/** A long letter at most, and not from somebody who sends many without ever signing in. */
const mayHold = (visit: Asked, texts: Record<string, string>) =>
  JSON.stringify(texts).length <= MOST_HELD && !visit.host.throttle.isBusy('hold', visit.address)

async function filesIn(
  body: Body,
  what: true | 'table' | 'document',
): Promise<{ kept: KeptFile[] } | { refused: keyof typeof vi.file }> {
  const given = [...body.values()].filter((entry): entry is File => typeof entry !== 'string' && entry.size > 0)
  if (given.length === 0) return { kept: [] }
  if (what === 'document') return judgeDocument(given)
  return what === 'table' ? judgeTable(given) : judgeFiles(given)
}

/** A schema's general keys become sentences; a sentence of the page's own passes as it is. */
function worded(errors: Record<string, string>, language: Language): Record<string, string> {
  const words = platformWords[language].field
  const sentence = (key: string) => {
    const [name, count] = key.split(':')
    if (name === 'short') return words.short(Number(count))
    if (name === 'long') return words.long(Number(count))
    if (key === 'empty' || key === 'choose' || key === 'wrong' || key === 'day' || key === 'robot') return words[key]
    return key
  }
  return Object.fromEntries(Object.entries(errors).map(([field, key]) => [field, sentence(key)]))
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

export const newReference = () => randomBytes(4).toString('hex').toUpperCase()
