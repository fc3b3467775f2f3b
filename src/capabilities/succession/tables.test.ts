import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'

const db = await testDatabase()
afterAll(() => db[Symbol.asyncDispose]())

/** Tables whose rows stay under the unit that ended, and why that loses nothing. */
const STAYS: Readonly<Record<string, string>> = {
  'agenda.feed': 'an address of somebody in a post that is abolished: it shows nothing more',
  'calendar.unit_rule': 'the successor publishes a rule of its own; running due days never move',
  'cases.ended_code': 'says at whose counter a code was changed',
  'complaints.remote_unit': 'the successor is listed by a decision of its own; a running complaint keeps its document',
  'directives.entry': 'registers of documents are closed books of the unit that kept them',
  'duties.evidence': 'proves what the unit that was did in its periods',
  'duties.slot': 'a period ends with the unit that owed it; the successor has periods of its own',
  'letters.delegation': 'the successor delegates by a decision of its own',
  'letters.number_sequence': 'the register of a unit ends with it',
  'letters.office': 'the successor sets up its own',
  'letters.template': 'the successor keeps templates of its own',
  'organization.opening': 'closed, so that pages of that time still say who it was',
  'organization.post': 'abolished; the history names them',
  'organization.unit_code': 'ended with its unit, or given to the successor',
  'organization.unit_role': 'the successor makes roles of its own; the posts that had it are abolished',
  'organization.unit_version': 'ended with its unit',
  'platform.access_log': 'who looked at what while the unit was there',
  'privacy.retention_rule':
    'the successor sets its periods by a document of its own; until then nothing is erased by itself',
  'reception.place': 'the successor publishes places and days of its own',
  'reception.contact': 'gone the night after the session it belongs to',
  'reception.slot': 'goes with its session',
  'reception.ticket':
    'a place in the line of a session of the unit that was; whoever holds one is told when it is canceled',
  'reception.session': 'what was held stays with the unit that held it; the successor publishes days of its own',
  'registers.entry': 'keys of rows are unique per unit: two registers may both have a row 1',
  'registers.import': 'how a register came in; its cases went on',
  'registers.likely_same': 'pairs found by an import, gone after thirty days',
  'registers.reject': 'rows that were not taken, gone after thirty days',
  'succession.change': 'of the unit above',
  'succession.choice': 'what the old unit chose',
  'succession.part': 'which units took part',
}

test('every table with a unit is handed on or has a reason to stay: a new one must decide', async () => {
  const { rows } = await db.owner.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where a.attname = 'unit_id' and c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'jobs') order by 1`,
  )
  const { rows: functions } = await db.owner.query<{ text: string }>(
    `select p.prosrc as text from pg_proc p where p.proname in ('hand_on', 'hand_on_history', 'hand_on_messages', 'hand_on_figures', 'adopt_draft')`,
  )
  const text = functions.map((one) => one.text).join('\n')
  const undecided = rows
    .map((row) => row.name)
    .filter((name) => !(name in STAYS) && !new RegExp(`(update|insert into) ${name.replace('.', '\\.')}\\b`).test(text))
  expect(undecided, 'write it into the hand_on of its schema, or say above why it stays').toEqual([])
})
