import type { Pool, PoolClient } from 'pg'
import { slugOf } from './fold.ts'
import { readUnitFiles } from './unit-files.ts'

export interface Imported {
  decisions: number
  units: number
  versions: number
  codes: number
  successors: number
}

/** Called after each step with how many of how many are done. */
export type OnProgress = (done: number, total: number, step: string) => void

/**
 * Loads Vietnam's units from `units/*.tsv` in one transaction, as the owner of the schema. Repeatable: what is there
 * already is left as it is. Throws, and loads nothing, when a count of the result is wrong.
 */
export async function importUnits(owner: Pool, onProgress: OnProgress = () => {}): Promise<Imported> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    const imported = await load(client, onProgress)
    await client.query('commit')
    // Without fresh statistics the first searches would not use the trigram index.
    for (const table of ['unit', 'unit_version', 'unit_code', 'unit_successor'])
      await client.query(`analyze organization.${table}`)
    return imported
  } catch (cause) {
    await client.query('rollback')
    throw cause
  } finally {
    client.release()
  }
}

async function load(client: PoolClient, onProgress: OnProgress): Promise<Imported> {
  const total = 8
  let done = 0
  const step = async (name: string, run: () => Promise<number>): Promise<number> => {
    const rows = await run()
    done += 1
    onProgress(done, total, name)
    return rows
  }
  const insert = (sql: string) => async () => (await client.query(sql)).rowCount ?? 0

  await client.query('select pg_advisory_xact_lock(hashtext($1))', ['organization.importUnits'])
  await step('read', () => stage(client))
  const decisions = await step('decisions', insert(INSERT_DECISIONS))
  const units = await step('units', async () => {
    await client.query(MATCH_UNITS)
    await client.query(NUMBER_UNITS)
    await client.query('create unique index on pg_temp.staged_unit (key)')
    await client.query('analyze pg_temp.staged_unit')
    return insert(INSERT_UNITS)()
  })
  const versions = await step('versions', insert(INSERT_VERSIONS))
  const codes = await step('codes', insert(INSERT_CODES))
  const successors = await step('successors', insert(INSERT_SUCCESSORS))
  await step('search', insert('select organization.refresh_unit_search()'))
  await step('check', () => check(client))
  return { decisions, units, versions, codes, successors }
}

async function stage(client: PoolClient): Promise<number> {
  const { decisions, units, versions, successors } = readUnitFiles(slugOf)
  const rows = { decision: decisions, unit: units, version: versions, successor: successors }
  for (const [name, columns] of Object.entries(STAGED)) {
    await client.query(`drop table if exists pg_temp.staged_${name}`)
    const json = JSON.stringify(rows[name as keyof typeof rows])
    const read = `select * from jsonb_to_recordset($1::jsonb) as staged (${columns})`
    await client.query(`create temp table staged_${name} (${columns}) on commit drop`)
    await client.query(`insert into pg_temp.staged_${name} ${read}`, [json])
  }
  await client.query('alter table pg_temp.staged_unit add unit_id bigint, add is_new boolean not null default false')
  return units.length
}

const STAGED = {
  decision: 'number text, title text, "issuedOn" date, "inForceOn" date',
  unit: 'key text, code text, tier text, slug text, "from" date, "until" date',
  version: `key text, name text, "fullName" text, kind text, "parentKey" text, "from" date, "until" date,
    decision text`,
  successor: '"fromKey" text, "toKey" text, extent text, decision text',
}

const INSERT_DECISIONS = `
  insert into organization.decision (number, title, issued_on, in_force_on)
  select number, title, "issuedOn", "inForceOn" from pg_temp.staged_decision
  on conflict (number) do nothing`

// A code and the day it began name the unit; the day it ended may have been set since.
const MATCH_UNITS = `
  update pg_temp.staged_unit s set unit_id = c.unit_id
  from organization.unit_code c
  where c.tier = s.tier and c.code = s.code and lower(c.valid) is not distinct from s."from"`

const NUMBER_UNITS = `
  update pg_temp.staged_unit s set is_new = true, unit_id = n.id
  from (
    select key, nextval(pg_get_serial_sequence('organization.unit', 'id')) as id
    from (select key from pg_temp.staged_unit where unit_id is null order by "from" nulls first, tier desc, code) o
  ) n
  where n.key = s.key`

const INSERT_UNITS = `
  insert into organization.unit (id, slug) overriding system value
  select unit_id, slug from pg_temp.staged_unit where is_new order by unit_id`

const INSERT_VERSIONS = `
  insert into organization.unit_version (unit_id, name, full_name, kind, tier, parent_id, valid, decision_id)
  select s.unit_id, v.name, v."fullName", v.kind, s.tier, p.unit_id, daterange(v."from", v."until"), d.id
  from pg_temp.staged_version v
  join pg_temp.staged_unit s using (key)
  left join pg_temp.staged_unit p on p.key = v."parentKey"
  left join organization.decision d on d.number = v.decision
  where not exists (
    select from organization.unit_version old
    where old.unit_id = s.unit_id and lower(old.valid) is not distinct from v."from")
  order by s.unit_id`

const INSERT_CODES = `
  insert into organization.unit_code (unit_id, code, tier, valid)
  select unit_id, code, tier, daterange("from", "until") from pg_temp.staged_unit where is_new order by unit_id`

const INSERT_SUCCESSORS = `
  insert into organization.unit_successor (from_unit_id, to_unit_id, extent, succeeded_on, decision_id)
  select f.unit_id, t.unit_id, e.extent, t."from", d.id
  from pg_temp.staged_successor e
  join pg_temp.staged_unit f on f.key = e."fromKey"
  join pg_temp.staged_unit t on t.key = e."toKey"
  left join organization.decision d on d.number = e.decision
  on conflict (from_unit_id, to_unit_id) do nothing`

const onDay = (day: string, where: string) =>
  `select count(*)::int as found from organization.unit_version where valid @> '${day}'::date and ${where}`

const REFORM_EDGES = `
  from organization.unit_successor s
  join organization.unit_version v on v.unit_id = s.to_unit_id and v.valid @> s.succeeded_on and v.tier = 'commune'
  where s.succeeded_on = '2025-07-01'`

const COUNTS: readonly (readonly [what: string, expected: number, sql: string])[] = [
  ['provinces on 2025-06-30', 63, onDay('2025-06-30', `tier = 'province'`)],
  ['districts on 2025-06-30', 696, onDay('2025-06-30', `tier = 'district'`)],
  ['communes on 2025-06-30', 10_035, onDay('2025-06-30', `kind in ('ward', 'commune', 'township')`)],
  ['provinces on 2025-07-01', 34, onDay('2025-07-01', `tier = 'province'`)],
  ['districts on 2025-07-01', 0, onDay('2025-07-01', `tier = 'district'`)],
  ['communes on 2025-07-01', 3_321, onDay('2025-07-01', `kind in ('ward', 'commune', 'specialZone')`)],
  ['phường on 2025-07-01', 687, onDay('2025-07-01', `kind = 'ward'`)],
  ['xã on 2025-07-01', 2_621, onDay('2025-07-01', `kind = 'commune'`)],
  ['đặc khu on 2025-07-01', 13, onDay('2025-07-01', `kind = 'specialZone'`)],
  ['centrally-run cities on 2026-04-30', 7, onDay('2026-04-30', `kind = 'centrallyRunCity'`)],
  ['phường on 2026-04-30', 697, onDay('2026-04-30', `kind = 'ward'`)],
  ['xã on 2026-04-30', 2_611, onDay('2026-04-30', `kind = 'commune'`)],
  ['đặc khu on 2026-04-30', 13, onDay('2026-04-30', `kind = 'specialZone'`)],
  ['edges to new communes', 10_604, `select count(*)::int as found ${REFORM_EDGES}`],
  [
    'old communes split',
    460,
    `select count(*)::int as found from (select 1 ${REFORM_EDGES} group by s.from_unit_id having count(*) > 1) split`,
  ],
]

async function check(client: PoolClient): Promise<number> {
  for (const [what, expected, sql] of COUNTS) {
    const { rows } = await client.query<{ found: number }>(sql)
    const found = rows[0]?.found
    if (found !== expected) throw new Error(`units are wrong: ${what}: expected ${expected}, found ${found}`)
  }
  return COUNTS.length
}
