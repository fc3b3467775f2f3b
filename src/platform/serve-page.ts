import { createHash, randomBytes } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { inTransaction, NOBODY, own } from './db.ts'
import { type Dressing, draw, type Held, platformWords, visitOf } from './draw-page.ts'
import { emptyForm, newKey } from './form.ts'
import { addressIn, inBoth } from './language.ts'
import type { AnyPage, Host } from './page.ts'
import type { PlatformTables } from './tables.ts'
import { takeForm } from './take-form.ts'
import type { Language } from './words.ts'

export function servePages(app: Hono, host: Host, pages: readonly AnyPage[], dressing: Dressing): void {
  for (const page of pages)
    for (const [i, path] of inBoth(page.path).entries()) {
      const language = i === 0 ? 'vi' : 'en'
      app.get(path, (c) => show(c, host, page, language, dressing))
      if (page.submit) app.post(path, (c) => takeForm(c, host, page, language, dressing))
    }
}

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

export const newReference = () => randomBytes(4).toString('hex').toUpperCase()
