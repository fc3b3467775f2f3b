import { describe, expect, test } from 'vitest'
import { TEXT_RULES } from './text-rules.ts'
import { ROOT, readTree, type Tree } from './tree.ts'

const src = readTree(ROOT, ['src'], ['.ts', '.tsx', '.md'])
const tree: Tree = { ...src, ...readTree(ROOT, ['db/migrations'], ['.sql']) }
const [CASES, PAGE] = ['src/capabilities/cases/queries.ts', 'src/capabilities/cases/pages/case.tsx']
const schemas = { 'db/migrations/0001.sql': 'create schema cases;\ncreate schema if not exists organization;\n' }
const commented = "create table cases.point (id int);\ncomment on table cases.point is 'A question.';\n"
const words = (text: string): Tree => ({ 'src/platform/words.vi.ts': `export const vi = { gui: ${text} }` })
const lines = (count: number) => 'let a\n'.repeat(count)
const folder = (files: number): Tree =>
  Object.fromEntries(
    ['README.md', 'index.ts', ...Array.from({ length: files - 2 }, (_, n) => `file-${n}.ts`)].map((name) => [
      `src/capabilities/cases/${name}`,
      '',
    ]),
  )

/** For every rule: trees that break it, and trees that look so and do not. */
const PLANTED: Record<string, { broken: readonly Tree[]; kept: readonly Tree[] }> = {
  'only-app-reads-the-clock': {
    broken: [{ [CASES]: 'new Date()' }, { [PAGE]: 'Date.now()' }, { 'src/law/rules.ts': 'Temporal.Now.instant()' }],
    kept: [
      { 'src/app/main.ts': 'new Date()', 'src/platform/serve-page.ts': 'Date.now()' },
      { [CASES]: 'new Date(text) // not new Date()', 'src/law/rules.test.ts': 'new Date()' },
    ],
  },
  'only-own-tables': {
    broken: [
      { ...schemas, [CASES]: "db.selectFrom('organization.unit as u')" },
      { ...schemas, [CASES]: `sql\`join organization.unit u on u.id = \${id}\`` },
      { ...schemas, [PAGE]: 'sql`select * from organization."unit"`' },
      { ...schemas, 'src/capabilities/cases/tables.ts': "type T = TablesOf<'organization'>" },
      { ...schemas, 'src/organization/officials.ts': "'select 1 from cases.point'" },
      { ...schemas, 'src/platform/files.ts': "'insert into cases.point'" },
      { ...schemas, 'src/capabilities/cases/jobs.ts': "'delete from jobs.job'" },
    ],
    kept: [
      { ...schemas, [CASES]: "import '../organization.ts'; sql`select * from cases.point where platform.may_read(x)`" },
      { ...schemas, [PAGE]: "words['organization.unit']", 'src/platform/jobs.ts': "'grant usage on jobs.job'" },
      { ...schemas, 'src/capabilities/cases/cases.test.ts': "owner.query('select * from organization.unit')" },
    ],
  },
  'days-stand-in-rule-rows': {
    broken: [
      { [CASES]: 'const limit = { days: 10 }' },
      { [CASES]: 'const ANSWER_DAYS = 10' },
      { [CASES]: 'addDays(today, 10)' },
      { [PAGE]: "workingDays(5, 'received')" },
      { [PAGE]: 'addDays(today, -7)' },
      { [CASES]: "sql`where at < now() - interval '7 days'`" },
    ],
    kept: [
      { 'src/law/limits.ts': 'days: 10', 'src/capabilities/cases/deadlines.ts': 'const KEEP_DAYS = 7' },
      { [CASES]: 'addDays(today, 1); addDays(today, -1); addDays(today, rule.days); const days = count + 1' },
    ],
  },
  'files-fit-in-a-head': {
    broken: [{ [CASES]: lines(301) }, { 'src/organization/officials.test.ts': lines(400) }],
    kept: [
      { [CASES]: lines(300), 'src/platform/words.vi.ts': lines(900), 'src/platform/tables.generated.ts': lines(900) },
    ],
  },
  'no-vague-file-names': {
    broken: ['utils.ts', 'case-helpers.ts', 'common/index.ts', 'unit-manager.ts', 'mail.service.ts'].map((name) => ({
      [`src/capabilities/cases/${name}`]: '',
    })),
    kept: [{ 'src/capabilities/cases/commonality.ts': '', 'src/organization/services.ts': '' }],
  },
  'capability-has-readme-and-door': {
    broken: [
      { 'src/capabilities/cases/index.ts': '' },
      { 'src/capabilities/cases/README.md': '', [PAGE]: '' },
      folder(26),
    ],
    kept: [folder(25), { ...folder(25), [PAGE]: '' }],
  },
  'tables-say-what-they-are': {
    broken: [
      { 'db/migrations/0001.sql': 'create table cases.point (id int);' },
      { 'db/migrations/0001.sql': `${commented}create table if not exists cases."letter" (id int);` },
    ],
    kept: [{ 'db/migrations/0001.sql': commented }],
  },
  'vietnamese-has-its-marks': {
    broken: [
      words("'Khong co gì ở đây'"),
      words("'Viec đã giao'"),
      words("'Xin chao ba con'"),
      words(`\`Gui \${name} ạ\``),
    ],
    kept: [
      words("'Xin xem /gui-y-kien hoặc viết tới gui@tayho.gov.vn'"),
      words("'nguoi-gui'"),
      words("'Email'"),
      words("'Gửi ý kiến'"),
    ],
  },
}

const named = (name: string) => TEXT_RULES.filter((rule) => rule.name === name)

for (const { name, why, broken } of TEXT_RULES) test(`${name}: ${why}`, () => expect(broken(tree)).toEqual([]))

describe('a planted break is caught by its rule, and what only looks like one is not', () => {
  test('every rule has both', () => {
    expect(Object.keys(PLANTED).sort()).toEqual(TEXT_RULES.map((rule) => rule.name).sort())
  })

  for (const [name, { broken, kept }] of Object.entries(PLANTED)) {
    test.each(broken.entries().toArray())(`${name} breaks %i`, (_, planted) => {
      for (const rule of named(name)) expect(rule.broken(planted)).not.toEqual([])
    })
    test.each(kept.entries().toArray())(`${name} keeps %i`, (_, planted) => {
      for (const rule of named(name)) expect(rule.broken(planted)).toEqual([])
    })
  }
})
