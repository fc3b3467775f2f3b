import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { mayBeFocalPoint, postsOf } from '../../../organization/officials.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { keepMap, postsByTitle, registerFile, startImport } from '../import-actions.ts'
import { importById } from '../import-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { rowReader } from '../rows.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { mapOf, textsOf } from './columns-map.ts'
import { ColumnsView } from './columns-view.tsx'

/** Columns are chosen and the first rows seen as they will be, each fault at its cell; then the work is left to a job. */
export const columns = page({
  path: at.columns,
  surface: 'workspace',
  audit: 'registers.columns',
  words: { vi, en },
  async load({ tx, host, params, today }) {
    const it = await importById(tx, Number(params.import))
    if (it?.state !== 'uploaded') return null
    const table = await registerFile(host, tx, it.id)
    if (!table || 'refused' in table) return null
    const posts = await postsByTitle(tx, it.unitId, today)
    const read = it.map && table.rows.map(rowReader(it.map, table, today, posts))
    const owners = (await postsOf(tx, it.unitId, today)).filter(mayBeFocalPoint)
    return { it, table, read, owners }
  },
  may: (actor, { it }) => isAllowed(POLICY.importRegister, actor, { unitId: it.unitId }),
  head: ({ words }) => ({ title: words.map.title, nav: 'registers' }),
  subject: ({ it }) => `import ${it.id}`,
  fields: z.record(z.string(), z.string().max(300)),
  filled: ({ found: { it, table } }) => textsOf(it.map, table),
  view: (it) => <ColumnsView {...it} />,
  async submit({ tx, host, found, form, words }) {
    const { it, table } = found
    const made = mapOf(form, it.source, it.map, table)
    if ('missing' in made) return { errors: Object.fromEntries(made.missing.map((field) => [field, words.map.needed])) }
    if ('wrong' in made) return { errors: { [made.wrong]: words.map.zoneWrong } }
    await keepMap(tx, it.id, made.map)
    const isSeen = it.map !== null && isDeepStrictEqual(JSON.parse(JSON.stringify(made.map)), it.map)
    // What is brought in is what was seen: another choice is looked at once more.
    if (form._do !== 'start' || !isSeen) return { to: `${link(at.columns, { import: it.id })}#xem` }
    if (!found.read?.some((row) => row.row)) return { refused: words.map.noGood }
    await startImport(host.jobs, tx, it.id)
    return { to: link(at.progress, { import: it.id }) }
  },
})
