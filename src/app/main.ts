import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { seedCalendar } from '../capabilities/calendar/index.ts'
import { openAccounts } from '../organization/accounts.ts'
import { refuseDemo } from '../organization/demo-seed.ts'
import { inTransaction, NOBODY, openDatabase } from '../platform/db.ts'
import { type EmbeddedPostgres, startEmbedded } from '../platform/embedded-postgres.ts'
import { installJobs, startJobs } from '../platform/jobs.ts'
import { keysFrom, serverKey } from '../platform/keys.ts'
import { openLog, whereFrom } from '../platform/log.ts'
import { enqueueUnsent } from '../platform/messages.ts'
import { migrate } from '../platform/migrate.ts'
import { notifier } from '../platform/notify.ts'
import { beTheOnly, refuseOwner } from '../platform/one-at-a-time.ts'
import type { Host } from '../platform/page.ts'
import { readSettings, type Settings, SettingsError } from '../platform/settings.ts'
import { throttle } from '../platform/throttle.ts'
import { JOB_NAMES, jobsOf } from './capabilities.ts'
import { demoLines, seedDemo } from './demo-seed.ts'
import { makeServer } from './server.tsx'
import { warmUp } from './warm-up.ts'

const DRAIN_MS = 8000

/** Above these a plain question is asked. A whole village behind one address stays far below. */
const limitsOf = ({ sendLimit }: Settings) => ({
  hold: { perCallerPerTenMinutes: 60, perMinuteInAll: 300 },
  send: { perCallerPerTenMinutes: Math.ceil(sendLimit / 4), perMinuteInAll: sendLimit },
})

export interface Running {
  url: string
  /** For tests, which run jobs by hand. */
  host: Host
  stop: () => Promise<void>
}

/**
 * Starts everything in order: settings, database, migrations, jobs, pages. Used by `npm start` and by tests. `demo` fills an
 * empty database: the command line asks for it on the embedded one only.
 */
export async function start(
  settings: Settings,
  options: { demo: boolean; now?: () => Date; quiet?: boolean; work?: boolean; warm?: boolean },
): Promise<Running> {
  const say = options.quiet ? () => {} : (line: string) => console.log(line)
  const log = openLog(settings.logLevel)
  const embedded: EmbeddedPostgres | null = settings.databaseUrl
    ? null
    : await startEmbedded(settings.varDir, settings.pgPort)
  const appUrl = settings.databaseUrl ?? embedded?.appUrl ?? ''
  const ownerUrl = settings.databaseOwnerUrl ?? embedded?.ownerUrl ?? ''
  const lock = await beTheOnly(ownerUrl)
  const ran = await migrate(ownerUrl)
  if (!options.demo) await refuseDemo(ownerUrl)
  if (ran.length > 0) {
    say(`Database: ${ran.length} migrations ran`)
  }
  await installJobs(ownerUrl, JOB_NAMES)
  const database = openDatabase(appUrl)
  await refuseOwner(database)
  const jobs = await startJobs(appUrl, log)
  const host: Host = {
    ...{ settings, database, log, jobs, keys: keysFrom(serverKey(settings.serverKey, settings.varDir)) },
    ...{ throttle: throttle(limitsOf(settings)), notify: notifier(settings), now: options.now ?? (() => new Date()) },
    filesFolder: join(settings.varDir, 'files'),
    isDemo: options.demo,
  }
  const unsent = await enqueueUnsent(host)
  if (unsent > 0) log.info('unsent messages queued again', { count: unsent })
  await inTransaction(database, NOBODY, seedCalendar)
  const accounts = openAccounts(database.pool, host.keys, settings.publicUrl, settings.provider)
  if (options.demo) await seedDemo(host, accounts, ownerUrl, say)
  if (options.work !== false) await jobs.work(jobsOf(host))
  const app = makeServer(host, accounts, () => demoLines(host))
  const server = serve({ fetch: app.fetch, hostname: settings.host, port: settings.port })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : settings.port
  if (options.warm) await log.quietly(() => warmUp(`http://${settings.host}:${port}`))
  log.info('started', { port, pid: process.pid })
  return {
    url: `http://localhost:${port}`,
    host,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, DRAIN_MS))])
      await jobs.stop()
      await database.pool.end()
      await lock.end()
      await embedded?.stop()
    },
  }
}

async function main() {
  const settings = readSettings(process.env)
  const demo = settings.databaseUrl === null && !process.argv.includes('--no-demo')
  const from = performance.now()
  const running = await start(settings, { demo, warm: true })
  console.log(`\nGần Dân is ready after ${((performance.now() - from) / 1000).toFixed(1)} s.`)
  console.log(`  Citizens:  ${running.url}`)
  console.log(`  Officials: ${running.url}/lam-viec`)
  console.log(`  Letters:   ${notifier(settings).says}`)
  if (demo) console.log(`  Demonstration accounts and their password stand on the sign-in page.`)
  else console.log('  No demonstration. Make the first administrator with: npm run admin -- create EMAIL --unit CODE')
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, async () => {
      if (stopping) return
      stopping = true
      await running.stop().catch(() => {})
      process.exit(0)
    })
}

if (process.argv[1] === import.meta.filename)
  main().catch((error) => {
    console.error(error instanceof SettingsError ? `\n${error.message}\n` : error)
    if (!(error instanceof SettingsError)) openLog('error').error('start failed', whereFrom(error))
    process.exit(1)
  })
