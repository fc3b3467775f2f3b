// `npm run new NAME`: a capability in the shape of the house, so that shape is never argued.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { capabilityFiles } from './new-capability-files.ts'

const TAKEN = ['platform', 'jobs', 'organization', 'accounts', 'public', 'law', 'ui', 'app', 'information']
/** Words PostgreSQL keeps for itself, among those one might choose for a capability. */
const RESERVED = [
  'all',
  'analyze',
  'check',
  'collation',
  'grant',
  'group',
  'order',
  'references',
  'table',
  'user',
  'window',
]

export type NotMade = 'badName' | 'takenName' | 'exists'

const SAYS: Readonly<Record<NotMade, (name: string) => string>> = {
  badName: (name) => `"${name}" is no name: one English word of 3 to 30 small letters, as in reception or surveys.`,
  takenName: (name) => `"${name}" is taken: the folder and the PostgreSQL schema have the same name.`,
  exists: (name) => `src/capabilities/${name} exists already.`,
}

/** Writes the files of a new capability and gives it its place in the order; what it wrote, or why it did not. */
export function makeCapability(root: string, name: string): { written: string[] } | { refused: NotMade } {
  if (!/^[a-z]{3,30}$/.test(name)) return { refused: 'badName' }
  if (TAKEN.includes(name) || RESERVED.includes(name)) return { refused: 'takenName' }
  const folder = `src/capabilities/${name}`
  if (existsSync(join(root, folder)) && readdirSync(join(root, folder)).length > 0) return { refused: 'exists' }
  const written = Object.entries(capabilityFiles(name)).map(([file, text]) => {
    const path = `${folder}/${file}`
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    return path
  })
  return { written: giveItsPlace(root, name) ? [...written, RULES] : written }
}

const RULES = '.dependency-cruiser.cjs'

/** Before reports, so that it may enter every capability there is; its writer moves it down if others need it. */
function giveItsPlace(root: string, name: string): boolean {
  const text = readFileSync(join(root, RULES), 'utf8')
  const order = /const ORDER = \[[^\]]*\]/.exec(text)?.[0] ?? ''
  if (order.includes(`'${name}'`)) return false
  const placed = order.replace("  'reports',", `  '${name}',\n  'reports',`)
  if (placed === order) throw new Error(`no ORDER with reports in ${RULES}`)
  writeFileSync(join(root, RULES), text.replace(order, placed))
  return true
}

export const nextSteps = (name: string) => `
Next:
  1. db/migrations/NNNN_${name}.sql: a schema of that name, its tables with COMMENT ON, row-level security, grants.

       create schema ${name};
       grant usage on schema ${name} to gandan_app;
       comment on schema ${name} is '...';
       create table ${name}.entry (
         id bigint generated always as identity primary key,
         unit_id bigint not null references organization.unit,
         title text not null check (length(btrim(title)) between 3 and 200),
         created_at timestamptz not null default now()
       );
       comment on table ${name}.entry is '...';
       create index entry_unit on ${name}.entry (unit_id, id);
       alter table ${name}.entry enable row level security;
       create policy of_unit on ${name}.entry using (unit_id = platform.current_unit());
       grant select, insert on ${name}.entry to gandan_app;

  2. tools/schema.ts: add '${name}' to SCHEMAS; npm run schema.
  3. src/app/capabilities.ts: add its pages. administration/words.vi.ts, words.en.ts (rights): what its rights are called.
  4. ${RULES}: its place in ORDER is before reports; move it down if others must enter it.
  5. docs/glossary.md: its terms. README.md, words.vi.ts and the path in paths.ts: say what it is for.
  6. npm test`

if (process.argv[1] === import.meta.filename) {
  const [name = ''] = process.argv.slice(2)
  const made = makeCapability(join(import.meta.dirname, '..'), name)
  if ('refused' in made) {
    console.error(SAYS[made.refused](name))
    process.exitCode = 1
  } else {
    for (const path of made.written) console.log(`wrote ${path}`)
    console.log(nextSteps(name))
  }
}
