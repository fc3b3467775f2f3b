import type { PostCard } from '../../organization/officials.ts'
import { dayIn, formatDay } from '../../platform/day.ts'
import type { ChainRow, Entry } from '../../platform/history.ts'
import type { WordsLike } from '../../platform/words.ts'
import type { caseById, pointsOf, submissionsOf } from '../cases/index.ts'
import type { vi } from './words.vi.ts'

type Case = NonNullable<Awaited<ReturnType<typeof caseById>>>

export interface Dossier {
  it: Case
  unitName: string
  submissions: Awaited<ReturnType<typeof submissionsOf>>
  points: Awaited<ReturnType<typeof pointsOf>>
  entries: Entry[]
  posts: ReadonlyMap<number, PostCard>
  /** The words of the history, by kind. */
  happened: (entry: Entry) => string
  fileNames: readonly string[]
  today: ReturnType<typeof dayIn>
  words: WordsLike<typeof vi>
}

const dayAndPost = ({ happenedAt, postId }: Entry, posts: Dossier['posts']) =>
  [formatDay(dayIn(happenedAt)), postId === null ? '' : (posts.get(postId)?.title ?? '')].filter(Boolean).join(' · ')

/** The cover: one plain page that prints, names the parts, and names no sender. */
export function cover(dossier: Dossier): string {
  const { it, words, submissions, points, entries, posts } = dossier
  const say = words.dossier
  const owner = posts.get(it.commitment.ownerPostId)?.title ?? ''
  const html = (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <title>{`${say.title} ${it.number}`}</title>
        <style>
          {
            'body{font:12pt/1.5 serif;max-width:44em;margin:2em auto;padding:0 1em}th{text-align:left;vertical-align:top;padding-right:1.5em}pre{white-space:pre-wrap;font:inherit}'
          }
        </style>
      </head>
      <body>
        <h1>{say.title}</h1>
        <p>{say.cover}</p>
        <table>
          {(
            [
              [say.number, it.number],
              [say.unit, dossier.unitName],
              [say.kind, words.kinds[it.kind] ?? it.kind],
              [say.sent, formatDay(it.sentOn)],
              [say.owner, owner],
              [say.due, `${formatDay(it.commitment.dueOn)} · ${it.commitment.proof.cite}`],
              [say.state, words.states[it.state] ?? it.state],
            ] as const
          ).map(([name, text]) => (
            <tr>
              <th scope="row">{name}</th>
              <td>{text}</td>
            </tr>
          ))}
        </table>
        <h2>{it.title}</h2>
        <p>{say.sender}</p>
        <h2>{say.said}</h2>
        {submissions.map((one) => (
          <pre>{one.text}</pre>
        ))}
        <h2>{say.points}</h2>
        {points.map((point) => (
          <section>
            <h3>
              {point.n}. {point.text}
            </h3>
            {point.answer && <pre>{point.answer}</pre>}
            {point.evidence && (
              <p>
                {say.evidence}: {point.evidence}
              </p>
            )}
          </section>
        ))}
        {it.answer && <pre>{it.answer}</pre>}
        <h2>{say.files}</h2>
        <ul>
          {dossier.fileNames.map((name) => (
            <li>{name}</li>
          ))}
        </ul>
        <h2>{say.history}</h2>
        <ol>
          {entries.map((entry) => (
            <li>
              {dossier.happened(entry)} ({dayAndPost(entry, posts)})
            </li>
          ))}
        </ol>
        <p>{say.made(formatDay(dossier.today))}</p>
      </body>
    </html>
  )
  return `<!doctype html>${String(html)}`
}

export const historyText = ({ entries, posts, happened }: Dossier): string =>
  entries.map((entry) => `${dayAndPost(entry, posts)}: ${happened(entry)}`).join('\r\n')

/** Everything needed to count the hashes again, without this system. */
export const proof = (rows: readonly ChainRow[]): string =>
  JSON.stringify(
    rows.map(({ salt, payloadCommitment, previousHash, hash, ...row }) => ({
      ...{ ...row, salt: salt?.toString('hex') ?? null, commitment: payloadCommitment.toString('hex') },
      ...{ previousHash: previousHash.toString('hex'), hash: hash.toString('hex') },
    })),
    null,
    1,
  )
