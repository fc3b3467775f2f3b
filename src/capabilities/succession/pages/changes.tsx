import { z } from 'zod'
import { workingUnits } from '../../../organization/changing.ts'
import { unitNames } from '../../../organization/openings.ts'
import { formatDay, readDay } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Choices, Empty, Form, LinkButton, Select, Status, Submit, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { prepareChange } from '../prepare-actions.ts'
import { changesOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { KINDS } from '../workflow.ts'
import { refusalText } from './refusal.ts'

const typedDay = z
  .string()
  .trim()
  .refine((typed) => readDay(typed) !== null, { error: 'day' })
const ids = z
  .string()
  .regex(/^[\d,]*$/)
  .default('')
  .transform((typed) => typed.split(',').filter(Boolean).map(Number))
const maybe = (most: number) => z.string().trim().max(most).default('')

/** Mergers, splits and new names of the units below: what there was, and a new one to prepare. */
export const changes = page({
  path: at.changes,
  surface: 'workspace',
  audit: 'succession.changes',
  words: { vi, en },
  async load({ tx, actor, today }) {
    if (!actor) return null
    const rows = await changesOf(tx, actor.unitId)
    const units = await workingUnits(tx, actor.unitId, today)
    const names = new Map(units.map((one) => [one.unitId, one.fullName]))
    const gone = rows.flatMap((row) => [...row.from, ...row.to]).filter((id) => !names.has(id))
    for (const row of rows)
      for (const [id, name] of await unitNames(tx, gone, row.decisionOn)) if (!names.has(id)) names.set(id, name)
    return { rows, units, names }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.prepareChange, actor, actor),
  head: ({ words }) => ({ title: words.changes.title, nav: 'changes' }),
  table: async ({ found: { rows, names }, words }) => {
    const namesOf = (of: readonly number[]) => of.map((id) => names.get(id) ?? '').join(', ')
    return [
      words.changeColumns,
      ...rows.map((row) => [
        ...[words.changes.kinds[row.kind] ?? '', namesOf(row.from)],
        row.kind === 'rename' ? (row.newFullName ?? '') : namesOf(row.to),
        ...[row.decisionNumber, formatDay(row.takesEffectOn), words.states[row.state] ?? ''],
      ]),
    ]
  },
  fields: z.object({
    kind: z.enum(KINDS, { error: 'choose' }),
    ...{ from: ids, to: ids },
    number: z.string().trim().min(3).max(120),
    decisionOn: typedDay,
    issuer: z.string().trim().min(3).max(200),
    takesEffectOn: typedDay,
    code: z.union([z.literal(''), z.string().regex(/^\d{2,5}$/)]).default(''),
    archive: z.union([z.literal(''), z.coerce.number().int()]).default(''),
    ...{ newName: maybe(120), newFullName: maybe(160), newKind: maybe(40) },
  }),
  filled: ({ today }) => ({ takesEffectOn: formatDay(today), newKind: 'commune' }),
  view({ found, words, form, language }) {
    const say = words.changes
    const names = (of: readonly number[]) => of.map((id) => found.names.get(id) ?? '').join(', ')
    const options = found.units.map((one) => [String(one.unitId), one.fullName] as const)
    return (
      <div class="stack">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        {found.rows.length === 0 ? (
          <p class="card">{say.empty}</p>
        ) : (
          <ul class="list card plain">
            {found.rows.map((row) => (
              <li class="row between">
                <span>
                  <a class="strong" href={link(at.change, { change: row.id }, language)}>
                    {say.kinds[row.kind]}: {names(row.from)}
                    {row.kind === 'rename' ? ` → ${row.newFullName}` : ` → ${names(row.to)}`}
                  </a>
                  <span class="quiet under">
                    {row.decisionNumber} · {formatDay(row.takesEffectOn)}
                  </span>
                </span>
                <Status is={row.state === 'done' ? 'done' : row.state === 'dropped' ? 'still' : 'going'}>
                  {words.states[row.state]}
                </Status>
              </li>
            ))}
          </ul>
        )}
        <p>
          {say.foundFirst}{' '}
          <LinkButton quiet href={link(at.found, {}, language)}>
            {say.found}
          </LinkButton>
        </p>
        {found.units.length === 0 && <Empty title={say.empty}>{say.foundFirst}</Empty>}
        <Card title={say.prepare}>
          <Form form={form} refusedText={words.formRefused}>
            <Choices
              form={form}
              name="kind"
              label={say.kind}
              options={KINDS.map((kind) => ({ value: kind, text: say.kinds[kind] ?? kind, hint: say.kindHints[kind] }))}
            />
            <Units form={form} name="from" label={say.from} options={options} />
            <Units form={form} name="to" label={say.to} hint={say.toHint} options={options} />
            <TextField form={form} name="number" label={say.number} maxlength={120} />
            <div class="cells">
              <TextField form={form} name="decisionOn" label={say.decisionOn} hint={words.dayHint} maxlength={12} />
              <TextField
                form={form}
                name="takesEffectOn"
                label={say.takesEffectOn}
                hint={say.effectHint}
                maxlength={12}
              />
            </div>
            <TextField form={form} name="issuer" label={say.issuer} maxlength={200} />
            <h3>{say.onlyMerge}</h3>
            <TextField
              form={form}
              name="code"
              label={say.code}
              hint={say.codeHint}
              optional={words.optional}
              maxlength={5}
            />
            <h3>{say.onlySplit}</h3>
            <Select
              form={form}
              name="archive"
              label={say.archive}
              hint={say.archiveHint}
              empty={say.none}
              options={options}
            />
            <h3>{say.onlyRename}</h3>
            <TextField form={form} name="newName" label={say.newName} optional={words.optional} maxlength={120} />
            <TextField
              form={form}
              name="newFullName"
              label={say.newFullName}
              optional={words.optional}
              maxlength={160}
            />
            <Select form={form} name="newKind" label={say.newKind} options={Object.entries(say.unitKinds)} />
            <div>
              <Submit>{say.save}</Submit>
            </div>
          </Form>
        </Card>
      </div>
    )
  },
  async submit({ tx, actor, form, today, words, language }) {
    const [decisionOn, takesEffectOn] = [readDay(form.decisionOn), readDay(form.takesEffectOn)]
    if (!actor || !decisionOn || !takesEffectOn) return { refused: words.formRefused }
    const { newName, newFullName, newKind } = form
    const named = newName.length >= 2 && newFullName.length >= 3 && newKind in words.changes.unitKinds
    const done = await prepareChange(
      tx,
      actor,
      {
        ...{ kind: form.kind, from: form.from, to: form.to, takesEffectOn },
        decision: { number: form.number, issuedOn: decisionOn, issuer: form.issuer },
        name: form.kind === 'rename' && named ? { name: newName, fullName: newFullName, kind: newKind } : null,
        code: form.kind === 'merge' && form.code ? form.code : null,
        archiveUnitId: form.kind === 'split' && form.archive !== '' ? form.archive : null,
      },
      today,
    )
    if ('refused' in done) return { refused: refusalText(done, words) }
    return { to: link(at.change, { change: done.id }, language) }
  },
})

/** Any number of units, ticked. */
function Units({
  form,
  name,
  label,
  hint,
  options,
}: {
  form: FormState
  name: string
  label: string
  hint?: string
  options: readonly (readonly [string, string])[]
}) {
  const ticked = (form.values[name] ?? '').split(',')
  return (
    <fieldset aria-describedby={hint ? `h-${name}` : undefined}>
      <legend>{label}</legend>
      {hint && (
        <p class="quiet" id={`h-${name}`}>
          {hint}
        </p>
      )}
      {form.errors[name] && <p class="wrong">{form.errors[name]}</p>}
      {options.map(([value, text], i) => (
        <label class="choice">
          <input
            class="ds-input"
            type="checkbox"
            name={name}
            id={i === 0 ? `f-${name}` : undefined}
            value={value}
            checked={ticked.includes(value)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  )
}
