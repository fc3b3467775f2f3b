import type { Language } from './words.ts'

const PREFIX = /^\/en(?=[/?#]|$)/
/** The same in both languages: what browsers load and what programs read. */
const OF_NO_LANGUAGE = /^\/(?:tinh|api)\//

export const languageOf = (path: string): Language => (PREFIX.test(path) ? 'en' : 'vi')

/** An address of ours as it stands in a language; a foreign one stays. */
export function addressIn(language: Language, address: string): string {
  if (!/^\/(?!\/)/.test(address) || OF_NO_LANGUAGE.test(address)) return address
  const bare = address.replace(PREFIX, '')
  return language === 'en' ? `/en${bare.replace(/^\/(?=$|[?#])/, '')}` : bare || '/'
}

export const inBoth = (path: string): [string, string] => [path, addressIn('en', path)]

/** Whatever a page links to or sends to stays in its language; only the switch, marked by `hreflang`, leads across. */
export function keepLanguage(html: string, language: Language): string {
  if (language === 'vi') return html
  // What people typed cannot look like a tag or end an attribute: JSX has escaped it.
  return html.replace(/<(?:a|form)\s[^>]*>/g, (tag) =>
    tag.includes(' hreflang="')
      ? tag
      : tag.replace(/( (?:href|action)=")([^"]*)/, (_, before, address) => before + addressIn(language, address)),
  )
}
