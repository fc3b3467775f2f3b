import { postTitles } from '../../../organization/officials.ts'
import { formatDay, readDay } from '../../../platform/day.ts'
import { emptyForm } from '../../../platform/form.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { TextField } from '../../../ui/parts.tsx'
import { recordedOn } from '../issued-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** The daily list to the head: every letter the office recorded that day as signed by hand (safeguards 1.8). To read or to print. */
export const recorded = page({
  path: at.recorded,
  surface: 'workspace',
  audit: 'letters.recorded',
  words: { vi, en },
  async load({ tx, actor, query, today }) {
    if (!actor) return null
    const day = readDay(query.ngay ?? '') ?? today
    const rows = await recordedOn(tx, actor.unitId, day)
    return {
      day,
      rows,
      posts: await postTitles(
        tx,
        rows.flatMap((row) => [row.signerPostId, row.recordedBy]),
        today,
      ),
    }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seeRecorded, actor, actor),
  head: ({ words }) => ({ title: words.recorded.title, nav: 'letters' }),
  subject: ({ day }) => day,
  table: async ({ found: { rows, posts }, words }) => [
    Object.values(words.recorded.columns),
    ...rows.map((row) => [
      ...[`${words.kinds[row.kind]}: ${row.title}`, row.subjectNumber, posts.get(row.signerPostId)?.title ?? ''],
      ...[formatDay(row.signedOn), posts.get(row.recordedBy)?.title ?? '', row.basis],
    ]),
  ],
  view({ found, words, actor }) {
    const { columns } = words.recorded
    return (
      <div class="stack">
        <p class="quiet noprint">
          <a href={at.list}>{words.list.title}</a>
        </p>
        <h1>{words.recorded.title}</h1>
        <p class="quiet">
          {actor?.unitName} · {formatDay(found.day)}
        </p>
        <p class="lead">{words.recorded.lead}</p>
        <form method="get" class="row noprint">
          <TextField
            form={emptyForm({ ngay: formatDay(found.day) })}
            name="ngay"
            label={words.recorded.day}
            maxlength={12}
          />
          <button class="ds-button" type="submit" data-variant="secondary">
            {words.recorded.show}
          </button>
        </form>
        {found.rows.length === 0 ? (
          <p class="card">{words.recorded.empty}</p>
        ) : (
          <>
            <table class="grid fold">
              <thead>
                <tr>
                  {Object.values(columns).map((column) => (
                    <th scope="col">{column}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {found.rows.map((row) => (
                  <tr>
                    <td>
                      <a class="strong matter" href={link(at.letter, { letter: row.id })}>
                        {words.kinds[row.kind]}
                      </a>
                      <p class="quiet">{row.title}</p>
                    </td>
                    <td class="brief" data-is={columns.about}>
                      {row.subjectNumber}
                    </td>
                    <td data-is={columns.signer}>{found.posts.get(row.signerPostId)?.title}</td>
                    <td data-is={columns.signedOn}>{formatDay(row.signedOn)}</td>
                    <td data-is={columns.by}>{found.posts.get(row.recordedBy)?.title}</td>
                    <td data-is={columns.basis}>{row.basis}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p class="signatures row">{words.recorded.confirm}</p>
          </>
        )}
      </div>
    )
  },
})
