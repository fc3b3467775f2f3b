/** A stretch of the text as it was given: UTF-16 offsets, end not included. */
export type Span = { readonly start: number; readonly end: number }

/**
 * A text made fit for reading. `plain` has one blank where there were several, `-` for every dash, no Markdown marks, a
 * line end as `\n` and a `¶` where one paragraph, list item or table cell ends. `low` has the same positions in lower
 * case, tone marks placed one way (uỷ = ủy), line ends as blanks. Every position knows where it stood.
 */
export type Scanned = {
  readonly source: string
  readonly plain: string
  readonly low: string
  span(from: number, to: number): Span
}

export const BREAK = '¶'

type Joint = 'none' | 'soft' | 'hard'

const RULE_LINE = /^[-=+:|_ \t\\*]*$/
const PAGE_NUMBER_LINE = /^[ \t]*(?:-[ \t]?)?(?:[Tt]rang[ \t])?\d{1,4}(?:[ \t]?-)?[ \t\r]*$/
const LIST_ITEM = /^[ \t>]*(?:[-+•–][ \t]|#{1,6}[ \t]|\d{1,3}\\?[.)][ \t]|[a-zđ]\\?\)[ \t])/
const DROPPED = /[*_\\`\u00AD\u200B-\u200F\u2060\uFEFF]/
const BLANK = /[\s\u00A0\u2000-\u200A\u202F\u205F\u3000]/
const DASH = /[\u2010-\u2015\u2212]/
const QUOTE: Readonly<Record<string, string>> = { '„': '“', '«': '“', '»': '”', '‟': '“', '＂': '"' }
const MARK = /[\u0300-\u036F]/
/** More marks than any letter has; a hostile run of marks is cut here. */
const MOST_MARKS = 8
/** So many blanks in a row stand between the columns of a letterhead, not between words. */
const COLUMN_GAP = 6

export function scan(source: string): Scanned {
  const plain: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const put = (text: string, start: number, end: number) => {
    for (let unit = 0; unit < text.length; unit++) {
      plain.push(text.charAt(unit))
      starts.push(start)
      ends.push(end)
    }
  }
  const putJoint = (joint: Joint, start: number, end: number) => {
    const before = plain.at(-1)
    if (joint === 'none' || before === undefined || before === BREAK) return
    const sign = joint === 'hard' ? BREAK : '\n'
    if (before === ' ' || before === '\n') {
      if (before === ' ' || joint === 'hard') plain[plain.length - 1] = sign
    } else put(sign, start, end)
  }

  for (const { start, end, joint } of linesOf(source)) {
    putJoint(joint, Math.max(0, start - 1), start)
    for (let at = start; at < end; ) {
      const char = source.charAt(at)
      const width = clusterWidth(source, at, end)
      if (DROPPED.test(char) && width === 1) at += 1
      else if (char === '|') {
        putJoint('hard', at, at + 1)
        at += 1
      } else if (BLANK.test(char)) {
        const from = at
        while (at < end && BLANK.test(source.charAt(at))) at += 1
        if (at - from >= COLUMN_GAP) putJoint('hard', from, at)
        else if (!/[ \n¶]/.test(plain.at(-1) ?? BREAK)) put(' ', from, at)
      } else {
        put(foldSign(source.slice(at, at + width)), at, at + width)
        at += width
      }
    }
  }

  const text = plain.join('')
  return {
    source,
    plain: text,
    low: foldCase(text),
    span: (from, to) => ({ start: starts[from] ?? 0, end: ends[to - 1] ?? starts[from] ?? 0 }),
  }
}

/** Lower case and one place for tone marks, length unchanged: for texts and for the words looked for in them. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase()
  // İ is the one letter whose lower case is longer.
  const same = lower.length === text.length ? lower : text.replace(/[^İ]+/g, (part) => part.toLowerCase())
  return same.replaceAll('\n', ' ').replace(/(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/gu, (pair) => PLACED[pair] ?? pair)
}

const PLACED: Readonly<Record<string, string>> = Object.fromEntries(
  ['oà òa', 'oá óa', 'oả ỏa', 'oã õa', 'oạ ọa', 'oè òe', 'oé óe', 'oẻ ỏe', 'oẽ õe', 'oẹ ọe']
    .concat(['uỳ ùy', 'uý úy', 'uỷ ủy', 'uỹ ũy', 'uỵ ụy'])
    .map((pair) => pair.split(' ')),
)

function clusterWidth(source: string, at: number, end: number): number {
  let width = (source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  for (let marks = 0; marks < MOST_MARKS && at + width < end && MARK.test(source.charAt(at + width)); marks++)
    width += 1
  return Math.min(width, end - at)
}

function foldSign(sign: string): string {
  if (sign.length > 1) return sign.normalize('NFC')
  return DASH.test(sign) ? '-' : (QUOTE[sign] ?? sign)
}

/** Lines, and how each is joined to what stands before it. A page number on a line of its own is left out. */
function* linesOf(source: string): Generator<Span & { joint: Joint }> {
  let joint: Joint = 'none'
  let isAfterPage = false
  for (let start = 0; start <= source.length; ) {
    const found = source.indexOf('\n', start)
    const end = found < 0 ? source.length : found
    const line = source.slice(start, Math.min(end, start + 200))
    const isShort = end - start < 200
    if (isShort && PAGE_NUMBER_LINE.test(line) && start > 0) isAfterPage = true
    else if (isShort && (RULE_LINE.test(line) || /^\s*$/.test(line))) joint = isAfterPage ? joint : 'hard'
    else {
      const isItem = LIST_ITEM.test(line) && !(line.trimStart().startsWith('-') && /\d\s*$/.test(before(source, start)))
      yield {
        start,
        end,
        joint: jointOf(source, { start, end }, joint, isItem, isAfterPage),
      }
      joint = /^\s*#{1,6}\s/.test(line) ? 'hard' : 'soft'
      isAfterPage = false
    }
    start = end + 1
  }
}

function jointOf(source: string, { start, end }: Span, joint: Joint, isItem: boolean, isAfterPage: boolean): Joint {
  if (isItem && joint !== 'none') return 'hard'
  if (isAfterPage && joint === 'hard') return overPage(source, start)
  if (joint !== 'soft') return joint
  // Lines this long were not wrapped: each is a paragraph, unless it plainly goes on.
  const last = source.lastIndexOf('\n', start - 2) + 1
  const isParagraph = end - start > LONGEST_WRAPPED || start - 1 - last > LONGEST_WRAPPED
  return isParagraph && /^\s*\p{Lu}/u.test(source.slice(start, start + 8)) && !GOES_ON.test(before(source, start))
    ? 'hard'
    : 'soft'
}
const LONGEST_WRAPPED = 160
const GOES_ON = /(?:[-/,–(]|(?<!\p{L})(?:của|số|và|ngày|về|tại|do|theo|các|là|với|hoặc|việc|năm|tháng))\s*$/iu

const before = (source: string, at: number) => source.slice(Math.max(0, at - 40), at)

/** A sentence goes on over the page; one that was ended does not. */
function overPage(source: string, at: number): Joint {
  return /[.;:!?/][\s\d]*$/.test(before(source, at)) ? 'hard' : 'soft'
}
