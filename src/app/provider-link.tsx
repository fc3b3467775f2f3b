import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Child } from 'hono/jsx'
import { type Accounts, linkedIdentity, providerDoor } from '../organization/accounts.ts'
import { confirmFactor } from '../organization/factor.ts'
import { PROVIDER } from '../organization/provider.ts'
import { noteAccount } from '../organization/staffing.ts'
import { inTransaction } from '../platform/db.ts'
import type { FormState } from '../platform/form.ts'
import { addressIn, languageOf } from '../platform/language.ts'
import type { Host } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'
import { Form, LinkButton, Submit, TextField } from '../ui/parts.tsx'
import { forgetStandings, passCookies, wordsOf } from './sign-in.tsx'

const ACCOUNT = '/lam-viec/tai-khoan'
/** Where the provider's answer leads when an identity was linked. */
export const LINKED = `${ACCOUNT}?noi=xong`

export type Trouble = 'unlinked' | 'canceled' | 'down' | 'expired' | 'failed' | 'taken'

/** What better-auth or the provider said, as one of our sentences: nothing that stands in an address is ever shown. */
export function troubleOf(code: string | undefined): Trouble {
  if (code === 'signup_disabled' || code === 'account_not_linked') return 'unlinked'
  if (code === 'access_denied' || code === 'consent_required' || code === 'login_required') return 'canceled'
  if (code === 'account_already_linked_to_different_user') return 'taken'
  if (code === 'temporarily_unavailable' || code === 'server_error' || code === 'invalid_code') return 'down'
  return code?.startsWith('state_') ? 'expired' : 'failed'
}

export function troubleText(c: Context, accounts: Accounts, trouble: Trouble): string {
  const said = wordsOf(c).provider[trouble]
  return typeof said === 'string' ? said : said(accounts.provider?.name ?? '')
}

/** In the list of devices: by which way this one signed in. */
export function wayText(c: Context, accounts: Accounts, session: object): string {
  const { ways } = wordsOf(c)
  const way = (session as { way?: string | null }).way
  if (way === 'provider') return `, ${ways.provider(accounts.provider?.name ?? 'OIDC')}`
  return way === 'password' ? `, ${ways.password}` : ''
}

export async function recordLink(host: Host, actor: Actor | null, kind: 'providerLinked' | 'providerUnlinked') {
  if (!actor) return
  await inTransaction(host.database, { unitId: actor.unitId, postId: actor.postId, sealId: null }, (tx) =>
    noteAccount(tx, actor, kind),
  )
}

interface Asked {
  host: Host
  accounts: Accounts
  actor: Actor | null
  userId: string
  secret: string
}
type Faults = Pick<FormState, 'errors' | 'refused'>

/** Who changes how an account is opened proves again who they are; wrong ones count with those of sign-in. */
async function proven(c: Context, { host, accounts, userId, secret }: Asked): Promise<Faults | null> {
  const proof = await confirmFactor(accounts, userId, secret, (name) => getCookie(c, name), host.now())
  if ('confirmed' in proof) return null
  const words = wordsOf(c)
  if (proof.refused === 'wrong') return { errors: { secret: words.provider.wrong }, refused: null }
  const minutes = Math.max(1, Math.ceil((proof.until.getTime() - host.now().getTime()) / 60_000))
  return { errors: { secret: words.locked(minutes) }, refused: null }
}

/** A link and no redirect leads to the provider: the policy of our pages lets no form lead to another site. */
export async function startLink(c: Context, it: Asked): Promise<Faults | { page: Child }> {
  const faults = await proven(c, it)
  if (faults) return faults
  const language = languageOf(c.req.path)
  const door = await providerDoor(it.accounts, 'out')
  const answer = await door?.api
    .linkSocialAccount({
      body: {
        ...{ provider: PROVIDER, callbackURL: addressIn(language, LINKED), disableRedirect: true },
        errorCallbackURL: addressIn(language, ACCOUNT),
      },
      headers: c.req.raw.headers,
      asResponse: true,
    })
    .catch(() => null)
  const to = answer?.ok ? ((await answer.json()) as { url?: string }).url : undefined
  if (!answer || !to) return { errors: {}, refused: troubleText(c, it.accounts, 'down') }
  passCookies(c, answer)
  const words = wordsOf(c).provider
  const name = it.accounts.provider?.name ?? ''
  const page = (
    <div class="wrap narrow pad stack wide">
      <h1>{words.goTitle(name)}</h1>
      <p class="lead">{words.goLead(name)}</p>
      <div class="row">
        <LinkButton href={to}>{words.go(name)}</LinkButton>
        <a href={ACCOUNT}>{words.back}</a>
      </div>
    </div>
  )
  return { page }
}

export async function unlink(c: Context, it: Asked): Promise<Faults | { to: string }> {
  const faults = await proven(c, it)
  if (faults) return faults
  const identity = await linkedIdentity(it.accounts, it.userId)
  if (identity) {
    await it.accounts.auth.api.unlinkAccount({ body: { accountId: identity.id }, headers: c.req.raw.headers })
    await recordLink(it.host, it.actor, 'providerUnlinked')
    forgetStandings()
  }
  return { to: `${ACCOUNT}?noi=thoi` }
}

export function ProviderCard({
  words,
  form,
  name,
  linkedOn,
}: {
  words: ReturnType<typeof wordsOf>
  form: FormState
  name: string
  linkedOn: string | null
}) {
  const say = words.provider
  return (
    <section class="card">
      <h2>{say.heading(name)}</h2>
      <Form form={form} part="noi" refusedText={say.refused}>
        {linkedOn ? <p class="notice good">{say.on(name, linkedOn)}</p> : <p>{say.off(name)}</p>}
        <p class="quiet">{say.signing}</p>
        <input type="hidden" name="_do" value={linkedOn ? 'unlink' : 'link'} />
        <TextField form={form} name="secret" label={say.secret} type="password" autocomplete="current-password" />
        <div>
          <Submit quiet={linkedOn !== null}>{linkedOn ? say.unlink(name) : say.link(name)}</Submit>
        </div>
      </Form>
    </section>
  )
}
