import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { getCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import type { Child } from 'hono/jsx'
import { secureHeaders } from 'hono/secure-headers'
import { timeout } from 'hono/timeout'
import type { Accounts } from '../organization/accounts.ts'
import { dayIn } from '../platform/day.ts'
import { type Dressing, platformWords, putCookie } from '../platform/draw-page.ts'
import { MAX_BYTES } from '../platform/files.ts'
import { bodyOf, emptyForm } from '../platform/form.ts'
import { addressIn, inBoth, keepLanguage, languageOf } from '../platform/language.ts'
import { whereFrom } from '../platform/log.ts'
import type { Head, Host } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'
import { holdForm, newReference, servePages } from '../platform/serve-page.ts'
import { ACCOUNT, serveAccount } from './account.tsx'
import { serveAssets } from './assets.ts'
import { capabilityCounts, NAV, PAGES, serveApis } from './capabilities.ts'
import { formerUnitOf, WhichSuccessor } from './former-unit.tsx'
import { serveInvite } from './invite.tsx'
import { Document, PublicFrame } from './layout.tsx'
import { metrics } from './metrics.ts'
import { serveProviderSignIn } from './provider-sign-in.tsx'
import { actorReader, type SignInDemo, serveSignIn, signInPage } from './sign-in.tsx'
import { SIGN_IN_WORDS } from './sign-in-words.ts'
import { WorkFrame } from './workspace.tsx'

const FORM_SECONDS = 60
/** What people type in one form, at the very most. */
const MOST_TYPED = 512 * 1024

/** The whole program behind one address: guards first, then pages. */
export function makeServer(host: Host, accounts: Accounts, demo: () => Promise<SignInDemo>): Hono {
  const app = new Hono<{ Bindings: HttpBindings }>() as unknown as Hono
  const counters = metrics()
  guard(app, host, counters)
  const asset = serveAssets(app)
  const actorOf = actorReader(accounts, host)
  const bare = (c: Context) => {
    const now = host.now()
    return {
      host,
      actor: null,
      language: languageOf(c.req.path),
      today: dayIn(now),
      now,
      params: {},
      query: {},
      path: c.req.path,
      address: '',
      asset,
      cookie: (name: string) => getCookie(c, name),
    } as const
  }
  const draw = async (
    c: Context,
    title: string,
    body: Child,
    status: 200 | 401 | 403 | 404 | 413 | 422 | 500 = 200,
  ) => {
    const visit = bare(c)
    const head: Head = { title, private: true }
    c.header('Cache-Control', 'no-store')
    const html = Document({ visit, head, asset, children: PublicFrame({ visit, head, body }) })
    return c.html(`<!doctype html>${keepLanguage(String(await html), visit.language)}`, status)
  }
  const dressing: Dressing = {
    asset,
    actorOf,
    mustGo: (c) => (c.get('needsFactor') && !host.isDemo ? ACCOUNT : null),
    async layout({ visit, head, surface, body }) {
      if (surface === 'public')
        return String(await Document({ visit, head, asset, children: PublicFrame({ visit, head, body }) }))
      const counts = visit.actor ? await capabilityCounts(host, visit.actor) : {}
      const frame = WorkFrame({ visit, head, body, nav: NAV, counts })
      return String(await Document({ visit, head, asset, bodyClass: 'work', children: frame }))
    },
    async signIn({ c, held }) {
      const language = languageOf(c.req.path)
      const words = SIGN_IN_WORDS[language]
      const key = held ? await holdForm(host, held) : null
      if (!held && c.get('actors')?.length === 0)
        return draw(c, words.title, <p class="wrap pad">{words.noPost}</p>, 401)
      const { lines, password } = await demo()
      return draw(
        c,
        words.title,
        signInPage(language, emptyForm(), key, lines, password, host.settings.provider?.name ?? null),
        401,
      )
    },
  }
  serveSmallThings(app, host)
  serveSignIn(app, host, accounts, draw, demo)
  serveInvite(app, host, accounts, draw)
  serveProviderSignIn(app, host, accounts, actorOf, draw)
  serveAccount(app, host, accounts, actorOf, draw)
  serveApis(app, host)
  servePages(app, host, PAGES, dressing)

  const plain = (c: Context, title: string, text: string, reference = '') => (
    <div class="wrap narrow pad stack">
      <h1>{title}</h1>
      <p class="lead">
        {text} {reference && <strong>{reference}</strong>}
      </p>
      <p>
        <a href={isOfWork(c.req.path) ? '/lam-viec' : '/'}>{platformWords[languageOf(c.req.path)].home}</a>
      </p>
    </div>
  )
  app.notFound(async (c) => {
    const words = platformWords[languageOf(c.req.path)]
    if (c.req.path.startsWith('/api/')) return c.json({ error: 'notFound' }, 404)
    const former = await formerUnitOf(host, c)
    // A form goes on to the successor as it is: what was typed is not lost.
    if (former && 'to' in former) return c.redirect(former.to, c.req.method === 'POST' ? 308 : 301)
    if (former) {
      const language = languageOf(c.req.path)
      return draw(c, former.title, <WhichSuccessor former={former} language={language} today={dayIn(host.now())} />)
    }
    return draw(c, words.notFound, plain(c, words.notFound, words.notFoundText), 404)
  })
  app.onError((error, c) => {
    const words = platformWords[languageOf(c.req.path)]
    if ('getResponse' in error && 'status' in error && (error.status === 413 || error.status === 403)) {
      const text = error.status === 413 ? words.tooLarge : words.crossSite
      return draw(c, text, plain(c, text, ''), error.status)
    }
    const reference = newReference()
    host.log.error('request failed', {
      reference,
      method: c.req.method,
      audit: c.get('audit') ?? '',
      ...whereFrom(error),
    })
    return draw(c, words.broken, plain(c, words.broken, words.brokenText, reference), 500)
  })
  return app
}

/** For the one page with a script of ours and its worker: nothing inline, nothing from elsewhere. */
const SCRIPTED =
  "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const isOfWork = (path: string) => addressIn('vi', path).startsWith('/lam-viec')

function guard(app: Hono, host: Host, counters: ReturnType<typeof metrics>): void {
  const self = "'self'"
  app.use(async (c, next) => {
    const from = performance.now()
    await next()
    // Here, outside the general headers: they would put the policy of pages in its place.
    if (c.get('sandboxed')) c.header('Content-Security-Policy', "default-src 'none'; sandbox")
    if (c.get('scripted')) c.header('Content-Security-Policy', SCRIPTED)
    const ms = Math.round(performance.now() - from)
    const audit = c.get('audit') ?? ''
    counters.count(audit, c.res.status, ms)
    if (audit) host.log.info('request', { method: c.req.method, audit, status: c.res.status, ms })
  })
  app.get('/metrics', (c) => {
    const token = host.settings.metricsToken
    if (!token || c.req.header('authorization') !== `Bearer ${token}`) return c.notFound()
    return c.text(counters.print(host.database.pool))
  })
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: [self],
        fontSrc: [self],
        imgSrc: [self, 'data:'],
        formAction: [self],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(host.settings.publicUrl.startsWith('https:') ? { upgradeInsecureRequests: [] } : {}),
      },
      xFrameOptions: 'DENY',
      referrerPolicy: 'same-origin',
      crossOriginOpenerPolicy: 'same-origin',
      strictTransportSecurity: host.settings.publicUrl.startsWith('https:') ? 'max-age=31536000' : false,
    }),
  )
  app.use(compress())
  app.use(timeout(FORM_SECONDS * 1000))
  const letters = bodyLimit({ maxSize: MOST_TYPED })
  const parcels = bodyLimit({ maxSize: MAX_BYTES + 1024 * 1024 })
  app.use((c, next) =>
    ((c.req.header('content-type') ?? '').startsWith('multipart/form-data') ? parcels : letters)(c, next),
  )
  // Browsers that send Sec-Fetch-Site must say same-origin; older ones must send our Origin.
  const ours = new URL(host.settings.publicUrl).origin
  app.use(csrf({ origin: (origin, c) => origin === ours || origin === new URL(c.req.url).origin }))
  app.use(async (c, next) => {
    if (c.req.method !== 'POST') return next()
    const [origin, site] = [c.req.header('origin'), c.req.header('sec-fetch-site')]
    const foreign = site
      ? site !== 'same-origin' && site !== 'none'
      : origin !== ours && origin !== new URL(c.req.url).origin
    if (foreign) return c.text('forbidden', 403)
    return next()
  })
}

function serveSmallThings(app: Hono, host: Host): void {
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    try {
      await host.database.pool.query('select 1')
      return c.text('ready')
    } catch {
      return c.text('not ready', 503)
    }
  })
  app.get('/robots.txt', (c) =>
    c.text('User-agent: *\nDisallow: /lam-viec\nDisallow: /xem-don\nDisallow: /bien-nhan\n'),
  )
  app.on('POST', inBoth('/giao-dien'), async (c) => {
    const form = await bodyOf(c)
    for (const name of ['mau', 'nen']) {
      const value = form.get(name)
      if (typeof value === 'string' && /^[a-z]{2,8}$/.test(value))
        putCookie(c, host, { name, value, path: '/', maxAgeSeconds: 365 * 24 * 3600 })
    }
    const back = String(form.get('ve') ?? '/')
    return c.redirect(/^\/(?!\/)[\w\-/%.]*$/.test(back) ? back : '/', 303)
  })
  app.on('POST', inBoth('/lam-viec/chuc-vu'), async (c) => {
    const post = String((await bodyOf(c)).get('chuc-vu') ?? '')
    if (/^\d{1,15}$/.test(post)) putCookie(c, host, { name: 'chuc-vu', value: post, path: '/' })
    return c.redirect(addressIn(languageOf(c.req.path), '/lam-viec'), 303)
  })
}

declare module 'hono' {
  interface ContextVariableMap {
    audit: string
    sandboxed: boolean
    scripted: boolean
    needsFactor: boolean
    actors: Actor[]
  }
}
