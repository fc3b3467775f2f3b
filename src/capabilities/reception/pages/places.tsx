import { z } from 'zod'
import { formatDay, readDay } from '../../../platform/day.ts'
import { page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Empty, Form, Submit, TextArea, TextField, Version } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { keepPlace } from '../place-actions.ts'
import { POLICY } from '../policy.ts'
import { placesOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

async function load({ tx, actor, query, today }: Visit) {
  if (!actor) return null
  const places = await placesOf(tx, actor.unitId, today, true)
  return { places, of: places.find((one) => String(one.id) === query.noi) ?? null }
}

/** Where people are received, in the unit's own words; no hours are a default. */
export const places = page({
  path: at.places,
  surface: 'workspace',
  audit: 'reception.places',
  words: { vi, en },
  load,
  may: (actor) => actor !== null && isAllowed(POLICY.keepPlaces, actor, actor),
  head: ({ words }) => ({ title: words.place.title, nav: 'reception' }),
  fields: z.object({
    ...{ name: z.string().trim().min(3).max(200), address: z.string().trim().min(5).max(300) },
    regularHours: z.string().trim().min(3).max(300),
    closedOn: z
      .string()
      .trim()
      .max(12)
      .default('')
      .refine((typed) => typed === '' || readDay(typed) !== null, { error: 'day' }),
    version: z.coerce.number().int().default(0),
  }),
  filled: ({ found: { of } }) => ({
    ...{ name: of?.name ?? '', address: of?.address ?? '', regularHours: of?.regularHours ?? '' },
    ...{ closedOn: of?.closedOn ? formatDay(of.closedOn) : '', version: String(of?.version ?? 0) },
  }),
  view({ found, words, form }) {
    const say = words.place
    return (
      <div class="stack">
        <p class="quiet">
          <a href={at.today}>{words.desk.nav}</a>
        </p>
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        {found.places.length === 0 ? (
          <Empty title={words.noPlaces}>{say.hoursHint}</Empty>
        ) : (
          <ul class="list card plain">
            {found.places.map((one) => (
              <li class="stack tight">
                <p class="strong">{one.name}</p>
                <p>{one.regularHours}</p>
                <p class="quiet">
                  {one.address}
                  {one.closedOn ? ` · ${say.closedOn} ${formatDay(one.closedOn)}` : ''}
                </p>
                <p>
                  <a href={`${at.places}?noi=${one.id}`} aria-label={`${say.edit} ${one.name}`}>
                    {say.edit}
                  </a>
                </p>
              </li>
            ))}
          </ul>
        )}
        <Card title={found.of ? `${say.edit}: ${found.of.name}` : say.add}>
          <Form form={form} refusedText={words.plan.formRefused}>
            <Version form={form} again={form.refused === say.refused.changed} now={found.of?.version ?? 0} />
            <TextField form={form} name="name" label={say.name} maxlength={200} />
            <TextField form={form} name="address" label={say.address} maxlength={300} />
            <TextArea
              form={form}
              {...{ name: 'regularHours', label: say.hours, hint: say.hoursHint, rows: 2, maxlength: 300 }}
            />
            {found.of && (
              <TextField form={form} name="closedOn" label={say.closedOn} hint={say.closedOnHint} maxlength={12} />
            )}
            <div>
              <Submit>{say.submit}</Submit>
            </div>
          </Form>
        </Card>
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.place.refused.notAllowed }
    const { version, closedOn, ...it } = form
    const of = found.of && { id: found.of.id, version }
    const done = await keepPlace({ tx, host, actor, today }, of, {
      ...it,
      closedOn: closedOn ? readDay(closedOn) : null,
    })
    if (!('refused' in done)) return { to: at.places }
    const text = words.place.refused[done.refused]
    return done.refused === 'nameTaken' ? { errors: { name: text } } : { refused: text }
  },
})
