import type { Context } from 'hono'
import { inTransaction, NOBODY, sentIn, type Tx } from './db.ts'
import {
  type Asked,
  type Drawn,
  type Dressing,
  draw,
  drawIn,
  missing,
  paint,
  platformWords,
  putCookie,
  sendDrawn,
  standingOf,
  visitOf,
} from './draw-page.ts'
import { judgeDocument, judgeFiles, judgeTable, type KeptFile } from './files.ts'
import { type Body, bodyOf, type FormState, ledBefore, newKey, once, type ReadForm, readForm, textsOf } from './form.ts'
import { addressIn } from './language.ts'
import type { AnyPage, Done, Host, Refused, Visit } from './page.ts'
import type { Language } from './words.ts'
import type { vi } from './words.vi.ts'

/** A form that was refused: whatever the transaction did is undone. */
class Rollback extends Error {
  readonly outcome: Refused
  constructor(outcome: Refused) {
    super('refused')
    this.outcome = outcome
  }
}

/** What became of a submit: where it leads, where the first submit of the same form led, or the form again. */
type Taken = { done: Done } | { before: string } | { drawn: Drawn }
/** The same while the question for the first submit is on its way: it travels with COMMIT. */
type Asking = { done: Done } | { before: Promise<string | null>; drawn: Drawn }

/** Takes a posted form once. */
export async function takeForm(c: Context, host: Host, page: AnyPage, language: Language, dressing: Dressing) {
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
  const formOf = (outcome: Refused) => (): FormState => ({
    ...{ values: texts, errors: worded(outcome.errors ?? {}, language), refused: outcome.refused ?? null, key },
  })

  const files = page.takesFiles ? await filesIn(body, page.takesFiles) : { kept: [] }
  if ('refused' in files) {
    const outcome = { errors: { files: platformWords[language].file[files.refused] } }
    return draw(c, page, visit, dressing, formOf(outcome), 422)
  }
  // A second submit of the same form makes the cookies again, but only for the browser that still holds the first one's.
  const leadTo = ({ to: address, remember, fleeting }: Done, isFirst: boolean) => {
    const to = addressIn(language, address)
    const mayRemember = isFirst || !page.replayCookies || page.replayCookies.some((name) => visit.cookie(name))
    if (!mayRemember) return c.redirect(to, 303)
    for (const cookie of page.cookies?.({ host, remember: { ...remember, ...fleeting }, key }) ?? [])
      putCookie(c, host, cookie)
    return c.redirect(to, 303)
  }
  const read = page.fields ? readForm(page.fields, texts) : { data: texts }
  const formKey = `${page.audit}:${visit.actor?.userId ?? ''}:${key}`
  const taken = await take({ page, visit, read, key, formKey, files: files.kept, formOf })
  if ('done' in taken) return leadTo(taken.done, true)
  if ('before' in taken) return leadTo(JSON.parse(taken.before), false)
  return sendDrawn(c, page, visit, dressing, taken.drawn, 422)
}

interface Posted {
  page: AnyPage
  visit: Asked
  read: ReadForm<unknown>
  key: string
  formKey: string
  files: readonly KeptFile[]
  formOf: (outcome: Refused) => () => FormState
}

/** One transaction for a form that is taken, and for most that are refused; a second one where something must be undone first. */
async function take(posted: Posted): Promise<Taken> {
  const { page, visit, formKey, formOf } = posted
  const { database } = visit.host
  try {
    const taken = await inTransaction(database, standingOf(page, visit), (tx) => takeIn(tx, posted))
    if ('done' in taken) return taken
    const before = await taken.before
    return before ? { before } : { drawn: taken.drawn }
  } catch (error) {
    // The first submit of this form may have moved the record on: the second is answered with where the first one led.
    if (error instanceof Rollback)
      return inTransaction(database, standingOf(page, visit), async (tx) => {
        const before = await ledBefore(tx, formKey)
        return before ? { before } : { drawn: await drawIn(tx, page, visit, formOf(error.outcome), 422) }
      })
    const before = await inTransaction(database, NOBODY, (tx) => ledBefore(tx, formKey))
    if (before) return { before }
    throw error
  }
}

async function takeIn(tx: Tx, { page, visit, read, key, formKey, files, formOf }: Posted): Promise<Asking> {
  const full: Visit = { ...visit, tx }
  const found = await page.load(full)
  if (found === null || !page.may(visit.actor, found)) return { before: asked(tx, formKey), drawn: missing }
  const sentBefore = sentIn(tx)
  try {
    if ('errors' in read) throw new Rollback({ errors: read.errors })
    const work = async () => {
      const it = { ...full, found, words: page.words[visit.language], form: read.data, key, files }
      const outcome = (await page.submit?.(it)) as Done | Refused
      if (!('to' in outcome)) throw new Rollback(outcome)
      return outcome
    }
    if (page.repeatable) return { done: await work() }
    let first: Done | undefined
    await once(tx, formKey, async () => {
      first = await work()
      return JSON.stringify({ ...first, fleeting: undefined })
    })
    return { done: first as Done }
  } catch (error) {
    // Nothing was asked since the page was loaded: there is nothing to undo, and what was found is drawn as it is.
    if (!(error instanceof Rollback) || sentIn(tx) !== sentBefore) throw error
    const drawn = await paint(tx, page, visit, found, formOf(error.outcome), 422)
    return { before: asked(tx, formKey), drawn }
  }
}

/** Sent now, read when the transaction is over; if that fails, it is the transaction that says so. */
function asked(tx: Tx, formKey: string): Promise<string | null> {
  const before = ledBefore(tx, formKey)
  before.catch(() => {})
  return before
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
