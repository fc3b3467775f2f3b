import { formatDay } from '../../../platform/day.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card } from '../../../ui/parts.tsx'
import { commitmentsById } from '../../commitments/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { meetingsOf, ofSession, sessionById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { RESULTS } from '../workflow.ts'

/** The report before a session: what was asked, what became of it, sorted as the law asks (CT-02). Every figure with its whole. */
export const report = page({
  path: at.report,
  surface: 'workspace',
  audit: 'voters.report',
  words: { vi, en },
  async load({ tx, params }) {
    const session = await sessionById(tx, Number(params.session))
    if (!session) return null
    const [meetings, rows] = await Promise.all([meetingsOf(tx, session.id), ofSession(tx, session.id)])
    const promises = await commitmentsById(
      tx,
      rows.map((row) => row.commitmentId),
    )
    const dueOf = new Map(promises.map((one) => [one.id, one.dueOn]))
    return {
      session,
      meetings,
      rows: rows.map((row) => ({ ...row, dueOn: dueOf.get(row.commitmentId) ?? row.receivedOn })),
    }
  },
  may: (actor, { session }) => isAllowed(POLICY.seeRecommendations, actor, { unitId: session.unitId }),
  head: ({ found, words }) => ({ title: words.report.title(found.session.name), nav: 'voters' }),
  async table({ found: { meetings, rows }, words }) {
    const say = words.report
    const heldOf = new Map(meetings.map((one) => [one.id, words.one.heldAt(one.place, formatDay(one.heldOn))]))
    const { number, matter, deputy, due, state } = words.list.columns
    return [
      [number, say.meetings, matter, deputy, due, state, words.one.answer],
      ...rows.map((row) => [
        ...[row.number, heldOf.get(row.meetingId) ?? '', row.text, row.deputy, formatDay(row.dueOn)],
        ...[row.result ? words.results[row.result] : words.states[row.state], row.answer ?? ''],
      ]),
    ]
  },
  view({ found: { session, meetings, rows }, words }) {
    const say = words.report
    const answered = rows.filter((row) => row.answeredOn !== null)
    const onTime = answered.filter((row) => row.answeredOn && row.answeredOn <= row.dueOn)
    const sum = (of: 'attendances' | 'submissionsPassed') => meetings.reduce((all, one) => all + one[of], 0)
    const totals: readonly (readonly [string, string])[] = [
      [say.meetings, String(meetings.length)],
      [say.attendances, String(sum('attendances'))],
      [say.submissions, String(sum('submissionsPassed'))],
      [say.all, String(rows.length)],
      [say.answered, say.ofAll(answered.length, rows.length)],
      ...RESULTS.map(
        (result) =>
          [words.results[result], say.ofAll(rows.filter((row) => row.result === result).length, rows.length)] as const,
      ),
      [say.onTime, say.ofAll(onTime.length, answered.length)],
    ]
    return (
      <div class="stack">
        <p class="quiet noprint">
          <a href={at.list}>{words.one.back}</a> · {say.print}
        </p>
        <h1>{say.title(session.name)}</h1>
        <p class="lead">
          {words.councils[session.council]} · {say.opens(formatDay(session.opensOn))}
        </p>
        <Card title={say.totals}>
          <dl class="clear">
            {totals.map(([label, figure]) => (
              <>
                <dt>{label}</dt>
                <dd>{figure}</dd>
              </>
            ))}
          </dl>
        </Card>
        {meetings.map((meeting) => (
          <section class="stack tight">
            <h2>{words.one.heldAt(meeting.place, formatDay(meeting.heldOn))}</h2>
            <p class="quiet">{meeting.deputies}</p>
            <table class="grid fold">
              <thead>
                <tr>
                  <th scope="col">{words.list.columns.number}</th>
                  <th scope="col">{words.list.columns.matter}</th>
                  <th scope="col">{words.list.columns.deputy}</th>
                  <th scope="col">{words.list.columns.due}</th>
                  <th scope="col">{words.one.answer}</th>
                </tr>
              </thead>
              <tbody>
                {rows
                  .filter((row) => row.meetingId === meeting.id)
                  .map((row) => (
                    <tr>
                      <td class="number">{row.number}</td>
                      <td>{row.text}</td>
                      <td data-is={words.list.columns.deputy}>{row.deputy}</td>
                      <td data-is={words.list.columns.due}>{formatDay(row.dueOn)}</td>
                      <td>
                        <span class="strong">{row.result ? words.results[row.result] : words.states[row.state]}</span>
                        {row.answer && <p>{row.answer}</p>}
                        {row.roadmapOn && <p class="quiet">{words.one.roadmap(formatDay(row.roadmapOn))}</p>}
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    )
  },
})
