import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import type { z } from 'zod'
import { behind, own, type Tx } from './db.ts'
import type { PlatformTables } from './tables.ts'

/** What a form shows: what was typed (kept after a refusal), what is wrong with it, and its key against double submits. */
export interface FormState {
  values: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
  refused: string | null
  key: string
}

export const newKey = () => randomBytes(18).toString('base64url')

export function emptyForm(values: Record<string, string> = {}): FormState {
  return { values, errors: {}, refused: null, key: newKey() }
}

export type Body = FormData | URLSearchParams

/** What was posted; what is no form at all counts as an empty one, which every form refuses in its own words. */
export async function bodyOf(c: Context): Promise<Body> {
  if (c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded'))
    return new URLSearchParams(await c.req.text().catch(() => ''))
  return c.req.formData().catch(() => new FormData())
}

const MOST_FIELDS = 300

/** The texts of a posted form; a name that comes several times is joined by commas (check boxes), files are left out. */
export function textsOf(body: Body): Record<string, string> {
  const texts: Record<string, string> = {}
  let left = MOST_FIELDS
  for (const [name, text] of body as Iterable<[string, string | File]>) {
    if (typeof text !== 'string' || left-- <= 0) continue
    const clean = text.normalize('NFC').replace(/\r\n/g, '\n').replaceAll('\u0000', '')
    texts[name] = name in texts ? `${texts[name]},${clean}` : clean
  }
  return texts
}

export type ReadForm<T> = { data: T } | { errors: Record<string, string> }

/** One message per field, the first one. A schema's own messages are keys the caller words. */
export function readForm<T>(schema: z.ZodType<T>, texts: Record<string, string>): ReadForm<T> {
  const read = schema.safeParse(texts)
  if (read.success) return { data: read.data }
  const errors: Record<string, string> = {}
  for (const issue of read.error.issues) {
    const field = String(issue.path[0] ?? '_')
    errors[field] ??= issue.code === 'custom' ? issue.message : issueKey(issue)
  }
  return { errors }
}

/** The general key of an issue; `words.field` of the platform says it for people. */
function issueKey(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') return issue.minimum === 1 ? 'empty' : `short:${issue.minimum}`
  if (issue.code === 'too_big') return `long:${issue.maximum}`
  return issue.code === 'invalid_value' ? 'choose' : issue.code === 'invalid_type' ? 'empty' : 'wrong'
}

const keyHash = (key: string) => createHash('sha256').update(key).digest()

/**
 * Takes a form once. The key is written last, in the same transaction: of two submits at the same moment the second waits
 * for the first, meets its key and fails; `ledBefore` then says where the first one led.
 */
export async function once(tx: Tx, key: string, work: () => Promise<string>): Promise<string> {
  const result = await work()
  const taken = own<PlatformTables>(tx)
    .insertInto('platform.submitKey')
    .values({ keyHash: keyHash(key), result })
  behind(tx, taken.execute())
  return result
}

/** Where a form led when it was taken, or null. */
export async function ledBefore(tx: Tx, key: string): Promise<string | null> {
  const row = await own<PlatformTables>(tx)
    .selectFrom('platform.submitKey')
    .where('keyHash', '=', keyHash(key))
    .select('result')
    .executeTakeFirst()
  return row?.result ?? null
}
