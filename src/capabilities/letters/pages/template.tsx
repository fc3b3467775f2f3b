import { z } from 'zod'
import { dayIn, formatDay } from '../../../platform/day.ts'
import { DOCX } from '../../../platform/docx-archive.ts'
import { fillDocx } from '../../../platform/docx-fill.ts'
import { readPaper } from '../../../platform/docx-paper.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Paper } from '../../../ui/paper.tsx'
import { Card, Form, Status, Submit } from '../../../ui/parts.tsx'
import { defaultTemplate } from '../default-template.ts'
import { SAMPLE, valuesOf } from '../form-of-document.ts'
import { KINDS, kindRow, type LetterKind, placeholdersOf } from '../kinds.ts'
import { keepTemplate, useTemplate } from '../office-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { officeOf, templateBytes, templatesOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const kindOf = (params: Visit['params']): LetterKind | null =>
  Object.hasOwn(KINDS, params.kind ?? '') ? (params.kind as LetterKind) : null

async function load(visit: Visit) {
  const kind = kindOf(visit.params)
  const { tx, actor, today } = visit
  if (!kind || !actor || !isAllowed(POLICY.keepTemplates, actor, actor)) return null
  const rows = await templatesOf(tx, actor.unitId, kind)
  const inForce = rows.find((row) => row.inForce)
  const template = (inForce && (await templateBytes(tx, inForce.id))) ?? (await defaultTemplate(kind))
  const office = await officeOf(tx, actor.unitId, today)
  const letter = { kind, title: kindRow(kind).about, facts: SAMPLE, subjectNumber: 'ABCD-1234', draftedOn: today }
  const to = { name: 'Nguyễn Văn Mẫu', address: 'Thôn Mẫu' }
  const signature = { form: '', headTitle: 'Chủ tịch', ownTitle: 'Chủ tịch', name: 'Trần Thị Mẫu' } as const
  const values = valuesOf(letter, office, to, signature, null)
  const sample = await fillDocx(template, values, { title: letter.title, author: office.agencyInText, on: today })
  return { kind, rows, inForce, paper: await readPaper(sample) }
}

/** One kind of letter: take the default, edit it in Word, send it back, see what it makes of invented facts. */
export const templatePage = page({
  path: at.template,
  surface: 'workspace',
  audit: 'letters.template',
  words: { vi, en },
  load,
  may: (actor) => actor !== null && isAllowed(POLICY.keepTemplates, actor, actor),
  head: ({ found, words }) => ({ title: words.kinds[found.kind], nav: 'letterTemplates' }),
  takesFiles: true,
  fields: z.object({ _do: z.enum(['upload', 'use']), version: z.coerce.number().int().min(0).default(0) }),
  view({ found, words, form }) {
    const say = words.templates
    const { known, needed } = placeholdersOf(found.kind)
    return (
      <div class="stack">
        <div class="stack tight">
          <p class="quiet">
            <a href={at.templates}>{say.title}</a>
          </p>
          <h1>{words.kinds[found.kind]}</h1>
          <p>
            <Status is={found.inForce ? 'done' : 'going'}>
              {found.inForce ? say.inForce(found.inForce.version) : say.defaultInForce}
            </Status>
          </p>
        </div>
        <div class="two">
          <section class="stack tight">
            <h2>{say.sample}</h2>
            <Paper blocks={found.paper} label={say.sample} />
          </section>
          <aside class="stack">
            <Card title={say.upload}>
              <p>
                <a href={link(at.templateFile, { kind: found.kind, version: 0 })}>{say.download}</a>
              </p>
              <Form form={form} part="upload" files refusedText={say.formRefused}>
                <input type="hidden" name="_do" value="upload" />
                <div class="field">
                  <label for="f-files">{say.file}</label>
                  {form.errors.files && (
                    <p class="wrong" id="e-files">
                      {form.errors.files}
                    </p>
                  )}
                  <input
                    class="ds-input"
                    type="file"
                    id="f-files"
                    name="files"
                    accept=".docx"
                    aria-describedby={form.errors.files ? 'e-files' : undefined}
                  />
                </div>
                <div>
                  <Submit>{say.send}</Submit>
                </div>
              </Form>
            </Card>
            <Card title={say.placeholders}>
              <p class="quiet">{say.placeholdersHint}</p>
              <ul class="placeholders">
                {known.map((name) => (
                  <li>
                    <code>{`{${name}}`}</code>
                    {needed.includes(name) ? ' *' : ''}
                  </li>
                ))}
              </ul>
            </Card>
            <Card title={say.versions}>
              {found.rows.length === 0 && <p class="quiet">{say.none}</p>}
              {found.rows.map((row) => (
                <div class="stack tight">
                  <p>
                    <a href={link(at.templateFile, { kind: found.kind, version: row.version })}>
                      {say.downloadOwn(row.version)}
                    </a>{' '}
                    <span class="quiet">
                      {row.name} · {say.uploadedOn(formatDay(dayIn(row.uploadedAt)))}
                      {row.inForce ? ` · ${say.current}` : ''}
                    </span>
                  </p>
                  {!row.inForce && <Use form={form.key} version={row.version} text={say.use(row.version)} />}
                </div>
              ))}
              {found.inForce && <Use form={form.key} version={0} text={say.useDefault} />}
            </Card>
          </aside>
        </div>
      </div>
    )
  },
  async submit({ tx, actor, found, form, files, now, words, language }) {
    const say = words.templates
    if (!actor) return { refused: say.notOpen }
    const here = { to: link(at.template, { kind: found.kind }, language) }
    if (form._do === 'use') {
      const used = await useTemplate(tx, actor, found.kind, form.version || null)
      return 'refused' in used ? { refused: say.notOpen } : here
    }
    const [file] = files
    if (!file) return { errors: { files: say.noFile } }
    if (file.mediaType !== DOCX) return { errors: { files: say.faults.notDocx } }
    const kept = await keepTemplate(tx, actor, found.kind, file, now)
    if ('version' in kept) return here
    if (kept.refused === 'notOpen') return { refused: say.notOpen }
    return { errors: { files: `${say.faults[kept.refused]} ${kept.detail}`.trim() } }
  },
})

const Use = ({ form, version, text }: { form: string; version: number; text: string }) => (
  <form method="post">
    <input type="hidden" name="_key" value={`${form}-use${version}`} />
    <input type="hidden" name="_do" value="use" />
    <input type="hidden" name="version" value={String(version)} />
    <button class="ds-button" type="submit" data-variant="tertiary">
      {text}
    </button>
  </form>
)

/** The default (version 0) or one the office sent, as a Word file. */
export const templateFile = page({
  path: at.templateFile,
  surface: 'workspace',
  audit: 'letters.templateFile',
  words: { vi, en },
  async load({ tx, actor, params }) {
    const kind = kindOf(params)
    if (!kind || !actor) return null
    const version = Number(params.version)
    if (version === 0) return { name: `mau-${kind}.docx`, bytes: await defaultTemplate(kind) }
    const row = (await templatesOf(tx, actor.unitId, kind)).find((one) => one.version === version)
    const bytes = row && (await templateBytes(tx, row.id))
    return bytes ? { name: row.name, bytes } : null
  },
  may: (actor) => actor !== null && isAllowed(POLICY.keepTemplates, actor, actor),
  head: ({ words }) => ({ title: words.templates.title, nav: 'letterTemplates' }),
  view: () => '',
  file: async ({ found }) => ({ ...found, mediaType: DOCX }),
})
