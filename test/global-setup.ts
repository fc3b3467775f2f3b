import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { type EmbeddedPostgres, startEmbedded } from '../src/platform/embedded-postgres.ts'
import { installJobs } from '../src/platform/jobs.ts'
import { migrate } from '../src/platform/migrate.ts'
import { alone, isRunning } from './lock.ts'
import { makeTemplate, templateNames } from './templates.ts'

const FOLDER = join(import.meta.dirname, '../.cache/test-postgres')
const LOCK = `${FOLDER}.lock`
const IN_USE = 7_241_900

/** One PostgreSQL for all test files. Several runs at once share it; the last one out stops it. */
export default async function setup(project: TestProject) {
  const names = templateNames()
  const { server, using } = await alone(LOCK, () => enter(names.template))
  project.provide('testServer', {
    adminUrl: server.urlOf('postgres', 'postgres'),
    ownerUrl: server.urlOf('gandan_owner', 'postgres'),
    appUrl: server.urlOf('gandan_app', 'postgres'),
    ...names,
  })
  return () => alone(LOCK, () => leave(server, using))
}

async function enter(template: string) {
  const { server, using } = await startedServer()
  const { rows } = await using.query<{ first: boolean }>('select pg_try_advisory_lock($1) as first', [IN_USE])
  if (rows[0]?.first) {
    await dropLeftovers(using)
    await using.query('select pg_advisory_unlock($1)', [IN_USE])
  }
  await using.query('select pg_advisory_lock_shared($1)', [IN_USE])
  await makeTemplate(using, template, null, async (building) => {
    const url = server.urlOf('gandan_owner', building)
    await migrate(url)
    await installJobs(url, [])
  })
  return { server, using }
}

async function leave(server: EmbeddedPostgres, using: pg.Client) {
  await using.query('select pg_advisory_unlock_shared($1)', [IN_USE])
  const { rows } = await using.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [IN_USE])
  await using.end()
  if (rows[0]?.last) await server.stop()
}

/** The server of the folder, adopted if it runs. A folder that gives no working server is made anew. */
async function startedServer() {
  try {
    return await connected()
  } catch {
    rmSync(FOLDER, { recursive: true, force: true })
    return connected()
  }
}

async function connected() {
  const server = await startEmbedded(FOLDER)
  const using = new pg.Client({ connectionString: server.urlOf('postgres', 'postgres') })
  using.on('error', () => {}) // a server that dies shows in the tests, not as a crash of the runner
  await using.connect()
  return { server, using }
}

/** Templates of earlier migrations, half-made ones, and databases whose test process was killed. */
async function dropLeftovers(admin: pg.Client) {
  const current: string[] = Object.values(templateNames())
  const { rows } = await admin.query<{ name: string }>(
    "select datname as name from pg_database where datname ~ '^(test|template|units|demo|building)_[0-9a-z]{2}'",
  )
  for (const { name } of rows) {
    const [, pid] = /^test_(\d+)_/.exec(name) ?? []
    if (pid ? !isRunning(Number(pid)) : !current.includes(name))
      await admin.query(`drop database if exists ${name} with (force)`)
  }
}
