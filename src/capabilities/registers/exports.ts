import { postTitles } from '../../organization/officials.ts'
import { addMonths, type Day, formatDay, readDay } from '../../platform/day.ts'
import type { Tx } from '../../platform/db.ts'
import type { Actor } from '../../platform/rights.ts'
import type { Cell } from '../../platform/sheets.ts'
import { everyRow, keyed, MOST_PUBLIC, MOST_ROWS, SOME_ROWS } from '../../platform/whole-lists.ts'
import type { Language, WordsLike } from '../../platform/words.ts'
import { IMPORTED_RULE } from '../calendar/index.ts'
import {
  CASE_PILES,
  CATEGORIES,
  type Category,
  categoryWords,
  listCases,
  publishedCases,
  registerOf,
  submissionCounts,
} from '../cases/index.ts'
import { BUCKETS, listWork } from '../commitments/index.ts'
import type { vi } from './words.vi.ts'

export const LISTS = ['don-thu', 'cua-toi', 'don-vi', 'so-theo-doi'] as const
export type List = (typeof LISTS)[number]

interface Asked {
  tx: Tx
  actor: Actor
  today: Day
  query: Readonly<Record<string, string>>
  language: Language
  words: WordsLike<typeof vi>
}

const dayOf = (day: Day | null | undefined) => (day ? formatDay(day) : null)

/** The rows of a list with the filters in force: cases and promises, never who sent them; nothing sealed leaves the system. */
export function listRows(list: List, asked: Asked): Promise<Cell[][]> {
  if (list === 'don-thu') return caseRows(asked)
  return list === 'so-theo-doi' ? registerRows(asked) : workRows(list, asked)
}

const isOpenToAll = ({ sealId }: { sealId: string | null }) => sealId === null

async function caseRows({ tx, actor, query, language, words }: Asked): Promise<Cell[][]> {
  const pile = query.muc && Object.hasOwn(CASE_PILES, query.muc) ? CASE_PILES[query.muc] : CASE_PILES.todo
  const rows = await everyRow(async (before: number | null) =>
    keyed(await listCases(tx, actor.unitId, pile ?? null, before, SOME_ROWS), (row) => row.id),
  )
  return [
    [...words.export.caseColumns],
    ...rows
      .filter(isOpenToAll)
      .map((row) => [
        ...[row.number, row.title, words.kinds[row.kind] ?? row.kind, categoryWords[language][row.category]],
        ...[dayOf(row.sentOn), words.states[row.state] ?? row.state, dayOf(row.importedOn)],
      ]),
  ]
}

async function workRows(list: 'cua-toi' | 'don-vi', { tx, actor, query, today, words }: Asked): Promise<Cell[][]> {
  const bucket = BUCKETS.find((one) => one === query.o) ?? 'todo'
  const ownerPostId = list === 'cua-toi' ? actor.postId : null
  const search = (query.tim ?? '').slice(0, 100)
  const rows = await everyRow((after: string | null) =>
    listWork(tx, { ownerPostId, unitId: actor.unitId, bucket, search, after }, today, SOME_ROWS),
  )
  const posts = await postTitles(
    tx,
    rows.map((row) => row.ownerPostId),
    today,
  )
  return [
    [...words.export.workColumns],
    ...rows
      .filter(isOpenToAll)
      .map((row) => [
        ...[row.title, words.kinds[row.workflow] ?? row.workflow, posts.get(row.ownerPostId)?.title ?? null],
        ...[
          dayOf(row.startedOn),
          row.proof.rule === IMPORTED_RULE ? null : dayOf(row.dueOn),
          row.proof.cite,
          words.states[row.state] ?? row.state,
        ],
        ...[dayOf(row.closedOn), row.waitingFor],
      ]),
  ]
}

/** By the columns of the form (Mẫu 03/TCD, NĐ 154/2026 Điều 27). Who sent it stays where opening it is recorded. */
async function registerRows({ tx, actor, query, today, words }: Asked): Promise<Cell[][]> {
  const from = readDay(query.tu ?? '') ?? addMonths(today, -1)
  const to = readDay(query.den ?? '') ?? today
  const rows = await registerOf(tx, actor.unitId, from, to, MOST_ROWS)
  const posts = await postTitles(
    tx,
    rows.map((row) => row.ownerPostId),
    today,
  )
  const counts = await submissionCounts(
    tx,
    rows.map((row) => row.id),
  )
  const { nameKept, yes, guided, imported, due } = words.export
  return [
    [...words.export.register],
    ...rows.map((row, n): Cell[] => {
      const owner = (row.ownerPostId && posts.get(row.ownerPostId)?.title) || null
      const isGuided = row.state === 'guided'
      const result = [
        words.states[row.state],
        row.closedOn ? formatDay(row.closedOn) : row.dueOn && due(formatDay(row.dueOn)),
      ]
      return [
        ...[n + 1, formatDay(row.sentOn), nameKept, null, row.title, words.kinds[row.kind] ?? row.kind],
        ...[counts.get(row.id) ?? 1, null, isGuided ? null : yes, isGuided ? guided : null, isGuided ? null : owner],
        result.filter(Boolean).join(', '),
        [row.number, row.importedOn && imported(formatDay(row.importedOn))].filter(Boolean).join('; '),
      ]
    }),
  ]
}

/** What everybody may read anyway. */
export async function publishedRows(
  tx: Tx,
  unitId: number,
  query: Readonly<Record<string, string>>,
  language: Language,
  words: WordsLike<typeof vi>,
): Promise<Cell[][]> {
  const category = CATEGORIES.find((one) => one === query.linhvuc) ?? null
  const search = (query.tim ?? '').slice(0, 100)
  const rows = await everyRow(
    (after: string | null) => publishedCases(tx, unitId, search, category, after, SOME_ROWS),
    MOST_PUBLIC,
  )
  return [
    [...words.export.publishedColumns],
    ...rows.map((row) => [
      ...[row.title, words.kinds[row.kind] ?? row.kind, categoryWords[language][row.category as Category]],
      ...[dayOf(row.publishedOn), row.question, row.answer],
    ]),
  ]
}
