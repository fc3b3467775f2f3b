import { isIP } from 'node:net'

/** What a line of a log may hold that tells who somebody is. */
export type Personal = 'address' | 'mail' | 'phone' | 'idNumber' | 'secretCode' | 'cookie' | 'query'

// The machine itself is nobody.
const NOBODY = new Set(['127.0.0.1', '0.0.0.0', '::1', '::'])
const isSomebody = (found: string) => {
  const text = found.toLowerCase().replace(/(?:\.|(?<!:):)$/, '')
  return isIP(text) > 0 && !NOBODY.has(text)
}

const holds = (pattern: RegExp) => (line: string) => pattern.test(line)
const some = (pattern: RegExp, is: (found: string) => boolean) => (line: string) =>
  [...line.matchAll(pattern)].some(([found]) => is(found))

const CODE = '[0-9A-HJKMNP-TV-Z]{4}'
const V4 = some(/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\w)/g, isSomebody)
const V6 = some(/(?<![\w.])[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*(?!\w)/gi, isSomebody)

const CHECKS: Readonly<Record<Personal, (line: string) => boolean>> = {
  address: (line) => V4(line) || V6(line),
  mail: holds(/[\w.+-]+(?:@|%40)(?:[\w-]+\.)+[a-z]{2,}/i),
  // No full stop behind 0 or 84: that is a number of milliseconds.
  phone: holds(/(?<![\w.-])(?:\+84[ .-]?|84[ -]?|0[ -]?)(?:[35789]\d|2\d{1,2})(?:[ .-]?\d){7,8}(?![\w])/),
  idNumber: holds(/(?<![\w.-])0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?![\w])/),
  // With spaces between, four English words have the same form: a digit tells them apart.
  secretCode: (line) =>
    new RegExp(`(?<![\\w-])${CODE}(?:-${CODE}){3}(?![\\w-])`, 'i').test(line) ||
    some(new RegExp(`(?<![\\w-])${CODE}(?: ${CODE}){3}(?![\\w-])`, 'gi'), (found) => /\d/.test(found))(line),
  cookie: holds(/(?<![\w])(?:set-)?cookies?\\*["']?\s*[:=]|session_token/i),
  // A stack names its source files as URLs; loaders put marks of their own behind the name.
  query: holds(/(?<!\.[cm]?[jt]sx?)\?[\w%.[\]-]+=/i),
}

/** What kinds of personal data a line seems to hold; empty for a clean line. */
export function personalIn(line: string): Personal[] {
  return (Object.keys(CHECKS) as Personal[]).filter((kind) => CHECKS[kind](line))
}

export interface Found {
  line: number
  kinds: Personal[]
}

/** Which lines of a log seem to hold personal data. Only their numbers: what they hold is not repeated. */
export async function checkLines(lines: AsyncIterable<string> | Iterable<string>) {
  const found: Found[] = []
  let checked = 0
  for await (const line of lines) {
    checked++
    const kinds = personalIn(line)
    if (kinds.length > 0) found.push({ line: checked, kinds })
  }
  return { checked, found }
}
