import { formatDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { loadDialogue } from './one-load.ts'
import { When } from './parts.tsx'

/** The minutes as a sheet of paper: counts, never names of people who came. */
export const print = page({
  path: at.print,
  surface: 'workspace',
  audit: 'dialogues.print',
  words: { vi, en },
  async load(visit) {
    const found = await loadDialogue(visit)
    return found?.publishing ? found : null
  },
  may: (actor, { it }) => isAllowed(POLICY.seeDialogues, actor, { unitId: it.unitId }),
  head: ({ found, words }) => ({ title: `${words.minutesPage.title}: ${found.it.title}`, nav: 'dialogues' }),
  subject: ({ it }) => String(it.id),
  view({ found, words, language }) {
    const { it, place, questions, promises, owners, titles, carried } = found
    const say = words.minutesPage
    const [chair, secretary] = [titles.get(it.chairPostId), titles.get(it.secretaryPostId)]
    const isApproved = it.state === 'approved' || it.state === 'published'
    return (
      <div class="stack">
        <p class="quiet noprint">
          <a href={link(at.one, { dialogue: it.id })}>{it.title}</a> · {say.printHint}
        </p>
        <article class="paper stack">
          <div class="sides">
            <div class="w8">
              <p class="center">
                <b>{place?.name.toUpperCase()}</b>
              </p>
            </div>
            <div class="w12">
              <p class="center">
                <b>{say.national}</b>
              </p>
              <p class="center">
                <b>{say.motto}</b>
              </p>
            </div>
          </div>
          <h1 class="center">{say.heading}</h1>
          <p class="center">
            <b>{it.title}</b>
          </p>
          {!isApproved && <p class="center">{say.draft}</p>}
          <p>
            <When of={it} language={language} />. {it.place}.
          </p>
          <p>
            {words.one.chair}: {chair?.holder}, {chair?.title}. {words.one.secretary}: {secretary?.holder},{' '}
            {secretary?.title}.
          </p>
          {it.invited && (
            <p>
              {words.one.invited}: {it.invited}.
            </p>
          )}
          {it.attended !== null && (
            <p>
              {words.one.counts}: {say.counts(it.attended, it.men, it.women)}
              {it.organizations !== null && `; ${say.organizations(it.organizations)}`}.
            </p>
          )}
          <h2>{words.one.item1}</h2>
          {carried.length === 0 ? (
            <p>{words.one.item1None}</p>
          ) : (
            carried.map(({ commitment }) => (
              <p>
                - {commitment.publicTitle} ({formatDay(commitment.dueOn)}): {commitment.result ?? '…'}
              </p>
            ))
          )}
          <h2>{words.one.questions(questions.length)}</h2>
          {questions.map((one, i) => {
            const promise = one.commitmentId ? promises.get(one.commitmentId) : null
            return (
              <div>
                <p>
                  <b>{i + 1}.</b> {one.publicText ?? one.text}
                </p>
                <p class="keep">
                  {one.outcome ? `${words.outcomes[one.outcome]}: ${one.answer}` : '…'}
                  {promise &&
                    ` (${say.due(owners.get(promise.ownerPostId)?.title ?? '', formatDay(promise.dueOn))}: ${promise.title})`}
                </p>
              </div>
            )
          })}
          {it.conclusion && (
            <>
              <h2>{words.one.conclusion}</h2>
              <p class="keep">{it.conclusion}</p>
            </>
          )}
          <div class="sides">
            <div class="w10">
              <p class="center">
                <b>{words.one.secretary.toUpperCase()}</b>
              </p>
              <p class="center">
                {it.secretaryApprovedOn && say.signed(secretary?.holder ?? '', formatDay(it.secretaryApprovedOn))}
              </p>
            </div>
            <div class="w10">
              <p class="center">
                <b>{words.one.chair.toUpperCase()}</b>
              </p>
              <p class="center">
                {it.chairApprovedOn && say.signed(chair?.holder ?? '', formatDay(it.chairApprovedOn))}
              </p>
            </div>
          </div>
        </article>
      </div>
    )
  },
})
