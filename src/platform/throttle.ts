import { createHmac, randomBytes } from 'node:crypto'
import { type Day, dayIn } from './day.ts'

/**
 * Counts actions per caller and minute without keeping an address: the key of a caller is an HMAC under a secret that is
 * made anew each day and never written down. Nothing is refused by it: above the limit a plain question is asked, so that a
 * village behind one carrier address and a mass incident still get through.
 */
export interface Throttle {
  /** Counts one action; says whether the caller, or everybody together, is above the usual. */
  isBusy(action: string, address: string): boolean
}

export interface Limits {
  perCallerPerTenMinutes: number
  perMinuteInAll: number
}

const TEN_MINUTES = 600_000

export function throttle(limits: Readonly<Record<string, Limits>>, now: () => number = Date.now): Throttle {
  let secret = randomBytes(32)
  let secretOf: Day = dayIn(new Date(now()))
  let callers = new Map<string, number>()
  let callersSince = now()
  const minutes = new Map<string, { minute: number; count: number }>()
  return {
    isBusy(action, address) {
      const at = now()
      const today = dayIn(new Date(at))
      if (today !== secretOf || at - callersSince > TEN_MINUTES || callers.size > 200_000) {
        if (today !== secretOf) secret = randomBytes(32)
        secretOf = today
        callers = new Map()
        callersSince = at
      }
      const limit = limits[action] ?? { perCallerPerTenMinutes: 60, perMinuteInAll: 600 }
      const key = `${action}:${createHmac('sha256', secret).update(address).digest('base64url')}`
      const count = (callers.get(key) ?? 0) + 1
      callers.set(key, count)
      const minute = Math.floor(at / 60_000)
      const all = minutes.get(action)
      const inAll = all?.minute === minute ? all.count + 1 : 1
      minutes.set(action, { minute, count: inAll })
      return count > limit.perCallerPerTenMinutes || inAll > limit.perMinuteInAll
    },
  }
}

const NUMBERS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']

/** A plain sum in words, for people; `a` and `b` come from the sealed field the form brings back. */
export function plainQuestion(): { a: number; b: number } {
  const [x = 0, y = 0] = randomBytes(2)
  return { a: 1 + (x % 8), b: 1 + (y % 8) }
}

export function questionInWords({ a, b }: { a: number; b: number }, language: 'vi' | 'en'): string {
  return language === 'vi' ? `${NUMBERS[a]} cộng ${NUMBERS[b]} bằng mấy?` : `What is ${a} plus ${b}?`
}
