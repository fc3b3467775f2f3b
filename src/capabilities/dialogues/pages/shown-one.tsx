import { placeKey } from '../../../organization/openings.ts'
import { formatDay } from '../../../platform/day.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import { Card, LinkButton } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { CommitmentRows, commitmentsById } from '../../commitments/index.ts'
import { at } from '../paths.ts'
import { ratingsOf } from '../queries.ts'
import { isRated, takesQuestions } from '../question-actions.ts'
import { carriedOver, questionsOf } from '../question-queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { RATINGS, type Rating } from '../workflow.ts'
import { Item1, StateOf, When } from './parts.tsx'
import { shownDialogue } from './shown-load.ts'

/** Fewer answers say too much of each. */
const FEWEST_SHOWN = 5

async function load(visit: Visit) {
  const shown = await shownDialogue(visit)
  if (!shown) return null
  const { tx } = visit
  const { it } = shown
  const [questions, carried, ratings] = await Promise.all([
    questionsOf(tx, it.id),
    carriedOver(tx, it),
    ratingsOf(tx, it.id),
  ])
  const isPublished = it.state === 'published'
  const ids = isPublished ? questions.map((one) => one.commitmentId).filter((id) => id !== null) : []
  return {
    ...shown,
    // Before publication the words of the minutes are nobody's but the two who approve them.
    questions: questions
      .filter((one) => one.screening === 'shown')
      .map(({ publicText, outcome, answer }) => ({ publicText, ...(isPublished ? { outcome, answer } : {}) })),
    waiting: questions.filter((one) => one.screening === 'waiting').length,
    ...{ carried, ratings, isPublished, promises: await commitmentsById(tx, ids) },
  }
}

/** One dialogue for everybody: agenda, questions without names, and what came of them. */
export const shownOne = page({
  path: at.shownOne,
  surface: 'public',
  audit: 'dialogues.shownOne',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({ title: `${words.shown.title}: ${found.it.title}`, place: found.place }),
  view({ found, words, today, language }) {
    const { it, place } = found
    const say = words.shown
    const to = (path: string) => link(path, { unit: placeKey(place), dialogue: it.id }, language)
    const isHeld = ['held', 'drafted', 'approved', 'published'].includes(it.state)
    return (
      <div class="wrap narrow pad stack wide">
        <div class="stack tight">
          <p class="quiet">
            <a href={link(at.shown, { unit: placeKey(place) }, language)}>{say.title}</a>
          </p>
          <h1>{it.title}</h1>
          <p class="row">
            <StateOf shown state={it.state} language={language} />
            <span>
              <When of={it} language={language} />
            </span>
          </p>
          <p>{it.place}</p>
          {it.reason && (
            <p class="notice warn">
              {say.reason}: {it.reason}
            </p>
          )}
        </div>
        {takesQuestions(it, today) && (
          <p>
            <LinkButton href={to(at.ask)}>{say.ask}</LinkButton>
          </p>
        )}
        {isRated(it, today) && (
          <p>
            <LinkButton quiet href={to(at.rate)}>
              {say.rate}
            </LinkButton>
          </p>
        )}
        <Card title={words.one.item1}>
          <Item1 rows={found.carried} today={today} language={language} />
        </Card>
        <Card title={words.one.agenda}>
          <p class="keep">{it.agenda}</p>
          {it.announcedOn && it.notice && <DeadlineProof proof={it.notice} language={language} />}
        </Card>
        <Card title={say.questions}>
          {found.questions.length === 0 && <p class="quiet">{say.noQuestions}</p>}
          <ul class="list">
            {found.questions.map((one) => (
              <li class="stack tight">
                <p class="keep">{one.publicText}</p>
                {one.outcome && (
                  <p class="keep quiet">
                    <span class="strong">{words.outcomes[one.outcome]}:</span> {one.answer}
                  </p>
                )}
              </li>
            ))}
          </ul>
          {found.waiting > 0 && !found.isPublished && <p class="quiet">{say.waiting(found.waiting)}</p>}
        </Card>
        {isHeld && !found.isPublished && <p class="quiet">{say.resultsSoon}</p>}
        {found.isPublished && (
          <>
            <Card title={say.results}>
              <p>{say.attended(it.attended ?? 0)}</p>
              <p class="keep">{it.conclusion}</p>
              <p class="quiet">
                {it.publishedOn && words.one.published(formatDay(it.publishedOn))} · {it.sentHow}
              </p>
            </Card>
            {found.promises.length > 0 && (
              <>
                <h2>{say.promises}</h2>
                <CommitmentRows rows={found.promises} today={today} language={language} />
              </>
            )}
          </>
        )}
        {isHeld && <Satisfaction ratings={found.ratings} words={words} />}
      </div>
    )
  },
})

function Satisfaction({ ratings, words }: { ratings: Partial<Record<Rating, number>>; words: typeof vi }) {
  const all = RATINGS.reduce((sum, one) => sum + (ratings[one] ?? 0), 0)
  if (all === 0) return null
  return (
    <Card title={words.shown.satisfaction(all)}>
      {all < FEWEST_SHOWN ? (
        <p class="quiet">{words.shown.tooFew}</p>
      ) : (
        <ul>
          {RATINGS.map((one) => (
            <li>
              {words.ratings[one]}: {words.shown.ofAll(ratings[one] ?? 0, all)}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
