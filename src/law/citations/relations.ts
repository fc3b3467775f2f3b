import type { Relation } from './citation.ts'
import { LIST_JOINT, type Mention } from './mentions.ts'
import type { Scanned } from './scan.ts'

/** Verbs that say what is done with the document after them. Of several before it the last one counts. */
const VERBS: readonly (readonly [string, Relation | null])[] = [
  ['(?:đã )?(?:được|bị) (?:sửa đổi|bổ sung|thay thế|bãi bỏ)(?:, (?:bổ sung|thay thế|bãi bỏ))?(?: một số điều)?', null],
  [
    'tiếp tục (?:quán triệt(?:,| và) )?(?:đẩy mạnh )?(?:tổ chức )?(?:triển khai )?(?:tổ chức )?(?:thực hiện|triển khai|thi hành)',
    'continues',
  ],
  ['cụ thể hóa', 'concretizes'],
  ['sửa đổi|bổ sung', 'amends'],
  ['thay thế|thay cho|bãi bỏ|hủy bỏ', 'replaces'],
  ['thực hiện|triển khai|thi hành|quán triệt|thực thi|chấp hành|thi hành', 'implements'],
  ['căn cứ|chiếu theo|theo|trên cơ sở|xét', 'based_on'],
  ['gắn với|cùng với', 'linked_with'],
  ['ban hành|ký kết', null],
]

const ANY = new RegExp(`(?<!\\p{L})(?:${VERBS.map(([words]) => `(${words})`).join('|')})(?!\\p{L})`, 'gu')

/** "…, trọng tâm là Quyết định …": what came before is said of this one. */
const LEADS_ON = /(?:là|như|gồm|trong đó có)\s?:?\s(?:các\s)?$/

const FARTHEST = 240

export function relationsOf(scanned: Scanned, mentions: readonly Mention[]): (Relation | null)[] {
  const relations: (Relation | null)[] = []
  for (const [n, mention] of mentions.entries()) {
    const before = mentions[n - 1]
    const segment = withoutAsides(segmentBefore(scanned, mention, before))
    const isListed =
      before !== undefined &&
      before.to <= mention.from &&
      LIST_JOINT.test(withoutAsides(scanned.low.slice(before.to, mention.from)))
    relations.push(
      isListed
        ? (relations[n - 1] ?? null)
        : verbIn(segment, n > 0 && isInSentence(scanned, mention, before) ? relations[n - 1] : null),
    )
  }
  return relations
}

/** "Luật Đất đai (sửa đổi, bổ sung năm 2024), Luật …": what stands in brackets is said of the one before. */
const withoutAsides = (text: string) => text.replace(/\s?\([^()¶]{0,120}\)/g, '')

/** From the sentence's start, or from the end of the citation before it, to the document. */
function segmentBefore({ low }: Scanned, mention: Mention, before: Mention | undefined): string {
  const since = !before ? 0 : before.to > mention.from ? (before.title?.from ?? before.coreTo) : before.to
  const segment = low.slice(Math.max(since, mention.from - FARTHEST), mention.from)
  const starts = Math.max(
    segment.lastIndexOf('. '),
    segment.lastIndexOf('¶'),
    segment.lastIndexOf('? '),
    segment.lastIndexOf('! '),
  )
  return segment.slice(starts < 0 ? 0 : starts + 1)
}

function isInSentence({ low }: Scanned, mention: Mention, before: Mention | undefined): boolean {
  const between = before ? low.slice(before.to, mention.from) : '. '
  return between.length < 60 && !/[.¶:]/.test(between)
}

function verbIn(segment: string, otherwise: Relation | null | undefined): Relation | null {
  let [relation, end] = [otherwise ?? null, 0]
  let isSaid = false
  for (const found of segment.matchAll(ANY)) {
    const which = found.slice(1).findIndex((group) => group !== undefined)
    const verb = VERBS[which]?.[1] ?? null
    // "gắn với thực hiện Chỉ thị": what is done with the document is said last.
    relation = verb
    isSaid = true
    end = found.index + found[0].length
  }
  // A verb said far before, in another clause, says nothing about this document.
  const rest = segment.slice(end)
  const isApart = /;|,\s\p{L}+\s\p{L}+.*,\s\p{L}+/u.test(rest) && !LEADS_ON.test(rest)
  return isSaid && isApart ? null : relation
}
