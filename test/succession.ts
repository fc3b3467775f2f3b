import type { NewChange } from '../src/capabilities/succession/prepare-actions.ts'
import { prepareChange } from '../src/capabilities/succession/prepare-actions.ts'
import { day } from '../src/platform/day.ts'
import type { Actor } from '../src/platform/rights.ts'
import type { Office } from './office.ts'
import { TODAY } from './office.ts'

export { type FoundComplaint, stepsOf } from '../src/capabilities/complaints/queries.ts'
export { enterVisit, tellOutcome } from '../src/capabilities/visits/actions.ts'
export { openVisitors, visitById } from '../src/capabilities/visits/queries.ts'
export { enterMeeting } from '../src/capabilities/voters/actions.ts'
export { meetingsOf, ofSession, recommendationByNumber, sessionsOf } from '../src/capabilities/voters/queries.ts'

export const DECISION = { number: '12/NQ-HĐND', issuedOn: day('2026-11-10'), issuer: 'Hội đồng nhân dân thành phố' }

/** The administrator of the unit above both units of an office of tests. */
export async function topAdministrator(office: Office): Promise<Actor> {
  const { above } = office
  const one = async (text: string, values: unknown[]) => Number((await office.db.owner.query(text, values)).rows[0].id)
  const postId = await one(
    `insert into organization.post (unit_id, title, roles) values ($1, 'Quản trị thành phố', '{administrator}') returning id`,
    [above.unitId],
  )
  const personId = await one(`insert into organization.person (name) values ('Người quản trị') returning id`, [])
  await office.db.owner.query(
    `insert into organization.post_holding (post_id, person_id, held) values ($1, $2, '[2025-07-01,)')`,
    [postId, personId],
  )
  return { ...above, postId, personId, roles: new Set(['administrator']), isTopUnit: true }
}

/** A third open unit beside the two of an office, with a head and an intake post that are held. */
export async function thirdUnit({ db, above }: Office, name = 'Xã Ba', slug = 'xa-ba') {
  const { rows } = await db.owner.query(
    `with u as (insert into organization.unit (slug) values ($1) returning id),
      v as (insert into organization.unit_version (unit_id, name, full_name, kind, tier, parent_id, valid)
        select id, $2, $2, 'commune', 'commune', $3, '[2025-07-01,)' from u),
      h as (insert into organization.post (unit_id, title, roles) select id, 'Chủ tịch', '{head}' from u returning id),
      i as (insert into organization.post (unit_id, title, roles) select id, 'Tiếp nhận', '{intake,officer}' from u returning id)
      select u.id as unit, h.id as head, i.id as intake from u, h, i`,
    [slug, name, above.unitId],
  )
  const [unitId, headPostId, intakePostId] = [rows[0].unit, rows[0].head, rows[0].intake].map(Number) as [
    number,
    number,
    number,
  ]
  for (const postId of [headPostId, intakePostId])
    await db.owner.query(
      `with p as (insert into organization.person (name) values ('Người mới') returning id)
       insert into organization.post_holding (post_id, person_id, held) select $1, id, '[2025-07-01,)' from p`,
      [postId],
    )
  await db.owner.query(
    `insert into organization.opening (unit_id, head_post_id, intake_post_id, opened_on, phone, address, hours)
     values ($1, $2, $3, '2025-07-01', '0235 000 001', 'Trụ sở xã', '07:00-17:00')`,
    [unitId, headPostId, intakePostId],
  )
  return { unitId, headPostId, intakePostId }
}

/** Prepared, or thrown with the reason. */
export async function prepared(
  office: Office,
  admin: Actor,
  it: Partial<NewChange> & Pick<NewChange, 'kind' | 'from'>,
) {
  const change = {
    to: [],
    decision: DECISION,
    takesEffectOn: TODAY,
    name: null,
    code: null,
    archiveUnitId: null,
    ...it,
  }
  const done = await office.as(admin, (tx) => prepareChange(tx, admin, change, TODAY))
  if ('refused' in done) throw new Error(done.refused)
  return done.id
}
