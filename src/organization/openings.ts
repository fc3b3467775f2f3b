import { sql } from 'kysely'
import { addDays, type Day } from '../platform/day.ts'
import { own, type Tx } from '../platform/db.ts'
import type { OrganizationTables } from './tables.ts'

export type Theme = 'red' | 'blue' | 'yellow' | 'green'

/** A unit that receives, as every public page shows it. */
export interface Place {
  unitId: number
  code: string
  slug: string
  name: string
  /** The unit above it: thành phố Đà Nẵng. */
  parentName: string | null
  parentId: number | null
  tier: string
  headPostId: number
  headTitle: string
  headName: string | null
  intakePostId: number
  phone: string
  address: string
  hours: string
  theme: Theme
  addressForm: string
  urgentNotice: string | null
  legalAid: string | null
  frontUnitId: number | null
  demo: boolean
}

const place = (today: Day, where: ReturnType<typeof sql>) => sql<Place>`
  select o.unit_id, coalesce(c.code, 'dv' || u.id) as code, u.slug, v.full_name as name, v.tier, pv.full_name as parent_name,
    v.parent_id, o.head_post_id, hp.title as head_title, hper.name as head_name, o.intake_post_id, o.phone, o.address, o.hours,
    o.theme, o.address_form, o.urgent_notice, o.legal_aid, o.front_unit_id, o.demo
  from organization.opening o
  join organization.unit u on u.id = o.unit_id
  join organization.unit_version v on v.unit_id = u.id and v.valid @> ${today}::date
  left join organization.unit_version pv on pv.unit_id = v.parent_id and pv.valid @> ${today}::date
  left join organization.unit_code c on c.unit_id = u.id and c.valid @> ${today}::date
  join organization.post hp on hp.id = o.head_post_id
  left join organization.post_holding hh on hh.post_id = hp.id and hh.held @> ${today}::date
  left join organization.person hper on hper.id = hh.person_id
  where o.opened_on <= ${today} and (o.closed_on is null or o.closed_on > ${today}) and ${where}`

const FRESH_MS = 5000
const kept = new Map<string, { place: Place | null; at: number }>()

/** What public pages say of a unit changes seldom: it is read again after a few seconds. */
async function remembered(key: string, read: () => Promise<Place | null>): Promise<Place | null> {
  const before = kept.get(key)
  if (before && performance.now() - before.at < FRESH_MS) return before.place
  const found = await read()
  if (kept.size > 20_000) kept.clear()
  kept.set(key, { place: found, at: performance.now() })
  return found
}

/** After a change in this process the next reader sees it at once. */
export const forgetPlaces = () => kept.clear()

/** The open unit of an address `20380-xa-tay-ho`: the code decides, the rest is for people. */
export async function placeByKey(tx: Tx, key: string, today: Day): Promise<Place | null> {
  const code = /^(dv\d{1,15}|\d{2,5})(-|$)/.exec(key)?.[1]
  if (!code) return null
  const which = code.startsWith('dv') ? sql`u.id = ${Number(code.slice(2))}` : sql`c.code = ${code}`
  const found = await remembered(
    `${code} ${today}`,
    async () => (await place(today, which).execute(own<OrganizationTables>(tx))).rows[0] ?? null,
  )
  const slug = key.slice(code.length + 1)
  if (!found || slug === found.slug || !/^[a-z0-9-]{1,160}$/.test(slug)) return found
  return remembered(`${key} ${today}`, async () => ((await isFormer(tx, found.unitId, code, slug)) ? null : found))
}

/** Codes are taken over: a link of an ended unit does not lead to whoever has its code now, but asks who took over. */
async function isFormer(tx: Tx, unitId: number, code: string, slug: string): Promise<boolean> {
  const { rows } = await sql`select 1 from organization.unit_code c join organization.unit u on u.id = c.unit_id
    where c.code = ${code} and u.slug = ${slug} and u.id <> ${unitId} limit 1`.execute(own<OrganizationTables>(tx))
  return rows.length > 0
}

export async function placeById(tx: Tx, unitId: number, today: Day): Promise<Place | null> {
  return remembered(
    `id${unitId} ${today}`,
    async () => (await place(today, sql`u.id = ${unitId}`).execute(own<OrganizationTables>(tx))).rows[0] ?? null,
  )
}

/** The same, and for a unit that has closed as it was on its last day: who sent something there still reads it. */
export async function placeEver(tx: Tx, unitId: number, today: Day): Promise<Place | null> {
  const open = await placeById(tx, unitId, today)
  if (open) return open
  const row = await own<OrganizationTables>(tx)
    .selectFrom('organization.opening')
    .where('unitId', '=', unitId)
    .select('closedOn')
    .executeTakeFirst()
  const lastOn = row?.closedOn ? addDays(row.closedOn, -1) : null
  return lastOn ? placeById(tx, unitId, lastOn) : null
}

/** The open units of government (not the Front bodies beside them), a few: a demo, a province's first communes. */
export async function openPlaces(tx: Tx, today: Day, limit: number): Promise<Place[]> {
  const { rows } =
    await sql<Place>`${place(today, sql`v.kind in ('province','centrallyRunCity','commune','ward','specialZone')`)}
    order by v.tier, v.name limit ${limit}`.execute(own<OrganizationTables>(tx))
  return rows
}

/** The open units that named this one as the body beside them. */
export async function placesBeside(tx: Tx, unitId: number, today: Day): Promise<Place[]> {
  return (await place(today, sql`o.front_unit_id = ${unitId}`).execute(own<OrganizationTables>(tx))).rows
}

/** What units are called on a day. */
export async function unitNames(tx: Tx, ids: readonly number[], on: Day): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; name: string }>`select unit_id as id, full_name as name
    from organization.unit_version where unit_id = any(${[...ids]}) and valid @> ${on}::date`.execute(
    own<OrganizationTables>(tx),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The centre, as the issuer of documents: it has neither accounts nor a door here. */
export async function centreUnit(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: number }>`select organization.centre_unit() as id`.execute(
    own<OrganizationTables>(tx),
  )
  return rows[0]?.id ?? 0
}

export const placeKey = (of: Pick<Place, 'code' | 'slug'>) => `${of.code}-${of.slug}`
