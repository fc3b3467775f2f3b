import { fold } from '../../organization/fold.ts'
import { formatDay } from '../../platform/day.ts'
import type { Assertion } from './citation-queries.ts'
import type { Document } from './queries.ts'

/** One thing texts do not agree on, with each wording and who says it. */
export interface Differing {
  what: 'issuedOn' | 'issuer' | 'title' | 'typed'
  ours: string
  others: { says: string; by: Assertion }[]
}

/** "Ban Bí thư" and "Trung ương Đảng" are two wordings; "uỷ" and "ủy", capitals and blanks are one. */
const same = (one: string, other: string) => fold(one) === fold(other)

/** Where those who cite a document say something else than the registry: both stay, with their sources. */
export function differingIn(it: Document, assertions: readonly Assertion[]): Differing[] {
  const against = (what: Differing['what'], ours: string, saysOf: (by: Assertion) => string | null): Differing => ({
    ...{ what, ours },
    others: assertions.flatMap((by) => {
      const says = saysOf(by)
      return says !== null && !same(says, ours) ? [{ says, by }] : []
    }),
  })
  return [
    against('typed', it.type, ({ type }) => type),
    against('issuer', it.issuer, ({ issuer }) => issuer),
    against('issuedOn', formatDay(it.issuedOn), ({ issuedOn }) => issuedOn && formatDay(issuedOn)),
    against('title', it.title, ({ title }) => title),
  ].filter(({ others }) => others.length > 0)
}
