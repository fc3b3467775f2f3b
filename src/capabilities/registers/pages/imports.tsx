import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { FileField } from '../../../ui/file-field.tsx'
import { Card, Form, Submit, TextField } from '../../../ui/parts.tsx'
import { keepRegister } from '../import-actions.ts'
import { importsOf } from '../import-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { readTable } from '../reading.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const TABLES = '.xlsx,.csv,text/csv'

export const count = (n: number) => n.toLocaleString('vi-VN')

/** A register is uploaded here; nothing of it is a case before somebody has seen the preview. */
export const imports = page({
  path: at.imports,
  surface: 'workspace',
  audit: 'registers.imports',
  words: { vi, en },
  load: async ({ tx, actor }) => actor && importsOf(tx, actor.unitId),
  may: (actor) => actor !== null && isAllowed(POLICY.importRegister, actor, actor),
  head: ({ words }) => ({ title: words.imports.title, nav: 'registers' }),
  table: async ({ found, words: { imports: say } }) => [
    Object.values(say.columns),
    ...found.map((one) => [
      ...[one.source, formatDay(one.onDay), say.states[one.state] ?? ''],
      one.state === 'done' ? `${count(one.added)} / ${count(one.rowsRead)}` : '',
    ]),
  ],
  takesFiles: 'table',
  fields: z.object({ source: z.string().trim().min(2).max(100) }),
  view: ({ found, words, form }) => (
    <div class="stack">
      <div>
        <h1>{words.imports.title}</h1>
        <p class="lead">{words.imports.lead}</p>
      </div>
      <Card>
        <Form form={form} refusedText={words.formRefused} files>
          <TextField
            form={form}
            name="source"
            label={words.imports.source}
            hint={words.imports.sourceHint}
            maxlength={100}
          />
          <FileField accept={TABLES} form={form} label={words.imports.file} hint={words.imports.fileHint} />
          <div>
            <Submit>{words.imports.next}</Submit>
          </div>
        </Form>
      </Card>
      <h2>{words.imports.before}</h2>
      {found.length === 0 ? (
        <p class="card">{words.imports.none}</p>
      ) : (
        <table class="grid fold">
          <thead>
            <tr>
              <th scope="col">{words.imports.columns.source}</th>
              <th scope="col">{words.imports.columns.day}</th>
              <th scope="col">{words.imports.columns.state}</th>
              <th scope="col">{words.imports.columns.added}</th>
            </tr>
          </thead>
          <tbody>
            {found.map((one) => (
              <tr>
                <td>
                  <a
                    class="strong matter"
                    href={link(one.state === 'uploaded' ? at.columns : at.progress, { import: one.id })}
                  >
                    {one.source}
                  </a>
                </td>
                <td>{formatDay(one.onDay)}</td>
                <td>{words.imports.states[one.state]}</td>
                <td>{one.state === 'done' ? `${count(one.added)} / ${count(one.rowsRead)}` : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  ),
  async submit({ tx, host, actor, form, files, words, today }) {
    const [file] = files
    if (!file || !actor) return { errors: { files: words.imports.fileNeeded } }
    const table = await readTable(file.bytes)
    if ('refused' in table) return { errors: { files: words.unreadable[table.refused] ?? '' } }
    const { unitId, postId } = actor
    const id = await keepRegister(host, tx, { unitId, postId, source: form.source, table, today }, file)
    return { to: link(at.columns, { import: id }) }
  },
})
