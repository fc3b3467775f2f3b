import type { Context, Hono } from 'hono'
import { type Accounts, AUTH_PATH, addressOfAccount, PROVIDER_TROUBLE, providerDoor } from '../organization/accounts.ts'
import { PROVIDER, throughProvider } from '../organization/provider.ts'
import { putCookie } from '../platform/draw-page.ts'
import { emptyForm } from '../platform/form.ts'
import { addressIn, inBoth, languageOf } from '../platform/language.ts'
import type { Host } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'
import { LINKED, recordLink, type Trouble, troubleOf, troubleText } from './provider-link.tsx'
import {
  afterSignIn,
  BY_PROVIDER,
  type Draw,
  forgetPassing,
  forgetStandings,
  PASSAGE_COOKIE,
  PASSING_SECONDS,
  type Passing,
  passCookies,
  passingOf,
  rememberDevice,
  SECOND_STEP,
  signInPage,
  wordsOf,
} from './sign-in.tsx'

const DONE = `${BY_PROVIDER}/xong`

/** The provider's door: out by a link, back by the one address that is registered there. */
export function serveProviderSignIn(
  app: Hono,
  host: Host,
  accounts: Accounts,
  actorOf: (c: Context) => Promise<Actor | null>,
  draw: Draw,
): void {
  const { provider } = accounts
  if (!provider) return
  const again = (c: Context, trouble: Trouble) =>
    draw(
      c,
      wordsOf(c).title,
      signInPage(
        languageOf(c.req.path),
        emptyForm(),
        passingOf(c, host)?.held ?? null,
        [],
        '',
        provider.name,
        troubleText(c, accounts, trouble),
      ),
      422,
    )
  const remember = (c: Context, passing: Passing) =>
    putCookie(c, host, {
      ...{ name: PASSAGE_COOKIE, value: host.keys.seal('passing', passing), path: '/' },
      maxAgeSeconds: PASSING_SECONDS,
    })

  app.on('GET', inBoth(BY_PROVIDER), async (c) => {
    c.set('audit', 'signIn.provider')
    const language = languageOf(c.req.path)
    const door = await providerDoor(accounts, 'out')
    const answer = await door?.api
      .signInSocial({
        body: {
          ...{ provider: PROVIDER, callbackURL: addressIn(language, DONE), disableRedirect: true },
          errorCallbackURL: addressIn(language, PROVIDER_TROUBLE),
        },
        headers: c.req.raw.headers,
        asResponse: true,
      })
      .catch(() => null)
    const to = answer?.ok ? ((await answer.json()) as { url?: string }).url : undefined
    if (!answer || !to) return again(c, 'down')
    passCookies(c, answer)
    remember(c, { held: c.req.query('giu'), isPassed: false })
    return c.redirect(to, 303)
  })

  app.get(`${AUTH_PATH}/callback/${PROVIDER}`, async (c) => {
    c.set('audit', 'signIn.provider')
    c.header('Cache-Control', 'no-store')
    const door = await providerDoor(accounts, 'back')
    if (!door) return again(c, 'down')
    // The address as the world knows it: behind a proxy ours is another.
    const { pathname, search } = new URL(c.req.url)
    const request = new Request(`${host.settings.publicUrl}${pathname}${search}`, { headers: c.req.raw.headers })
    const { answer, isHalfway } = await throughProvider(async (passing) => {
      const answer = await door.handler(request).catch(() => null)
      return { answer, isHalfway: passing.isHalfway }
    })
    if (!answer) return again(c, 'down')
    passCookies(c, answer)
    if (isHalfway) {
      remember(c, { held: passingOf(c, host)?.held, isPassed: true })
      return c.redirect(SECOND_STEP, 303)
    }
    const to = answer.headers.get('location')
    if (!to) return again(c, 'failed')
    if (to.endsWith(LINKED)) await recordLink(host, await actorOf(c), 'providerLinked')
    return c.redirect(ours(to, host.settings.publicUrl), 303)
  })

  app.on('GET', inBoth(DONE), async (c) => {
    const session = await accounts.auth.api.getSession({ headers: c.req.raw.headers })
    if (!session) return again(c, 'expired')
    const held = passingOf(c, host)?.held
    forgetPassing(c, host)
    forgetStandings()
    const email = await addressOfAccount(accounts, session.user.id)
    if (email) await rememberDevice(c, host, accounts, email)
    return afterSignIn(c, host, held)
  })

  app.on('GET', inBoth(PROVIDER_TROUBLE), (c) => again(c, troubleOf(c.req.query('error'))))
}

/** Where better-auth leads on, as an address of ours: whatever else it may be leads to the workspace. */
function ours(to: string, publicUrl: string): string {
  const url = new URL(to, publicUrl)
  return url.origin === new URL(publicUrl).origin ? `${url.pathname}${url.search}` : '/lam-viec'
}
