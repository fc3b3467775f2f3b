import axeCore from 'axe-core'
import type pg from 'pg'
import type { Page } from 'playwright-core'
import { PAGES } from '../../src/app/capabilities.ts'
import { dayIn } from '../../src/platform/day.ts'
import type { AnyPage } from '../../src/platform/page.ts'
import { TAY_HO } from './hands.ts'

interface Violation {
  id: string
  help: string
  nodes: { target: string[]; any: { message: string }[] }[]
}

/** What axe finds wrong on the page as it stands, a line each. Evaluated through the debugger, so that our CSP stays as it is. */
export async function axe(page: Page, rule?: string): Promise<string[]> {
  await page.evaluate(axeCore.source)
  const only = rule ? `, runOnly: ['${rule}']` : ''
  const found = await page.evaluate<{ violations: Violation[] }>(
    `axe.run(document, { resultTypes: ['violations']${only} })`,
  )
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`.trim()),
  )
}

/** An address for every page of the product, its blanks filled with what is there; a page with choices has several. */
export async function addresses(owner: Pick<pg.Pool, 'query'>): Promise<{ page: AnyPage; path: string }[]> {
  const { rows } = await owner.query<Record<string, string | number>>(
    `select distinct on (c.kind = 'complaint', c.state) c.number, c.kind, c.commitment_id as commitment, s.id as submission, s.named, coalesce(a.id, 0) as apology,
       exists (select 1 from cases.point p where p.case_id = c.id) as pointed, c.state
     from cases.citizen_case c join cases.submission s on s.case_id = c.id join organization.unit_code u on u.unit_id = c.unit_id and u.code = '20380'
     left join commitments.apology a on a.commitment_id = c.commitment_id where s.named order by c.kind = 'complaint', c.state, a.id, c.id`,
  )
  const file = '00000000-0000-4000-8000-000000000000'
  const all: { page: AnyPage; path: string }[] = []
  for (const page of PAGES) {
    const blanks = [...page.path.matchAll(/:(\w+)(?:\{([^}]*)\})?/g)]
    const about = blanks.some(([, name]) => ['number', 'commitment'].includes(name ?? ''))
    const apology = blanks.some(([, name]) => name === 'apology')
    const isComplaint = page.path.includes('/khieu-nai/')
    const ours = rows.filter((row) => (row.kind === 'complaint') === isComplaint)
    const records = apology ? rows.filter((row) => row.apology) : about ? ours : [{}]
    for (const record of records as Record<string, string | number>[]) {
      let paths = [page.path]
      for (const [whole, name = '', pattern] of blanks) {
        const choices = pattern?.match(/^[\w-]+(\|[\w-]+)+$/) ? pattern.split('|') : null
        const given = {
          ...record,
          unit: TAY_HO,
          n: 1,
          file,
          kind: 'answer',
          version: 0,
          month: dayIn(new Date()).slice(0, 7),
        }[name]
        const values = choices ?? [String(given ?? 1)]
        paths = paths.flatMap((path) => values.map((value) => path.replace(whole, value)))
      }
      all.push(...paths.map((path) => ({ page, path })))
    }
  }
  return all
}
