import type { KeptCitation } from '../citation-queries.ts'

const MOST = 60_000
const AROUND = 400

/** The text as it was read, each citation marked at its place; of a very long one, the stretches that cite. */
export function MarkedText({ text, rows, cut }: { text: string; rows: readonly KeptCitation[]; cut: string }) {
  const isLong = text.length > MOST
  const shown = stretches(text, rows, isLong)
  return (
    <>
      {isLong && <p class="quiet">{cut}</p>}
      <div class="card reading keep">
        {shown.map((part) =>
          typeof part === 'string' ? (
            part
          ) : (
            <mark id={`t${part.id}`} class={part.state}>
              <a href={`#v${part.id}`}>{text.slice(part.starts, part.ends)}</a>
            </mark>
          ),
        )}
      </div>
    </>
  )
}

function stretches(text: string, rows: readonly KeptCitation[], isLong: boolean): (string | KeptCitation)[] {
  const parts: (string | KeptCitation)[] = []
  let at = 0
  for (const one of rows) {
    parts.push(isLong ? shortened(text.slice(at, one.starts), at > 0) : text.slice(at, one.starts), one)
    at = one.ends
  }
  const rest = text.slice(at)
  return [...parts, isLong ? rest.slice(0, AROUND) : rest]
}

const shortened = (between: string, keepsStart: boolean) =>
  between.length <= 2 * AROUND
    ? between
    : `${keepsStart ? between.slice(0, AROUND) : ''}\n[…]\n${between.slice(-AROUND)}`
