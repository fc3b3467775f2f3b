/** The files of a new capability: one list page with a form, its rights, its words and a test of the rights. */
export function capabilityFiles(name: string): Record<string, string> {
  const Type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  return {
    'README.md': `# ${name}

**Purpose.** One sentence: which promise of government this keeps.

**Users.** Who opens it, and what they must be able to do there.

**Statutes.** Article by article, or "none".

**Tables owned.** \`${name}.entry\`.
`,

    'index.ts': `import type { AnyPage } from '../../platform/page.ts'
import { entries } from './pages/entries.tsx'

export const pages: readonly AnyPage[] = [entries]
`,

    'paths.ts': `export const at = {
  entries: '/lam-viec/${name}',
} as const
`,

    'tables.ts': `import type { TablesOf } from '../../platform/tables.ts'

export type ${Type}Tables = TablesOf<'${name}'>
`,

    'policy.ts': `import { policy } from '../../platform/rights.ts'

export const POLICY = policy('${name}', {
  seeEntries: ['anyOfficial'],
  addEntry: ['head', 'deputy', 'officer'],
})
`,

    'queries.ts': `import { sql } from 'kysely'
import { own, type Tx } from '../../platform/db.ts'
import type { ${Type}Tables } from './tables.ts'

interface Entry {
  id: number
  title: string
}

const PAGE_SIZE = 50

/** The entries of the unit the transaction acts for, newest first. */
export async function latestEntries(tx: Tx): Promise<Entry[]> {
  const newest = sql<Entry>\`select id, title from ${name}.entry order by id desc limit \${PAGE_SIZE}\`
  return (await newest.execute(own<${Type}Tables>(tx))).rows
}
`,

    'actions.ts': `import { sql } from 'kysely'
import { own, type Tx } from '../../platform/db.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { POLICY } from './policy.ts'
import type { ${Type}Tables } from './tables.ts'

type Added = { done: true } | { refused: 'notAllowed' }

export async function addEntry(tx: Tx, actor: Actor | null, title: string): Promise<Added> {
  if (!actor || !isAllowed(POLICY.addEntry, actor, actor)) return { refused: 'notAllowed' }
  const add = sql\`insert into ${name}.entry (unit_id, title) values (\${actor.unitId}, \${title})\`
  await add.execute(own<${Type}Tables>(tx))
  return { done: true }
}
`,

    'pages/entries.tsx': `import { z } from 'zod'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Form, Submit, TextField } from '../../../ui/parts.tsx'
import { addEntry } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { latestEntries } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

export const entries = page({
  path: at.entries,
  surface: 'workspace',
  audit: '${name}.entries',
  words: { vi, en },
  load: ({ tx }) => latestEntries(tx),
  may: (actor) => actor !== null && isAllowed(POLICY.seeEntries, actor, actor),
  head: ({ words }) => ({ title: words.title }),
  fields: z.object({ title: z.string().trim().min(3).max(200) }),
  view: ({ found, form, words }) => (
    <>
      <h1>{words.title}</h1>
      {found.length === 0 ? <p>{words.none}</p> : found.map((entry) => <p>{entry.title}</p>)}
      <Form form={form} refusedText={words.formRefused}>
        <TextField form={form} name="title" label={words.newTitle} maxlength={200} />
        <Submit>{words.add}</Submit>
      </Form>
    </>
  ),
  async submit({ tx, actor, form, words, language }) {
    const added = await addEntry(tx, actor, form.title)
    return 'refused' in added ? { refused: words.refused[added.refused] } : { to: link(at.entries, {}, language) }
  },
})
`,

    'words.vi.ts': `export const vi = {
  title: 'Tên của mục này',
  none: 'Chưa có gì ở đây.',
  newTitle: 'Nội dung',
  add: 'Thêm',
  formRefused: 'Chưa thêm được, xin xem mục được đánh dấu.',
  refused: { notAllowed: 'Chức vụ này không được thêm. Xin hỏi người đứng đầu đơn vị.' },
}
`,

    'words.en.ts': `import type { WordsLike } from '../../platform/words.ts'
import type { vi } from './words.vi.ts'

export const en: WordsLike<typeof vi> = {
  title: 'Name of this part',
  none: 'Nothing here yet.',
  newTitle: 'Content',
  add: 'Add',
  formRefused: 'Not added yet, please see the marked field.',
  refused: { notAllowed: 'This post may not add. Please ask the head of the unit.' },
}
`,

    'policy.test.ts': `import { expect, test } from 'vitest'
import { type Actor, isAllowed, type Role } from '../../platform/rights.ts'
import { POLICY } from './policy.ts'

const names = { userId: 'u', personId: 1, personName: 'A', postTitle: 'B', unitName: 'C', unitSlug: 'c' }
const holding = (role: Role): Actor => ({ ...names, postId: 1, unitId: 1, roles: new Set([role]), actingForm: '', posts: [] })

for (const [action, role, unitId, allowed, why] of [
  ['addEntry', 'officer', 1, true, 'an officer of the unit adds'],
  ['addEntry', 'officer', 2, false, 'not for another unit'],
  ['addEntry', 'observer', 1, false, 'who observes changes nothing'],
  ['seeEntries', 'observer', 1, true, 'and sees'],
  ['seeEntries', 'head', 2, false, 'the head of one unit sees nothing of another'],
] as const)
  test(\`\${action} as \${role} on unit \${unitId}: \${why}\`, () => {
    expect(isAllowed(POLICY[action], holding(role), { unitId })).toBe(allowed)
  })
`,
  }
}
