import type { Host, Refused } from '../../../platform/page.ts'
import { plainQuestion } from '../../../platform/throttle.ts'

/** Above the usual load a plain sum is asked; nobody is refused for where they come from. */
export function robotCheck(
  host: Host,
  texts: Readonly<Record<string, string | undefined>>,
  callerAddress: string,
  action = 'send',
): Refused | null {
  const asked = host.keys.open<{ a: number; b: number }>('robot', texts._q, 3600)
  if (asked && Number(texts.sum) === asked.a + asked.b) return null
  if (!host.throttle.isBusy(action, callerAddress) && !asked) return null
  return { errors: { sum: 'robot' } }
}

export const sealedQuestion = (host: Host) => {
  const question = plainQuestion()
  return { question, sealed: host.keys.seal('robot', question) }
}
