import type { AnyPage, Visit } from '../platform/page.ts'
import { CSV, csvOf, XLSX, xlsxOf } from '../platform/sheets.ts'
import type { Rows } from '../platform/whole-lists.ts'
import { Downloads } from '../ui/downloads.tsx'

const FORMS = { xlsx: XLSX, csv: CSV } as const
type Form = keyof typeof FORMS

/** Every page that is a list with a `table` offers its file: the same right, the same filters, at PATH/tai/xlsx and PATH/tai/csv. */
export const withTables = (pages: readonly AnyPage[]): readonly AnyPage[] =>
  pages.flatMap((page) => (page.table ? [offering(page), fileOf(page, page.table)] : [page]))

/** Which rows of the list are in sight is no filter. */
const PLACE_IN_LIST = ['truoc', 'sau', 'stt']

const offering = (page: AnyPage): AnyPage => ({
  ...page,
  async view(it) {
    const filters = Object.fromEntries(Object.entries(it.query).filter(([name]) => !PLACE_IN_LIST.includes(name)))
    return (
      <>
        {await page.view(it)}
        <div class={page.surface === 'public' ? 'wrap downloads' : 'downloads'}>
          <Downloads to={`${it.path}/tai`} filters={filters} language={it.language} />
        </div>
      </>
    )
  },
})

interface Listed {
  form: Form
  of: unknown
}

function fileOf(page: AnyPage, table: (it: Parameters<AnyPage['view']>[0]) => Promise<Rows>): AnyPage {
  return {
    path: `${page.path}/tai/:form{xlsx|csv}`,
    ...{ surface: page.surface, audit: `${page.audit}.file`, words: page.words },
    async load(visit: Visit): Promise<Listed | null> {
      const of = await page.load(visit)
      return of === null ? null : { form: visit.params.form === 'csv' ? 'csv' : 'xlsx', of }
    },
    may: (actor, { of }: Listed) => page.may(actor, of),
    head: (it) => page.head({ ...it, found: it.found.of }),
    // Who took which list stands in the access log; what was searched for does not.
    subject: ({ of, form }: Listed) => [page.subject?.(of), form].filter(Boolean).join(' '),
    view: () => '',
    async file(it) {
      const { form, of }: Listed = it.found
      const whole = { ...it, found: of }
      const rows = await table(whole as never)
      const name = `${page.path.split('/').findLast((part) => !part.startsWith(':'))}-${it.today}.${form}`
      const bytes = form === 'csv' ? await csvOf(rows) : await xlsxOf(page.head(whole).title, rows)
      return { name, mediaType: FORMS[form], bytes }
    },
  }
}
