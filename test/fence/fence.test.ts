import { describe, expect, test } from 'vitest'
import { IMPORT_RULES, importBreaks } from './imports.ts'
import { ROOT, type Tree, withTree } from './tree.ts'

const sees = (...paths: string[]) => paths.map((path) => `import '${path}'`).join('\n')
const door = (name: string) => ({ [`src/capabilities/${name}/index.ts`]: 'export {}' })
const npmPackage = (name: string) => ({
  [`node_modules/${name}/package.json`]: `{ "name": "${name}", "main": "index.js" }`,
  [`node_modules/${name}/index.js`]: '',
})
const declared = (dependencies: string[], devDependencies: string[] = []) => {
  const all = (names: string[]) => Object.fromEntries(names.map((name) => [name, '*']))
  return {
    'package.json': JSON.stringify({
      name: 'planted',
      dependencies: all(dependencies),
      devDependencies: all(devDependencies),
    }),
  }
}

/** For every rule the smallest tree that breaks it, and only it. */
const PLANTED: Record<string, readonly Tree[]> = {
  'no-circles': [{ 'src/ui/a.ts': sees('./b.ts'), 'src/ui/b.ts': "import type { A } from './a.ts'" }],
  'platform-imports-nothing-above': [
    { 'src/platform/page.ts': sees('../law/rules.ts'), 'src/law/rules.ts': '' },
    { 'src/platform/page.ts': sees('../capabilities/cases/index.ts'), ...door('cases') },
  ],
  'law-sees-only-day': [
    { 'src/law/rules.ts': sees('../platform/db.ts'), 'src/platform/db.ts': '' },
    { 'src/law/rules.ts': sees('node:fs') },
  ],
  'ui-sees-only-platform': [
    { 'src/ui/parts.tsx': sees('../organization/fold.ts'), 'src/organization/fold.ts': '' },
    { 'src/ui/parts.tsx': sees('../law/rules.ts'), 'src/law/rules.ts': '' },
  ],
  'organization-sees-only-platform-law-ui': [
    { 'src/organization/officials.ts': sees('../capabilities/cases/index.ts'), ...door('cases') },
  ],
  'only-app-knows-the-whole': [
    { 'src/capabilities/cases/index.ts': sees('../../app/capabilities.ts'), 'src/app/capabilities.ts': '' },
  ],
  'capability-only-by-its-door': [
    {
      'src/capabilities/cases/queries.ts': sees('../commitments/queries.ts'),
      'src/capabilities/commitments/queries.ts': '',
    },
    {
      'src/capabilities/cases/cases.test.ts': sees('../calendar/tables.ts'),
      'src/capabilities/calendar/tables.ts': '',
    },
  ],
  'app-enters-by-the-door': [
    { 'src/app/main.ts': sees('../capabilities/cases/actions.ts'), 'src/capabilities/cases/actions.ts': '' },
  ],
  'capability-only-of-lower-order': [
    { 'src/capabilities/calendar/seed.ts': sees('../commitments/index.ts'), ...door('commitments') },
    { 'src/capabilities/commitments/jobs.ts': sees('../cases/index.ts'), ...door('cases') },
    { 'src/capabilities/cases/actions.ts': sees('../reports/index.ts'), ...door('reports') },
    { 'src/capabilities/reports/queries.ts': sees('../portal/index.ts'), ...door('portal') },
  ],
  'capability-has-a-place': [
    {
      'src/capabilities/newcomer/index.ts': sees('../../platform/day.ts'),
      'src/platform/day.ts': '',
    },
  ],
  'pure-files': [
    { 'src/capabilities/cases/workflow.ts': sees('../../platform/db.ts'), 'src/platform/db.ts': '' },
    { 'src/capabilities/cases/deadlines.ts': sees('./queries.ts'), 'src/capabilities/cases/queries.ts': '' },
    { 'src/capabilities/cases/policy.ts': sees('../commitments/index.ts'), ...door('commitments') },
    { 'src/capabilities/cases/policy.ts': sees('hono'), ...npmPackage('hono'), ...declared(['hono']) },
  ],
  'sql-only-where-it-belongs': [
    { 'src/capabilities/cases/pages/list.tsx': sees('kysely'), ...npmPackage('kysely'), ...declared(['kysely']) },
    { 'src/app/main.ts': sees('pg'), ...npmPackage('pg'), ...declared(['pg']) },
  ],
  'product-runs-without-tests': [
    { 'src/app/main.ts': sees('../../test/cast.ts'), 'test/cast.ts': '' },
    { 'src/app/main.ts': sees('../../tools/units.ts'), 'tools/units.ts': '' },
  ],
  'product-runs-without-development-packages': [
    { 'src/app/main.ts': sees('vitest'), ...npmPackage('vitest'), ...declared([], ['vitest']) },
    { 'src/app/main.ts': sees('undeclared'), ...npmPackage('undeclared'), ...declared([]) },
  ],
  'imports-lead-somewhere': [{ 'src/ui/parts.tsx': sees('./gone.ts') }],
}

/** What looks like a break and is none. */
const ALLOWED: Tree = {
  'src/app/main.ts': sees('../capabilities/reports/index.ts', '../platform/db.ts'),
  'src/capabilities/reports/index.ts': sees('../cases/index.ts', '../calendar/index.ts'),
  'src/capabilities/cases/index.ts': sees('./case-queries.ts', './policy.ts'),
  'src/capabilities/cases/case-queries.ts': sees('kysely', '../commitments/index.ts', '../../organization/fold.ts'),
  'src/capabilities/cases/policy.ts': sees('./words.vi.ts', './workflow.ts', '../../platform/rights.ts'),
  'src/capabilities/cases/workflow.ts': sees('../../platform/workflow.ts', '../../law/rules.ts'),
  'src/capabilities/cases/words.vi.ts': '',
  'src/capabilities/cases/workflow.test.ts': sees('kysely', '../../../test/database.ts'),
  'src/organization/fold.ts': sees('pg', '../ui/parts.tsx', '../law/rules.ts'),
  'src/law/rules.ts': sees('../platform/day.ts'),
  'src/ui/parts.tsx': sees('../platform/db.ts'),
  ...{ ...door('commitments'), ...door('calendar') },
  ...Object.fromEntries(['db', 'day', 'rights', 'workflow'].map((name) => [`src/platform/${name}.ts`, ''])),
  ...{ 'test/database.ts': '', ...npmPackage('kysely'), ...npmPackage('pg'), ...declared(['kysely', 'pg']) },
}

const says = async (root: string) => (await importBreaks(root)).map((found) => found.says)

test('the imports of src keep every rule', async () => {
  expect(await says(ROOT)).toEqual([])
})

describe('a planted break is caught by the name of its rule', () => {
  test('every rule has one', () => {
    expect(Object.keys(PLANTED).sort()).toEqual([...IMPORT_RULES].sort())
  })

  for (const [rule, trees] of Object.entries(PLANTED))
    for (const [n, tree] of trees.entries())
      test(`${rule} ${n + 1}: ${Object.keys(tree)[0]}`, async () => {
        const found = await withTree(tree, importBreaks)
        expect([...new Set(found.map((broken) => broken.rule))]).toEqual([rule])
      })

  test('what is allowed passes', async () => {
    expect(await withTree(ALLOWED, says)).toEqual([])
  })
})
