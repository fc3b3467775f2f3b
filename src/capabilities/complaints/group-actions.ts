import { sql } from 'kysely'
import type { UnitDb } from '../../organization/unit-tables.ts'
import { unitByCode } from '../../organization/units-queries.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { type CaseContext, remember } from '../cases/index.ts'
import { type FoundComplaint, type Signatory, signatoryCount } from './queries.ts'
import type { ComplaintTables } from './tables.ts'
import { mostRepresentatives } from './workflow.ts'

/** Adds to the signatories of a complaint; together they have no more representatives than the law allows. */
export async function addSignatories(
  context: Pick<CaseContext, 'tx' | 'host' | 'actor'>,
  { of }: Pick<FoundComplaint, 'of'>,
  people: readonly Omit<Signatory, 'n'>[],
): Promise<{ refused: 'tooMany'; of: number } | { done: true }> {
  const { tx, actor } = context
  const before = await signatoryCount(tx, of.id)
  const all = before + people.length
  const { rows } = await sql<{ n: number }>`select complaints.representative_count(${of.id}) as n`.execute(
    own<ComplaintTables>(tx),
  )
  const speaking = (rows[0]?.n ?? 0) + people.filter((one) => one.represents).length
  if (speaking > mostRepresentatives(all)) return { refused: 'tooMany', of: all }
  const values = people.map((one, i) => ({ ...one, caseId: of.id, unitId: of.unitId, n: before + i + 1 }))
  for (let at = 0; at < values.length; at += 500)
    await own<ComplaintTables>(tx)
      .insertInto('complaints.signatory')
      .values(values.slice(at, at + 500))
      .execute()
  remember(context, of, 'signatories', actor.postId, { added: people.length })
  return { done: true }
}

/** Puts a unit on the dated list of remote areas. */
export async function listRemoteUnit(
  tx: Tx,
  it: { code: string; documentNumber: string; documentOn: Day; from: Day },
  today: Day,
): Promise<{ refused: 'unknown' | 'overlaps' } | { done: true }> {
  const unit = await unitByCode(own<never>(tx) as unknown as UnitDb, it.code, today)
  if (!unit) return { refused: 'unknown' }
  const added = await sql`insert into complaints.remote_unit (unit_id, in_force, document_number, document_on)
    select ${unit.unitId}, daterange(${it.from}, null), ${it.documentNumber}, ${it.documentOn}
    where not exists (select 1 from complaints.remote_unit r where r.unit_id = ${unit.unitId} and r.in_force && daterange(${it.from}, null))`.execute(
    own<ComplaintTables>(tx),
  )
  return added.numAffectedRows === 0n ? { refused: 'overlaps' } : { done: true }
}
