import { z } from 'zod'
import { bodiesOf } from '../../../organization/changing.ts'
import { fold } from '../../../organization/fold.ts'
import { type PostCard, postsOf } from '../../../organization/officials.ts'
import { unitNames } from '../../../organization/openings.ts'
import { addDays, formatDay } from '../../../platform/day.ts'
import { link, page, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Notice, Select, Status, Submit, TextField } from '../../../ui/parts.tsx'
import { carryOut } from '../carry-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { blockersOf, confirmChange, dropChange, mapPosts } from '../prepare-actions.ts'
import { changeById, countOpen, postMapOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { CHANGE_MOVES } from '../workflow.ts'
import { refusalText } from './refusal.ts'

const fields = z.discriminatedUnion('_do', [
  z.object({ _do: z.literal('map') }).catchall(z.string()),
  z.object({ _do: z.literal('confirm'), name: z.string().trim().min(2).max(200) }),
  z.object({ _do: z.literal('drop') }),
])

const field = (fromPost: number, toUnit: number) => `p${fromPost}-${toUnit}`

/** One change: what will move, what stands in the way, who takes over from whom; confirmed by typing the name. */
export const change = page({
  path: at.change,
  surface: 'workspace',
  audit: 'succession.change',
  words: { vi, en },
  async load({ tx, actor, params, today }) {
    const it = actor && (await changeById(tx, Number(params.change)))
    if (!it || it.unitId !== actor.unitId) return null
    const on = it.takesEffectOn
    const isOpen = it.state === 'prepared' || it.state === 'confirmed'
    const names = new Map([...(await unitNames(tx, it.from, addDays(on, -1))), ...(await unitNames(tx, it.to, on))])
    const back = { unitId: actor.unitId, postId: actor.postId, sealId: null }
    const goes = []
    for (const id of isOpen ? it.from : [])
      goes.push({
        ...{ id, counts: await countOpen(tx, id, back), posts: await postsOf(tx, id, today) },
        bodies: (await bodiesOf(tx, id, addDays(on, -1))).length,
      })
    const takers: { id: number; posts: PostCard[] }[] = []
    for (const id of isOpen ? it.to : []) takers.push({ id, posts: await postsOf(tx, id, today) })
    return {
      ...{ it, isOpen, names, goes, takers, map: await postMapOf(tx, it.id) },
      blockers: isOpen ? await blockersOf(tx, it, today) : [],
      subject: `change ${it.id}`,
    }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.prepareChange, actor, actor),
  head: ({ found, words }) => ({
    title: words.change.title(words.changes.kinds[found.it.kind] ?? ''),
    nav: 'changes',
  }),
  subject: (found) => found.subject,
  fields,
  filled: ({ found }) =>
    Object.fromEntries(Object.entries(found.map).map(([key, to]) => [`p${key.replace(':', '-')}`, String(to)])),
  view(it) {
    const { found, words, today } = it
    const say = words.change
    const change = found.it
    const names = (of: readonly number[]) => of.map((id) => found.names.get(id) ?? '').join(', ')
    const may = (move: keyof typeof CHANGE_MOVES) => CHANGE_MOVES[move].from.includes(change.state)
    return (
      <div class="stack">
        <div class="stack tight">
          <h1>{say.title(words.changes.kinds[change.kind] ?? '')}</h1>
          <p>
            <Status is={change.state === 'done' ? 'done' : change.state === 'dropped' ? 'still' : 'going'}>
              {words.states[change.state]}
            </Status>
          </p>
        </div>
        <Card>
          <dl class="clear">
            <dt>{say.who}</dt>
            <dd>
              {names(change.from)} → {change.kind === 'rename' ? change.newFullName : names(change.to)}
            </dd>
            <dt>{say.decision}</dt>
            <dd>
              {change.decisionNumber}, {formatDay(change.decisionOn)}, {change.issuer}
            </dd>
            <dt>{say.effect}</dt>
            <dd>{formatDay(change.takesEffectOn)}</dd>
            {change.archiveUnitId && <dt>{words.changes.archive}</dt>}
            {change.archiveUnitId && <dd>{found.names.get(change.archiveUnitId)}</dd>}
            {change.code && <dt>{words.changes.code}</dt>}
            {change.code && <dd>{change.code}</dd>}
          </dl>
          {change.doneOn && <Notice kind="good">{say.doneOn(formatDay(change.doneOn))}</Notice>}
        </Card>
        {found.isOpen && change.kind !== 'rename' && (
          <Card title={say.goes}>
            {found.goes.map((one) => (
              <p>
                <span class="strong">{say.goesTo(found.names.get(one.id) ?? '')}:</span> {say.cases(one.counts.cases)},{' '}
                {say.voters(one.counts.voters)}, {say.visits(one.counts.visits)}, {say.dialogues(one.counts.dialogues)},{' '}
                {say.posts(one.posts.length)}, {say.bodies(one.bodies)}
              </p>
            ))}
            <p class="quiet">{say.rest}</p>
          </Card>
        )}
        {found.isOpen && (
          <Card title={say.stands}>
            {change.refused && change.state === 'confirmed' && <Notice kind="warn">{say.again}</Notice>}
            {found.blockers.length === 0 ? (
              <p>{say.ready}</p>
            ) : (
              <ul>
                {found.blockers.map((one) => (
                  <li>{refusalText(one, words)}</li>
                ))}
              </ul>
            )}
          </Card>
        )}
        {may('mapPosts') && change.kind !== 'rename' && <PostMap {...it} />}
        {may('confirm') && (
          <Card title={say.confirm}>
            <p>{change.takesEffectOn > today ? say.confirmLater(formatDay(change.takesEffectOn)) : say.confirmNow}</p>
            <Form form={it.form} part="confirm" refusedText={words.formRefused}>
              <input type="hidden" name="_do" value="confirm" />
              <TextField
                form={it.form}
                name="name"
                label={say.name}
                hint={say.confirmHint(nameToType(found))}
                maxlength={200}
              />
              <div>
                <Submit>{say.doConfirm}</Submit>
              </div>
            </Form>
          </Card>
        )}
        {may('drop') && (
          <Form form={it.form} part="drop" refusedText={words.formRefused}>
            <input type="hidden" name="_do" value="drop" />
            <div>
              <Submit quiet>{say.drop}</Submit>
            </div>
          </Form>
        )}
      </div>
    )
  },
  async submit({ tx, host, actor, form, found, today, words, language }) {
    if (!actor) return { refused: words.formRefused }
    const here = link(at.change, { change: found.it.id }, language)
    if (form._do === 'drop') {
      const dropped = await dropChange(tx, actor, found.it.id)
      return 'refused' in dropped ? { refused: words.refused.changed } : { to: link(at.changes, {}, language) }
    }
    if (form._do === 'map') {
      const mapped = await mapPosts(tx, actor, found.it.id, mapIn(found, form as Record<string, string>))
      return 'refused' in mapped ? { refused: words.refused.changed } : { to: here }
    }
    if (fold(String(form.name)) !== fold(nameToType(found))) return { errors: { name: words.refused.wrongName } }
    const confirmed = await confirmChange(tx, actor, found.it.id, today)
    if ('refused' in confirmed) return { refused: refusalText(confirmed, words) }
    if (confirmed.change.takesEffectOn > today) return { to: here }
    const made = await carryOut({ tx, host }, found.it.id, today)
    return 'refused' in made ? { refused: refusalText(made, words) } : { to: here }
  },
})

type Found = NonNullable<Awaited<ReturnType<typeof change.load>>>

/** The successor of a merger, the unit that is split, the new name. */
const nameToType = ({ it, names }: Found) =>
  (it.kind === 'rename' ? it.newFullName : names.get((it.kind === 'merge' ? it.to[0] : it.from[0]) ?? 0)) ?? ''

/** Only posts of the old units to posts of the new one they were shown for. */
function mapIn({ goes, takers }: Found, typed: Record<string, string>): Record<string, number> {
  const map: Record<string, number> = {}
  for (const { posts } of goes)
    for (const post of posts)
      for (const taker of takers) {
        const to = Number(typed[field(post.id, taker.id)])
        if (taker.posts.some((one) => one.id === to)) map[`${post.id}:${taker.id}`] = to
      }
  return map
}

function PostMap({ found, words, form }: Seen<Found, typeof vi> & { form: Parameters<typeof Form>[0]['form'] }) {
  const say = words.change
  return (
    <Card title={say.map}>
      <p class="quiet">{say.mapHint}</p>
      <Form form={form} part="map" refusedText={words.formRefused}>
        <input type="hidden" name="_do" value="map" />
        {found.goes.flatMap(({ id, posts }) =>
          posts.flatMap((post) =>
            found.takers.map((taker) => (
              <Select
                form={form}
                name={field(post.id, taker.id)}
                label={say.mapTo(`${post.title}, ${found.names.get(id)}`, found.names.get(taker.id) ?? '')}
                empty={say.byIntake}
                options={taker.posts.map((one) => [
                  String(one.id),
                  `${one.title} (${one.holder ?? words.handOver.nobody})`,
                ])}
              />
            )),
          ),
        )}
        <div>
          <Submit quiet>{say.saveMap}</Submit>
        </div>
      </Form>
    </Card>
  )
}
