import { postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import type { Visit } from '../../../platform/page.ts'
import { changesOf, daysOf, yearsOf } from '../queries.ts'

/** The year asked for, as it stands, with the edits that made it so. The year after the last may be opened. */
export async function loadYear({ tx, actor, query, today }: Visit) {
  if (!actor) return null
  const years = await yearsOf(tx)
  const thisYear = Number(today.slice(0, 4))
  const asked = /^\d{4}$/.test(query.nam ?? '') ? Number(query.nam) : thisYear
  const choices = [...years.map(({ year }) => year), (years.at(-1)?.year ?? thisYear) + 1]
  if (!choices.includes(asked)) return null
  const days = await daysOf(tx, asked)
  const changes = await changesOf(tx, asked)
  const editing = days.find(({ day }) => day === query.ngay) ?? null
  return {
    ...{ unitId: actor.unitId, year: asked, choices, days, changes, editing, isSaved: query.xong === '1' },
    status: years.find(({ year }) => year === asked) ?? null,
    version: changes[0]?.id ?? 0,
    posts: await postTitles(
      tx,
      changes.map(({ postId }) => postId),
      today,
    ),
  }
}

export type EditorFound = NonNullable<Awaited<ReturnType<typeof loadYear>>>

/** What both forms show before anything is typed. The document is never filled in: each edit names its own. */
export function filledFrom({ editing, status }: EditorFound): Record<string, string> {
  const year = { status: status?.status ?? 'provisional' }
  if (!editing) return { kind: 'off', ...year }
  return { day: formatDay(editing.day), kind: editing.kind, name: editing.name, ...year }
}
