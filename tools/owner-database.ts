import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../src/platform/embedded-postgres.ts'
import type { Settings } from '../src/platform/settings.ts'

/**
 * Runs `work` with the owner's URL: of DATABASE_OWNER_URL, else of the embedded server. One that runs is adopted and left
 * running; one started here is stopped again, unless an application has come to use it meanwhile.
 */
export async function withOwner<T>(settings: Settings, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  if (settings.databaseOwnerUrl) return work(settings.databaseOwnerUrl)
  const folder = settings.varDir
  if (!existsSync(join(folder, 'postgres', 'PG_VERSION')))
    throw new Error(`There is no database in ${folder}, and DATABASE_OWNER_URL is not set.`)
  const before = postmasterOf(folder)
  const server = await startEmbedded(folder, settings.pgPort)
  const isOurs = postmasterOf(folder) !== before
  try {
    return await work(server.ownerUrl)
  } finally {
    if (isOurs && !(await isUsed(server.urlOf('postgres', 'postgres')))) await server.stop()
  }
}

function postmasterOf(folder: string): string | null {
  const file = join(folder, 'postgres', 'postmaster.pid')
  return existsSync(file) ? (readFileSync(file, 'utf8').split('\n')[0] ?? null) : null
}

async function isUsed(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rowCount } = await client.query(
    `select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  )
  await client.end()
  return (rowCount ?? 0) > 0
}

/** Runs a tool: what goes wrong is told in one line, with exit code 1. */
export async function runTool(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
