import pg from 'pg'
import type { Database } from './db.ts'
import { SettingsError } from './settings.ts'

const APPLICATION_LOCK = 7_241_002

/** The application is the lock: one at a time on a database, held for life by an advisory lock. */
export async function beTheOnly(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: `gan-dan lock ${process.pid}` })
  client.on('error', () => {
    console.error(
      'The connection that holds the application lock broke (the database stopped?): ending, to be started again.',
    )
    process.exit(1)
  })
  await client.connect()
  for (let tries = 0; tries < 20; tries++) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as got', [APPLICATION_LOCK])
    if (rows[0].got) return client
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  const { rows } = await client.query(
    "select application_name from pg_stat_activity where application_name like 'gan-dan lock %' and pid <> pg_backend_pid() limit 1",
  )
  await client.end()
  throw new SettingsError(
    `Another Gần Dân runs on this database (${rows[0]?.application_name ?? 'unknown process'}). Stop it first.`,
  )
}

/** A role that owns the tables would see past row-level security. */
export async function refuseOwner(database: Database): Promise<void> {
  const { rows } =
    await database.pool.query(`select r.rolsuper or r.rolbypassrls or exists (select 1 from pg_class c where c.relowner = r.oid and c.relname = 'citizen_case') as too_much
    from pg_roles r where r.rolname = current_user`)
  if (rows[0]?.too_much)
    throw new SettingsError(
      'DATABASE_URL names a role that sees past row-level security (superuser, bypassrls or owner). Use a plain role.',
    )
}
