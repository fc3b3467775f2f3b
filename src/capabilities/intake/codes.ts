import { readCode } from '../../platform/keys.ts'
import type { Host } from '../../platform/page.ts'

/** What is kept of a secret code: its HMAC under the server key, however it was typed. */
export const codeHash = (host: Pick<Host, 'keys'>, code: string) => host.keys.mac('code', readCode(code))
