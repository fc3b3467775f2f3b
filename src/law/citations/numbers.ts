import { bodyGroup, isCertainBody, systemOf } from './bodies.ts'
import type { Scanned } from './scan.ts'
import { type System, typeName, typeShort } from './types.ts'

/** The parts of a number: `202/2025/QH15` has no type, `16/CT-TTg` no year, `114-KL/TW` is of the Party. */
export type DocumentNumber = {
  readonly digits: string
  readonly year: string | null
  readonly short: string | null
  readonly body: readonly string[]
  readonly system: System | null
  /** `114-KL/TW` of the Party, `16/CT-TTg` of the State, whatever separators the text used. */
  readonly canonical: string
  /** The type the symbol says; a State number without one is that of a công văn, save laws and resolutions of QH. */
  readonly type: string | null
  /** A separator is missing or doubled: somebody should look. */
  readonly isMalformed: boolean
  /** It can be nothing but a document's number, even where no word says so. */
  readonly isCertain: boolean
}

export type NumberMention = { readonly from: number; readonly to: number; readonly number: DocumentNumber }

type Group = { readonly text: string; readonly before: string }

// Each pattern is tried at one position only and its repeats are bounded, so that no text makes the search slow.
const DIGITS = /\d{1,5}(?:\.\d{1,3})?[a-zđ]?(?!\p{N})/uy
const YEAR = /\s?\/\s?((?:19|20)\d{2})(?!\p{N})/uy
const SEPARATOR = /\s?(?:\/\s?-|-|\/)\s?|\s/uy
const GROUP = /[A-ZĐÂÊÔƠƯĂ][A-Za-zĐđ0-9&ÂâÊêÔôƠơƯưĂă]{0,29}/uy
const JOINT = /\s?[-/]\s?|\./uy
const MOST_GROUPS = 8

export function numbersIn({ plain, low }: Scanned): NumberMention[] {
  const found: NumberMention[] = []
  let past = 0
  for (const { index } of plain.matchAll(/(?<![\p{N}])\d/gu)) {
    if (index < past || !mayBegin(plain, low, index)) continue
    const mention = numberAt(plain, index)
    if (!mention) continue
    found.push(mention)
    past = mention.to
  }
  return found
}

/** Not inside a word, a fraction, a decimal or a longer number; "số16/CT-TTg" lost its blank and is still one. */
function mayBegin(plain: string, low: string, at: number): boolean {
  const before = plain.charAt(at - 1)
  if (/[/.,]/.test(before)) return false
  if (before === '-') return !/[\p{L}\p{N}]/u.test(plain.charAt(at - 2))
  return !/\p{L}/u.test(before) || low.slice(Math.max(0, at - 2), at) === 'số'
}

function numberAt(plain: string, from: number): NumberMention | null {
  const digits = take(DIGITS, plain, from)
  if (!digits) return null
  let at = from + digits.length
  const year = take(YEAR, plain, at)
  at += year?.length ?? 0
  const separator = take(SEPARATOR, plain, at)
  if (!separator) return null
  const { groups, to } = groupsAt(plain, at + separator.length)
  const number = numberOf(digits, year?.slice(-4) ?? null, separator.replace(/\s/g, ''), groups)
  return number && { from, to, number }
}

function groupsAt(plain: string, from: number): { groups: Group[]; to: number } {
  const groups: Group[] = []
  let to = from
  for (let at = from; groups.length < MOST_GROUPS; ) {
    const joint = groups.length === 0 ? '' : take(JOINT, plain, at)
    if (joint === null) break
    const isDash = /^\s.*\s$/.test(joint)
    const text = groupAt(plain, at + joint.length, groups.length === 0)
    // A dash with blanks on both sides belongs to the sentence, unless the symbol still lacks its body.
    if (!text || (isDash && (groups.length > 1 || !typeShort(groups[0]?.text ?? '')))) break
    groups.push({ text, before: joint.trim() })
    at = to = at + joint.length + text.length
  }
  return { groups, to }
}

/** A group never ends inside a word: "CPngày" lost its blank and is CP, "Đồng" is no group. */
function groupAt(plain: string, at: number, isFirst: boolean): string | null {
  const read = take(GROUP, plain, at)
  if (!read) return null
  // The mark of a footnote sticks to the number: TW1, TU2. Parliaments do count (QH15).
  const noted = /^(?:TW|TU|HU|QU|ĐU|CP|TTg|UBND|HĐND)(?=\d{1,2}$)/.exec(read)?.[0]
  if (noted) return noted
  const isCut = /\p{L}/u.test(plain.charAt(at + read.length))
  const text = isCut || /ng$/.test(read) ? read.replace(/[a-zđâêôơưă]+$/, '') : read.replace(/&$/, '')
  if (isFirst && typeShort(text)) return text
  return text.length > 1 && (text.match(/[A-ZĐÂÊÔƠƯĂ]/g)?.length ?? 0) > 1 ? text : null
}

function numberOf(
  digits: string,
  year: string | null,
  separator: string,
  groups: readonly Group[],
): DocumentNumber | null {
  const [first, second] = groups
  if (!first) return null
  const short = typeShort(first.text)
  const isParty = separator !== '/'
  if (isParty && (!short || !second)) return null
  if (short && !second) return null
  const rest = groups.slice(short ? 1 : 0)
  const body = rest.map(({ text }) => bodyGroup(text))
  const written = isParty && second?.before === '/' ? 'party' : 'state'
  const system = systemOf(body, written)
  const symbol = body.map((text, n) => (n === 0 ? text : `${rest[n]?.before}${text}`)).join('')
  const head = year ? `${digits}/${year}` : digits
  const inParty = short !== null && (system === 'party' || (system === null && written === 'party'))
  const canonical = inParty ? `${head}-${short}/${symbol}` : `${head}/${short ? `${short}-` : ''}${symbol}`
  return {
    ...{ digits, year, short, body, system, canonical },
    type: short ? typeName(short, system, body[0]) : isOfParliament(body) ? null : 'Công văn',
    isMalformed: !['-', '/'].includes(separator) || (isParty && second?.before !== '/'),
    isCertain:
      short !== null
        ? isKnown(body, system)
        : isCertainBody(body[0] ?? '') && (isOfParliament(body) || body.length > 1),
  }
}

const isOfParliament = ([first = '']: readonly string[]) => /^(QH|UBTVQH)\d+$/.test(first)
const isKnown = ([first = '']: readonly string[], system: System | null) => system !== null || first.length > 2

function take(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}
