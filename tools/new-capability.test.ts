import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forbiddenNames, readGlossary } from '../test/fence/glossary.ts'
import { importBreaks } from '../test/fence/imports.ts'
import { TEXT_RULES } from '../test/fence/text-rules.ts'
import { ROOT, readTree } from '../test/fence/tree.ts'
import { makeCapability, nextSteps } from './new-capability.ts'

const NAME = 'newcomers'
const FOLDER = `src/capabilities/${NAME}`
let copy: string
let made: ReturnType<typeof makeCapability>

/** Inside the repository, so that packages are found as they are from src. */
beforeAll(() => {
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  copy = mkdtempSync(join(ROOT, '.cache/new-capability-'))
  for (const part of [
    'src/platform',
    'src/ui/parts.tsx',
    'tsconfig.json',
    'package.json',
    '.dependency-cruiser.cjs',
    'db/migrations',
  ])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true })
  made = makeCapability(copy, NAME)
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const run = (tool: string, ...args: string[]) => {
  const { stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin', tool), args, { cwd: copy, encoding: 'utf8' })
  return `${stdout}${stderr}`
}

test('it writes the shape of the house and says what comes next', () => {
  expect('written' in made && made.written).toEqual([
    ...[
      'README.md',
      'index.ts',
      'paths.ts',
      'tables.ts',
      'policy.ts',
      'queries.ts',
      'actions.ts',
      'pages/entries.tsx',
    ].map((file) => `${FOLDER}/${file}`),
    ...['words.vi.ts', 'words.en.ts', 'policy.test.ts'].map((file) => `${FOLDER}/${file}`),
    '.dependency-cruiser.cjs',
  ])
  for (const named of ['db/migrations', 'tools/schema.ts', 'src/app/capabilities.ts', 'docs/glossary.md'])
    expect(nextSteps(NAME)).toContain(named)
})

test('the compiler accepts it', () => {
  const config = { extends: './tsconfig.json', include: ['src/capabilities'] }
  writeFileSync(join(copy, 'tsconfig.new.json'), JSON.stringify(config))
  const complaints = run('tsc', '--noEmit', '-p', 'tsconfig.new.json').split('\n')
  expect(complaints.filter((line) => line.includes(FOLDER) || /error TS(5|6|18)\d+/.test(line))).toEqual([])
})

test('it is formatted and without a lint', () => {
  const { linter, ...rest } = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'))
  const config = { ...rest, root: true, $schema: undefined, linter, files: { includes: ['src/capabilities/**'] } }
  writeFileSync(join(copy, 'biome.json'), JSON.stringify(config))
  expect(run('biome', 'check', '--error-on-warnings', FOLDER)).toContain('No fixes applied')
})

describe('the fence lets it pass', () => {
  test('imports', async () => {
    const found = (await importBreaks(copy)).map(({ says }) => says)
    // The copy's own rules know its place; ours, which importBreaks reads, do not.
    expect(found.filter((says) => says.includes(NAME) && !says.startsWith('capability-has-a-place'))).toEqual([])
    expect(readFileSync(join(copy, '.dependency-cruiser.cjs'), 'utf8')).toContain(`  '${NAME}',\n  'reports',\n`)
  })

  test('texts and names', () => {
    const tree = { ...readTree(copy, [FOLDER], ['.ts', '.tsx', '.md']), ...readTree(copy, ['db/migrations'], ['.sql']) }
    for (const rule of TEXT_RULES) expect(rule.broken(tree), rule.name).toEqual([])
    expect(forbiddenNames(tree, readGlossary(readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8')))).toEqual([])
  })
})

for (const [name, refused, why] of [
  ['Reception', 'badName', 'small letters'],
  ['new-comers', 'badName', 'one word: it is a schema too'],
  ['../../etc', 'badName', 'no path'],
  ['', 'badName', 'something'],
  ['order', 'takenName', 'PostgreSQL keeps the word'],
  ['platform', 'takenName', 'the schema belongs to the platform'],
  [NAME, 'exists', 'what is there is not overwritten'],
] as const)
  test(`"${name}" is refused: ${why}`, () => {
    expect(makeCapability(copy, name)).toEqual({ refused })
  })
