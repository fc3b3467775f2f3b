// From the migrated database: the row types (src/platform/tables.generated.ts) and docs/schema.md. `--check` only compares.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../src/platform/embedded-postgres.ts'
import { migrate } from '../src/platform/migrate.ts'

const root = join(import.meta.dirname, '..')
const TYPES = join(root, 'src/platform/tables.generated.ts')
const DOCS = join(root, 'docs/schema.md')
const SCHEMAS = [
  ...[
    'platform',
    'organization',
    'calendar',
    'commitments',
    'letters',
    'cases',
    'complaints',
    'voters',
    'registers',
    'rechecks',
    'backlog',
    'duties',
    'dialogues',
    'agenda',
    'directives',
    'plans',
    'programs',
    'reception',
    'visits',
    'privacy',
    'intake',
    'succession',
    'vault',
  ],
]

export function rowTypes(ownerUrl: string): string {
  const args = [
    ...[
      '--dialect',
      'postgres',
      '--url',
      ownerUrl,
      '--camel-case',
      '--date-parser',
      'string',
      '--print',
      '--log-level',
      'error',
    ],
    ...['--type-mapping', JSON.stringify({ int8: 'number', date: 'Day', daterange: 'string' })],
    ...['--custom-imports', JSON.stringify({ Day: './day.ts#Day' })],
    ...['--include-pattern', `{${SCHEMAS.join(',')}}.*`],
  ]
  const printed = execFileSync(join(root, 'node_modules/.bin/kysely-codegen'), args, { cwd: root, encoding: 'utf8' })
  return printed.slice(printed.indexOf('/**'))
}

export async function schemaDocs(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query(
    `select n.nspname as schema, obj_description(n.oid, 'pg_namespace') as about_schema, c.relname as name,
            obj_description(c.oid, 'pg_class') as about, c.relrowsecurity as secured,
            (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
               'needed', a.attnotnull, 'about', col_description(c.oid, a.attnum)) order by a.attnum)
               from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
            (select json_agg(pg_get_constraintdef(k.oid) order by k.contype, k.conname) from pg_constraint k
              where k.conrelid = c.oid and k.contype in ('c', 'x', 'u')) as checks
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname = any($1) order by array_position($1, n.nspname::text), c.relname`,
    [[...SCHEMAS, 'accounts']],
  )
  await client.end()
  const lines = [
    '# The tables',
    '',
    'Generated from the database by `npm run schema`; do not edit. RLS: row-level security decides row by row.',
    '',
  ]
  let schema = ''
  for (const table of rows) {
    if (table.schema !== schema) {
      schema = table.schema
      lines.push(`## ${schema}`, '', table.about_schema ?? '', '')
    }
    lines.push(`### ${table.schema}.${table.name}${table.secured ? ' (RLS)' : ''}`, '', table.about ?? '', '')
    lines.push('| column | type | needed | about |', '|---|---|---|---|')
    for (const column of table.columns ?? [])
      lines.push(
        `| ${column.name} | ${column.type} | ${column.needed ? 'yes' : ''} | ${(column.about ?? '').replaceAll('\n', ' ')} |`,
      )
    lines.push('')
    if (table.checks) lines.push(...table.checks.map((check: string) => `- \`${check.replaceAll('\n', ' ')}\``), '')
  }
  return `${lines.join('\n').trimEnd()}\n`
}

if (process.argv[1] === import.meta.filename) {
  const server = await startEmbedded(join(root, '.cache/schema'))
  const url = server.urlOf('gandan_owner', 'schema_docs')
  const admin = new pg.Client({ connectionString: server.urlOf('postgres', 'postgres') })
  await admin.connect()
  await admin.query('drop database if exists schema_docs')
  await admin.query('create database schema_docs owner gandan_owner')
  await migrate(url)
  const made = new Map([
    [TYPES, rowTypes(url)],
    [DOCS, await schemaDocs(url)],
  ])
  await admin.query('drop database schema_docs')
  await admin.end()
  await server.stop()
  const stale = [...made].filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text)
  if (process.argv.includes('--check')) {
    for (const [file] of stale) console.error(`${file} is not current: run npm run schema`)
    process.exit(stale.length > 0 ? 1 : 0)
  }
  for (const [file, text] of made) writeFileSync(file, text)
  console.log(`wrote ${made.size} files`)
}
