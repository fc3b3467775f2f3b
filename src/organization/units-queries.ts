import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../platform/day.ts'
import { fold } from './fold.ts'
import type { Extent, PlaceKind, UnitDb, UnitId, UnitKind, UnitTier } from './unit-tables.ts'

export interface FoundUnit {
  unitId: UnitId
  code: string
  slug: string
  fullName: string
  provinceName: string
  /** The former name the words matched, with its district; null when they matched the name of that day. */
  matchedOldName: string | null
  /** `partial`: the former unit was split and this is one of several, so a person must choose. */
  extent: Extent | null
}

export interface UnitOnDay {
  unitId: UnitId
  code: string | null
  slug: string
  name: string
  fullName: string
  kind: UnitKind
  tier: UnitTier
  parentId: UnitId | null
}

const PLACE_KINDS: readonly PlaceKind[] = [
  'province',
  'centrallyRunCity',
  'urbanDistrict',
  'ruralDistrict',
  'town',
  'provincialCity',
  'ward',
  'commune',
  'township',
  'specialZone',
]

/** How people shorten the words for kinds of unit, and the one city everybody shortens. */
const SHORT_WORDS: Record<string, string> = {
  p: 'phuong',
  q: 'quan',
  tp: 'thanh pho',
  tt: 'thi tran',
  tx: 'thi xa',
  hcm: 'ho chi minh',
  tphcm: 'thanh pho ho chi minh',
}
const MOST_WORDS = 8
const MOST_CANDIDATES = 200

function searchWords(query: string): string[] {
  return fold(query)
    .replace(/\b([pq])(\d)/g, '$1 $2')
    .split(' ')
    .flatMap((word) => (SHORT_WORDS[word] ?? word.replace(/^0+(?=\d)/, '')).split(' '))
    .slice(0, MOST_WORDS)
}

/** A number is a whole word ("phường 1" is not phường 15); any other word may still be half typed. */
function patternOf(words: string): string {
  return /\d$/.test(words) ? `% ${words} %` : `% ${words}%`
}

/**
 * Provinces and communes of a day, found by their names then and by names before, with or without diacritics, the
 * place above included: "tay ho", "tam ky", "phuong 5 go vap". At most `limit` units, the likeliest first.
 */
export async function findUnits(db: UnitDb, query: string, on: Day, limit: number): Promise<FoundUnit[]> {
  const words = searchWords(query)
  const phrase = words.join(' ')
  if (phrase.length < 2) return []
  const { rows } = await candidates(words, phrase, on).execute(db)

  const best = new Map<UnitId, FoundUnit>()
  for (const { standing, ...found } of rows) {
    const first = best.get(found.unitId)
    if (!first) best.set(found.unitId, found)
    else if (standing <= FORMER_NAME && found.extent === 'partial' && first.extent === null) {
      // Ngọc Hà is a name of today and of a phường that was split: its row says so too.
      first.extent = found.extent
      first.matchedOldName = found.matchedOldName
    }
  }
  return [...best.values()].slice(0, limit)
}

const FORMER_NAME = 2

/** The query that `findUnits` runs, apart so that a test can ask for its plan. */
export function candidates(
  words: readonly string[],
  phrase: string,
  on: Day,
): RawBuilder<FoundUnit & { standing: number }> {
  const matches = sql.join(
    words.map((word) => sql`v.search_text like ${patternOf(word)}`),
    sql` and `,
  )
  return sql`
    with recursive hit as materialized (
      select v.unit_id, v.full_name, v.parent_id, v.valid, v.valid @> ${on}::date as is_current,
        case
          when ${phrase} in (v.folded_name, v.folded_full_name) then 0
          when starts_with(${phrase}, v.folded_full_name || ' ') then 0
          when starts_with(${phrase}, v.folded_name || ' ') then 1
          when starts_with(v.folded_name, ${phrase}) or starts_with(v.folded_full_name, ${phrase}) then 3
          when v.search_text like ${patternOf(phrase)} then 5
          else 7
        end as distance
      from organization.unit_version v
      where ${matches} and v.kind in (${sql.join(PLACE_KINDS)})
        and (lower(v.valid) is null or lower(v.valid) <= ${on}::date)
    ), likely as (
      select *, case when is_current then distance when distance < 3 then ${FORMER_NAME} else distance + 1 end as standing
      from hit order by standing, unit_id limit ${MOST_CANDIDATES}
    ), reached as (
      select unit_id, standing, null::text as extent, unit_id as former_id, full_name, parent_id, is_current
      from likely
      union all
      select s.to_unit_id, r.standing, case when r.extent = 'partial' then r.extent else s.extent end,
        r.former_id, r.full_name, r.parent_id, false
      from reached r
      join organization.unit_successor s on s.from_unit_id = r.unit_id and s.succeeded_on <= ${on}::date
      where not r.is_current
    )
    select r.unit_id as "unitId", c.code, u.slug, v.full_name as "fullName", r.extent, r.standing,
      coalesce(case when v.tier = 'province' then v.full_name when p.tier = 'province' then p.full_name end,
        pp.full_name) as "provinceName",
      case when not r.is_current then concat_ws(', ', r.full_name, former.full_name) end as "matchedOldName"
    from reached r
    join organization.unit u on u.id = r.unit_id
    join organization.unit_version v on v.unit_id = r.unit_id and v.valid @> ${on}::date
    join organization.unit_code c on c.unit_id = r.unit_id and c.tier = v.tier and c.valid @> ${on}::date
    left join organization.unit_version p on p.unit_id = v.parent_id and p.valid @> ${on}::date
    left join organization.unit_version pp on pp.unit_id = p.parent_id and pp.valid @> ${on}::date
    left join lateral (
      select f.full_name from organization.unit_version f
      where f.unit_id = r.parent_id and f.tier = 'district' limit 1
    ) former on not r.is_current
    order by r.standing, v.tier desc, v.full_name, c.code, r.extent nulls first, "matchedOldName"`
}

/** Codes of different tiers differ in length, and a code means one unit at a time. */
export function unitByCode(db: UnitDb, code: string, on: Day): Promise<UnitOnDay | undefined> {
  return unitsOn(db, on).where('c.code', '=', code).executeTakeFirst()
}

export function childrenOf(db: UnitDb, unitId: UnitId, on: Day): Promise<UnitOnDay[]> {
  return unitsOn(db, on).where('v.parentId', '=', unitId).orderBy('v.foldedName').orderBy('u.id').execute()
}

/** The unit and everything above it, the unit first. */
export async function unitPathNames(
  db: UnitDb,
  unitId: UnitId,
  on: Day,
): Promise<Pick<UnitOnDay, 'unitId' | 'fullName' | 'tier'>[]> {
  const { rows } = await sql<Pick<UnitOnDay, 'unitId' | 'fullName' | 'tier'>>`
    with recursive path as (
      select unit_id, full_name, tier, parent_id, 1 as steps
      from organization.unit_version where unit_id = ${unitId} and valid @> ${on}::date
      union all
      select v.unit_id, v.full_name, v.tier, v.parent_id, path.steps + 1
      from path join organization.unit_version v on v.unit_id = path.parent_id and v.valid @> ${on}::date
      where path.steps < 8
    )
    select unit_id as "unitId", full_name as "fullName", tier from path order by steps`.execute(db)
  return rows
}

/** Who took over from a unit. Several rows, each `partial`, when it was split. */
export function successorsOf(db: UnitDb, unitId: UnitId) {
  return db
    .selectFrom('organization.unitSuccessor as s')
    .innerJoin('organization.unitVersion as v', (join) =>
      join.onRef('v.unitId', '=', 's.toUnitId').on(sql<boolean>`v.valid @> s.succeeded_on`),
    )
    .leftJoin('organization.decision as d', 'd.id', 's.decisionId')
    .where('s.fromUnitId', '=', unitId)
    .select(['s.toUnitId as unitId', 'v.fullName', 's.extent', 's.succeededOn', 'd.number as decisionNumber'])
    .orderBy('v.foldedName')
    .execute()
}

function unitsOn(db: UnitDb, on: Day) {
  return db
    .selectFrom('organization.unitVersion as v')
    .innerJoin('organization.unit as u', 'u.id', 'v.unitId')
    .leftJoin('organization.unitCode as c', (join) =>
      join.onRef('c.unitId', '=', 'v.unitId').onRef('c.tier', '=', 'v.tier').on(sql<boolean>`c.valid @> ${on}::date`),
    )
    .where(sql<boolean>`v.valid @> ${on}::date`)
    .select(['v.unitId', 'c.code', 'u.slug', 'v.name', 'v.fullName', 'v.kind', 'v.tier', 'v.parentId'])
}
