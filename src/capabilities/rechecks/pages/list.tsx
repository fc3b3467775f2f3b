import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { aDay } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Empty, Form, Select, Status, Submit, TextField } from '../../../ui/parts.tsx'
import { halfYearBefore } from '../../commitments/index.ts'
import { draw } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { checkedUnits, type Item, itemsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** The Front's own page: draw, go and look, write down what was found. */
export const list = page({
  path: at.list,
  surface: 'workspace',
  audit: 'rechecks.list',
  words: { vi, en },
  async load({ tx, actor, today }) {
    if (!actor) return null
    const [units, waiting, checked] = await Promise.all([
      checkedUnits(tx, actor.unitId, today),
      itemsOf(tx, actor.unitId, false),
      itemsOf(tx, actor.unitId, true),
    ])
    return { units, waiting, checked }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.check, actor, actor),
  head: ({ words }) => ({ title: words.title, nav: 'rechecks' }),
  table: async ({ found: { waiting, checked }, words }) => [
    words.fileColumns,
    ...[...waiting, ...checked].map((row) => [
      ...[row.number, row.title, row.place ?? '', row.outcome ? words.outcomes[row.outcome] : words.waiting],
    ]),
  ],
  fields: z.object({
    unit: z.coerce.number({ error: 'choose' }).int().min(1),
    ...{ from: aDay, to: aDay, size: z.coerce.number().int().min(1).max(100) },
  }),
  filled: ({ found, today }) => ({
    ...{ unit: String(found.units[0]?.unitId ?? ''), from: formatDay(halfYearBefore(today)), to: formatDay(today) },
    size: '10',
  }),
  view: ({ found, words, form, actor }) => (
    <div class="stack">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {found.units.length === 0 ? (
        <Empty title={words.noUnits}>{words.noUnitsHint}</Empty>
      ) : (
        isAllowed(POLICY.draw, actor, { unitId: actor?.unitId ?? 0 }) && (
          <Card title={words.draw}>
            <Form form={form} refusedText={words.formRefused}>
              <Select
                form={form}
                name="unit"
                label={words.unit}
                options={found.units.map((unit) => [String(unit.unitId), unit.name] as const)}
              />
              <div class="cells">
                <TextField form={form} name="from" label={words.from} hint={words.day} maxlength={12} />
                <TextField form={form} name="to" label={words.to} hint={words.day} maxlength={12} />
              </div>
              <TextField
                form={form}
                name="size"
                label={words.size}
                hint={words.sizeHint}
                inputmode="numeric"
                maxlength={3}
              />
              <div>
                <Submit>{words.submit}</Submit>
              </div>
            </Form>
          </Card>
        )
      )}
      <h2>{words.waiting}</h2>
      {found.waiting.length === 0 ? (
        <Empty title={words.noneWaiting}>{words.noneWaitingHint}</Empty>
      ) : (
        <Items rows={found.waiting} words={words} />
      )}
      {found.checked.length > 0 && (
        <>
          <h2>{words.checked}</h2>
          <Items rows={found.checked} words={words} />
        </>
      )}
    </div>
  ),
  async submit({ tx, host, actor, today, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    if (form.to > today) return { errors: { to: words.future } }
    if (form.to < form.from) return { errors: { to: words.order } }
    const { unit: ofUnitId, from, to, size } = form
    const done = await draw({ tx, host, actor, today }, { ofUnitId, from, to, size })
    if (!('refused' in done)) return { to: at.list }
    return done.refused === 'nothing' ? { errors: { from: words.nothing } } : { refused: words.refused.notOpen }
  },
})

const SHAPE = { solved: 'done', partly: 'soon', notSolved: 'late', cannotTell: 'still' } as const

function Items({ rows, words }: { rows: readonly Item[]; words: { outcomes: Readonly<Record<string, string>> } }) {
  return (
    <ul class="list card plain">
      {rows.map((row) => (
        <li class="stack tight">
          <p class="row">
            <a class="strong" href={link(at.item, { item: row.id })}>
              {row.title}
            </a>
            {row.outcome && <Status is={SHAPE[row.outcome]}>{words.outcomes[row.outcome]}</Status>}
          </p>
          <p class="quiet">
            {row.number}
            {row.place ? ` · ${row.place}` : ''}
          </p>
        </li>
      ))}
    </ul>
  )
}
