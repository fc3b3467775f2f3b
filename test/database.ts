import { basename } from 'node:path'
import pg from 'pg'
import { expect, inject } from 'vitest'
import { importUnits } from '../src/organization/import-units.ts'
import { type Database, openDatabase } from '../src/platform/db.ts'
import { makeTemplate, urlTo } from './templates.ts'

export interface TestDatabase extends AsyncDisposable {
  ownerUrl: string
  appUrl: string
  /** Owns the tables and is stopped by no row-level security: for set-up and for looking behind the scenes. */
  owner: pg.Pool
  /** As the application sees it: the role gandan_app. */
  database: Database
}

const MAKING_UNITS = 7_241_901
let made = 0

/**
 * A migrated database of one's own. At the top of a file:
 * `const db = await testDatabase()` and `afterAll(() => db[Symbol.asyncDispose]())`; inside one test: `await using`.
 */
export function testDatabase(): Promise<TestDatabase> {
  return cloneOf(inject('testServer').template)
}

/** The same with all of Vietnam's units in it. */
export async function unitsDatabase(): Promise<TestDatabase> {
  await asAdmin(makeUnits)
  return cloneOf(inject('testServer').unitsTemplate)
}

/** The same with the demonstration in it, filled once per state of its sources by whoever knows how the program starts. */
export async function demoDatabase(
  fill: (urls: { ownerUrl: string; appUrl: string }) => Promise<void>,
): Promise<TestDatabase> {
  const { demoTemplate, unitsTemplate, ownerUrl, appUrl } = inject('testServer')
  await asAdmin(async (admin) => {
    await makeUnits(admin)
    await makeTemplate(admin, demoTemplate, unitsTemplate, (building) =>
      fill({ ownerUrl: urlTo(ownerUrl, building), appUrl: urlTo(appUrl, building) }),
    )
  })
  return cloneOf(demoTemplate)
}

/** Holds its lock until the connection ends: whoever comes second finds the template made. */
async function makeUnits(admin: pg.Client) {
  const { template, unitsTemplate, ownerUrl } = inject('testServer')
  await admin.query('select pg_advisory_lock($1)', [MAKING_UNITS])
  await makeTemplate(admin, unitsTemplate, template, async (building) => {
    const owner = new pg.Pool({ connectionString: urlTo(ownerUrl, building), max: 1 })
    await importUnits(owner)
    await owner.end()
  })
}

async function cloneOf(template: string): Promise<TestDatabase> {
  const server = inject('testServer')
  const name = `test_${process.pid}_${++made}_${fileInHand()}`.slice(0, 63)
  await asAdmin(async (admin) => {
    await admin.query(`create database ${name} template ${template} owner gandan_owner`)
    // Settings of a database do not come with its template. Kill tests, which need every commit on disk, start a server of their own.
    await admin.query(`alter database ${name} set synchronous_commit = off`)
  })
  const ownerUrl = urlTo(server.ownerUrl, name)
  const appUrl = urlTo(server.appUrl, name)
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 4 })
  owner.on('error', () => {})
  const database = openDatabase(appUrl, 4)
  return {
    ...{ ownerUrl, appUrl, owner, database },
    async [Symbol.asyncDispose]() {
      await Promise.all([owner.end(), database.kysely.destroy()])
      await asAdmin((admin) => admin.query(`drop database if exists ${name} with (force)`))
    },
  }
}

async function asAdmin(work: (admin: pg.Client) => Promise<unknown>) {
  const admin = new pg.Client({ connectionString: inject('testServer').adminUrl })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}

/** For whoever reads the list of databases. */
function fileInHand(): string {
  const path = expect.getState().testPath ?? 'script'
  return basename(path)
    .replace(/\.test\.tsx?$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
}
