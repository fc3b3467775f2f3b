import { postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { link, page, type Seen, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, LinkButton, Status } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { CommitmentStatus, commitmentsById, standingOf } from '../../commitments/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { decidedBefore, type Item, itemsOf, reviewOfMonth } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

async function load({ tx, actor, params, today }: Visit) {
  const month = params.month ?? ''
  const review = actor && (await reviewOfMonth(tx, actor.unitId, month))
  if (!review?.commitmentId) return null
  const items = await itemsOf(tx, review.id)
  const ids = items.map((item) => item.commitmentId)
  const [[promise], promises, before] = await Promise.all([
    commitmentsById(tx, [review.commitmentId]),
    commitmentsById(tx, ids),
    decidedBefore(tx, review.id, ids),
  ])
  const titles = await postTitles(
    tx,
    promises.map((one) => one.ownerPostId),
    today,
  )
  return { month, review, promise, items, before, titles, promises: new Map(promises.map((one) => [one.id, one])) }
}

type It = Seen<NonNullable<Awaited<ReturnType<typeof load>>>, typeof vi>

/** The list of one month: each overdue promise with what was decided now and the time before. */
export const review = page({
  path: at.review,
  surface: 'workspace',
  audit: 'backlog.see',
  words: { vi, en },
  load,
  may: (actor, found) => isAllowed(POLICY.seeReviews, actor, { unitId: found.review.unitId }),
  head: ({ found, words }) => ({ title: `${words.title}, ${words.month(found.month)}`, nav: 'backlog' }),
  table: async ({ found, words, today, language }) => [
    words.fileColumns,
    ...found.items.map((item) => {
      const of = found.promises.get(item.commitmentId)
      return [
        ...[of?.title ?? '', (of && found.titles.get(of.ownerPostId)?.title) ?? '', formatDay(item.dueOn)],
        of ? standingOf(of, today, language).text : words.movedOn(formatDay(item.dueOn)),
        ...[item.action ? words.actions[item.action] : '', item.byOn ? formatDay(item.byOn) : '', item.note ?? ''],
      ]
    }),
  ],
  view: (it) => <ReviewView {...it} />,
})

function ReviewView(it: It) {
  const { found, words, today, language } = it
  const { review: of, promise } = found
  return (
    <div class="stack">
      <div class="stack tight">
        <p class="quiet">
          <a href={at.reviews}>{words.title}</a> › {words.month(found.month)}
        </p>
        <h1>{words.heading(words.month(found.month))}</h1>
        <p class="lead">{words.reviewLead}</p>
        <p class="row">
          {promise && <CommitmentStatus of={promise} today={today} language={language} />}
          <span>{words.howMany(of.overdue, formatDay(of.openedOn))}</span>
          {of.listed < of.overdue && <span class="quiet">{words.oldest(of.listed)}</span>}
        </p>
        {promise && (
          <details>
            <summary class="quiet">{words.why}</summary>
            <DeadlineProof proof={promise.proof} language={language} />
          </details>
        )}
      </div>
      {found.items.map((item) => (
        <OneItem {...it} item={item} />
      ))}
    </div>
  )
}

function OneItem({ found, words, today, language, item }: It & { item: Item }) {
  const of = found.promises.get(item.commitmentId)
  const before = found.before.get(item.commitmentId)
  if (!of)
    return (
      <Card>
        <p class="quiet">{words.movedOn(formatDay(item.dueOn))}</p>
      </Card>
    )
  const isOpen = of.state === 'open' || of.state === 'waiting'
  return (
    <Card>
      <p class="row">
        <CommitmentStatus of={of} today={today} language={language} />
        <span class="strong">{of.title}</span>
      </p>
      <p class="quiet">
        {words.due(formatDay(of.dueOn))} · {found.titles.get(of.ownerPostId)?.title}
      </p>
      {before?.action && before.byOn && (
        <p class={isOpen && before.byOn < today ? 'strong' : 'quiet'}>
          {words.before(words.actions[before.action], formatDay(before.byOn))} {isOpen && words.notKept}
        </p>
      )}
      {item.action && item.byOn ? (
        <>
          <p>
            <Status is={isOpen && item.byOn < today ? 'late' : 'done'}>{words.actions[item.action]}</Status>{' '}
            {words.byOn(formatDay(item.byOn))}
          </p>
          <p class="keep">{item.note}</p>
        </>
      ) : (
        isOpen &&
        !found.review.closedOn && (
          <div>
            <LinkButton href={link(at.item, { month: found.month, commitment: of.id })}>{words.decide}</LinkButton>
          </div>
        )
      )}
    </Card>
  )
}
