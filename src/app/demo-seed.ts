import { reviewBacklogs } from '../capabilities/backlog/index.ts'
import {
  answerPoint,
  type CaseContext,
  moveCase,
  proposePublication,
  publish,
  rateAnswer,
  receiveSubmission,
} from '../capabilities/cases/index.ts'
import { sweep } from '../capabilities/commitments/index.ts'
import { reviewDuties } from '../capabilities/duties/index.ts'
import type { Accounts } from '../organization/accounts.ts'
import { seedOffices, whatStands } from '../organization/demo-seed.ts'
import { addDays, type Day, dayIn, weekday } from '../platform/day.ts'
import { inTransaction } from '../platform/db.ts'
import type { Host } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'
import { DEMO_CASES, DEMO_PASSWORD, type DemoCase, PEOPLE, UNITS } from './demo-cast-seed.ts'
import { seedComplaints } from './demo-complaints-seed.ts'
import { seedDialogues } from './demo-dialogues-seed.ts'
import { seedDirectives } from './demo-directives-seed.ts'
import { seedPrograms } from './demo-programs-seed.ts'
import { seedReception } from './demo-reception-seed.ts'
import type { SignInDemo } from './sign-in.tsx'

let lines: readonly string[] = []

/** The accounts the sign-in page shows; none on any other than a demonstration. */
export async function demoLines(_host: Host): Promise<SignInDemo> {
  return { lines, password: lines.length > 0 ? DEMO_PASSWORD : '' }
}

const asLines = () =>
  PEOPLE.filter((one) => one.shown).map((one) => `${one.email}: ${one.title}, ${UNITS[one.unit]?.short ?? ''}`)

/** Real units, an invented dozen of officials and some matters, on an empty embedded database only. */
export async function seedDemo(
  host: Host,
  accounts: Accounts,
  ownerUrl: string,
  say: (line: string) => void,
): Promise<void> {
  const stands = await whatStands(ownerUrl)
  if (stands !== 'people') lines = asLines()
  if (stands !== 'nothing') return
  say('Filling the demonstration (once): units of Vietnam, a dozen invented officials, some matters ...')
  const cast = { units: UNITS, people: PEOPLE, password: DEMO_PASSWORD }
  const actors = await seedOffices(ownerUrl, host.database, accounts, cast, dayIn(host.now()))
  for (const it of DEMO_CASES) await seedCase(host, actors, it)
  await seedComplaints(host, actors)
  await seedReception(host, actors)
  await seedDialogues(host, actors)
  await seedDirectives(host, actors)
  await seedPrograms(host, actors)
  await sweep(host)
  await reviewBacklogs(host)
  await reviewDuties(host)
}

/** So many days ago, or the working day before it. */
function ago(today: Day, days: number): Day {
  const day = addDays(today, -days)
  return weekday(day) > 5 ? addDays(day, 5 - weekday(day)) : day
}

const at = (day: Day, hour: number) => new Date(`${day}T${String(hour).padStart(2, '0')}:05:00+07:00`)

async function seedCase(host: Host, cast: Map<string, Actor>, it: DemoCase) {
  const today = dayIn(host.now())
  const sentOn = ago(today, it.sentDaysAgo)
  const intake = cast.get(it.intake)
  if (!intake) throw new Error(`no one plays ${it.intake}`)
  const standing = { unitId: intake.unitId, postId: intake.postId, sealId: null }
  await inTransaction(host.database, standing, async (tx) => {
    const codeHash = host.keys.mac('code', host.keys.mac('demo', it.text).toString('hex'))
    const sender = { name: it.sender, address: null, phone: null, email: null }
    const { caseId, submissionId } = await receiveSubmission(
      tx,
      {
        ...{
          unitId: intake.unitId,
          sealedFor: null,
          kind: it.kind,
          category: it.category,
          text: it.text,
          place: it.place,
          happenedOn: null,
        },
        ...{
          channel: it.channel,
          sender,
          publishConsent: it.publish,
          concernsOfficial: false,
          readBack: null,
          codeHash,
          enteredBy: null,
        },
        happenedAt: at(sentOn, 8),
      },
      sentOn,
    )
    const acting = (key: string, day: Day, hour: number): CaseContext => {
      const actor = cast.get(key)
      if (!actor) throw new Error(`no one plays ${key}`)
      return { tx, host, actor, today: day, happenedAt: at(day, hour) }
    }
    const must = (done: { refused: string } | { done: true }) => {
      if ('refused' in done) throw new Error(`demo: ${it.title}: ${done.refused}`)
    }
    let version = 1
    if (it.until === 'sent') return
    const readOn = it.sentDaysAgo === 0 ? today : ago(today, Math.max(0, it.sentDaysAgo - 1))
    must(
      await moveCase(acting(it.intake, readOn, 9), caseId, version++, {
        move: 'receive',
        title: it.title,
        points: it.points.map((point) => point.text),
      }),
    )
    if (it.until === 'received' || !it.owner) return
    const owner = cast.get(it.owner)
    must(
      await moveCase(acting(it.intake, readOn, 10), caseId, version++, {
        move: 'assign',
        ownerPostId: owner?.postId ?? 0,
        reason: '',
      }),
    )
    const answeredOn = it.until === 'answered' ? ago(today, it.answeredDaysAgo ?? 0) : today
    for (const [i, point] of it.points.entries())
      if (point.answer)
        must(
          await answerPoint(
            acting(it.owner, answeredOn, 14),
            caseId,
            i + 1,
            1,
            point.answer,
            point.evidence ?? 'Biên bản kiểm tra thực tế',
          ),
        )
    if (it.until === 'assigned') return
    must(
      await moveCase(acting(it.owner, answeredOn, 15), caseId, version++, {
        move: 'answer',
        closing: 'Cảm ơn bà con đã phản ánh.',
      }),
    )
    if (it.rating) await rateAnswer({ tx, host }, caseId, submissionId, it.rating, it.ratingReason ?? null)
    if (!it.publish) return
    const answer = it.points.map((point) => point.answer).join('\n\n')
    must(await proposePublication(acting(it.owner, today, 8), caseId, { title: it.title, question: it.text, answer }))
    must(await publish(acting('deputy', today, 9), caseId, true))
  })
}
