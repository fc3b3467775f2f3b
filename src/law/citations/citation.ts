import type { Day } from '../../platform/day.ts'
import type { Span } from './scan.ts'
import type { System } from './types.ts'

/**
 * - `numbered`: the number is whole, `Chỉ thị số 16/CT-TTg`.
 * - `partial`: type and bare number, `Chỉ thị 13`, `Nghị định 155/2026`.
 * - `unnumbered`: one definite document named without its number: a law, the Constitution, a document "của" its issuer.
 * - `regime`: a named regime that is no document as such where nobody says who issued it, `quy chế dân chủ ở cơ sở`.
 */
export type CitationKind = 'numbered' | 'partial' | 'unnumbered' | 'regime'

/**
 * What the sentence says about the document cited.
 * - `implements`: thực hiện, triển khai, thi hành, quán triệt
 * - `concretizes`: cụ thể hóa
 * - `continues`: tiếp tục thực hiện
 * - `replaces`: thay thế, bãi bỏ
 * - `amends`: sửa đổi, bổ sung
 * - `based_on`: căn cứ, theo, trên cơ sở
 * - `linked_with`: gắn với, cùng với
 *
 * A passive ("đã được sửa đổi theo …") says it the other way round and counts as nothing.
 */
export type Relation = 'implements' | 'concretizes' | 'continues' | 'replaces' | 'amends' | 'based_on' | 'linked_with'

/** What a person should look at. */
export type Flag =
  | 'type_disagrees' // word and number name two types; both are kept
  | 'type_unsure' // QĐ of the Party without a word: Quyết định or Quy định
  | 'malformed' // a separator of the number is missing or doubled
  | 'impossible_date'
  | 'year_missing'
  | 'two_issuers' // mentions of one number name two issuers; each keeps its own
  | 'two_dates'

/** Where a value comes from: its own words, an item it shares them with, the first mention, the frame, the symbol. */
export type Origin = 'own' | 'shared' | 'first_mention' | 'frame' | 'symbol'

/** `evidence` is the span that says so; null when nothing in the text does (the frame, the symbol itself). */
export type Found<T> = { readonly value: T; readonly from: Origin; readonly evidence: Span | null }

export type Citation = Span & {
  /** The words cited, from the type word through number, date, issuer and title. Spans of citations never overlap. */
  readonly text: string
  readonly kind: CitationKind
  /** Canonical when whole (`16/CT-TTg`); the bare number when it could not be completed. */
  readonly number: string | null
  readonly numberAsWritten: string | null
  readonly numberSpan: Span | null
  /** How a bare number was completed. `low`: from the issuer alone, so `number` stays bare and this is a proposal. */
  readonly completed: { readonly number: string; readonly evidence: Span; readonly confidence: 'high' | 'low' } | null
  readonly system: System | null
  readonly symbol: {
    readonly year: string | null
    readonly type: string | null
    readonly body: readonly string[]
  } | null
  /** Full Vietnamese name; the number's when word and number disagree. */
  readonly type: string | null
  readonly typeAsWritten: string | null
  readonly issuer: Found<string> | null
  /** "khóa XI": of the issuer; a province counts its own. */
  readonly term: string | null
  readonly date: Found<Day> | null
  readonly title: Found<string> | null
  readonly relation: Relation | null
  /** For one without a number: the span of a numbered mention of what is clearly the same document. */
  readonly sameAs: Span | null
  readonly flags: readonly Flag[]
}

/** What is known about the text from outside: the day it is of, or its year alone. */
export type Frame = { readonly on?: Day | null; readonly year?: number | null }

/** A name met inside the name of an organization or the title of another document: recorded, no citation of its own. */
export type Nested = Span & { readonly text: string; readonly within: 'title' | 'organization' }
