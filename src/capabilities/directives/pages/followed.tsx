import { postTitles } from '../../../organization/officials.ts'
import { type Day, formatDay, readDay } from '../../../platform/day.ts'
import { link, page, type Seen, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { commitmentsById, standingOf } from '../../commitments/index.ts'
import { assignmentsBetween } from '../assignment-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { documentsById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { type Line, RegisterSheet } from './register-sheet.tsx'

async function load({ tx, actor, query, today }: Visit) {
  if (!actor) return null
  // Last year too: what was still open at its end is not lost from sight.
  const from = readDay(query.tu ?? '') ?? (`${Number(today.slice(0, 4)) - 1}-01-01` as Day)
  const to = readDay(query.den ?? '') ?? today
  const rows = await assignmentsBetween(tx, actor.unitId, from, to)
  const promises = await commitmentsById(
    tx,
    rows.map((row) => row.commitmentId),
  )
  const owners = promises.map((one) => one.ownerPostId)
  return {
    ...{ from, to, rows, promises: new Map(promises.map((one) => [one.id, one])) },
    documents: await documentsById(
      tx,
      rows.flatMap((row) => [row.documentId, ...(row.answerId ? [row.answerId] : [])]),
      today,
    ),
    titles: await postTitles(tx, owners, today),
  }
}
type It = Seen<NonNullable<Awaited<ReturnType<typeof load>>>, typeof vi>

/** The seven columns of the register that follows incoming documents (NĐ 30/2020/NĐ-CP phụ lục IV). */
function linesOf({ found, words, today, language }: Pick<It, 'found' | 'words' | 'today' | 'language'>): Line[] {
  return found.rows.flatMap((row) => {
    const [of, promise] = [found.documents.get(row.documentId), found.promises.get(row.commitmentId)]
    if (!of || !promise) return []
    const owner = found.titles.get(promise.ownerPostId)
    const what = words.followed.what(`${of.type} ${of.symbol}`, formatDay(of.issuedOn), of.issuer)
    const progress = [standingOf(promise, today, language).text, promise.result].filter(Boolean).join('. ')
    const cells = [
      ...[`${row.number}/${row.year}`, what, owner?.holder ? `${owner.title} (${owner.holder})` : (owner?.title ?? '')],
      ...[formatDay(promise.dueOn), progress, found.documents.get(row.answerId ?? 0)?.symbol ?? '', row.note ?? ''],
    ]
    return [{ cells, linked: 1, href: link(at.assignment, { assignment: row.id }) }]
  })
}

export const followed = page({
  path: at.followed,
  surface: 'workspace',
  audit: 'directives.followed',
  words: { vi, en },
  load,
  may: (actor) => actor !== null && isAllowed(POLICY.seeDocuments, actor, actor),
  head: ({ words }) => ({ title: words.followed.title, nav: 'directives' }),
  subject: ({ from, to }) => `${from} ${to}`,
  table: async (it) => [it.words.followed.columns, ...linesOf(it).map(({ cells }) => cells)],
  view: (it) => (
    <RegisterSheet
      {...{ words: it.words, actor: it.actor, span: it.found, heading: it.words.followed.title }}
      columns={it.words.followed.columns}
      lines={linesOf(it)}
    >
      <p class="quiet noprint">{it.words.followed.hint}</p>
    </RegisterSheet>
  ),
})
