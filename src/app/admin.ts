import { openAccounts } from '../organization/accounts.ts'
import { firstAdministrator, isInUse } from '../organization/first-administrator.ts'
import { openDatabase } from '../platform/db.ts'
import { startEmbedded } from '../platform/embedded-postgres.ts'
import { keysFrom, serverKey } from '../platform/keys.ts'
import { migrate } from '../platform/migrate.ts'
import { readSettings, SettingsError } from '../platform/settings.ts'

const USAGE = `npm run admin -- create EMAIL --unit CODE [--name "Họ tên"]
  Makes an administrator of a unit (its official code, e.g. 20380) and prints a one-time link to set a password.`

/** The first administrator of a unit: everything further is done on the pages of the workspace. */
async function main(args: readonly string[]) {
  const [command, email] = args
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const code = option('--unit')
  if (command !== 'create' || !email?.includes('@') || !code) throw new SettingsError(USAGE)
  const settings = readSettings(process.env)
  const embedded = settings.databaseUrl ? null : await startEmbedded(settings.varDir, settings.pgPort)
  const ownerUrl = settings.databaseOwnerUrl ?? embedded?.ownerUrl ?? ''
  await migrate(ownerUrl)
  const database = openDatabase(settings.databaseUrl ?? embedded?.appUrl ?? '', 2)
  try {
    const accounts = openAccounts(
      database.pool,
      keysFrom(serverKey(settings.serverKey, settings.varDir)),
      settings.publicUrl,
    )
    const name = option('--name') ?? email.split('@')[0] ?? email
    const made = await firstAdministrator(ownerUrl, accounts, { email, name, code, now: new Date() }, console.log)
    if (!made)
      throw new SettingsError(`No unit has the code ${code} today. Find codes by the search on the front page.`)
    console.log(`\n${email} administers ${made.unitName}. Open this once, within 72 hours, to set a password:`)
    console.log(`  ${settings.publicUrl}/lam-viec/moi/${made.token}`)
    console.log(`Then open ${settings.publicUrl}/lam-viec/quan-tri/chuc-vu`)
  } finally {
    await database.pool.end()
    if (embedded && !(await isInUse(embedded.ownerUrl))) await embedded.stop()
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof SettingsError ? error.message : error)
  process.exit(1)
})
