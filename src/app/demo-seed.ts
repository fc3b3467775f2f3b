import pg from 'pg'
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
import { type Accounts, createAccount } from '../organization/accounts.ts'
import { importUnits } from '../organization/import-units.ts'
import { actorsOf } from '../organization/officials.ts'
import { addDays, type Day, dayIn, weekday } from '../platform/day.ts'
import { inTransaction, NOBODY } from '../platform/db.ts'
import type { Host } from '../platform/page.ts'
import type { Actor } from '../platform/rights.ts'
import { SettingsError } from '../platform/settings.ts'
import { DEMO_CASES, DEMO_PASSWORD, type DemoCase, PEOPLE, UNITS } from './demo-cast-seed.ts'
import type { SignInDemo } from './sign-in.tsx'

let lines: readonly string[] = []

/** The accounts the sign-in page shows; none on any other than a demonstration. */
export async function demoLines(_host: Host): Promise<SignInDemo> {
  return { lines, password: lines.length > 0 ? DEMO_PASSWORD : '' }
}

const asLines = () =>
  PEOPLE.filter((one) => one.shown).map((one) => `${one.email}: ${one.title}, ${UNITS[one.unit]?.short ?? ''}`)

/** Known passwords must never serve real people: a database that holds the demonstration serves nothing else. */
export async function refuseDemo(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const { rowCount } = await owner.query('select 1 from organization.opening where demo limit 1')
  await owner.end()
  if (rowCount)
    throw new SettingsError(
      'This database holds the demonstration, whose passwords are known. Start with another VAR_DIR or an empty database.',
    )
}

/** Real units, an invented dozen of officials and some matters, on an empty embedded database only. */
export async function seedDemo(
  host: Host,
  accounts: Accounts,
  ownerUrl: string,
  say: (line: string) => void,
): Promise<void> {
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  try {
    const { rows } = await owner.query(
      'select (select count(*) from organization.person)::int as people, (select count(*) from organization.opening where demo)::int as demo',
    )
    if (rows[0].people > 0) {
      if (rows[0].demo > 0) lines = asLines()
      return
    }
    say('Filling the demonstration (once): units of Vietnam, a dozen invented officials, some matters ...')
    await importUnits(owner)
    await seedPeople(owner, accounts)
    const cast = await actors(host, owner)
    for (const it of DEMO_CASES) await seedCase(host, cast, it)
    await sweep(host)
    lines = asLines()
  } finally {
    await owner.end()
  }
}

async function seedPeople(owner: pg.Pool, accounts: Accounts) {
  const unitIds = new Map<string, number>()
  for (const [key, unit] of Object.entries(UNITS)) {
    if (unit.code) {
      const { rows } = await owner.query(
        'select unit_id from organization.unit_code where code = $1 and valid @> current_date',
        [unit.code],
      )
      unitIds.set(key, Number(rows[0].unit_id))
      continue
    }
    const made = await owner.query('insert into organization.unit (slug) values ($1) returning id', [unit.slug])
    unitIds.set(key, Number(made.rows[0].id))
    await owner.query(
      `insert into organization.unit_version (unit_id, name, full_name, kind, tier, parent_id, valid) values ($1, $2, $2, 'fatherlandFront', 'commune', $3, '[2025-07-01,)')`,
      [unitIds.get(key), unit.name, unitIds.get(unit.beside ?? '')],
    )
  }
  const posts = new Map<string, number>()
  for (const one of PEOPLE) {
    const userId = await createAccount(accounts, { email: one.email, name: one.name, password: DEMO_PASSWORD })
    const person = await owner.query('insert into organization.person (name, user_id) values ($1, $2) returning id', [
      one.name,
      userId,
    ])
    const post = await owner.query(
      'insert into organization.post (unit_id, title, roles, reports_to) values ($1, $2, $3, $4) returning id',
      [unitIds.get(one.unit), one.title, one.roles, one.reportsTo ? posts.get(one.reportsTo) : null],
    )
    posts.set(one.key, Number(post.rows[0].id))
    await owner.query(
      `insert into organization.post_holding (post_id, person_id, held) values ($1, $2, '[2025-07-01,)')`,
      [posts.get(one.key), person.rows[0].id],
    )
  }
  for (const [key, unit] of [...Object.entries(UNITS)].reverse()) {
    await owner.query(
      `insert into organization.opening (unit_id, head_post_id, intake_post_id, opened_on, phone, address, hours, theme, legal_aid, urgent_notice, front_unit_id, demo)
       values ($1, $2, $3, '2025-07-01', $4, $5, $6, $7, $8, $9, $10, true)`,
      [
        ...[
          unitIds.get(key),
          posts.get(unit.head),
          posts.get(unit.intake),
          unit.phone,
          unit.address,
          unit.hours,
          unit.theme,
        ],
        ...[unit.legalAid ?? null, unit.urgent ?? null, unit.front ? unitIds.get(unit.front) : null],
      ],
    )
  }
}

/** The cast by their keys, as they act today. */
async function actors(host: Host, owner: pg.Pool): Promise<Map<string, Actor>> {
  const { rows } = await owner.query<{ id: string; email: string }>('select id, email from accounts."user"')
  const cast = new Map<string, Actor>()
  for (const one of PEOPLE) {
    const user = rows.find((row) => row.email === one.email)
    const [actor] = user
      ? await inTransaction(host.database, NOBODY, (tx) => actorsOf(tx, user.id, dayIn(host.now())))
      : []
    if (actor) cast.set(one.key, actor)
  }
  return cast
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
    const { caseId } = await receiveSubmission(
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
    if (it.rating) await rateAnswer(tx, caseId, it.rating, it.ratingReason ?? null, today)
    if (!it.publish) return
    const answer = it.points.map((point) => point.answer).join('\n\n')
    must(await proposePublication(acting(it.owner, today, 8), caseId, { title: it.title, question: it.text, answer }))
    must(await publish(acting('deputy', today, 9), caseId, true))
  })
}
