import { CATEGORIES, type Category } from '../../cases/index.ts'
import {
  ENDINGS,
  type Ending,
  GUESSED,
  type Guessed,
  guessColumns,
  guessEnding,
  mapSchema,
  type RegisterMap,
} from '../mapping.ts'
import type { Table } from '../reading.ts'

export const DAY_PATTERNS = [
  ...['dd/MM/yyyy', 'dd/MM/yyyy HH:mm', 'dd/MM/yyyy HH:mm:ss', 'dd-MM-yyyy', 'dd.MM.yyyy', 'yyyy-MM-dd HH:mm'],
  ...['MM/dd/yyyy', 'MM/dd/yyyy hh:mm:ss a', 'yyyy-MM-dd HH:mm:ss.S'],
]
export const NEEDED: readonly Guessed[] = ['key', 'receivedOn', 'text']
export const MOST_WORDS = 40

/** The different words of a column, in the order they come; one more than can be shown tells that there are too many. */
export function wordsIn({ header, rows }: Table, column: string | undefined): string[] {
  const place = column === undefined ? -1 : header.indexOf(column)
  const words = new Set<string>()
  if (place < 0) return []
  for (const { cells } of rows) {
    words.add(cells[place] ?? '')
    if (words.size > MOST_WORDS) break
  }
  return [...words]
}

type Texts = Readonly<Record<string, string>>

/** The form as it opens: what was chosen before, else a guess by the names of the columns. */
export function textsOf(map: RegisterMap | null, table: Table): Record<string, string> {
  if (!map)
    return {
      ...guessColumns(table.header),
      days: 'dd/MM/yyyy',
      zone: 'Asia/Ho_Chi_Minh',
      kind: 'feedback',
      every: 'open',
    }
  const texts: Record<string, string> = {
    ...{ key: map.key[0] ?? '', receivedOn: map.receivedOn, text: map.text[0] ?? '', place: map.place?.[0] ?? '' },
    ...{ closedOn: map.closedOn?.[0] ?? '', answer: map.answer?.[0] ?? '', state: map.state.column ?? '' },
    ...{
      category: map.category.column ?? '',
      name: map.name ?? '',
      address: map.address ?? '',
      phone: map.phone ?? '',
    },
    ...{ email: map.email ?? '', days: map.days[0] ?? '', zone: map.zone, kind: map.kind.otherwise ?? 'feedback' },
    ...{ owner: map.owner?.otherwise ?? '', every: map.state.otherwise ?? '' },
  }
  wordsIn(table, map.state.column).forEach((word, n) => {
    texts[`s${n}`] = map.state.words[word] ?? ''
  })
  wordsIn(table, map.category.column).forEach((word, n) => {
    texts[`g${n}`] = map.category.words[word] ?? ''
  })
  return texts
}

/** What was chosen, as a map; or the fields that are still needed. */
export function mapOf(
  form: Texts,
  source: string,
  before: RegisterMap | null,
  table: Table,
): { map: RegisterMap } | { missing: Guessed[] } | { wrong: 'zone' | 'days' } {
  const column = (field: Guessed) => (table.header.includes(form[field] ?? '') ? form[field] : undefined)
  const one = (field: Guessed) => {
    const chosen = column(field)
    return chosen === undefined ? undefined : [chosen]
  }
  const missing = NEEDED.filter((field) => column(field) === undefined)
  if (missing.length > 0) return { missing }
  const meant = <T extends string>(
    field: 'state' | 'category',
    letter: string,
    values: readonly T[],
    guess: (word: string) => T | undefined,
  ) => {
    const isSame = before?.[field].column === column(field)
    const pairs = wordsIn(table, column(field))
      .slice(0, MOST_WORDS)
      .map((word, n) => {
        const said = isSame ? values.find((value) => value === form[`${letter}${n}`]) : guess(word)
        return [word, said] as const
      })
    return Object.fromEntries(pairs.filter((pair) => pair[1] !== undefined))
  }
  const every = column('state') ? undefined : (ENDINGS.find((ending) => ending === form.every) ?? 'open')
  const read = mapSchema.safeParse({
    ...{ source, key: one('key'), text: one('text'), place: one('place'), receivedOn: column('receivedOn') },
    ...{ closedOn: one('closedOn'), answer: one('answer'), days: [form.days ?? ''], zone: form.zone ?? '' },
    state: { column: column('state'), words: meant<Ending>('state', 's', ENDINGS, guessEnding), otherwise: every },
    kind: { words: {}, otherwise: form.kind },
    category: {
      column: column('category'),
      words: meant<Category>('category', 'g', CATEGORIES, () => undefined),
      otherwise: 'other',
    },
    owner: form.owner ? { words: {}, otherwise: form.owner } : undefined,
    ...{ name: column('name'), address: column('address'), phone: column('phone'), email: column('email') },
  })
  if (read.success) return { map: read.data }
  return { wrong: read.error.issues.some(({ path }) => path[0] === 'zone') ? 'zone' : 'days' }
}

export { GUESSED }
