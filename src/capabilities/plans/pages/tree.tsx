import { link, page, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Empty } from '../../../ui/parts.tsx'
import { type Document, directivePaths } from '../../directives/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import type { Branch } from '../tree-model.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { type Found, load, MOST_DRAWN } from './tree-load.ts'
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
  table: async ({ found: { branches, documents, names }, words }) => [
    words.tree.columns,
    ...branches
      .filter((one) => one.more === 0)
      .map(({ depth, documentId, plan }) => {
        const of = documentId ? documents.get(documentId) : undefined
        return of
          ? [depth, words.tree.kinds.document, of.symbol, of.title, of.issuer, '', '']
          : [
              depth,
              words.tree.kinds.plan,
              '',
              plan?.title ?? '',
              names.get(plan?.unitId ?? 0) ?? '',
              plan?.tasks ?? 0,
              plan?.done ?? 0,
            ]
      }),
  ],
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
            {branches.length >= MOST_DRAWN && <p class="notice warn">{say.cut(MOST_DRAWN)}</p>}
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
  const { found, words, from } = it
  const mine = found.branches
    .map((branch, line) => ({ branch, line }))
    .filter(({ branch, line }) => (line === 0 ? from === -1 : branch.parent === from))
  if (mine.length === 0) return null
  return (
    <ul class={from === 0 ? 'card branches' : 'branches'}>
      {mine.map(({ branch, line }) => (
        <li>
          <OneBranch found={found} words={words} branch={branch} />
          {branch.documentId !== null && <Nested {...it} from={line} />}
        </li>
      ))}
    </ul>
  )
}

function OneBranch({ found, words, branch }: Pick<It, 'found' | 'words'> & { branch: Branch }) {
  const { documentId, plan, more } = branch
  const of: Document | undefined = documentId ? found.documents.get(documentId) : undefined
  if (more > 0) return <span class="quiet">{words.tree.more(more)}</span>
  if (of)
    return (
      <>
        <a class="strong" href={link(directivePaths.document, { document: of.id })}>
          {of.symbol}
        </a>{' '}
        {of.title}
      </>
    )
  return (
    plan && (
      <>
        {plan.title} <span class="quiet">({words.tree.unit(found.names.get(plan.unitId) ?? '')})</span>
        <span class="quiet under">{words.progress(plan.done, plan.tasks)}</span>
      </>
    )
  )
}
