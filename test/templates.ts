import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'

/** What global-setup.ts tells the test files. */
export interface TestServer {
  adminUrl: string
  ownerUrl: string
  appUrl: string
  template: string
  unitsTemplate: string
  demoTemplate: string
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

const root = join(import.meta.dirname, '..')

/** Named by what they are made of: a changed migration makes a new template. */
export function templateNames() {
  const made = ['db/migrations', 'src/platform/jobs.ts', 'node_modules/pg-boss/package.json'].map(contentOf)
  const imported = ['import-units.ts', 'unit-files.ts', 'fold.ts', 'units'].map((name) =>
    contentOf(`src/organization/${name}`),
  )
  const demo = ['src/app', 'src/law', ...['calendar', 'commitments', 'cases'].map((name) => `src/capabilities/${name}`)]
  return {
    template: `template_${hashOf(made)}`,
    unitsTemplate: `units_${hashOf([...made, ...imported])}`,
    demoTemplate: `demo_${hashOf([...made, ...imported, ...demo.map(contentOf)])}`,
  }
}

/** Makes a template once, under another name that it loses last: a template that exists is whole. */
export async function makeTemplate(
  admin: pg.ClientBase,
  template: string,
  from: string | null,
  fill: (building: string) => Promise<void>,
) {
  const found = await admin.query('select 1 from pg_database where datname = $1', [template])
  if (found.rowCount) return
  const building = `building_${template}`
  await admin.query(`drop database if exists ${building} with (force)`)
  await admin.query(`create database ${building} ${from ? `template ${from}` : ''} owner gandan_owner`)
  await admin.query(`alter database ${building} set synchronous_commit = off`)
  await fill(building)
  // An open connection would hinder every clone; those of `fill` may still be closing.
  await admin.query(`alter database ${building} with allow_connections false`)
  for (let tries = 0; ; tries++)
    try {
      await admin.query(`alter database ${building} rename to ${template}`)
      return
    } catch (error) {
      if (tries > 100) throw error
      await sleep(50)
    }
}

export function urlTo(url: string, database: string): string {
  const to = new URL(url)
  to.pathname = `/${database}`
  return to.href
}

function hashOf(contents: readonly string[]): string {
  return createHash('sha256').update(contents.join('\n')).digest('hex').slice(0, 12)
}

/** A file's text, or the texts of the files directly in a folder. */
function contentOf(source: string): string {
  const at = join(root, source)
  if (/\.\w+$/.test(source)) return readFileSync(at, 'utf8')
  const names = readdirSync(at).filter((name) => name.includes('.') && !name.includes('.test.'))
  return names
    .sort()
    .map((name) => `${name}\n${readFileSync(join(at, name), 'utf8')}`)
    .join('\n')
}
