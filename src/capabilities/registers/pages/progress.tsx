import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { csvOf } from '../../../platform/sheets.ts'
import { Card, LinkButton, Notice } from '../../../ui/parts.tsx'
import { caseAddress, casesBy } from '../../cases/index.ts'
import { openCells } from '../import-actions.ts'
import { importById, pairsOf, rejectsOf } from '../import-queries.ts'
import { at, JOIN } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { count } from './imports.tsx'

/** How far an import is and what came of it. It goes on when nobody looks; looking again is a link, not a script. */
export const progress = page({
  path: at.progress,
  surface: 'workspace',
  audit: 'registers.progress',
  words: { vi, en },
  async load({ tx, params, actor }) {
    const it = await importById(tx, Number(params.import))
    if (!it || it.state === 'uploaded') return null
    // An administrator brings registers in and does not read cases: the pairs are for those who do.
    const reads = isAllowed(POLICY.exportCases, actor, { unitId: it.unitId })
    const { pairs, count: all } = reads ? await pairsOf(tx, it.id) : { pairs: [], count: 0 }
    const cases = await casesBy(tx, 'id', [...new Set(pairs.flatMap((pair) => [pair.caseId, pair.otherCaseId]))])
    return { it, reads, pairs, all, cases: new Map(cases.map((one) => [one.id, one])) }
  },
  may: (actor, { it }) => isAllowed(POLICY.importRegister, actor, { unitId: it.unitId }),
  head: ({ words }) => ({ title: words.imports.title, nav: 'registers' }),
  subject: ({ it }) => `import ${it.id}`,
  view({ found, words }) {
    const { it } = found
    const here = link(at.progress, { import: it.id })
    const isGoing = it.state === 'waiting' || it.state === 'running'
    const figures = ['read', 'added', 'same', 'changed', 'rejected'] as const
    const of = { read: it.rowsRead, added: it.added, same: it.same, changed: it.changed, rejected: it.rejected }
    return (
      <div class="stack">
        <div>
          <p class="quiet">
            <a href={at.imports}>{words.imports.title}</a>
          </p>
          <h1>{it.source}</h1>
        </div>
        {isGoing && (
          <>
            <Notice>
              {it.state === 'waiting'
                ? words.progress.waiting
                : words.progress.running(count(it.rowsDone), count(it.rowsRead))}
            </Notice>
            <progress max={it.rowsRead} value={it.rowsDone} aria-label={words.imports.title} />
            <p>
              <LinkButton href={here}>{words.progress.again}</LinkButton>
            </p>
          </>
        )}
        {it.state === 'failed' && <Notice kind="bad">{words.progress.failed}</Notice>}
        {it.state === 'done' && (
          <Card title={words.progress.done}>
            <dl class="clear">
              {figures.map((name) => (
                <>
                  <dt>{words.progress[name]}</dt>
                  <dd>{count(of[name])}</dd>
                </>
              ))}
            </dl>
            {it.rejected + it.changed > 0 && (
              <p>
                <a href={link(at.rejects, { import: it.id })}>{words.progress.rejects}</a>
                <span class="quiet under">{words.progress.rejectsHint}</span>
              </p>
            )}
            {found.reads && (
              <p>
                <LinkButton href="/lam-viec/don-thu?muc=all" quiet>
                  {words.progress.seeCases}
                </LinkButton>
              </p>
            )}
          </Card>
        )}
        {found.all > 0 && (
          <Card title={words.progress.pairs(found.all)}>
            <p class="quiet">{words.progress.pairsLead}</p>
            <ul class="list">
              {found.pairs.map((pair) => {
                const [one, other] = [found.cases.get(pair.caseId), found.cases.get(pair.otherCaseId)]
                if (!one || !other) return null
                const isOpen = ['sent', 'received', 'assigned'].includes(one.state)
                return (
                  <li>
                    <a href={caseAddress(other)}>{other.number}</a> · <a href={caseAddress(one)}>{one.number}</a>{' '}
                    {one.title}{' '}
                    <span class="quiet">({pair.minutesApart <= 1 ? words.progress.atOnce : words.progress.near})</span>{' '}
                    {isOpen && <a href={link(JOIN, { number: one.number })}>{words.progress.join}</a>}
                  </li>
                )
              })}
            </ul>
          </Card>
        )}
      </div>
    )
  },
})

/** The rows that were not taken, as they came, to be mended and brought in again. */
export const rejects = page({
  path: at.rejects,
  surface: 'workspace',
  audit: 'registers.rejects',
  words: { vi, en },
  load: async ({ tx, params }) => importById(tx, Number(params.import)),
  may: (actor, it) => isAllowed(POLICY.importRegister, actor, { unitId: it.unitId }),
  head: ({ words }) => ({ title: words.progress.rejects, nav: 'registers' }),
  subject: (it) => `import ${it.id}`,
  view: () => '',
  async file({ found, tx, host, words }) {
    const { columns, reject } = words.progress
    const header = [columns.line, columns.kind, columns.reasons, ...found.header]
    const rows = (await rejectsOf(tx, found.id)).map((one) => {
      const reasons = one.reasons.map((reason) => {
        const [, column = '', fault = ''] = /^([\s\S]*): (\w+)$/.exec(reason) ?? []
        return `${column}: ${words.faults[fault] ?? fault}`
      })
      return [one.line, reject[one.kind] ?? '', reasons.join(' '), ...(openCells(host, one.cells) ?? [])]
    })
    return {
      name: `khong-nhan-${found.id}.csv`,
      mediaType: 'text/csv; charset=utf-8',
      bytes: await csvOf([header, ...rows]),
    }
  },
})
