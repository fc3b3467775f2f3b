import type { Context, Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Child } from 'hono/jsx'
import type { Accounts } from '../organization/accounts.ts'
import { actorsOf } from '../organization/officials.ts'
import { throughProvider } from '../organization/provider.ts'
import { rightsChanges } from '../organization/role-actions.ts'
import { DEVICE_COOKIE, DEVICE_SECONDS, knowDevice, takeAttempt } from '../organization/sign-in-attempts.ts'
import { dayIn } from '../platform/day.ts'
import { outside } from '../platform/db.ts'
import { putCookie } from '../platform/draw-page.ts'
import { bodyOf, emptyForm, type FormState, textsOf } from '../platform/form.ts'
import { addressIn, inBoth, languageOf } from '../platform/language.ts'
import type { Host } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'
import { heldForm } from '../platform/serve-page.ts'
import type { Language } from '../platform/words.ts'
import { Form, LinkButton, Submit, TextField } from '../ui/parts.tsx'
import { SIGN_IN_WORDS } from './sign-in-words.ts'

export const SIGN_IN = '/lam-viec/dang-nhap'
export const SECOND_STEP = '/lam-viec/ma'
export const BY_PROVIDER = `${SIGN_IN}/nha-cung-cap`
/** Written while the provider is asked: what was being typed, the language; and, until the code is right, by which way. */
export const PASSAGE_COOKIE = 'qua-cong'
export interface Passing {
  held: string | undefined
  isPassed: boolean
}
export const PASSING_SECONDS = 900

/** How sign-in pages are drawn: the app's document without a menu. */
export type Draw = (c: Context, title: string, body: Child, status?: 200 | 401 | 422) => Promise<Response>

export type SignInWords = (typeof SIGN_IN_WORDS)[Language]
export const wordsOf = (c: Context): SignInWords => SIGN_IN_WORDS[languageOf(c.req.path)]

const FRESH_MS = 5000
const MOST_KEPT = 5000

interface Standing {
  actors: Actor[]
  needsFactor: boolean
  at: number
  /** Of the rights in this process; a change here counts at the next request. */
  changes: number
}

const standings = new Map<string, Standing>()

/** After signing out here, or ending other devices, the next request asks the database again. */
export const forgetStandings = () => standings.clear()

/**
 * Who asks: the session's account, acting for the chosen post or the first it holds today. Read again after a few seconds: a
 * right that ends, or a session ended on another machine, ends here within that time.
 */
export function actorReader(accounts: Accounts, host: Host) {
  return async (c: Context): Promise<Actor | null> => {
    const token = getCookie(c, 'gandan.session_token') ?? getCookie(c, '__Secure-gandan.session_token')
    if (!token) return null
    let standing = standings.get(token)
    if (!standing || performance.now() - standing.at > FRESH_MS || standing.changes !== rightsChanges()) {
      const session = await accounts.auth.api.getSession({ headers: c.req.raw.headers })
      if (!session) return null
      const actors = await actorsOf(outside(host.database), session.user.id, dayIn(host.now()))
      const needsFactor = !(session.user as { twoFactorEnabled?: boolean }).twoFactorEnabled
      if (standings.size > MOST_KEPT) standings.clear()
      standing = { actors, needsFactor, at: performance.now(), changes: rightsChanges() }
      standings.set(token, standing)
    }
    c.set('needsFactor', standing.needsFactor)
    c.set('actors', standing.actors)
    const chosen = Number(getCookie(c, 'chuc-vu'))
    return standing.actors.find((actor) => actor.postId === chosen) ?? standing.actors[0] ?? null
  }
}

export function signInPage(
  language: Language,
  form: FormState,
  held: string | null,
  demo: readonly string[],
  demoPassword: string,
  provider: string | null,
  trouble: string | null = null,
) {
  const words = SIGN_IN_WORDS[language]
  return (
    <div class="wrap narrow pad stack wide">
      <div class="stack tight">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </div>
      {held && <p class="notice warn">{words.held}</p>}
      {trouble && (
        <p class="notice warn" role="alert">
          {trouble}
        </p>
      )}
      <Form form={form} action={SIGN_IN} refusedText={words.refused}>
        {held && <input type="hidden" name="_held" value={held} />}
        <TextField form={form} name="email" label={words.email} type="email" autocomplete="username" maxlength={200} />
        <TextField
          form={form}
          name="password"
          label={words.password}
          type="password"
          autocomplete="current-password"
          maxlength={128}
        />
        <div class="row">
          <Submit>{words.submit}</Submit>
        </div>
      </Form>
      {provider && (
        <p class="row">
          <span class="quiet">{words.or}</span>
          <LinkButton quiet href={held ? `${BY_PROVIDER}?giu=${held}` : BY_PROVIDER}>
            {words.byProvider(provider)}
          </LinkButton>
        </p>
      )}
      {demo.length > 0 && (
        <div class="card stack tight">
          <h2>{words.demoAccounts}</h2>
          <ul>
            {demo.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
          <p>
            {words.demoPassword}: <code>{demoPassword}</code>
          </p>
        </div>
      )}
    </div>
  )
}

export const passingOf = (c: Context, host: Host) =>
  host.keys.open<Passing>('passing', getCookie(c, PASSAGE_COOKIE), PASSING_SECONDS)

export const forgetPassing = (c: Context, host: Host) =>
  putCookie(c, host, { name: PASSAGE_COOKIE, value: null, path: '/' })

function codePage(words: SignInWords, form: FormState, held: string | undefined) {
  return (
    <div class="wrap narrow pad stack wide">
      <h1>{words.codeTitle}</h1>
      <Form form={form} action={SECOND_STEP} refusedText={words.refused}>
        {held && <input type="hidden" name="_held" value={held} />}
        <TextField
          form={form}
          name="code"
          label={words.code}
          hint={words.codeHint}
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={8}
        />
        <div class="row">
          <Submit>{words.codeSubmit}</Submit>
        </div>
      </Form>
    </div>
  )
}

export interface SignInDemo {
  lines: readonly string[]
  password: string
}

export function serveSignIn(
  app: Hono,
  host: Host,
  accounts: Accounts,
  draw: Draw,
  demo: () => Promise<SignInDemo>,
): void {
  const show = async (c: Context, form: FormState, held: string | null, status: 200 | 401 | 422 = 200) => {
    const { lines, password } = await demo()
    const language = languageOf(c.req.path)
    const name = accounts.provider?.name ?? null
    return draw(c, SIGN_IN_WORDS[language].title, signInPage(language, form, held, lines, password, name), status)
  }
  app.on('GET', inBoth(SIGN_IN), (c) => show(c, emptyForm(), null))
  app.on('POST', inBoth(SIGN_IN), async (c) => {
    const words = wordsOf(c)
    const texts = textsOf(await bodyOf(c))
    const email = (texts.email ?? '').trim().toLowerCase()
    const kept = { ...emptyForm({ email }), key: texts._key ?? '' }
    const held = texts._held ?? null
    const until = await takeAttempt(accounts, email, getCookie(c, DEVICE_COOKIE), host.now())
    if (until) {
      const minutes = Math.max(1, Math.ceil((until.getTime() - host.now().getTime()) / 60_000))
      return show(c, { ...kept, refused: words.locked(minutes) }, held, 422)
    }
    const answer = await accounts.auth.api
      .signInEmail({ body: { email, password: texts.password ?? '' }, headers: c.req.raw.headers, asResponse: true })
      .catch(() => null)
    if (!answer?.ok) return show(c, { ...kept, errors: { password: words.wrong } }, held, 422)
    passCookies(c, answer)
    const body = (await answer.json()) as { twoFactorRedirect?: boolean }
    forgetPassing(c, host)
    if (body.twoFactorRedirect) return draw(c, words.codeTitle, codePage(words, emptyForm(), texts._held))
    await rememberDevice(c, host, accounts, email)
    return afterSignIn(c, host, texts._held)
  })
  // Whoever came by the provider is led here; its own form posts to the same address.
  app.on('GET', inBoth(SECOND_STEP), (c) =>
    draw(c, wordsOf(c).codeTitle, codePage(wordsOf(c), emptyForm(), passingOf(c, host)?.held)),
  )
  app.on('POST', inBoth(SECOND_STEP), async (c) => {
    const words = wordsOf(c)
    const texts = textsOf(await bodyOf(c))
    const verify = () =>
      accounts.auth.api
        .verifyTOTP({
          body: { code: (texts.code ?? '').replace(/\D/g, '') },
          headers: c.req.raw.headers,
          asResponse: true,
        })
        .catch(() => null)
    const answer = await (passingOf(c, host)?.isPassed ? throughProvider(verify) : verify())
    if (!answer?.ok)
      return draw(
        c,
        words.codeTitle,
        codePage(words, { ...emptyForm(), errors: { code: words.codeWrong } }, texts._held),
        422,
      )
    passCookies(c, answer)
    forgetPassing(c, host)
    const { user } = (await answer.json()) as { user: { email: string } }
    await rememberDevice(c, host, accounts, user.email)
    return afterSignIn(c, host, texts._held)
  })
  app.on('POST', inBoth('/lam-viec/dang-xuat'), async (c) => {
    const answer = await accounts.auth.api.signOut({ headers: c.req.raw.headers, asResponse: true }).catch(() => null)
    forgetStandings()
    if (answer) passCookies(c, answer)
    return c.redirect(addressIn(languageOf(c.req.path), SIGN_IN), 303)
  })
}

export async function rememberDevice(c: Context, host: Host, accounts: Accounts, email: string): Promise<void> {
  const value = await knowDevice(accounts, email, getCookie(c, DEVICE_COOKIE), host.now())
  putCookie(c, host, { name: DEVICE_COOKIE, value, path: '/', maxAgeSeconds: DEVICE_SECONDS })
}

/** After sign-in: back to what was being written, shown once more; else to My work. */
export async function afterSignIn(c: Context, host: Host, heldKey: string | undefined): Promise<Response> {
  const held = heldKey ? await heldForm(host, heldKey) : null
  return c.redirect(held ? `${held.path}?giu=${heldKey}` : addressIn(languageOf(c.req.path), '/lam-viec'), 303)
}

export function passCookies(c: Context, answer: Response): void {
  for (const cookie of answer.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
}
