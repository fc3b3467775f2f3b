import type { Seen } from '../../../platform/page.ts'
import type { vi } from '../words.vi.ts'
import type { Found } from './tree-load.ts'

const BOX = { width: 330, height: 46 }
const STEP = { x: 46, y: 58 }
const LETTERS = 44

const short = (text: string) => (text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text)

/** Boxes from top to bottom, each a step to the right of what it carries out, a line of text for the number and one for the name; the list under it says the same in words, with its links. */
export function TreePicture({ found: { branches, documents, names, root }, words }: Seen<Found, typeof vi>) {
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
        const of = branch.documentId ? documents.get(branch.documentId) : undefined
        const [head, foot] = of
          ? [`${of.type} ${of.symbol}`, of.title]
          : branch.plan
            ? [names.get(branch.plan.unitId) ?? '', `${words.progress(branch.plan.done, branch.plan.tasks)}`]
            : [words.tree.more(branch.more), '']
        const box = (
          <>
            <rect x={x} y={y} width={BOX.width} height={BOX.height} rx="8" class={of ? 'document' : 'plan'} />
            <text x={x + 10} y={y + 19} class="head">
              {short(head)}
            </text>
            <text x={x + 10} y={y + 37}>
              {short(foot)}
            </text>
          </>
        )
        return (
          <>
            {line > 0 && (
              <path
                d={`M${above.x + 24} ${above.y + BOX.height} V${y + BOX.height / 2} H${x}`}
                fill="none"
                class="limb"
              />
            )}
            {box}
          </>
        )
      })}
    </svg>
  )
}
