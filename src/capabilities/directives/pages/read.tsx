import { z } from 'zod'
import { documentText } from '../../../platform/document-text.ts'
import { keepFiles } from '../../../platform/files.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { FileField } from '../../../ui/file-field.tsx'
import { Card, Form, Notice, Submit, TextArea } from '../../../ui/parts.tsx'
import { keepReading } from '../citation-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { documentById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const MOST = 2_000_000
const KINDS = '.docx,.pdf,.html,.htm,.txt,.md'

/** A text is pasted or uploaded; nothing of it is kept as a fact before somebody has looked at it. */
export const read = page({
  path: at.read,
  surface: 'workspace',
  audit: 'directives.read',
  words: { vi, en },
  load: async ({ tx, query, today }) => {
    const id = /^\d{1,15}$/.test(query.cua ?? '') ? Number(query.cua) : null
    return { of: id ? await documentById(tx, id, today) : null }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.enterDocument, actor, actor),
  head: ({ words }) => ({ title: words.read.title, nav: 'directives' }),
  takesFiles: 'document',
  fields: z.object({ text: z.string().max(MOST, { error: 'long' }).default('') }),
  view: ({ found, words, form }) => (
    <div class="stack narrow">
      <p class="quiet">
        <a href={found.of ? link(at.document, { document: found.of.id }) : at.list}>
          {found.of ? found.of.symbol : words.title}
        </a>
      </p>
      <h1>{found.of ? words.read.for(`${found.of.type} ${found.of.symbol}`) : words.read.title}</h1>
      <p class="lead">{words.read.lead}</p>
      <Notice kind="warn">{words.openOnly}</Notice>
      <Card>
        <Form form={form} refusedText={words.formRefused} files>
          <TextArea
            form={form}
            name="text"
            label={words.read.text}
            hint={words.read.textHint}
            rows={14}
            maxlength={MOST}
          />
          <FileField form={form} label={words.read.file} hint={words.read.fileHint} accept={KINDS} />
          <div>
            <Submit>{words.read.submit}</Submit>
          </div>
        </Form>
      </Card>
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, files, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const [file] = files
    const typed = form.text.trim()
    if (!file && !typed) return { errors: { text: words.read.nothing } }
    const text = file ? await documentText(file.bytes, file.name) : { kind: 'pasted' as const, text: form.text }
    if ('refused' in text) return { errors: { files: words.unreadable[text.refused] } }
    if (text.text.length > MOST) return { errors: { files: words.read.tooLong } }
    const context = { tx, host, actor, today }
    const made = await keepReading(
      context,
      { source: text.kind, name: file?.name ?? null, text: text.text },
      found.of?.id ?? null,
    )
    if ('refused' in made) return { refused: words.refused[made.refused] }
    const owner = { kind: 'document', id: `r${made.id}`, unitId: actor.unitId, sealId: null } as const
    if (file) await keepFiles(tx, host.filesFolder, owner, [file])
    return { to: found.of ? link(at.citations, { reading: made.id }) : `${at.enter}?doc=${made.id}` }
  },
})
