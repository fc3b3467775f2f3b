import type { Hono } from 'hono'
import { type Accounts, addressOfAccount, invited, setPassword } from '../organization/accounts.ts'
import { forgetDevices } from '../organization/sign-in-attempts.ts'
import { bodyOf, emptyForm, type FormState, textsOf } from '../platform/form.ts'
import { addressIn, inBoth, languageOf } from '../platform/language.ts'
import type { Host } from '../platform/page.ts'
import { Form, Submit, TextField } from '../ui/parts.tsx'
import { type Draw, rememberDevice, SIGN_IN, type SignInWords, wordsOf } from './sign-in.tsx'

/** The administrator's one-time link: a password is set, and the way to the provider is told. */
export function serveInvite(app: Hono, host: Host, accounts: Accounts, draw: Draw): void {
  app.on('GET', inBoth('/lam-viec/moi/:token'), async (c) => {
    const words = wordsOf(c)
    const userId = await invited(accounts, String(c.req.param('token')), host.now(), false)
    return draw(c, words.inviteTitle, invitePage(words, emptyForm(), userId !== null, accounts.provider?.name))
  })
  app.on('POST', inBoth('/lam-viec/moi/:token'), async (c) => {
    const words = wordsOf(c)
    const texts = textsOf(await bodyOf(c))
    if ((texts.password ?? '').length < 10)
      return draw(
        c,
        words.inviteTitle,
        invitePage(words, { ...emptyForm(), errors: { password: words.passwordShort } }, true),
        422,
      )
    const userId = await invited(accounts, String(c.req.param('token')), host.now(), true)
    if (!userId) return draw(c, words.inviteTitle, invitePage(words, emptyForm(), false), 422)
    await setPassword(accounts, userId, texts.password ?? '')
    // The way back in for an owner whom strangers lock out on a new device: the administrator's link makes it a known one.
    const email = await addressOfAccount(accounts, userId)
    if (email) {
      await forgetDevices(accounts, email)
      await rememberDevice(c, host, accounts, email)
    }
    return c.redirect(addressIn(languageOf(c.req.path), SIGN_IN), 303)
  })
}

function invitePage(words: SignInWords, form: FormState, good: boolean, provider?: string) {
  return (
    <div class="wrap narrow pad stack wide">
      <h1>{words.inviteTitle}</h1>
      {good ? (
        <Form form={form} refusedText={words.refused}>
          <p class="lead">{words.inviteLead}</p>
          {provider && <p class="quiet">{words.provider.invite(provider)}</p>}
          <TextField
            form={form}
            name="password"
            label={words.password}
            type="password"
            autocomplete="new-password"
            maxlength={128}
          />
          <div class="row">
            <Submit>{words.inviteSubmit}</Submit>
          </div>
        </Form>
      ) : (
        <p class="notice bad">{words.inviteGone}</p>
      )}
    </div>
  )
}
