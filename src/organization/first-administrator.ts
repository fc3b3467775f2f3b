import pg from 'pg'
import { type Accounts, createAccount, invite } from './accounts.ts'
import { importUnits } from './import-units.ts'

/**
 * Makes somebody the administrator of a unit, as the owner: the post, its holding from today, an account, a one-time link.
 * Returns the unit's name and the token, or null when no unit has the code today. Loads the units of Vietnam when there are none.
 */
export async function firstAdministrator(
  ownerUrl: string,
  accounts: Accounts,
  it: { email: string; name: string; code: string; now: Date },
  say: (line: string) => void,
): Promise<{ unitName: string; token: string } | null> {
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  try {
    const known = await owner.query('select 1 from organization.unit limit 1')
    if (known.rowCount === 0) {
      say('Loading the units of Vietnam (once) ...')
      await importUnits(owner)
    }
    const unit = await owner.query(
      `select c.unit_id, v.full_name from organization.unit_code c join organization.unit_version v on v.unit_id = c.unit_id and v.valid @> current_date
       where c.code = $1 and c.valid @> current_date`,
      [it.code],
    )
    if (unit.rowCount !== 1) return null
    const { userId } = await createAccount(accounts, { email: it.email, name: it.name })
    await owner.query(
      `with someone as (insert into organization.person (name, user_id) values ($1, $2) on conflict (user_id) do update set name = person.name returning id),
       place as (insert into organization.post (unit_id, title, roles) values ($3, $4, '{administrator}') on conflict (unit_id, title) do update set title = excluded.title returning id)
       insert into organization.post_holding (post_id, person_id, held) select place.id, someone.id, daterange(current_date, null) from place, someone
       where not exists (select 1 from organization.post_holding h, place p where h.post_id = p.id and h.held @> current_date)`,
      [it.name, userId, unit.rows[0].unit_id, 'Quản trị hệ thống'],
    )
    return { unitName: unit.rows[0].full_name, token: await invite(accounts, userId, it.now) }
  } finally {
    await owner.end()
  }
}

/** Whether the application itself uses the database: then an embedded server is left running. */
export async function isInUse(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query("select 1 from pg_stat_activity where application_name like 'gan-dan%' limit 1")
  await client.end()
  return rows.length > 0
}
