import pg from 'pg'
import type { Day } from '../platform/day.ts'
import { type Database, inTransaction, NOBODY } from '../platform/db.ts'
import type { Actor, Role } from '../platform/rights.ts'
import { SettingsError } from '../platform/settings.ts'
import { type Accounts, createAccount } from './accounts.ts'
import { importUnits } from './import-units.ts'
import { actorsOf } from './officials.ts'

export interface DemoUnit {
  code?: string
  name: string
  short: string
  slug?: string
  beside?: string
  head: string
  intake: string
  front?: string
  phone: string
  address: string
  hours: string
  theme: 'red' | 'blue' | 'yellow' | 'green'
  legalAid?: string
  urgent?: string
}

export interface DemoPerson {
  key: string
  name: string
  email: string
  unit: string
  title: string
  roles: readonly Role[]
  reportsTo?: string
  shown: boolean
}

export interface Cast {
  units: Readonly<Record<string, DemoUnit>>
  people: readonly DemoPerson[]
  password: string
}

/** What stands in the database: nothing yet, the demonstration, or real people. */
export async function whatStands(ownerUrl: string): Promise<'nothing' | 'demo' | 'people'> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const { rows } = await owner.query(
    'select exists (select 1 from organization.person) as people, exists (select 1 from organization.opening where demo) as demo',
  )
  await owner.end()
  return rows[0].demo ? 'demo' : rows[0].people ? 'people' : 'nothing'
}

/** Known passwords must never serve real people: a database that holds the demonstration serves nothing else. */
export async function refuseDemo(ownerUrl: string): Promise<void> {
  if ((await whatStands(ownerUrl)) === 'demo')
    throw new SettingsError(
      'This database holds the demonstration, whose passwords are known. Start with another VAR_DIR or an empty database.',
    )
}

/** The real units, the invented officials and their open offices; returns the cast by their keys, as they act today. */
export async function seedOffices(
  ownerUrl: string,
  database: Database,
  accounts: Accounts,
  cast: Cast,
  today: Day,
): Promise<Map<string, Actor>> {
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  try {
    await importUnits(owner)
    await seedPeople(owner, accounts, cast)
    const { rows } = await owner.query<{ id: string; email: string }>('select id, email from accounts."user"')
    const actors = new Map<string, Actor>()
    for (const one of cast.people) {
      const user = rows.find((row) => row.email === one.email)
      const [actor] = user ? await inTransaction(database, NOBODY, (tx) => actorsOf(tx, user.id, today)) : []
      if (actor) actors.set(one.key, actor)
    }
    return actors
  } finally {
    await owner.end()
  }
}

async function seedPeople(owner: pg.Pool, accounts: Accounts, { units, people, password }: Cast) {
  const unitIds = new Map<string, number>()
  for (const [key, unit] of Object.entries(units)) {
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
  for (const one of people) {
    const { userId } = await createAccount(accounts, { email: one.email, name: one.name, password })
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
  for (const [key, unit] of [...Object.entries(units)].reverse()) {
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
