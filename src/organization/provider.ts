import { AsyncLocalStorage } from 'node:async_hooks'
import type { HookEndpointContext } from 'better-auth'
import { genericOAuth, type twoFactor } from 'better-auth/plugins'
import type { ProviderSettings } from '../platform/settings.ts'

/** The one provider; its identities stand under this name in accounts.account. */
export const PROVIDER = 'oidc'

/** What one request through the provider's door learns: how well the person proved who they are. */
interface Passage {
  way: 'provider'
  level: string | null
  /** The second step was asked for: nobody is signed in yet. */
  isHalfway: boolean
}
const passage = new AsyncLocalStorage<Passage>()

/** Runs what makes a session for somebody whom the provider sent. */
export function throughProvider<T>(work: (passing: Readonly<Passage>) => Promise<T>): Promise<T> {
  const passing: Passage = { way: 'provider', level: null, isHalfway: false }
  return passage.run(passing, () => work(passing))
}

/** Kept with the session, for the list of devices. */
export const wayOfSignIn = async (session: Record<string, unknown>) => ({
  data: { ...session, way: passage.getStore()?.way ?? 'password' },
})

/** The provider's tokens carry what it knows of a person: none of it is needed here, so none of it is kept. */
export const keepNoTokens = async (account: Record<string, unknown>) => ({
  data: {
    ...account,
    ...{ accessToken: null, refreshToken: null, idToken: null, scope: null },
    ...{ accessTokenExpiresAt: null, refreshTokenExpiresAt: null },
  },
})

type TwoFactor = ReturnType<typeof twoFactor>

/** Code flow with PKCE, state, nonce; a token not signed by the provider is refused. Nobody is registered by it. */
export function providerPlugins(of: ProviderSettings, second: TwoFactor) {
  return [
    genericOAuth({
      config: [
        {
          ...{ providerId: PROVIDER, clientId: of.clientId, clientSecret: of.clientSecret, scopes: ['openid'] },
          ...{ discoveryUrl: `${of.issuer}/.well-known/openid-configuration`, pkce: true, authentication: 'basic' },
          // Computers of an office are shared: the provider asks anew who sits there.
          prompt: 'login',
          ...{ requireIdTokenVerification: true, disableSignUp: true, disableImplicitSignUp: true },
          authorizationUrlParams: of.levels.length > 0 ? { acr_values: of.levels.join(' ') } : {},
          // Asked only after better-auth has verified signature, issuer, audience and nonce of the same token.
          getUserInfo: async ({ idToken }) => {
            const claims = idToken ? claimsOf(idToken) : null
            if (claims?.iss.replace(/\/$/, '') !== of.issuer) return null
            const store = passage.getStore()
            if (store) store.level = typeof claims.acr === 'string' ? claims.acr : null
            // No address of the provider's: an identity is found by its subject alone, never by an e-mail that fits.
            return { id: claims.sub, sub: claims.sub, email: NO_ADDRESS, emailVerified: false, name: PROVIDER }
          },
        },
      ],
    }),
    stillAsked(of, second),
  ]
}

const ASKED_MS = 5000

/** Asked before anybody is sent there: better a sentence of ours than an empty page of the browser. */
export async function isReachable({ issuer }: ProviderSettings): Promise<boolean> {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(ASKED_MS),
  }).catch(() => null)
  await answer?.body?.cancel()
  return answer?.ok === true
}

const NO_ADDRESS = 'khong@provider.invalid'

function claimsOf(idToken: string): { sub: string; iss: string; acr?: unknown } | null {
  try {
    return JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString())
  } catch {
    return null
  }
}

/**
 * better-auth asks its second step after a password only. Here it is asked after the provider too, by the same code, unless the
 * provider vouches for a level that the setting names.
 */
function stillAsked(of: ProviderSettings, second: TwoFactor) {
  const [ask] = second.hooks.after
  const matcher = ({ path, context }: HookEndpointContext) => {
    const passing = passage.getStore()
    if (path !== '/callback/:id' || (passing?.level && of.levels.includes(passing.level))) return false
    if (passing) passing.isHalfway = context.newSession?.user.twoFactorEnabled === true
    return true
  }
  return {
    id: 'second-step-after-provider',
    hooks: { after: [{ matcher, handler: ask?.handler as NonNullable<typeof ask>['handler'] }] },
  }
}
