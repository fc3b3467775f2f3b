import type { Day } from '../../platform/day.ts'
import { dateAt } from './dates.ts'
import { HEAD_LENGTH, isOwnNumber } from './heads.ts'
import { numbersIn } from './numbers.ts'
import { foldCase, type Scanned, type Span, scan } from './scan.ts'
import { TYPE_WORD, typeOf } from './types.ts'

/** What a document says of itself above its text (NĐ 30/2020/NĐ-CP Đ8): never a citation, but what a register asks for. */
export type OwnHead = {
  readonly number: string | null
  readonly numberSpan: Span | null
  readonly issuer: string | null
  readonly place: string | null
  readonly on: Day | null
  readonly type: string | null
  readonly title: string | null
}

const MOTTO = /^(?:cộng hòa xã hội|độc lập|đảng cộng sản|số\s?:|_|-|\*)/u

export function headOf(text: string): OwnHead {
  const scanned = scan(text.slice(0, 2 * HEAD_LENGTH))
  const own = numbersIn(scanned).find((one) => isOwnNumber(scanned, one))
  const dated = own ? placeAndDay(scanned) : { place: null, on: null }
  const called = own ? typeAndTitle(scanned, own.to) : { type: null, title: null }
  return {
    number: own?.number.canonical ?? null,
    numberSpan: own ? scanned.span(own.from, own.to) : null,
    issuer: own ? issuerAbove(scanned, own.from) : null,
    ...dated,
    type: called.type ?? (own ? own.number.type : null),
    title: called.title,
  }
}

/** "Hà Nội, ngày 16 tháng 6 năm 2025": the first date written so. */
function placeAndDay({ plain, low }: Scanned): { place: string | null; on: Day | null } {
  const found = /([\p{L}][\p{L}. -]{1,40}),\s?(?=ngày\s?\d{1,2}\s?tháng)/u.exec(plain)
  if (!found) return { place: null, on: null }
  const date = dateAt(low, found.index + found[0].length)
  return { place: found[1]?.trim() ?? null, on: date?.day ?? null }
}

function issuerAbove({ plain }: Scanned, numberFrom: number): string | null {
  const lines = plain
    .slice(0, numberFrom)
    .split(/[¶\n]/)
    .map((line) => line.trim())
  const named = lines.filter((line) => /^[\p{Lu}\d ,.&-]{4,}$/u.test(line) && !MOTTO.test(foldCase(line)))
  return named.join(' ') || null
}

function typeAndTitle({ plain, low }: Scanned, numberTo: number): { type: string | null; title: string | null } {
  const subject = /[¶\n ](?:v\/v|về việc)[:\s]([^¶]{3,300})/u.exec(low.slice(numberTo, numberTo + 200))
  for (const { index, 0: word } of low.slice(numberTo).matchAll(TYPE_WORD)) {
    const from = numberTo + index
    const isLine =
      /[¶\n]\s?$/.test(plain.slice(Math.max(0, from - 2), from)) && /^\s?[¶\n]/.test(plain.slice(from + word.length))
    if (!isLine || plain.slice(from, from + word.length) !== word.toUpperCase()) continue
    const rest = plain.slice(from + word.length).replace(/^[¶\s]+/, '')
    const title = rest.slice(0, 400).split('¶', 1)[0]?.replaceAll('\n', ' ').trim() ?? ''
    return { type: typeOf(word), title: title.replace(/^(?:VỀ VIỆC|Về việc|Về|VỀ)\s/u, '') || null }
  }
  const from = subject ? numberTo + subject.index + subject[0].length - (subject[1]?.length ?? 0) : 0
  const title = subject ? plain.slice(from, from + (subject[1]?.length ?? 0)).split(/[¶\n]/, 1)[0] : null
  return { type: null, title: title?.trim() || null }
}
