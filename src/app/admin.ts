import pg from 'pg'
import { createAccount, invite, openAccounts } from '../organization/accounts.ts'
import { importUnits } from '../organization/import-units.ts'
import { openDatabase } from '../platform/db.ts'
import { startEmbedded } from '../platform/embedded-postgres.ts'
import { keysFrom, serverKey } from '../platform/keys.ts'
import { migrate } from '../platform/migrate.ts'
import { readSettings, SettingsError } from '../platform/settings.ts'

const USAGE = `npm run admin -- create EMAIL [--unit CODE] [--name "Họ tên"]
  Makes an administrator of a unit (its official code, e.g. 20380) and prints a one-time link to set a password.`

/** The first administrator of a unit: everything further is done on the pages of the workspace. */
async function main(args: readonly string[]) {
  const [command, email] = args
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  if (command !== 'create' || !email?.includes('@')) throw new SettingsError(USAGE)
  const settings = readSettings(process.env)
  const embedded = settings.databaseUrl ? null : await startEmbedded(settings.varDir, settings.pgPort)
  const ownerUrl = settings.databaseOwnerUrl ?? embedded?.ownerUrl ?? ''
  await migrate(ownerUrl)
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  const database = openDatabase(settings.databaseUrl ?? embedded?.appUrl ?? '', 2)
  try {
    const code = option('--unit')
    if (!code) throw new SettingsError(`Which unit? Its official code stands on the front page's search.\n${USAGE}`)
    const known = await owner.query('select 1 from organization.unit limit 1')
    if (known.rowCount === 0) {
      console.log('Loading the units of Vietnam (once) ...')
      await importUnits(owner)
    }
    const unit = await owner.query(
      `select c.unit_id, v.full_name from organization.unit_code c join organization.unit_version v on v.unit_id = c.unit_id and v.valid @> current_date
       where c.code = $1 and c.valid @> current_date`,
      [code],
    )
    if (unit.rowCount !== 1) throw new SettingsError(`No unit has the code ${code} today.`)
    const { unit_id: unitId, full_name: unitName } = unit.rows[0]
    const accounts = openAccounts(
      database.pool,
      keysFrom(serverKey(settings.serverKey, settings.varDir)),
      settings.publicUrl,
    )
    const name = option('--name') ?? email.split('@')[0] ?? email
    const userId = await createAccount(accounts, { email, name })
    await owner.query(
      `with someone as (insert into organization.person (name, user_id) values ($1, $2) on conflict (user_id) do update set name = organization.person.name returning id),
       place as (insert into organization.post (unit_id, title, roles) values ($3, $4, '{administrator}') on conflict (unit_id, title) do update set title = excluded.title returning id)
       insert into organization.post_holding (post_id, person_id, held) select place.id, someone.id, daterange(current_date, null) from place, someone
       where not exists (select 1 from organization.post_holding h, place p where h.post_id = p.id and h.held @> current_date)`,
      [name, userId, unitId, 'Quản trị hệ thống'],
    )
    const token = await invite(accounts, userId, new Date())
    console.log(`\n${email} administers ${unitName}. Open this once, within 72 hours, to set a password:`)
    console.log(`  ${settings.publicUrl}/lam-viec/moi/${token}`)
    console.log(`Then open ${settings.publicUrl}/lam-viec/quan-tri/chuc-vu`)
  } finally {
    await owner.end()
    await database.pool.end()
    if (embedded && !(await otherApp(embedded.ownerUrl))) await embedded.stop()
  }
}

/** Whether the application itself runs on the embedded server: then it is left running. */
async function otherApp(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query("select 1 from pg_stat_activity where application_name like 'gan-dan%' limit 1")
  await client.end()
  return rows.length > 0
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof SettingsError ? error.message : error)
  process.exit(1)
})
