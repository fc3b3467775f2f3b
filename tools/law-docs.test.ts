import { expect, test } from 'vitest'
import { DEADLINE_RULES } from '../src/law/deadline-rules.ts'
import { lawDocs, staleLawDocs } from './law-docs.ts'

test('docs/law is what the rows say: else run node --import tsx tools/law-docs.ts', () => {
  expect(staleLawDocs()).toEqual([])
})

test('every rule stands on exactly one page, with a test that names it', () => {
  const pages = [...lawDocs().values()]
  for (const { id } of DEADLINE_RULES) {
    const rows = pages.flatMap((page) => page.split('\n')).filter((line) => line.includes(`| \`${id}\` |`))
    expect(rows, id).toHaveLength(1)
    expect(rows[0], id).toContain('.test.ts')
  }
})
