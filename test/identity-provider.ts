import { createServer, type Server } from 'node:http'
import Provider from 'oidc-provider'

export const CLIENT = { id: 'gan-dan', secret: 'mat-khau-cua-gan-dan-de-thu' }
/** Better proven: the second step of the provider's own. */
export const STRONG = 'loa3'

/** A real OpenID Connect server on this machine, as VNeID is one: a page that asks who one is, and whether one agrees. */
export function identityProvider(port: number, redirectUri: string) {
  const issuer = `http://127.0.0.1:${port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
      },
    ],
    acrValues: ['loa1', STRONG],
    cookies: { keys: ['chỉ-để-thử'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: async () => ({ sub }) }),
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/hoi/${uid}` },
    // Consent was given with the button.
    async loadExistingGrant({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  let server: Server | null = null
  return {
    issuer,
    start: () =>
      new Promise<void>((resolve) => {
        server = createServer((request, response) => {
          if (!request.url?.startsWith('/hoi/')) return answer(request, response)
          if (request.method === 'GET') return response.setHeader('content-type', 'text/html; charset=utf-8').end(PAGE)
          const chunks: Buffer[] = []
          request.on('data', (chunk) => chunks.push(chunk))
          request.on('end', () => {
            const said = new URLSearchParams(Buffer.concat(chunks).toString())
            const result = said.has('huy')
              ? { error: 'access_denied', error_description: 'người dùng không đồng ý' }
              : { login: { accountId: said.get('ai'), acr: said.get('muc') ?? 'loa1', remember: false } }
            provider.interactionFinished(request, response, result)
          })
        }).listen(port, '127.0.0.1', resolve)
      }),
    stop: () =>
      new Promise<void>((resolve) => {
        server?.closeAllConnections()
        server ? server.close(() => resolve()) : resolve()
      }),
  }
}

const PAGE = `<!doctype html><html lang="vi"><title>Nhà cung cấp</title><link rel="icon" href="data:,"><main><h1>Bạn là ai?</h1><form method="post">
<label>Số định danh <input name="ai" id="ai"></label><label>Mức <input name="muc" id="muc" value="loa1"></label>
<button>Đồng ý</button><button name="huy" value="1">Không đồng ý</button></form></main>`
