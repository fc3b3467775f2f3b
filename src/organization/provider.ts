import { AsyncLocalStorage } from 'node:async_hooks'
import { createAuthMiddleware } from 'better-auth/api'
import { genericOAuth, type twoFactor } from 'better-auth/plugins'
import type { ProviderSettings } from '../platform/settings.ts'

/** The one provider; its identities stand under this name in accounts.account. */
export const PROVIDER = 'oidc'

/** What one request through the provider's door learns: how well the person proved who they are. */
interface Passage {
  way: 'provider'
  level: string | null
}
const passage = new AsyncLocalStorage<Passage>()

/** Runs what makes a session for somebody whom the provider sent. */
export const throughProvider = <T>(work: () => Promise<T>): Promise<T> =>
  passage.run({ way: 'provider', level: null }, work)

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
  return {
    id: 'second-step-after-provider',
    hooks: {
      after: [
        {
          matcher: ({ path }: { path?: string }) =>
            path === '/callback/:id' && !of.levels.includes(passage.getStore()?.level ?? ''),
          handler: createAuthMiddleware(async (ctx) => ask?.handler(ctx as never)),
        },
      ],
    },
  }
}
