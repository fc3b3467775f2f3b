import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { XLSX, xlsxOf } from '../../../platform/sheets.ts'
import { FileField } from '../../../ui/file-field.tsx'
import { Card, Empty, Form, LinkButton, Submit } from '../../../ui/parts.tsx'
import { caseAddress } from '../../cases/index.ts'
import { enterCodes, readSheetBack } from '../outside-actions.ts'
import { enteredLately, stillToEnter } from '../outside-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { readTable } from '../reading.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const SIZE = 30
const MOST_IN_SHEET = 5000
const MOST_TOLD = 8

const TABLES = '.xlsx,.csv,text/csv'

/** What the national database must still be told of (NĐ 154 Đ27, NĐ 155 Đ30a): by hand, or a sheet out and in again. */
export const outside = page({
  path: at.outside,
  surface: 'workspace',
  audit: 'registers.outside',
  words: { vi, en },
  async load({ tx, actor, query }) {
    if (!actor) return null
    const isEntered = query.muc === 'da'
    if (isEntered) return { isEntered, ...(await enteredLately(tx)), next: null }
    const before = /^\d{1,15}$/.test(query.truoc ?? '') ? Number(query.truoc) : null
    return { isEntered, ...(await stillToEnter(tx, actor.unitId, before, SIZE)), codes: [] }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.enterOutsideCode, actor, actor),
  head: ({ words }) => ({ title: words.outside.title, nav: 'outside' }),
  takesFiles: 'table',
  fields: z.object({}),
  view({ found, words, form }) {
    const { columns } = words.outside
    return (
      <div class="stack">
        <div>
          <h1>{words.outside.title}</h1>
          <p class="lead">{words.outside.lead}</p>
        </div>
        <nav class="pills" aria-label={words.outside.title}>
          <a href={at.outside} aria-current={found.isEntered ? undefined : 'page'}>
            {words.outside.todo}
          </a>
          <a href={`${at.outside}?muc=da`} aria-current={found.isEntered ? 'page' : undefined}>
            {words.outside.entered}
          </a>
        </nav>
        {found.rows.length === 0 ? (
          <Empty title={found.isEntered ? words.outside.emptyEntered : words.outside.empty}>{words.outside.lead}</Empty>
        ) : (
          <table class="grid fold">
            <thead>
              <tr>
                <th scope="col">{columns.number}</th>
                <th scope="col">{columns.matter}</th>
                <th scope="col">{columns.sent}</th>
                <th scope="col">{columns.codes}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => (
                <tr>
                  <td class="number">{row.number}</td>
                  <td>
                    <a class="strong matter" href={caseAddress(row)}>
                      {row.title}
                    </a>
                  </td>
                  <td>{formatDay(row.sentOn)}</td>
                  <td>
                    {found.codes
                      .filter((one) => one.caseId === row.id)
                      .map((one) => (
                        <span class="under">
                          {one.code}, {formatDay(one.enteredOn)}
                        </span>
                      ))}
                    <LinkButton quiet href={link(at.codes, { number: row.number })}>
                      {words.outside.add}
                    </LinkButton>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {found.next && (
          <p>
            <LinkButton quiet href={`${at.outside}?truoc=${found.next}`}>
              {words.outside.more}
            </LinkButton>
          </p>
        )}
        <Card title={words.outside.upload}>
          <p>
            <a href={at.outsideSheet}>{words.outside.sheet}</a>
          </p>
          <Form form={form} refusedText={words.formRefused} files>
            <FileField accept={TABLES} form={form} label={words.outside.file} />
            <div>
              <Submit quiet>{words.outside.upload}</Submit>
            </div>
          </Form>
        </Card>
      </div>
    )
  },
  async submit({ tx, actor, files, words, today, now }) {
    const [file] = files
    if (!file || !actor) return { errors: { files: words.outside.fileNeeded } }
    const table = await readTable(file.bytes)
    if ('refused' in table) return { errors: { files: words.unreadable[table.refused] ?? '' } }
    const place = (n: number) =>
      table.header.findIndex((name) => name === vi.outside.sheetColumns[n] || name === en.outside.sheetColumns[n])
    const [number, code, day] = [place(0), place(5), place(6)]
    if (number < 0 || code < 0 || day < 0) return { errors: { files: words.outside.notOurs } }
    const rows = table.rows.slice(0, MOST_IN_SHEET).map(({ line, cells }) => {
      const at = (n: number) => cells[n] ?? ''
      return { line, number: at(number), code: at(code), day: at(day) }
    })
    const read = await readSheetBack(tx, rows, today)
    if ('wrong' in read) {
      const lines = read.wrong
        .slice(0, MOST_TOLD)
        .map((one) => words.outside.wrongLine(one.line, words.outside.whys[one.why] ?? ''))
      return { errors: { files: words.outside.wrong(lines.join(' ')) } }
    }
    await enterCodes(tx, actor, read.codes, now)
    return { to: `${at.outside}?muc=da` }
  },
})

/** The sheet to copy from into the form outside; code and day are filled in and it comes back. */
export const outsideSheet = page({
  path: at.outsideSheet,
  surface: 'workspace',
  audit: 'registers.outsideSheet',
  words: { vi, en },
  load: async () => ({}),
  may: (actor) => actor !== null && isAllowed(POLICY.enterOutsideCode, actor, actor),
  head: ({ words }) => ({ title: words.outside.title, nav: 'outside' }),
  subject: () => 'still to enter',
  view: () => '',
  async file({ tx, actor, words, today }) {
    const { rows } = await stillToEnter(tx, actor?.unitId ?? 0, null, MOST_IN_SHEET)
    const body = rows.map((row) => [
      ...[
        row.number,
        formatDay(row.sentOn),
        words.kinds[row.kind] ?? row.kind,
        row.title,
        words.states[row.state] ?? row.state,
      ],
      ...['', ''],
    ])
    const bytes = await xlsxOf(words.outside.todo, [[...words.outside.sheetColumns], ...body])
    return { name: `csdl-quoc-gia-${today}.xlsx`, mediaType: XLSX, bytes }
  },
})
