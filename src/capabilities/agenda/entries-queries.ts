import { DUTY_RULES } from '../../law/duty-rules.ts'
import type { Place } from '../../organization/openings.ts'
import { placeKey } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { actAs, type Tx } from '../../platform/db.ts'
import { link } from '../../platform/page.ts'
import { listWork, WORKPLACE } from '../commitments/index.ts'
import { dialoguePaths, ownDialogues, publicDialogues } from '../dialogues/index.ts'
import { dutyPaths, publicSlots } from '../duties/index.ts'
import { publicSessions, receptionPaths, sessionsOn } from '../reception/index.ts'
import { vi } from './words.vi.ts'

export type EntryKind = 'dialogue' | 'reception' | 'duty' | 'commitment'

/** Something with a day, as a calendar shows it; no citizen is ever named in one. */
export interface Entry {
  /** The same for ever: calendars on telephones know it again by this. */
  id: string
  kind: EntryKind
  on: Day
  /** `08:00`; none: the whole day. */
  startsAt: string | null
  endsAt: string | null
  title: string
  place: string | null
  href: string
  isOff: boolean
  /** Grows with every change. */
  version: number
}

type Source = (tx: Tx, place: Place, from: Day, to: Day) => Promise<readonly Entry[]>

/** Who has days everybody may know: each answers through its door. */
const SOURCES: readonly Source[] = [dialogues, receptions, duties]

export async function entriesOf(tx: Tx, place: Place, from: Day, to: Day): Promise<Entry[]> {
  // What is public of the unit is read as the unit: its rows are behind row-level security.
  actAs(tx, { unitId: place.unitId, postId: null, sealId: null })
  return inOrder((await Promise.all(SOURCES.map((ask) => ask(tx, place, from, to)))).flat())
}

const inOrder = (entries: Entry[]) =>
  entries.sort((a, b) => `${a.on} ${a.startsAt ?? ''} ${a.id}`.localeCompare(`${b.on} ${b.startsAt ?? ''} ${b.id}`))

async function dialogues(tx: Tx, place: Place, from: Day, to: Day): Promise<Entry[]> {
  const rows = await publicDialogues(tx, place.unitId, from, to)
  return rows.map((row) => ({
    ...{ id: `dialogue-${row.id}`, kind: 'dialogue', on: row.heldOn, title: row.title, place: row.place },
    ...{ startsAt: row.startsAt.slice(0, 5), endsAt: row.endsAt.slice(0, 5), version: row.version },
    href: link(dialoguePaths.shownOne, { unit: placeKey(place), dialogue: row.id }),
    isOff: row.state === 'postponed' || row.state === 'canceled',
  }))
}

async function receptions(tx: Tx, place: Place, from: Day, to: Day): Promise<Entry[]> {
  const rows = await publicSessions(tx, place.unitId, from, to)
  return rows.map((row) => ({
    ...{
      id: `reception-${row.id}`,
      kind: 'reception',
      on: row.heldOn,
      title: vi.receptions[row.kind],
      place: row.placeName,
    },
    ...{ startsAt: row.startsAt, endsAt: row.endsAt, version: row.state === 'announced' ? 0 : 1 },
    href: link(receptionPaths.schedule, { unit: placeKey(place) }),
    isOff: row.state === 'postponed' || row.state === 'canceled',
  }))
}

async function duties(tx: Tx, place: Place, from: Day, to: Day): Promise<Entry[]> {
  const rows = await publicSlots(tx, place.unitId, from, to)
  return rows.flatMap((row) => {
    const rule = DUTY_RULES.find((one) => one.id === row.ruleId)
    if (!rule || row.lastOn < from || row.lastOn > to) return []
    const id = `duty-${place.unitId}-${row.ruleId}-${row.periodFrom}`
    return [
      {
        ...{ id, kind: 'duty' as const, on: row.lastOn, startsAt: null, endsAt: null, title: rule.subject },
        ...{ place: null, href: link(dutyPaths.results, { unit: placeKey(place) }), isOff: false, version: 0 },
      },
    ]
  })
}

const MOST_OWED = 500

/** What one post owes and where it sits: by public titles alone, so that nobody is named on a telephone; sealed ones say nothing. */
export async function ownEntries(
  tx: Tx,
  of: { unitId: number; postId: number },
  today: Day,
  from: Day,
  to: Day,
): Promise<Entry[]> {
  const owed = { ownerPostId: of.postId, unitId: of.unitId, search: '', after: null }
  const [todo, waiting, chaired, sessions] = await Promise.all([
    listWork(tx, { ...owed, bucket: 'todo' }, today, MOST_OWED),
    listWork(tx, { ...owed, bucket: 'waiting' }, today, MOST_OWED),
    ownDialogues(tx, of.postId, from, to),
    sessionsOn(tx, of.unitId, from, to),
  ])
  const promises = new Map([...todo.rows, ...waiting.rows].map((one) => [one.id, one]))
  return inOrder([
    ...[...promises.values()].map(
      (one): Entry => ({
        ...{ id: `commitment-${one.id}`, kind: 'commitment', on: one.dueOn, startsAt: null, endsAt: null },
        ...{ title: one.publicTitle, place: null, href: link(WORKPLACE, { commitment: one.id }) },
        ...{ isOff: false, version: one.dueOn === one.firstDueOn ? 0 : 1 },
      }),
    ),
    ...sessions
      .filter((row) => row.receiverPostId === of.postId && ['planned', 'announced', 'held'].includes(row.state))
      .map(
        (row): Entry => ({
          ...{ id: `reception-${row.id}`, kind: 'reception', on: row.heldOn, title: vi.receptions[row.kind] },
          ...{ place: row.placeName, startsAt: row.startsAt, endsAt: row.endsAt, version: 0, isOff: false },
          href: link(receptionPaths.desk, { session: row.id }),
        }),
      ),
    ...chaired.map(
      (row): Entry => ({
        ...{ id: `dialogue-${row.id}`, kind: 'dialogue', on: row.heldOn, title: row.title, place: row.place },
        ...{ startsAt: row.startsAt.slice(0, 5), endsAt: row.endsAt.slice(0, 5), version: row.version },
        ...{ href: link(dialoguePaths.one, { dialogue: row.id }), isOff: false },
      }),
    ),
  ])
}
