import { addMonths, type Day, formatDay, readDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import type { Direction } from '../kinds.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { type Document, documentsById } from '../queries.ts'
import { type Entry, entriesBetween } from '../register-queries.ts'
import { nameOf } from '../standing.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { RegisterSheet } from './register-sheet.tsx'

const shown = (day: Day | null) => (day ? formatDay(day) : '')

/** The ten columns of the incoming register, and of the outgoing one (NĐ 30/2020/NĐ-CP phụ lục IV). */
const CELLS: Readonly<Record<Direction, (one: Entry, of: Document) => string[]>> = {
  incoming: (one, of) => [
    ...[formatDay(one.onDay), String(one.number), of.issuer, of.symbol, formatDay(of.issuedOn)],
    ...[nameOf(of), one.forWhom ?? '', shown(one.handedOn), '', one.note ?? ''],
  ],
  outgoing: (one, of) => [
    ...[of.symbol, formatDay(of.issuedOn), nameOf(of), of.signer ?? '', one.forWhom ?? '', ''],
    ...[one.copies ? String(one.copies) : '', shown(one.handedOn ?? one.onDay), '', one.note ?? ''],
  ],
}

const registerPage = (direction: Direction) =>
  page({
    path: at[direction],
    surface: 'workspace',
    audit: `directives.${direction}`,
    words: { vi, en },
    async load({ tx, actor, query, today }) {
      if (!actor) return null
      const from = readDay(query.tu ?? '') ?? addMonths(today, -1)
      const to = readDay(query.den ?? '') ?? today
      const rows = await entriesBetween(tx, actor.unitId, direction, from, to)
      const ids = rows.map((row) => row.documentId)
      return { from, to, rows, documents: await documentsById(tx, ids, today) }
    },
    may: (actor) => actor !== null && isAllowed(POLICY.seeDocuments, actor, actor),
    head: ({ words }) => ({ title: words.register[direction], nav: 'directives' }),
    subject: ({ from, to }) => `${from} ${to}`,
    table: async ({ found: { rows, documents }, words }) => [
      words.register[`${direction}Columns`],
      ...rows.map((row) => {
        const of = documents.get(row.documentId)
        return of ? CELLS[direction](row, of) : []
      }),
    ],
    view: ({ found, words, actor }) => (
      <RegisterSheet
        {...{ words, actor, span: found, heading: words.register[direction] }}
        columns={words.register[`${direction}Columns`]}
        lines={found.rows.flatMap((row) => {
          const of = found.documents.get(row.documentId)
          if (!of) return []
          const cells = CELLS[direction](row, of)
          return [{ cells, linked: cells.indexOf(of.symbol), href: link(at.document, { document: of.id }) }]
        })}
      >
        {direction === 'outgoing' ? (
          <p class="quiet noprint">{words.register.letters}</p>
        ) : (
          <p class="noprint">
            <a href={at.followed}>{words.followed.title}</a>
          </p>
        )}
      </RegisterSheet>
    ),
  })

export const incoming = registerPage('incoming')
export const outgoing = registerPage('outgoing')
