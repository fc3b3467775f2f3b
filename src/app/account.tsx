import type { Context, Hono } from 'hono'
import { toString as qrToString } from 'qrcode'
import { type Accounts, linkedIdentity } from '../organization/accounts.ts'
import { dayIn, formatDay } from '../platform/day.ts'
import { bodyOf, emptyForm, type FormState, textsOf } from '../platform/form.ts'
import { addressIn, inBoth, languageOf } from '../platform/language.ts'
import type { Host } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'
import { Form, Submit, TextField } from '../ui/parts.tsx'
import { ProviderCard, startLink, troubleOf, troubleText, unlink, wayText } from './provider-link.tsx'
import { type Draw, forgetStandings, passCookies, SIGN_IN, wordsOf } from './sign-in.tsx'

export const ACCOUNT = '/lam-viec/tai-khoan'
const MY_RIGHTS = '/lam-viec/quyen-cua-toi'
/** Which of the forms of the page was refused. */
const LINK_FORM = { _key: '-noi' }
const FACTOR_FORM = { _key: '-factor' }
const ENROLLING_SECONDS = 900

interface Enrolling {
  uri: string
  codes: readonly string[]
}

/** One's own account: signed-in devices, the second step. */
export function serveAccount(
  app: Hono,
  host: Host,
  accounts: Accounts,
  actorOf: (c: Context) => Promise<Actor | null>,
  draw: Draw,
): void {
  const show = async (
    c: Context,
    form: FormState,
    enrolling: Enrolling | null,
    said: string | null,
    status: 200 | 422 = 200,
  ) => {
    const words = wordsOf(c)
    const headers = c.req.raw.headers
    const session = await accounts.auth.api.getSession({ headers })
    if (!session) return c.redirect(addressIn(languageOf(c.req.path), SIGN_IN), 303)
    const sessions = await accounts.auth.api.listSessions({ headers })
    const on = (session.user as { twoFactorEnabled?: boolean }).twoFactorEnabled === true
    const identity = await linkedIdentity(accounts, session.user.id)
    const qr = enrolling
      ? `data:image/svg+xml;base64,${Buffer.from(await qrToString(enrolling.uri, { type: 'svg', margin: 1 })).toString('base64')}`
      : ''
    const body = (
      <div class="wrap narrow pad stack wide">
        <h1>{words.account}</h1>
        <p class="lead">
          {session.user.name} · {session.user.email}
        </p>
        {said && <p class="notice good">{said}</p>}
        <section class="card">
          <h2>{words.sessions}</h2>
          <ul>
            {sessions.map((one) => (
              <li>
                {(one.userAgent ?? '').slice(0, 80)} {words.since(formatDay(dayIn(new Date(one.createdAt))))}
                {wayText(c, accounts, one)}
                {one.token === session.session.token ? ` (${words.thisOne})` : ''}
              </li>
            ))}
          </ul>
          <form method="post">
            <button class="ds-button" type="submit" name="_do" value="end" data-variant="secondary">
              {words.endOthers}
            </button>
          </form>
        </section>
        <section class="card">
          <h2>{words.factor}</h2>
          {on && <p class="notice good">{words.factorOn}</p>}
          {!on && !enrolling && (
            <Form form={form} part="factor" refusedText={words.factorRefused}>
              <p>{c.get('needsFactor') && !host.isDemo ? words.factorMust : words.factorOff}</p>
              <input type="hidden" name="_do" value="start" />
              <TextField
                form={form}
                name="password"
                label={words.password}
                type="password"
                autocomplete="current-password"
              />
              <div>
                <Submit>{words.factorStart}</Submit>
              </div>
            </Form>
          )}
          {enrolling && (
            <Form form={form} part="factor" refusedText={words.factorRefused}>
              <p>{words.factorScan}</p>
              <img class="qr" src={qr} alt="QR" width="136" height="136" />
              <p class="code">{new URL(enrolling.uri).searchParams.get('secret')}</p>
              <p>{words.backup}</p>
              <p class="keep">{enrolling.codes.join('\n')}</p>
              <input type="hidden" name="_do" value="confirm" />
              <input type="hidden" name="_enrolling" value={host.keys.seal('enrolling', enrolling)} />
              <TextField
                form={form}
                name="code"
                label={words.factorConfirm}
                inputmode="numeric"
                autocomplete="one-time-code"
                maxlength={8}
              />
              <div>
                <Submit>{words.codeSubmit}</Submit>
              </div>
            </Form>
          )}
        </section>
        {accounts.provider && (
          <ProviderCard
            words={words}
            form={form}
            name={accounts.provider.name}
            linkedOn={identity && formatDay(dayIn(new Date(identity.linkedAt)))}
          />
        )}
        {(on || host.isDemo) && (
          <p class="row">
            <a href={MY_RIGHTS}>{words.whatIMay}</a>
            <a href="/lam-viec">← {words.myWork}</a>
          </p>
        )}
      </div>
    )
    return draw(c, words.account, body, status)
  }
  app.on('GET', inBoth(ACCOUNT), async (c) => {
    await actorOf(c)
    const words = wordsOf(c)
    const name = accounts.provider?.name ?? ''
    const error = c.req.query('error')
    if (error && name)
      return show(c, { ...emptyForm(LINK_FORM), refused: troubleText(c, accounts, troubleOf(error)) }, null, null, 422)
    const said = { xong: words.provider.linked(name), thoi: words.provider.unlinked2(name) }[c.req.query('noi') ?? '']
    return show(c, emptyForm(), null, (name && said) || null)
  })
  app.on('POST', inBoth(ACCOUNT), async (c) => {
    const words = wordsOf(c)
    const texts = textsOf(await bodyOf(c))
    const headers = c.req.raw.headers
    if (texts._do === 'end') {
      await accounts.auth.api.revokeOtherSessions({ headers }).catch(() => null)
      forgetStandings()
      return show(c, emptyForm(), null, words.ended)
    }
    if (texts._do === 'link' || texts._do === 'unlink') {
      const session = await accounts.auth.api.getSession({ headers })
      if (!session || !accounts.provider) return c.redirect(addressIn(languageOf(c.req.path), SIGN_IN), 303)
      const it = { host, accounts, actor: await actorOf(c), userId: session.user.id, secret: texts.secret ?? '' }
      const done = texts._do === 'link' ? await startLink(c, it) : await unlink(c, it)
      if ('page' in done) return draw(c, words.account, done.page)
      if ('to' in done) return c.redirect(addressIn(languageOf(c.req.path), done.to), 303)
      return show(c, { ...emptyForm(LINK_FORM), ...done }, null, null, 422)
    }
    if (texts._do === 'start') {
      const started = await accounts.auth.api
        .enableTwoFactor({ body: { password: texts.password ?? '' }, headers })
        .catch(() => null)
      if (!started || !('totpURI' in started))
        return show(c, { ...emptyForm(FACTOR_FORM), errors: { password: words.wrong } }, null, null, 422)
      return show(c, emptyForm(), { uri: started.totpURI, codes: started.backupCodes }, null)
    }
    const answer = await accounts.auth.api
      .verifyTOTP({ body: { code: (texts.code ?? '').replace(/\D/g, '') }, headers, asResponse: true })
      .catch(() => null)
    if (!answer?.ok) {
      const enrolling = host.keys.open<Enrolling>('enrolling', texts._enrolling, ENROLLING_SECONDS)
      const wrong = { ...emptyForm(FACTOR_FORM), errors: { [enrolling ? 'code' : 'password']: words.codeWrong } }
      return show(c, wrong, enrolling, null, 422)
    }
    forgetStandings()
    passCookies(c, answer)
    return c.redirect(addressIn(languageOf(c.req.path), ACCOUNT), 303)
  })
}
