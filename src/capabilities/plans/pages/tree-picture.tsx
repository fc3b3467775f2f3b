import { formatDay } from '../../../platform/day.ts'
import type { Seen } from '../../../platform/page.ts'
import type { Branch } from '../tree-model.ts'
import type { vi } from '../words.vi.ts'
import type { Found } from './tree-load.ts'

const BOX = { width: 330, height: 46 }
const STEP = { x: 46, y: 58 }
const LETTERS = 44

type It = Pick<Seen<Found, typeof vi>, 'found' | 'words'>

const short = (text: string) => (text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text)

/** Boxes from top to bottom, each a step to the right of what it carries out, a line of text for the number and one for the name; the list under it says the same in words, with its links. */
export function TreePicture({ found, words }: It) {
  const { branches, root } = found
  const deepest = Math.max(...branches.map(({ depth }) => depth))
  const [width, height] = [deepest * STEP.x + BOX.width + 4, branches.length * STEP.y]
  const corner = (line: number) => ({ x: 2 + (branches[line]?.depth ?? 0) * STEP.x, y: 2 + line * STEP.y })
  return (
    <svg
      class="tree"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={words.tree.title(root.symbol)}
    >
      {branches.map((branch, line) => {
        const { x, y } = corner(line)
        const above = corner(branch.parent)
        const { is, head, foot } = inBox(branch, found, words)
        return (
          <>
            {line > 0 && (
              <path
                d={`M${above.x + 24} ${above.y + BOX.height} V${y + BOX.height / 2} H${x}`}
                fill="none"
                class="limb"
              />
            )}
            <rect x={x} y={y} width={BOX.width} height={BOX.height} rx="8" class={is} />
            <text x={x + 10} y={y + 19} class="head">
              {short(head)}
            </text>
            <text x={x + 10} y={y + 37}>
              {short(foot)}
            </text>
          </>
        )
      })}
    </svg>
  )
}

function inBox({ documentId, plan, task, more }: Branch, { documents, names, promises }: Found, words: It['words']) {
  if (plan)
    return { is: 'plan', head: names.get(plan.unitId ?? 0) ?? '', foot: `${words.progress(plan.done, plan.tasks)}` }
  if (task) {
    const of = promises.get(task.commitmentId)
    return { is: 'task', head: of?.title ?? '', foot: of ? words.plan.due(formatDay(of.dueOn)) : '' }
  }
  const of = documents.get(documentId ?? 0)
  const head = of ? `${of.type} ${of.symbol}` : ''
  return { is: 'document', head: more > 0 ? `${head} · ${words.tree.more(more)}` : head, foot: of?.title ?? '' }
}
