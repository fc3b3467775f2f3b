import ts from 'typescript'
import { textsOf, walk } from './code.ts'
import { DAYS, MARKS } from './law-and-language.ts'
import { inCode, isTest, type TextRule } from './rule.ts'

const CLOCK: TextRule = {
  name: 'only-app-reads-the-clock',
  why: 'Functions take today: Day. src/platform offers the clock, src/app reads it.',
  broken: (tree) =>
    inCode(
      tree,
      (path) => !isTest(path) && !/^src\/(app|platform)\//.test(path),
      (path, text) => {
        const found: string[] = []
        walk(path, text, (node) => {
          const now = ts.isNewExpression(node) && !node.arguments?.length && node.expression.getText() === 'Date'
          const called = ts.isPropertyAccessExpression(node) && /^(Date\.now|Temporal\.Now)$/.test(node.getText())
          if (now || called) found.push(node.getText())
        })
        return found
      },
    ),
}

const SPEAKS_SQL = /\/[a-z-]*(tables|queries|actions|jobs|seed)\.ts$/
const SECURITY = ['current_unit', 'current_post', 'current_seal', 'may_read'].map((name) => `platform.${name}(`)

/** Whose tables a file may name. A capability owns the schema of its name. */
function ownSchemas(path: string): string[] {
  const [, capability] = /^src\/capabilities\/([^/]+)\//.exec(path) ?? []
  if (capability) return [capability]
  if (path.startsWith('src/organization/')) return ['organization', 'accounts']
  return path.startsWith('src/platform/') ? ['platform', 'jobs', 'vault'] : []
}

const FOREIGN_SCHEMAS: TextRule = {
  name: 'only-own-tables',
  why: 'Another capability is asked through its door; the handle is typed, raw SQL is not, so every text is read.',
  broken(tree) {
    const schemas = new Set(['jobs', ...Object.values(tree).flatMap(schemasMadeIn)])
    const named = new RegExp(`\\b(${[...schemas].join('|')})\\."?[A-Za-z_]\\w*"?\\(?`, 'g')
    return inCode(
      tree,
      (path) => !isTest(path) && !path.endsWith('.generated.ts') && !/^src\/(law|ui)\//.test(path),
      (path, text) => {
        const own = ownSchemas(path)
        const isForeign = (name: string) => !own.includes(name.split('.', 1)[0] ?? '') && !SECURITY.includes(name)
        const always = SPEAKS_SQL.test(path) || /^src\/(organization|platform)\//.test(path)
        const found = textsOf(path, text)
          .filter(({ tag }) => always || tag === 'sql')
          .flatMap((one) => one.text.match(named) ?? [])
        walk(path, text, (node) => {
          if (!ts.isTypeReferenceNode(node) || node.typeName.getText() !== 'TablesOf') return
          for (const of of node.typeArguments ?? []) found.push(`${of.getText().replaceAll("'", '')}.*`)
        })
        return found.filter(isForeign)
      },
    )
  },
}

const schemasMadeIn = (sql: string) =>
  [...sql.matchAll(/^create schema (?:if not exists )?(\w+)/gim)].map(([, name]) => name ?? '')

const MOST_LINES = 300
const LONG_BY_NATURE = /(^|\/)(words\.(vi|en)|([a-z-]+-)?seeds?|tables|calendar-days)\.tsx?$|\.generated\.ts$/

const LINES: TextRule = {
  name: 'files-fit-in-a-head',
  why: `Over ${MOST_LINES} lines two things are hiding. Words, seeds, tables and generated files are lists.`,
  broken: (tree) =>
    inCode(
      tree,
      (path) => !LONG_BY_NATURE.test(path),
      (_, text) => {
        const lines = text.trimEnd().split('\n').length
        return lines > MOST_LINES ? [`${lines} lines`] : []
      },
    ),
}

const VAGUE = /(^|[-.])(utils?|helpers?|common|manager|service|handle|data|info|misc)([-.]|$)/

const VAGUE_NAMES: TextRule = {
  name: 'no-vague-file-names',
  why: 'A file is named by what is in it.',
  broken: (tree) =>
    Object.keys(tree).filter((path) => path.startsWith('src/') && path.split('/').some((part) => VAGUE.test(part))),
}

const MOST_FILES = 25

const CAPABILITY_SHAPE: TextRule = {
  name: 'capability-has-readme-and-door',
  why: `README.md says why it exists, index.ts is its door; over ${MOST_FILES} files beside pages it is two.`,
  broken(tree) {
    const files = Map.groupBy(
      Object.keys(tree).filter((path) => path.split('/').length > 3 && path.startsWith('src/capabilities/')),
      (path) => path.split('/').slice(0, 3).join('/'),
    )
    return [...files].flatMap(([folder, paths]) => {
      const missing = ['README.md', 'index.ts'].filter((name) => !paths.includes(`${folder}/${name}`))
      const count = paths.filter((path) => !path.startsWith(`${folder}/pages/`)).length
      return [
        ...missing.map((name) => `${folder}: no ${name}`),
        ...(count > MOST_FILES ? [`${folder}: ${count} files`] : []),
      ]
    })
  },
}

const TABLE_COMMENTS: TextRule = {
  name: 'tables-say-what-they-are',
  why: 'docs/schema.md is made of the comments.',
  broken(tree) {
    const migrations = Object.entries(tree).filter(([path]) => path.startsWith('db/migrations/'))
    const all = migrations
      .map(([, text]) => text)
      .join('\n')
      .toLowerCase()
    return migrations.flatMap(([path, text]) =>
      [...text.matchAll(/^create (?:unlogged )?table (?:if not exists )?([\w."]+)/gim)]
        .map(([, table]) => table ?? '')
        .filter((table) => !all.includes(`comment on table ${table.toLowerCase()} is`))
        .map((table) => `${path}: ${table}`),
    )
  },
}

export const TEXT_RULES: readonly TextRule[] = [
  CLOCK,
  FOREIGN_SCHEMAS,
  DAYS,
  MARKS,
  LINES,
  VAGUE_NAMES,
  CAPABILITY_SHAPE,
  TABLE_COMMENTS,
]
