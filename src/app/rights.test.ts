import { globSync, readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { anOffice, ROLES, TODAY } from '../../test/office.ts'
import { ADMINISTRATION_PAGES } from '../capabilities/administration/index.ts'
import { en } from '../capabilities/administration/words.en.ts'
import { vi } from '../capabilities/administration/words.vi.ts'
import type { AnyPage } from '../platform/page.ts'
import { type Actor, allRights, isAllowed } from '../platform/rights.ts'
import './capabilities.ts'

// Here and not beside the page: only with the whole program loaded are all rights known.
const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here } = office

const pageOf = (path: string): AnyPage => {
  const found = (ADMINISTRATION_PAGES as readonly AnyPage[]).find((one) => one.path === path)
  if (!found) throw new Error(path)
  return found
}

async function draw(path: string, actor: Actor, query: Record<string, string> = {}) {
  const page = pageOf(path)
  return office.as(actor, async (tx) => {
    const visit = { tx, actor, query, today: TODAY, params: {}, language: 'vi', words: vi, host: office.host } as never
    const found = await page.load(visit)
    return String(
      await page.view({
        ...(visit as object),
        found,
        form: { values: {}, errors: {}, refused: null, key: '' },
      } as never),
    )
  })
}

const says = (html: string) => [...html.matchAll(/<li>([^<]*)<\/li>/g)].map(([, text]) => text ?? '')

test('every right has its words in both languages, and no words are left of a right that is gone', () => {
  const names = allRights().flatMap(([name, by]) => (by.every((who) => who === 'clockwork') ? [] : [name]))
  expect(names.length).toBeGreaterThan(90)
  for (const words of [vi, en]) expect(Object.keys(words.rights.actions).sort()).toEqual([...names].sort())
  for (const words of [vi, en])
    expect(Object.keys(words.rights.capabilities).sort()).toEqual(
      [...new Set(names.map((one) => one.split('.')[0]))].sort(),
    )
})

test('every table of rights and of moves names its capability: no right is decided that the pages do not know', () => {
  for (const path of globSync('src/capabilities/*/{policy,workflow}.ts')) {
    const text = readFileSync(path, 'utf8')
    const name = path.split(/[\\/]/).at(-2)
    if (path.endsWith('policy.ts')) expect(text, path).toContain(`policy('${name}', {`)
    else expect(text.match(/ = workflow<\w+>\('([\w-]+)'\)/)?.[1], path).toBe(name)
  }
})

test('no two actions of a capability read alike', () => {
  for (const words of [vi, en]) {
    const read = Object.entries(words.rights.actions).map(([name, text]) => `${name.split('.')[0]}: ${text}`)
    expect(new Set(read).size).toBe(read.length)
  }
})

test.each(ROLES)('%s: the page says exactly what isAllowed decides, for every action', async (role) => {
  const actor = here[role]
  const mine = await draw('/lam-viec/quyen-cua-toi', actor)
  const ofPost = await draw('/lam-viec/quan-tri/quyen', here.head, { 'chuc-vu': String(actor.postId) })
  for (const html of [mine, ofPost]) {
    const said = says(html)
    let expected = 0
    for (const [name, by] of allRights()) {
      const text = vi.rights.actions[name] ?? name
      if (!isAllowed(by, actor, { unitId: actor.unitId })) continue
      expected++
      expect(said, name).toContain(text)
    }
    const { focalPoint, supervisor, either } = vi.rights.reach
    const related = said.filter((text) => [focalPoint, supervisor, either].some((how) => text.endsWith(`(${how})`)))
    expect(said.length, 'nothing more than that, but for relations to a matter').toBe(expected + related.length)
    const byRelation = allRights().filter(
      ([, by]) =>
        !isAllowed(by, actor, { unitId: actor.unitId }) &&
        isAllowed(by, actor, { unitId: actor.unitId, ownerPostId: actor.postId, supervisorPostId: actor.postId }),
    )
    const canHaveWork = ['head', 'deputy', 'intake', 'officer'].includes(role)
    expect(related.length).toBe(canHaveWork ? byRelation.length : 0)
  }
})

test('by action: the posts that may, and no other', async () => {
  for (const [name, by] of allRights().filter(([one]) => one.startsWith('cases.'))) {
    const html = await draw('/lam-viec/quan-tri/quyen', here.head, { viec: name })
    const named = html.slice(html.indexOf('<section'))
    for (const role of ROLES) {
      const actor = here[role]
      const reaches =
        isAllowed(by, actor, { unitId: actor.unitId }) ||
        (['head', 'deputy', 'intake', 'officer'].includes(role) &&
          isAllowed(by, actor, { unitId: actor.unitId, ownerPostId: actor.postId, supervisorPostId: actor.postId }))
      expect(named.includes(`>${actor.postTitle}<`), `${name} ${role}`).toBe(reaches)
    }
  }
})
