import { z } from 'zod'
import { fold } from '../../../organization/fold.ts'
import { type Day, readDay } from '../../../platform/day.ts'
import { aDay } from '../../../platform/fields.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Form, Select, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { CATEGORIES, type Category, categoryWords } from '../../cases/index.ts'
import { enterMeeting } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { sessionsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { COUNCILS } from '../workflow.ts'

const MOST_LINES = 300
const count = z
  .string()
  .trim()
  .regex(/^\d{0,6}$/)
  .transform((typed) => Number(typed || 0))

/** The first words of a field's name, as people shorten them: "đất", "môi trường", "điện, nước". */
function categoryOf(typed: string): Category | null {
  const asked = fold(typed)
  if (asked === '') return null
  return (
    CATEGORIES.find((one) => fold(categoryWords.vi[one]).startsWith(asked)) ??
    CATEGORIES.find((one) => fold(categoryWords.vi[one]).includes(asked)) ??
    null
  )
}

/** One meeting with everything that was asked there, typed or pasted a line each. */
export const meeting = page({
  path: at.meeting,
  surface: 'workspace',
  audit: 'voters.meeting',
  words: { vi, en },
  load: async ({ tx, actor }) => actor && { sessions: await sessionsOf(tx, actor.unitId) },
  may: (actor) => actor !== null && isAllowed(POLICY.enterMeeting, actor, actor),
  head: ({ words }) => ({ title: words.meeting.title, nav: 'voters' }),
  fields: z.object({
    session: z
      .string()
      .regex(/^\d{0,15}$/)
      .default(''),
    council: z.enum(COUNCILS),
    name: z.string().trim().max(200).default(''),
    opensOn: z.string().trim().default(''),
    heldOn: aDay,
    place: z.string().trim().min(3).max(300),
    deputies: z.string().trim().min(3).max(1000),
    attendances: count,
    submissions: count,
    recommendations: z.string().trim().min(10).max(400_000),
  }),
  filled: ({ found }) => ({ council: 'commune', session: String(found.sessions[0]?.id ?? '') }),
  view: ({ found, words, form, language }) => {
    const say = words.meeting
    const fields = CATEGORIES.map((one) => categoryWords[language][one]).join(' · ')
    return (
      <div class="stack narrow">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        <Form form={form} refusedText={words.formRefused}>
          <Select
            form={form}
            name="session"
            label={say.session}
            empty={say.newSession}
            options={found.sessions.map((one) => [String(one.id), one.name] as const)}
          />
          <div class="cells">
            <Select
              form={form}
              name="council"
              label={say.council}
              options={COUNCILS.map((one) => [one, words.councils[one]] as const)}
            />
            <TextField
              form={form}
              name="opensOn"
              label={say.opensOn}
              hint={say.day}
              optional={say.optional}
              maxlength={12}
            />
          </div>
          <TextField
            form={form}
            name="name"
            label={say.name}
            hint={say.nameHint}
            optional={say.optional}
            maxlength={200}
          />
          <div class="cells">
            <TextField form={form} name="heldOn" label={say.heldOn} hint={say.day} maxlength={12} />
            <TextField form={form} name="place" label={say.place} maxlength={300} />
          </div>
          <TextField form={form} name="deputies" label={say.deputies} maxlength={1000} />
          <div class="cells">
            <TextField form={form} name="attendances" label={say.attendances} inputmode="numeric" maxlength={6} />
            <TextField form={form} name="submissions" label={say.submissions} inputmode="numeric" maxlength={6} />
          </div>
          <TextArea
            form={form}
            name="recommendations"
            label={say.recommendations}
            hint={`${say.recommendationsHint}${fields}`}
            rows={12}
          />
          <div>
            <Submit>{say.submit}</Submit>
          </div>
        </Form>
      </div>
    )
  },
  async submit({ tx, host, actor, today, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const say = words.meeting
    if (form.heldOn > today) return { errors: { heldOn: say.future } }
    const opensOn = readDay(form.opensOn)
    const isNew = form.session === ''
    if (isNew && (form.name.length < 3 || !opensOn)) return { errors: { name: say.sessionNeeded } }
    const lines = form.recommendations.split('\n').filter((line) => line.trim() !== '')
    const recommendations: { deputy: string; category: Category; text: string }[] = []
    for (const [i, line] of lines.slice(0, MOST_LINES).entries()) {
      const [field = '', deputy = '', ...rest] = line.replace(/^\s*\d{1,3}[.)]\s*/, '').split(';')
      const text = rest.join(';').trim()
      if (deputy.trim().length < 2 || text.length < 10 || text.length > 5000)
        return { errors: { recommendations: say.lineWrong(i + 1) } }
      const category = categoryOf(field)
      if (!category) return { errors: { recommendations: say.fieldWrong(i + 1, field.trim()) } }
      recommendations.push({ deputy: deputy.trim().slice(0, 200), category, text })
    }
    const done = await enterMeeting(
      { tx, host, actor, today },
      {
        session: isNew
          ? { council: form.council, name: form.name, opensOn: opensOn as Day }
          : { id: Number(form.session) },
        ...{ heldOn: form.heldOn, place: form.place, deputies: form.deputies, attendances: form.attendances },
        ...{ submissionsPassed: form.submissions, recommendations },
      },
    )
    return 'refused' in done ? { errors: { session: say.sessionNeeded } } : { to: at.list }
  },
})
