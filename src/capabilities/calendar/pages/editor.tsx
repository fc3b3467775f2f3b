import { z } from 'zod'
import { readDay } from '../../../platform/day.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { type CalendarRefusal, removeDay, setDay, setYear } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { filledFrom, loadYear } from './editor-load.ts'
import { EditorView } from './editor-view.tsx'

const seen = {
  year: z.coerce.number().int(),
  version: z.coerce.number().int().min(0),
}
const documentNumber = z.string().trim().min(1).min(4).max(200)
const typedDay = z
  .string()
  .trim()
  .transform((text, context) => {
    const read = readDay(text)
    if (!read) context.addIssue({ code: 'custom', message: text === '' ? 'empty' : 'day' })
    return read ?? z.NEVER
  })

const fields = z.discriminatedUnion('_do', [
  z.object({
    ...seen,
    _do: z.literal('setDay'),
    day: typedDay,
    kind: z.enum(['off', 'worked']),
    name: z.string().trim().max(120),
    document: documentNumber,
  }),
  z.object({ ...seen, _do: z.literal('removeDay'), day: typedDay, document: documentNumber }),
  z.object({
    ...seen,
    _do: z.literal('setYear'),
    status: z.enum(['announced', 'provisional']),
    yearDocument: documentNumber,
  }),
])

/** At which field each refusal stands; what concerns the whole form stands above it. */
const FIELD_OF: Readonly<Record<CalendarRefusal, string | null>> = {
  changed: null,
  outsideYear: 'day',
  workedWeekday: 'day',
  weekendOff: 'name',
  nameless: 'name',
  notListed: 'day',
  unchanged: 'day',
  yearMissing: 'day',
  sameStatus: 'status',
  yearGap: 'status',
}

/** The working calendar: each change with its document, and every open due day counted again. */
export const editor = page({
  path: at.editor,
  surface: 'workspace',
  audit: 'calendar.editor',
  words: { vi, en },
  load: loadYear,
  may: (actor, { unitId }) => isAllowed(POLICY.editCalendar, actor, { unitId }),
  head: ({ words }) => ({ title: words.editor.title, nav: 'calendar' }),
  fields,
  filled: ({ found }) => filledFrom(found),
  view: (it) => <EditorView {...it} />,
  async submit({ tx, host, actor, found, form, words }) {
    const { refused } = words.editor
    if (!actor) return { refused: refused.changed }
    if (form.year !== found.year) return { refused: refused.otherYear }
    const document = form._do === 'setYear' ? form.yearDocument : form.document
    const edit = { year: found.year, postId: actor.postId, documentNumber: document, seen: form.version }
    const outcome =
      form._do === 'setYear'
        ? await setYear(tx, host.jobs, edit, form.status)
        : form._do === 'removeDay'
          ? await removeDay(tx, host.jobs, edit, form.day)
          : await setDay(tx, host.jobs, edit, form)
    if (!('refused' in outcome)) return { to: `${at.editor}?nam=${found.year}&xong=1` }
    const field = FIELD_OF[outcome.refused]
    return field ? { errors: { [field]: refused[outcome.refused] } } : { refused: refused[outcome.refused] }
  },
})
