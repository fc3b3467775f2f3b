import { identifiersOf, textsOf, wordsOf } from './code.ts'
import type { Tree } from './tree.ts'

export interface Glossary {
  terms: { vietnamese: string; identifier: string }[]
  forbidden: { word: string; instead: string }[]
}

/** The two tables of docs/glossary.md. */
export function readGlossary(page: string): Glossary {
  const [, terms = '', never = ''] = page.split(/^## .*$/m)
  return {
    terms: rowsOf(terms).map(([vietnamese = '', identifier = '']) => ({ vietnamese, identifier })),
    forbidden: rowsOf(never).flatMap(([words = '', instead = '']) =>
      words.split(', ').map((word) => ({ word, instead })),
    ),
  }
}

function rowsOf(section: string): string[][] {
  const lines = section.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

/** What stands twice: a term with two words, or a word for two terms. */
export function repeated({ terms }: Glossary): string[] {
  const all = [...terms.map((term) => term.vietnamese), ...terms.map((term) => term.identifier.toLowerCase())]
  return all.filter((one, n) => all.indexOf(one) !== n)
}

/** Forbidden words that stand whole in an identifier of code or SQL, or in a name kept as text (a state, an audit name). */
export function forbiddenNames(tree: Tree, { forbidden }: Glossary): string[] {
  const banned = forbidden.map(({ word, instead }) => ({ parts: ` ${wordsOf(word).join(' ')} `, instead }))
  return Object.entries(tree).flatMap(([path, text]) =>
    namesOf(path, text).flatMap((name) => {
      const parts = ` ${wordsOf(name).join(' ')} `
      const hit = banned.find((one) => parts.includes(one.parts))
      return hit ? [`${path}: ${name} (write: ${hit.instead})`] : []
    }),
  )
}

function namesOf(path: string, text: string): string[] {
  if (path.endsWith('.sql')) return [...new Set(withoutTexts(text).match(/[A-Za-z_]\w*/g) ?? [])]
  const kept = /\/words\.(vi|en)\.ts$/.test(path) ? [] : textsOf(path, text).map((one) => one.text)
  return [...identifiersOf(path, text), ...new Set(kept.filter((one) => /^[A-Za-z.]+$/.test(one)))]
}

const withoutTexts = (sql: string) => sql.replace(/--.*$/gm, '').replace(/^comment on [^']*'(''|[^'])*'/gm, '')
