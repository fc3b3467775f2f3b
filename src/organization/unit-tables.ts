import type { GeneratedAlways, Kysely } from 'kysely'
import type { Day } from '../platform/day.ts'

/** Our own id, not an official code. */
export type UnitId = number

export type UnitTier = 'centre' | 'province' | 'district' | 'commune' | 'village'

export type PlaceKind =
  | 'province'
  | 'centrallyRunCity'
  | 'urbanDistrict'
  | 'ruralDistrict'
  | 'town'
  | 'provincialCity'
  | 'ward'
  | 'commune'
  | 'township'
  | 'specialZone'

export type UnitKind =
  | PlaceKind
  | 'village'
  | 'partyCommittee'
  | 'fatherlandFront'
  | 'peoplesCouncil'
  | 'massOrganization'
  | 'agency'
  | 'publicServiceUnit'
  | 'armedForces'

export type Extent = 'full' | 'partial'

/** `[from,until)` as PostgreSQL writes a daterange. */
export type DayRange = string

export interface UnitTables {
  'organization.decision': {
    id: GeneratedAlways<number>
    number: string
    title: string | null
    issuedOn: Day | null
    inForceOn: Day | null
  }
  'organization.unit': { id: GeneratedAlways<UnitId>; slug: string }
  'organization.unitVersion': {
    unitId: UnitId
    name: string
    fullName: string
    kind: UnitKind
    tier: UnitTier
    parentId: UnitId | null
    valid: DayRange
    decisionId: number | null
    foldedName: GeneratedAlways<string>
    foldedFullName: GeneratedAlways<string>
    searchText: string
  }
  'organization.unitCode': { unitId: UnitId; code: string; tier: UnitTier; valid: DayRange }
  'organization.unitSuccessor': {
    fromUnitId: UnitId
    toUnitId: UnitId
    extent: Extent
    succeededOn: Day
    decisionId: number | null
  }
}

export type UnitDb = Kysely<UnitTables>
