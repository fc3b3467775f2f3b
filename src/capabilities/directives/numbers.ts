import { citationsIn } from '../../law/citations/citations.ts'

export const SYSTEMS = ['state', 'party', 'front'] as const
export type System = (typeof SYSTEMS)[number]

/** The parts of a number that make its identity (domain 4.1: never the string alone). */
export interface Parts {
  system: System
  number: string
  body: string
  /** Written as its system asks: 114-KL/TW, 16/CT-TTg. */
  symbol: string
  /** The type the number itself says; a person's word goes before it. */
  type: string | null
}

/** Written with its zero below ten, as both systems ask (NĐ 30/2020/NĐ-CP Điều 8; VT-08), so that 6-CT/TU meets 06-CT/TU. */
export const padded = (symbol: string): string => symbol.replace(/^0*(\d)(?!\d)/u, '0$1')

const FRONT = /^(MTTQ|TWĐTN|ĐTN|LĐLĐ|TLĐ|HLHPN|HND|HCCB)/

/** Reads a number as somebody typed it, "33- CT/TU" or "06-NQ/HĐND"; null when it is none. */
export function partsOf(typed: string): Parts | null {
  const all = citationsIn(`Văn bản số ${typed.trim()}`)
  const [one] = all
  if (all.length !== 1 || one?.kind !== 'numbered' || !one.number || !one.symbol) return null
  const digits = /^\d+(?:\.\d+)?[a-zđ]?/.exec(one.number)?.[0]
  const body = one.symbol.body.join('-')
  if (!digits || !body) return null
  const system = one.system ?? (FRONT.test(body) ? 'front' : 'state')
  return { system, body, number: digits.replace(/^0+(?=\d)/, ''), symbol: padded(one.number), type: one.type }
}

/** Congresses by the year they were held: of the centre by their Roman number, below it by the years of the term. */
const CENTRAL = [
  ...[
    [2026, 'XIV'],
    [2021, 'XIII'],
    [2016, 'XII'],
    [2011, 'XI'],
    [2006, 'X'],
    [2001, 'IX'],
  ],
] as const
const LOCAL = [2025, 2020, 2015, 2010, 2005, 2000] as const

/** Which term a Party number most likely runs in; a suggestion, since the day of a congress differs from body to body. */
export function termOf(body: string, year: number): string {
  if (body.endsWith('TW')) return `khóa ${CENTRAL.find(([from]) => year >= from)?.[1] ?? '?'}`
  const from = LOCAL.find((one) => year >= one) ?? 2000
  return `${from} - ${from + 5}`
}
