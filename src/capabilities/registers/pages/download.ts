import { placeByKey } from '../../../organization/openings.ts'
import { actAs } from '../../../platform/db.ts'
import { anyone, page } from '../../../platform/page.ts'
import { type By, isAllowed } from '../../../platform/rights.ts'
import { type Cell, CSV, csvOf, XLSX, xlsxOf } from '../../../platform/sheets.ts'
import { LISTS, type List, listRows, publishedRows } from '../exports.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const MAY: Readonly<Record<List, readonly By[]>> = {
  'don-thu': POLICY.exportCases,
  'cua-toi': POLICY.exportMyWork,
  'don-vi': POLICY.exportUnitWork,
  'so-theo-doi': POLICY.exportRegister,
}

async function asFile(form: string, name: string, title: string, rows: Cell[][]) {
  return form === 'csv'
    ? { name: `${name}.csv`, mediaType: CSV, bytes: await csvOf(rows) }
    : { name: `${name}.xlsx`, mediaType: XLSX, bytes: await xlsxOf(title, rows) }
}

/** A list as a table file. Who took which, with which filters, stands in the access log; what was searched for does not. */
export const download = page({
  path: at.download,
  surface: 'workspace',
  audit: 'registers.download',
  words: { vi, en },
  load: async ({ params }) => {
    const list = LISTS.find((one) => one === params.list)
    return list ? { list, form: params.form === 'csv' ? 'csv' : 'xlsx' } : null
  },
  may: (actor, { list }) => actor !== null && isAllowed(MAY[list], actor, actor),
  head: ({ found, words }) => ({ title: words.export.lists[found.list] ?? '', nav: 'cases' }),
  subject: ({ list, form }) => `${list}.${form}`,
  view: () => '',
  async file({ found, words, today, ...it }) {
    const { actor } = it
    const rows = actor ? await listRows(found.list, { ...it, actor, today, words }) : []
    return asFile(found.form, `${found.list}-${today}`, words.export.lists[found.list] ?? '', rows)
  },
})

/** The published answers, for everybody. */
export const publishedDownload = page({
  path: at.publishedDownload,
  surface: 'public',
  audit: 'registers.publishedDownload',
  words: { vi, en },
  async load({ tx, params, today }) {
    const place = await placeByKey(tx, params.unit ?? '', today)
    if (!place) return null
    actAs(tx, { unitId: place.unitId, postId: null, sealId: null })
    return { place, form: params.form === 'csv' ? 'csv' : 'xlsx' }
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.export.lists.published ?? '', place: found.place }),
  view: () => '',
  async file({ found, tx, query, language, words, today }) {
    const rows = await publishedRows(tx, found.place.unitId, query, language, words)
    return asFile(found.form, `da-tra-loi-${today}`, words.export.lists.published ?? '', rows)
  },
})
