import { z } from 'zod'
import { mayBeFocalPoint, postsOf, postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { maybeDay, refusedAt } from '../../../platform/fields.ts'
import type { FormState } from '../../../platform/form.ts'
import { link, page, type Seen, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { movesOpen } from '../../../platform/workflow.ts'
import { Card, Form, Select, Status, Submit, TextArea, TextField, Version } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { CommitmentStatus } from '../../commitments/index.ts'
import { moveRecommendation, type VoterInput } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { meetingById, recommendationByNumber } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { RESULTS, VOTER_MOVES, type VoterMove } from '../workflow.ts'

async function load(visit: Visit) {
  const { tx, today, actor, params } = visit
  const found = await recommendationByNumber(tx, params.number ?? '')
  if (!found) return null
  const open = movesOpen(VOTER_MOVES, found.it.state, actor, found.territory)
  const ids = [found.commitment.ownerPostId, found.commitment.supervisorPostId]
  const [meeting, titles, posts] = await Promise.all([
    meetingById(tx, found.it.meetingId),
    postTitles(tx, ids, today),
    open.includes('assign') ? postsOf(tx, found.it.unitId, today) : [],
  ])
  return meeting && { ...found, open, meeting, titles, posts: posts.filter(mayBeFocalPoint) }
}

type It = Seen<NonNullable<Awaited<ReturnType<typeof load>>>, typeof vi> & { form: FormState }

const version = z.coerce.number().int()
const fields = z.discriminatedUnion('_do', [
  z.object({ _do: z.literal('assign'), version, owner: z.coerce.number({ error: 'choose' }).int().min(1) }),
  z.object({
    ...{ _do: z.literal('answer'), version, result: z.enum(RESULTS), answer: z.string().trim().min(10).max(5000) },
    roadmapOn: maybeDay,
  }),
  z.object({ _do: z.literal('keepRoadmap'), version, evidence: z.string().trim().min(5).max(2000) }),
  z.object({ _do: z.literal('publish'), version }),
])

/** One recommendation: where it was said, who has it until when, and the answer sorted as the law asks (CT-02). */
export const one = page({
  path: at.one,
  surface: 'workspace',
  audit: 'voters.see',
  words: { vi, en },
  load,
  may: (actor, { it }) => isAllowed(POLICY.seeRecommendations, actor, { unitId: it.unitId }),
  head: ({ found, words }) => ({ title: `${words.title} ${found.it.number}`, nav: 'voters' }),
  subject: ({ it }) => it.number,
  fields,
  filled: ({ found }) => ({ version: String(found.it.version), owner: String(found.commitment.ownerPostId) }),
  view: (it) => <OneView {...it} />,
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const { _do, version: read, ...rest } = form
    if (form._do === 'answer' && (form.result === 'studied') !== (form.roadmapOn !== null))
      return { errors: { roadmapOn: words.one.roadmapNeeded } }
    const input = { move: _do, ...rest } as VoterInput
    const done = await moveRecommendation({ tx, host, actor, today }, found.it.number, read, input)
    if ('done' in done) return { to: link(at.one, { number: found.it.number }) }
    return refusedAt(done.refused, words.refused, { postNotHeld: 'owner', roadmapPassed: 'roadmapOn' })
  },
})

function OneView(it: It) {
  const { found, words, today, language } = it
  const { commitment, meeting } = found
  const owner = found.titles.get(commitment.ownerPostId)
  return (
    <div class="stack">
      <div class="stack tight">
        <p class="quiet">
          <a href={at.list}>{words.title}</a> › {found.it.number}
        </p>
        <h1>{found.it.text.length > 160 ? `${found.it.text.slice(0, 158)}…` : found.it.text}</h1>
        <p class="row">
          {found.it.result ? (
            <Status is="done">{words.results[found.it.result]}</Status>
          ) : (
            <CommitmentStatus of={commitment} today={today} language={language} />
          )}
          <span class="quiet">{words.states[found.it.state]}</span>
        </p>
      </div>
      <div class="two">
        <div class="stack">
          <Card title={words.one.meeting}>
            <p class="strong">
              {words.councils[meeting.session.council]} · {meeting.session.name}
            </p>
            <p>{words.one.heldAt(meeting.place, formatDay(meeting.heldOn))}</p>
            <p class="quiet">
              {words.one.deputy}: {found.it.deputy}
            </p>
            <p class="keep">{found.it.text}</p>
          </Card>
          {found.it.answer && (
            <Card title={found.it.result ? words.results[found.it.result] : words.one.answer}>
              <p class="keep">{found.it.answer}</p>
              {found.it.roadmapOn && (
                <p>
                  {found.it.roadmapDoneOn
                    ? words.one.roadmapDone(formatDay(found.it.roadmapDoneOn))
                    : words.one.roadmap(formatDay(found.it.roadmapOn))}
                </p>
              )}
              {found.it.publishedOn && found.it.postedUntil && (
                <p class="quiet">
                  {words.one.published(formatDay(found.it.publishedOn), formatDay(found.it.postedUntil))}
                </p>
              )}
            </Card>
          )}
          <Moves {...it} />
        </div>
        <aside class="stack">
          <Card title={words.one.due(formatDay(commitment.dueOn))}>
            <DeadlineProof proof={commitment.proof} language={language} />
          </Card>
          <Card title={words.one.owner}>
            <p class="strong">{owner?.title}</p>
            <p class="quiet">{owner?.holder}</p>
          </Card>
        </aside>
      </div>
    </div>
  )
}

function Moves(it: It) {
  const { found, words } = it
  const isDone: Partial<Record<VoterMove, boolean>> = {
    keepRoadmap: found.it.roadmapOn === null || found.it.roadmapDoneOn !== null,
    publish: found.it.publishedOn !== null,
  }
  return (
    <>
      {found.open
        .filter((move) => !isDone[move])
        .map((move) => (
          <Card title={words.moves[move]}>
            <MoveForm {...it} move={move} />
          </Card>
        ))}
    </>
  )
}

function MoveForm({ found, words, form, move }: It & { move: VoterMove }) {
  const say = words.one
  return (
    <Form form={form} part={move} refusedText={words.formRefused}>
      <input type="hidden" name="_do" value={move} />
      <Version form={form} now={found.it.version} again={form.refused === words.refused.changed} />
      {move === 'assign' && (
        <Select
          form={form}
          name="owner"
          label={say.owner}
          empty={say.choose}
          options={found.posts.map((post) => [String(post.id), `${post.title} (${post.holder})`] as const)}
        />
      )}
      {move === 'answer' && (
        <>
          <Select
            form={form}
            name="result"
            label={say.result}
            empty=""
            options={RESULTS.map((result) => [result, words.results[result]] as const)}
          />
          <TextArea form={form} name="answer" label={say.answer} rows={6} maxlength={5000} />
          <TextField
            form={form}
            name="roadmapOn"
            label={say.roadmapOn}
            hint={say.roadmapHint}
            optional={words.meeting.optional}
            maxlength={12}
          />
        </>
      )}
      {move === 'keepRoadmap' && (
        <TextArea form={form} name="evidence" label={say.evidence} rows={3} maxlength={2000} />
      )}
      {move === 'publish' && <p class="quiet">{say.publishLead}</p>}
      <div>
        <Submit>{words.moves[move]}</Submit>
      </div>
    </Form>
  )
}
