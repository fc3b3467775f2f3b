import type { Block, Grid, Paragraph } from '../platform/docx-paper.ts'

/** A document as a sheet of paper on the screen, and nothing else when printed. */
export const Paper = ({ blocks, label }: { blocks: readonly Block[]; label: string }) => (
  <article class="paper" aria-label={label}>
    <Blocks blocks={blocks} />
  </article>
)

const Blocks = ({ blocks }: { blocks: readonly Block[] }) => (
  <>{blocks.map((block) => (block.is === 'table' ? <Sides grid={block} /> : <Line of={block} />))}</>
)

/** Tables of a letter set things side by side; they hold no figures, so they are read as text. */
function Sides({ grid }: { grid: Grid }) {
  return (
    <>
      {grid.rows.map((row) => (
        <div class="sides">
          {row.map((cell, i) => (
            <div class={`w${grid.widths[i] ?? 10}`}>
              <Blocks blocks={cell} />
            </div>
          ))}
        </div>
      ))}
    </>
  )
}

function Line({ of }: { of: Paragraph }) {
  if (of.rule && of.pieces.length === 0) return <div class="drawn" />
  const look = [of.at === 'left' ? '' : of.at, of.indent ? 'indent' : ''].filter(Boolean).join(' ')
  return (
    <p class={look || undefined}>{of.pieces.length === 0 ? '\u00a0' : of.pieces.map((piece) => <Said {...piece} />)}</p>
  )
}

function Said({ text, bold, italics, size }: Paragraph['pieces'][number]) {
  const look = size && size < 13.5 ? (size < 11.5 ? 'small' : size < 12.5 ? 'less' : undefined) : undefined
  const words = text.split('\n').map((line, i) => (
    <>
      {i > 0 && <br />}
      {line}
    </>
  ))
  const strong = bold ? <b>{words}</b> : words
  return <span class={look}>{italics ? <i>{strong}</i> : strong}</span>
}
