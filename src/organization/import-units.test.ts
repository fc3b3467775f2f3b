import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { day } from '../platform/day.ts'
import { fold } from './fold.ts'
import { type Imported, importUnits } from './import-units.ts'
import type { UnitTables } from './unit-tables.ts'
import { candidates, childrenOf, findUnits, successorsOf, unitByCode, unitPathNames } from './units-queries.ts'

// Empty: what is imported, how often and how it is refused is what this file tests.
const empty = await testDatabase()
const pool = empty.owner
const db = new Kysely<UnitTables>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] })
const today = day('2026-11-23')
const lastOldDay = day('2025-06-30')
const reform = day('2025-07-01')
let first: Imported

beforeAll(async () => {
  first = await importUnits(pool)
}, 60_000)
afterAll(() => empty[Symbol.asyncDispose]())

async function unit(code: string, on = today) {
  const found = await unitByCode(db, code, on)
  if (!found) throw new Error(`no unit ${code} on ${on}`)
  return found
}

describe('import', () => {
  test('loads every unit, code and edge once', () => {
    expect(first).toEqual({ decisions: 38, units: 14_150, versions: 14_161, codes: 14_150, successors: 10_656 })
  })

  test('a second import adds nothing', async () => {
    const nothing = { decisions: 0, units: 0, versions: 0, codes: 0, successors: 0 }
    expect(await importUnits(pool)).toEqual(nothing)
  })

  test('a wrong count is refused by name, and nothing of that import stays', async () => {
    const { unitId } = await unit('20333')
    const kind = `update organization.unit_version set kind = $1 where unit_id = $2`
    await pool.query(kind, ['ward', unitId])
    await expect(importUnits(pool)).rejects.toThrow('phường on 2025-07-01: expected 687, found 688')
    await pool.query(kind, ['specialZone', unitId])
    await importUnits(pool)
  })
})

describe('a code needs a day', () => {
  test('00004 was Trúc Bạch and is Ba Đình', async () => {
    expect((await unit('00004', lastOldDay)).fullName).toBe('Phường Trúc Bạch')
    expect((await unit('00004', reform)).fullName).toBe('Phường Ba Đình')
  })

  test('a province nothing was merged into is the same unit, a merged one is not', async () => {
    expect((await unit('01', lastOldDay)).unitId).toBe((await unit('01')).unitId)
    expect((await unit('48', lastOldDay)).unitId).not.toBe((await unit('48')).unitId)
  })

  test('a xã that became a phường is the same unit', async () => {
    const [xa, phuong] = [await unit('26368', day('2026-04-29')), await unit('26368', day('2026-04-30'))]
    expect([xa.fullName, phuong.fullName]).toEqual(['Xã Long Thành', 'Phường Long Thành'])
    expect(xa.unitId).toBe(phuong.unitId)
  })
})

describe('constraints', () => {
  test('two versions of one unit cannot overlap', async () => {
    const insert = `insert into organization.unit_version (unit_id, name, full_name, kind, tier, valid)
      select unit_id, name, full_name, kind, tier, '[2026-01-01,2026-02-01)' from organization.unit_version
      where unit_id = $1`
    await expect(pool.query(insert, [(await unit('20380')).unitId])).rejects.toThrow('unit_version_one_at_a_time')
  })

  test('a code cannot mean two units on one day', async () => {
    const insert = `insert into organization.unit_code (unit_id, code, tier, valid)
      values ($1, '20364', 'commune', '[2026-01-01,)')`
    await expect(pool.query(insert, [(await unit('20380')).unitId])).rejects.toThrow('unit_code_means_one_unit')
  })

  test('a parent cannot end before its children', async () => {
    const close = `update organization.unit_version set valid = '[2025-07-01,2027-01-01)' where unit_id = $1`
    await expect(pool.query(close, [(await unit('48')).unitId])).rejects.toThrow('parent_exists_throughout')
  })
})

test('fold agrees with SQL on every name, and on what people type', async () => {
  const typed = `select words as full_name, organization.fold(words) as folded_full_name from unnest($1::text[]) words`
  const words = ['M’Đrắk', 'Bà Rịa - Vũng Tàu', ' HOÀ  An', 'hòa an', 'Ba\u0300 Ri\u0323a', 'Ðắk', 'K\u212A', 'İ', '']
  const names = await pool.query('select full_name, folded_full_name from organization.unit_version')
  const rows = [...names.rows, ...(await pool.query(typed, [words])).rows]
  expect(rows.filter((row) => fold(row.full_name) !== row.folded_full_name)).toEqual([])
})

describe('finding', () => {
  for (const [query, code, oldName, why] of [
    ['Tay Ho', '00103', null, 'without diacritics'],
    ['xa tay ho', '20380', null, 'the word for the kind chooses'],
    ['tay ho da nang', '20380', null, 'the province chooses'],
    ['tam ky', '20341', null, 'a name of today comes before the old district'],
    ['phuong 5 go vap', '26876', 'Phường 5, Quận Gò Vấp', 'an old name with its old district'],
    ['P.5 Gò Vấp', '26876', 'Phường 5, Quận Gò Vấp', 'short words'],
    ['con dao', '26732', null, 'an island district became a special zone'],
    ['Tỉnh Đồng Nai', '75', 'Tỉnh Đồng Nai', 'a former kind of the same unit'],
    ['hoà an cần thơ', '31393', null, 'the place of the tone mark does not matter'],
  ] as const)
    test(`${query}: ${why}`, async () => {
      const [found] = await findUnits(db, query, today, 5)
      expect([found?.code, found?.matchedOldName]).toEqual([code, oldName])
    })

  test('phường 1 does not find phường 15', async () => {
    const found = await findUnits(db, 'phuong 1 go vap', today, 10)
    expect(found.map((unit) => unit.matchedOldName)).toEqual(['Phường 1, Quận Gò Vấp'])
  })

  test('an old district finds what its communes became', async () => {
    const found = await findUnits(db, 'quan tay ho', today, 4)
    expect(found.every((unit) => unit.matchedOldName?.endsWith('Quận Tây Hồ'))).toBe(true)
  })

  test('a split commune asks: every successor, each partial', async () => {
    const found = await findUnits(db, 'ngoc ha ba dinh', today, 10)
    const split = found.filter((unit) => unit.matchedOldName === 'Phường Ngọc Hà, Quận Ba Đình')
    expect(split.map((unit) => [unit.code, unit.extent])).toEqual([
      ['00004', 'partial'],
      ['00008', 'partial'],
    ])
    const edges = await successorsOf(db, (await unit('00016', lastOldDay)).unitId)
    expect(edges.map((edge) => [edge.fullName, edge.extent])).toEqual([
      ['Phường Ba Đình', 'partial'],
      ['Phường Ngọc Hà', 'partial'],
    ])
  })

  test('before the reform the old names are the names', async () => {
    const [found] = await findUnits(db, 'phuong 5 go vap', lastOldDay, 5)
    expect(found).toMatchObject({ fullName: 'Phường 5', provinceName: 'Thành phố Hồ Chí Minh', matchedOldName: null })
  })

  test('nothing typed finds nothing', async () => {
    expect(await findUnits(db, ' - ', today, 5)).toEqual([])
  })

  test('goes by the trigram index', async () => {
    const { sql, parameters } = candidates(['tam', 'ky'], 'tam ky', today).compile(db)
    const plan = await pool.query(`explain ${sql}`, [...parameters])
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('unit_version_search')
  })
})

test('paths and children', async () => {
  const { unitId } = await unit('20380')
  const names = (await unitPathNames(db, unitId, today)).map((step) => step.fullName)
  expect(names).toEqual(['Xã Tây Hồ', 'Thành phố Đà Nẵng'])
  expect(await childrenOf(db, (await unit('48')).unitId, today)).toHaveLength(94)
})
