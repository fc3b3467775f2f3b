import { z } from 'zod'
import { mayBeFocalPoint, postsOf } from '../../../organization/officials.ts'
import { openPlaces } from '../../../organization/openings.ts'
import { formatDay, readDay } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import { readForm } from '../../../platform/form.ts'
import { readCode } from '../../../platform/keys.ts'
import { link, page, type Seen, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Form, Notice, Select, Submit, TextArea, TextField, Version } from '../../../ui/parts.tsx'
import { type MoveInput, moveCase } from '../move-actions.ts'
import { categoryWords } from '../naming.ts'
import { at, MOVE_SLUGS } from '../paths.ts'
import { pointsOf, submissionsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { CASE_MOVES, CATEGORIES, GROUNDS, KINDS } from '../workflow.ts'
import { foundAnswerable } from './found-case.ts'

type Asked = (typeof MOVE_SLUGS)[keyof typeof MOVE_SLUGS]

const reason = z.string().trim().min(10).max(1000)
const dayField = z
  .string()
  .trim()
  .refine((text) => readDay(text) !== null, { error: 'day' })

/** What each move's form must bring, as typed; turned into the move's input. */
const INPUT: { [Name in Asked]: z.ZodType<Extract<MoveInput, { move: Name }>> } = {
  receive: z
    .object({ title: z.string().trim().min(3).max(200), points: z.string().trim().min(3).max(20_000) })
    .transform(({ title, points }) => ({ move: 'receive', title, points: lines(points) })),
  classify: z
    .object({ kind: z.enum(KINDS), category: z.enum(CATEGORIES as [(typeof CATEGORIES)[number]]), reason })
    .transform((it) => ({ move: 'classify', ...it })),
  assign: z
    .object({
      owner: z.coerce.number({ error: 'choose' }).int().min(1),
      reason: z.string().trim().max(300).default(''),
    })
    .transform(({ owner, reason: why }) => ({ move: 'assign', ownerPostId: owner, reason: why })),
  take: z.object({}).transform(() => ({ move: 'take' })),
  guide: z
    .object({ competentBody: z.string().trim().min(3).max(200), reason })
    .transform((it) => ({ move: 'guide', ...it })),
  transfer: z
    .object({ unit: z.coerce.number({ error: 'choose' }).int().min(1), reason })
    .transform(({ unit, reason: why }) => ({ move: 'transfer', unitId: unit, reason: why })),
  file: z.object({ ground: z.enum(GROUNDS), reason }).transform((it) => ({ move: 'file', ...it })),
  join: z
    .object({ mainNumber: z.string().trim().min(8).max(20), reason })
    .transform((it) => ({ move: 'join', mainNumber: readCode(it.mainNumber), reason: it.reason })),
  extend: z.object({ newDueOn: dayField, reason }).transform((it) => ({
    move: 'extend',
    newDueOn: readDay(it.newDueOn) as NonNullable<ReturnType<typeof readDay>>,
    reason: it.reason,
  })),
  answer: z.object({ closing: z.string().trim().max(2000).default('') }).transform((it) => ({ move: 'answer', ...it })),
  declineReopen: z.object({ reason }).transform((it) => ({ move: 'declineReopen', ...it })),
  reopen: z.object({ reason }).transform((it) => ({ move: 'reopen', ...it })),
} as never

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*(\d{1,2}[.)]|[-•+*])\s*/, '').trim())
    .filter((line) => line.length >= 3)
    .slice(0, 30)
    .map((line) => line.slice(0, 2000))

async function load(visit: Visit) {
  const found = await foundAnswerable(visit)
  const move = MOVE_SLUGS[visit.params.move as keyof typeof MOVE_SLUGS]
  if (!found || !move || !visit.actor) return null
  const posts = move === 'assign' ? (await postsOf(visit.tx, found.it.unitId, visit.today)).filter(mayBeFocalPoint) : []
  const places =
    move === 'transfer'
      ? (await openPlaces(visit.tx, visit.today, 200)).filter((place) => place.unitId !== found.it.unitId)
      : []
  return {
    ...found,
    move,
    posts,
    places,
    points: await pointsOf(visit.tx, found.it.id),
    submissions: await submissionsOf(visit.tx, found.it.id),
  }
}

type Found = NonNullable<Awaited<ReturnType<typeof load>>>
type It = Seen<Found, typeof vi> & { form: FormState }

/** One page for every move of the table: its form, its right and its refusals come from there. */
export const movePage = page({
  path: at.move,
  surface: 'workspace',
  audit: 'cases.move',
  words: { vi, en },
  load,
  // By right alone: whoever comes second reads why it no longer goes, with what was typed still there.
  may: (actor, found) => isAllowed(CASE_MOVES[found.move].by, actor, found.it.territory),
  head: ({ found, words }) => ({ title: `${words.moves[found.move]} ${found.it.number}`, nav: 'cases' }),
  subject: ({ it, move }) => `${it.number} ${move}`,
  filled: ({ found }) => ({
    ...{ version: String(found.it.version), title: found.it.title, kind: found.it.kind, category: found.it.category },
    points:
      found.points.length > 0 ? found.points.map((point) => point.text).join('\n') : (found.submissions[0]?.text ?? ''),
    owner: String(found.it.commitment.ownerPostId),
    reason: found.move === 'reopen' ? (found.submissions.find((one) => one.reopenReason)?.reopenReason ?? '') : '',
  }),
  view: (it) => <MoveView {...it} />,
  async submit({ tx, host, actor, today, found, form, words }) {
    const texts = form as Record<string, string>
    const read = readForm<MoveInput>(INPUT[found.move] as never, texts)
    if ('errors' in read) return { errors: read.errors }
    if (!actor) return { refused: words.refused.notOpen ?? '' }
    const moved = await moveCase({ tx, host, actor, today }, found.it.id, Number(texts.version), read.data)
    if ('done' in moved)
      return { to: found.move === 'transfer' ? at.list : link(at.citizenCase, { number: found.it.number }) }
    const field = {
      notLater: 'newDueOn',
      tooFar: 'newDueOn',
      concernedUnit: 'unit',
      unitNotOpen: 'unit',
      mainNotFound: 'mainNumber',
      noPoints: 'points',
      postNotHeld: 'owner',
    }[moved.refused as string]
    const sentence = words.refused[moved.refused] ?? ''
    return field ? { errors: { [field]: sentence } } : { refused: sentence }
  },
})

function MoveView(it: It) {
  const { found, words, form } = it
  return (
    <div class="stack narrow">
      <div class="stack tight">
        <p class="quiet">
          <a href={link(at.citizenCase, { number: found.it.number })}>{found.it.title}</a>
        </p>
        <h1>{words.moves[found.move]}</h1>
      </div>
      {!found.open.includes(found.move) && !form.refused && <Notice kind="warn">{words.refused.notOpen}</Notice>}
      {found.move === 'receive' && <p class="card keep">{found.submissions.map((one) => one.text).join('\n\n')}</p>}
      <Form form={form} refusedText={words.formRefused}>
        <Version form={form} again={form.refused === words.refused.changed} now={found.it.version} />
        <MoveFields {...it} />
        <div class="row">
          <Submit>{found.move === 'answer' ? words.move.sendAnswer : words.moves[found.move]}</Submit>
          <a href={link(at.citizenCase, { number: found.it.number })}>{words.move.back}</a>
        </div>
      </Form>
    </div>
  )
}

function MoveFields({ found, words, form, language }: It) {
  const say = words.move
  const why = <TextArea form={form} name="reason" label={say.reason} hint={say.reasonHint} rows={3} maxlength={1000} />
  switch (found.move) {
    case 'receive':
      return (
        <>
          <TextField form={form} name="title" label={say.title} maxlength={200} />
          <TextArea form={form} name="points" label={say.points} hint={say.pointsHint} rows={7} />
        </>
      )
    case 'classify':
      return (
        <>
          <Select
            form={form}
            name="kind"
            label={say.kind}
            options={KINDS.map((kind) => [kind, words.kinds[kind] ?? ''] as const)}
          />
          <Select
            form={form}
            name="category"
            label={say.category}
            options={CATEGORIES.map((one) => [one, categoryWords[language][one]] as const)}
          />
          {why}
        </>
      )
    case 'assign':
      return (
        <>
          <Select
            form={form}
            name="owner"
            label={say.owner}
            hint={say.ownerHint}
            empty={say.chooseOwner}
            options={found.posts.map((post) => [String(post.id), `${post.title} (${post.holder})`] as const)}
          />
          <TextField form={form} name="reason" label={say.reason} optional={words.counter.optional} maxlength={300} />
        </>
      )
    case 'take':
      return <p class="lead">{say.take}</p>
    case 'guide':
      return (
        <>
          <TextField form={form} name="competentBody" label={say.competentBody} maxlength={200} />
          {why}
        </>
      )
    case 'transfer':
      return (
        <>
          <Select
            form={form}
            name="unit"
            label={say.unit}
            empty={say.chooseUnit}
            options={found.places.map(
              (place) =>
                [String(place.unitId), `${place.name}${place.parentName ? `, ${place.parentName}` : ''}`] as const,
            )}
          />
          {why}
        </>
      )
    case 'file':
      return (
        <>
          <Select
            form={form}
            name="ground"
            label={say.ground}
            options={GROUNDS.map((ground) => [ground, say.grounds[ground] ?? ''] as const)}
          />
          {why}
        </>
      )
    case 'join':
      return (
        <>
          <TextField form={form} name="mainNumber" label={say.mainNumber} hint={say.mainHint} maxlength={20} />
          {why}
        </>
      )
    case 'extend':
      return (
        <>
          <TextField
            form={form}
            name="newDueOn"
            label={say.newDueOn}
            hint={say.newDueHint(formatDay(found.it.commitment.dueOn))}
            maxlength={12}
          />
          {why}
        </>
      )
    case 'answer':
      return (
        <>
          {found.points.map((point) => (
            <section class="card stack tight">
              <h2>
                {point.n}. {point.text}
              </h2>
              <p class="keep">{point.answer}</p>
              <p class="quiet keep">{point.evidence}</p>
            </section>
          ))}
          <TextArea form={form} name="closing" label={say.closing} hint={say.closingHint} rows={3} maxlength={2000} />
        </>
      )
    case 'declineReopen':
    case 'reopen':
      return why
  }
}
