import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { wordsOf } from './code.ts'
import { forbiddenNames, readGlossary, repeated } from './glossary.ts'
import { ROOT, readTree } from './tree.ts'

const glossary = readGlossary(readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8'))

test('one word per term, one term per word', () => {
  expect(glossary.terms.length).toBeGreaterThan(60)
  expect(repeated(glossary)).toEqual([])
  const isName = ({ identifier }: { identifier: string }) => /^[A-Za-z]+$/.test(identifier)
  expect(glossary.terms.filter((term) => !isName(term))).toEqual([])
})

test('no term is a forbidden word', () => {
  const tree = { 'terms.ts': glossary.terms.map((term) => term.identifier).join('\n') }
  expect(forbiddenNames(tree, glossary)).toEqual([])
})

test('no forbidden word in the names of src and of the tables', () => {
  const tree = { ...readTree(ROOT, ['src'], ['.ts', '.tsx']), ...readTree(ROOT, ['db/migrations'], ['.sql']) }
  expect(forbiddenNames(tree, glossary)).toEqual([])
})

test('names fall into words as people read them', () => {
  expect(wordsOf('openHTMLPage_caseMatterId2')).toEqual(['open', 'html', 'page', 'case', 'matter', 'id2'])
})

describe('a planted break is caught', () => {
  for (const [path, text] of [
    ['src/a.ts', 'const referCase = 1'],
    ['src/a.ts', 'row.caseMatterId'],
    ['src/a.ts', "const state = 'terminated'"],
    ['src/a.tsx', '<a data-x={petition_id} />'],
    ['src/a.ts', 'interface CitizenProfile {}'],
    ['db/migrations/0009.sql', 'create table cases.petition (id int);'],
  ] as const)
    test(`${path}: ${text}`, () => {
      expect(forbiddenNames({ [path]: text }, glossary)).toHaveLength(1)
    })

  for (const [path, text] of [
    ['src/a.ts', 'reference; preferred // refer'],
    ['src/a.ts', 'citizenCase.matter'],
    ['src/words.en.ts', "'petition'"],
    ['src/a.ts', "'The petition, in words.'"],
    ['db/migrations/0009.sql', "comment on table cases.point is 'It''s a petition';"],
  ] as const)
    test(`kept: ${text}`, () => {
      expect(forbiddenNames({ [path]: text }, glossary)).toEqual([])
    })

  test('a term with two words, a word for two terms', () => {
    const page =
      '## Terms\n| a | b | |\n|---|---|---|\n| đơn | Submission | |\n| đơn | paper | |\n| thư | submission | |\n'
    expect(repeated(readGlossary(page))).toEqual(['đơn', 'submission'])
  })
})
