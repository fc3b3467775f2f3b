import { formatDay } from '../../../platform/day.ts'
import { link, page, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Empty, Status } from '../../../ui/parts.tsx'
import { standingOf } from '../../commitments/index.ts'
import { directivePaths } from '../../directives/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import type { Branch } from '../tree-model.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { type Found, listed, load } from './tree-load.ts'
import { TreePicture } from './tree-picture.tsx'

type It = Seen<Found, typeof vi>

/** From a directive down to the tasks: drawn, and as a list that says the same. */
export const tree = page({
  path: at.tree,
  surface: 'workspace',
  audit: 'plans.tree',
  words: { vi, en },
  load,
  may: (actor) => actor !== null && isAllowed(POLICY.seePlans, actor, actor),
  head: ({ found, words }) => ({ title: words.tree.title(found.root.symbol), nav: 'directives' }),
  subject: ({ root }) => root.symbol,
  table: async (visit) => {
    const { words } = visit
    const { branches, documents, names, promises, titles } = await listed(visit, visit.found.root.id)
    const { kinds, columns } = words.tree
    return [
      columns,
      ...branches.map(({ depth, documentId, plan, task }) => {
        if (plan)
          return [depth, kinds.plan, '', plan.title, names.get(plan.unitId ?? 0) ?? '', plan.tasks, plan.done, '', '']
        const of = documents.get(documentId ?? 0)
        if (!task) return [depth, kinds.document, of?.symbol ?? '', of?.title ?? '', of?.issuer ?? '', '', '', '', '']
        const promise = promises.get(task.commitmentId)
        const owner = titles.get(promise?.ownerPostId ?? 0)?.title ?? ''
        const isDone = promise?.state === 'fulfilled'
        return [
          ...[depth, kinds.task, '', promise?.title ?? '', '', 1, isDone ? 1 : 0, owner],
          promise ? formatDay(promise.dueOn) : '',
        ]
      }),
    ]
  },
  view(it) {
    const { found, words } = it
    const { root, figures, branches } = found
    const say = words.tree
    return (
      <div class="stack">
        <p class="quiet noprint">
          <a href={link(directivePaths.document, { document: root.id })}>
            {root.type} {root.symbol}
          </a>
        </p>
        <h1>{say.nav}</h1>
        <p class="lead">{root.title}</p>
        <p>{say.figures(figures.documents, figures.plans, figures.tasks, figures.done)}</p>
        <p class="noprint">
          <a href={link(at.coverage, { document: root.id })}>{words.coverage.title(root.symbol)}</a>
        </p>
        {branches.length === 1 ? (
          <Empty title={say.nothing}>{say.nothingHint}</Empty>
        ) : (
          <>
            {!found.isWhole && <p class="notice warn">{say.cut}</p>}
            <h2>{say.picture}</h2>
            <div class="scroll card" tabindex={0} role="region" aria-label={say.picture}>
              <TreePicture {...it} />
            </div>
            <h2>{say.list}</h2>
            <Nested {...it} from={0} />
          </>
        )}
      </div>
    )
  },
})

/** The list: what hangs on one branch, and below it what hangs on each of those. */
function Nested(it: It & { from: number }) {
  const { found, from } = it
  const mine = found.branches
    .map((branch, line) => ({ branch, line }))
    .filter(({ branch, line }) => line > 0 && branch.parent === from)
  if (mine.length === 0) return null
  return (
    <ul class={from === 0 ? 'card branches' : 'branches'}>
      {mine.map(({ branch, line }) => (
        <li>
          <OneBranch {...it} branch={branch} />
          {branch.task === null && <Nested {...it} from={line} />}
        </li>
      ))}
    </ul>
  )
}

function OneBranch({
  found,
  words,
  actor,
  today,
  language,
  branch: { documentId, plan, task, more },
}: It & { branch: Branch }) {
  if (plan)
    return (
      <>
        {plan.unitId === actor?.unitId ? (
          <a href={link(at.plan, { plan: plan.planId ?? 0 })}>{plan.title}</a>
        ) : (
          plan.title
        )}{' '}
        <span class="quiet">({words.tree.unit(found.names.get(plan.unitId ?? 0) ?? '')})</span>
        <span class="quiet under">{words.progress(plan.done, plan.tasks)}</span>
      </>
    )
  const promise = task && found.promises.get(task.commitmentId)
  if (task && promise) {
    const { is, text } = standingOf(promise, today, language)
    return (
      <>
        <a href={link(at.task, { plan: task.planId, task: task.id })}>{promise.title}</a>{' '}
        <Status is={is}>{text}</Status>
        <span class="quiet under">
          {found.titles.get(promise.ownerPostId)?.title} · {words.plan.due(formatDay(promise.dueOn))}
        </span>
      </>
    )
  }
  const of = found.documents.get(documentId ?? 0)
  return (
    of && (
      <>
        <a class="strong" href={link(directivePaths.document, { document: of.id })}>
          {of.symbol}
        </a>{' '}
        {of.title}
        {more > 0 && (
          <a class="under" href={link(at.tree, { document: of.id })}>
            {words.tree.more(more)}
            <span class="ds-sr-only">: {of.symbol}</span>
          </a>
        )}
      </>
    )
  )
}
