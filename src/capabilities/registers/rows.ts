import type { Day } from '../../platform/day.ts'
import type { ImportedCase } from '../cases/index.ts'
import { readMoment } from './days.ts'
import type { RegisterMap } from './mapping.ts'
import type { Table } from './reading.ts'

/** Why a cell cannot be taken; each is worded in words.*.ts. It names the column, never what stood in it. */
export type Fault =
  | ('noKey' | 'longKey' | 'noDay' | 'future' | 'tooOld' | 'closedBefore' | 'closedLater' | 'noClosingDay')
  | ('shortText' | 'longText' | 'long' | 'unknownWord' | 'unknownPost' | 'repeatedKey' | 'repeatedRow' | 'changed')

export interface ReadRow {
  line: number
  key: string
  /** By column; empty when the row can be taken. */
  faults: Record<string, Fault>
  /** What the row will be; null with faults. */
  row: ImportedCase | null
}

const EARLIEST = '1975-01-01'
const LIMITS = { name: 120, address: 300, phone: 30, email: 200, place: 300 } as const
const LONGEST_TEXT = 10_000
const SHORTEST_TEXT = 10
const LONGEST_KEY = 200

/** Reads rows of one register by its map. Pure: the same row read twice gives the same case. */
export function rowReader(map: RegisterMap, { header }: Table, today: Day, posts: ReadonlyMap<string, number>) {
  const places = new Map(header.map((name, n) => [name, n]))
  return ({ line, cells }: Table['rows'][number]): ReadRow => {
    const faults: Record<string, Fault> = {}
    const cell = (column: string | undefined) => (column === undefined ? '' : (cells[places.get(column) ?? -1] ?? ''))
    const joined = (columns: readonly string[] | undefined, by: string) =>
      [...new Map((columns ?? []).map((one) => [cell(one).toLowerCase(), cell(one)])).values()].filter(Boolean).join(by)
    const personal = (field: 'name' | 'address' | 'phone' | 'email') => {
      const text = cell(map[field]).replace(/\s+/g, ' ')
      if (text.length > LIMITS[field]) faults[map[field] ?? ''] = 'long'
      return text || null
    }
    const word = <T extends string>(of: {
      column?: string | undefined
      words: Record<string, T>
      otherwise?: T | undefined
    }): T | undefined => {
      const said = cell(of.column)
      const meant = Object.hasOwn(of.words, said) ? of.words[said] : of.otherwise
      if (!meant && of.column) faults[of.column] = 'unknownWord'
      return meant
    }

    const keys = map.key.map(cell)
    const key = keys.join('/')
    if (!keys.some(Boolean)) faults[map.key[0] ?? ''] = 'noKey'
    else if (key.length > LONGEST_KEY) faults[map.key[0] ?? ''] = 'longKey'

    const text = joined(map.text, '. ')
    if (text.length < SHORTEST_TEXT) faults[map.text[0] ?? ''] = 'shortText'
    if (text.length > LONGEST_TEXT) faults[map.text[0] ?? ''] = 'longText'
    const place = joined(map.place, ', ')
    if (place.length > LIMITS.place) faults[map.place?.[0] ?? ''] = 'long'

    const received = readMoment(cell(map.receivedOn), map.days, map.zone)
    if (!received) faults[map.receivedOn] = 'noDay'
    else if (received.day > today) faults[map.receivedOn] = 'future'
    else if (received.day < EARLIEST) faults[map.receivedOn] = 'tooOld'

    const ending = word(map.state)
    const closing = ending === 'open' ? undefined : (map.closedOn?.find((one) => cell(one)) ?? map.closedOn?.[0])
    const closed = closing && cell(closing) ? readMoment(cell(closing), map.days, map.zone) : null
    if (closing && cell(closing) && !closed) faults[closing] = 'noDay'
    else if (closing && closed && received && closed.day < received.day) faults[closing] = 'closedBefore'
    else if (closing && closed && closed.day > today) faults[closing] = 'closedLater'
    else if (ending && ending !== 'open' && !closed) faults[closing ?? map.receivedOn] ??= 'noClosingDay'

    const title = map.owner && ((map.owner.column && map.owner.words[cell(map.owner.column)]) || map.owner.otherwise)
    const ownerPostId = title ? posts.get(title) : null
    if (ownerPostId === undefined) faults[map.owner?.column ?? map.key[0] ?? ''] = 'unknownPost'

    const kind = word(map.kind)
    const category = word(map.category)
    const sender = {
      ...{ name: personal('name'), address: personal('address'), phone: personal('phone'), email: personal('email') },
    }
    const answer = joined(map.answer, '. ').slice(0, LONGEST_TEXT)
    if (Object.keys(faults).length > 0 || !received || !ending || !kind || !category || ownerPostId === undefined)
      return { line, key, faults, row: null }
    return {
      ...{ line, key, faults },
      row: {
        ...{
          kind,
          category,
          text,
          place: place || null,
          receivedOn: received.day,
          receivedAt: received.at,
          sender,
          ownerPostId,
        },
        closed:
          ending === 'open' || !closed
            ? null
            : { on: closed.day, at: closed.at, as: ending, answer: answer.length > 3 ? answer : null },
      },
    }
  }
}
