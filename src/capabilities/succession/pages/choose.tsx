import { z } from 'zod'
import { bodiesOf } from '../../../organization/changing.ts'
import { unitNames } from '../../../organization/openings.ts'
import { addDays, type Day, formatDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Select, Status, Submit } from '../../../ui/parts.tsx'
import { chooseSuccessors } from '../choose-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { type Choice, choicesOf, keyOf, openChangeOf, openMatters } from '../queries.ts'
import { suggestSuccessor } from '../suggest.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** One form holds so many; those not chosen come first. */
const MOST_SHOWN = 100

interface Item {
  kind: Choice['kind']
  id: number
  title: string
  number: string
  dueOn: Day | null
  suggested: number | null
  chosen: number | null
}

/** A unit that is going to be split: its own people say where each open matter goes, one by one or many at once. */
export const choose = page({
  path: at.choose,
  surface: 'workspace',
  audit: 'succession.choose',
  words: { vi, en },
  async load({ tx, actor }) {
    if (!actor) return null
    const change = await openChangeOf(tx, actor.unitId)
    if (change?.kind !== 'split') return { change: null, items: [] as Item[], names: new Map<number, string>() }
    const names = await unitNames(tx, change.to, change.takesEffectOn)
    const choices = new Map(
      (await choicesOf(tx, change.id)).map((one) => [`${one.kind}-${one.subjectId}`, one.toUnitId]),
    )
    const bodies = await bodiesOf(tx, actor.unitId, addDays(change.takesEffectOn, -1))
    const grounds = change.to.map((unitId) => ({
      unitId,
      names: [
        names.get(unitId) ?? '',
        ...bodies.filter((one) => choices.get(`body-${one.id}`) === unitId).map((one) => one.name),
      ],
    }))
    const items: Item[] = [
      ...(await openMatters(tx, actor.unitId)).map((one) => ({
        ...{ kind: one.kind, id: one.id, title: one.title, number: one.number, dueOn: one.dueOn },
        ...{
          suggested: suggestSuccessor(`${one.place} ${one.title}`, grounds),
          chosen: choices.get(keyOf(one)) ?? null,
        },
      })),
      ...bodies.map((one) => ({
        ...{ kind: 'body' as const, id: one.id, title: one.name, number: '', dueOn: null },
        ...{ suggested: suggestSuccessor(one.name, grounds), chosen: choices.get(`body-${one.id}`) ?? null },
      })),
    ]
    // Those not chosen first, otherwise in the order they came.
    items.sort((a, b) => Number(a.chosen !== null) - Number(b.chosen !== null))
    return { change, items, names }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.chooseSuccessors, actor, actor),
  head: ({ words }) => ({ title: words.split.title, nav: 'split' }),
  fields: z.discriminatedUnion('_do', [
    z.object({ _do: z.literal('each') }).catchall(z.string()),
    z.object({ _do: z.literal('bulk'), bulk: z.string().regex(/^(hint|\d{1,15})$/, { error: 'choose' }) }),
  ]),
  filled: ({ found }) =>
    Object.fromEntries(found.items.map((one) => [keyOf(one), String(one.chosen ?? one.suggested ?? '')])),
  view({ found, words, form }) {
    const say = words.split
    const options = [...found.names].map(([id, name]) => [String(id), name] as const)
    const faceToFace = ({ kind }: Item) => (kind === 'visit' || kind === 'dialogue' ? say.kinds[kind] : null)
    const left = found.items.filter((one) => one.chosen === null).length
    if (!found.change)
      return (
        <div class="stack narrow">
          <h1>{say.title}</h1>
          <p class="card">{say.none}</p>
        </div>
      )
    return (
      <div class="stack">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        <p class="quiet">{say.stays}</p>
        <p>
          <Status is={left > 0 ? 'going' : 'done'}>{left > 0 ? say.left(left) : say.all}</Status>
        </p>
        <Card title={say.bulk}>
          <Form form={form} part="bulk" refusedText={words.formRefused}>
            <input type="hidden" name="_do" value="bulk" />
            <Select
              form={form}
              name="bulk"
              label={say.bulk}
              hint={say.bulkHint}
              empty={words.choose}
              options={[['hint', say.bySuggestion], ...options]}
            />
            <div>
              <Submit quiet>{say.saveBulk}</Submit>
            </div>
          </Form>
        </Card>
        <Card title={say.matters}>
          {found.items.length > MOST_SHOWN && <p class="quiet">{say.page(MOST_SHOWN)}</p>}
          <Form form={form} part="each" refusedText={words.formRefused}>
            <input type="hidden" name="_do" value="each" />
            {found.items.slice(0, MOST_SHOWN).map((one) => (
              <Select
                form={form}
                name={keyOf(one)}
                label={[faceToFace(one), one.title, one.number, one.dueOn && say.due(formatDay(one.dueOn))]
                  .filter(Boolean)
                  .join(' · ')}
                hint={one.suggested ? say.suggested(found.names.get(one.suggested) ?? '') : say.noHint}
                empty={words.choose}
                options={options}
              />
            ))}
            <div>
              <Submit>{say.save}</Submit>
            </div>
          </Form>
        </Card>
      </div>
    )
  },
  async submit({ tx, actor, form, found, words, language }) {
    if (!actor) return { refused: words.formRefused }
    const typed = form as Record<string, string>
    const toOf = (one: Item) => {
      if (form._do === 'each') return Number(typed[keyOf(one)])
      if (one.chosen !== null) return 0
      return typed.bulk === 'hint' ? (one.suggested ?? 0) : Number(typed.bulk)
    }
    const choices = found.items.map((one) => ({ kind: one.kind, subjectId: one.id, toUnitId: toOf(one) }))
    const done = await chooseSuccessors(
      tx,
      actor,
      choices.filter((one) => one.toUnitId > 0),
    )
    return 'refused' in done ? { refused: words.refused.changed } : { to: link(at.choose, {}, language) }
  },
})
