import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import { deadlineBy } from '../../law/deadlines.ts'
import { parseDay } from '../../platform/day.ts'
import { inTransaction, NOBODY } from '../../platform/db.ts'
import type { Host } from '../../platform/page.ts'
import { at } from './paths.ts'
import { workingCalendar } from './queries.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

const aDay = z.string().openapi({ format: 'date', example: '2026-01-05' })
const yes = z.enum(['true', 'false']).default('false')

// Strict: a mistyped fact would be left out silently and the answer would be the day of another rule.
const Asked = z.strictObject({
  rule: z.string().openapi({
    example: 'KN-05',
    description: 'A rule (KN-05) or one of its rows (KN-05.complex), as /quy-dinh-thoi-han lists them.',
  }),
  from: aDay.openapi({ description: 'The day of the event. Counting starts on the day after.' }),
  complex: yes.openapi({ description: 'A complex case, determined in writing.' }),
  remote: yes.openapi({ description: 'A remote area, on the official list.' }),
})

const Answer = z
  .object({
    rule: z.string().openapi({ description: 'The row that set the day.', example: 'KN-05' }),
    cite: z.string().openapi({ example: 'Điều 28 Luật Khiếu nại 02/2011/QH13' }),
    from: aDay,
    count: z.enum(['calendar', 'working']).openapi({ description: 'Whether every day counts or working days only.' }),
    days: z.int(),
    dueOn: aDay.openapi({ description: 'The last day; for a least notice (KN-09) the earliest day allowed.' }),
    excluded: z
      .array(z.object({ day: aDay, reason: z.string(), source: z.string() }))
      .openapi({ description: 'Every day left out, in order, with the document that says so.' }),
    provisional: z
      .boolean()
      .openapi({ description: 'The days off of that time are not announced yet; the day may move.' }),
  })
  .openapi('Deadline')

const CODES = ['unknownRule', 'badDay', 'badQuery', 'notInForce', 'beforeCalendar', 'beyondCalendar'] as const
type Code = (typeof CODES)[number]

const Refusal = z
  .object({
    error: z.enum(CODES),
    reason: z.string().openapi({ description: 'For people, in Vietnamese.' }),
    reasonEn: z.string(),
  })
  .openapi('Refusal')

const refusal = (error: Exclude<Code, 'badQuery'>) =>
  error === 'badDay'
    ? { error, reason: vi.api.badDay, reasonEn: en.api.badDay }
    : { error, reason: vi.calculator.refused[error], reasonEn: en.calculator.refused[error] }

/** The first parameter that is not right; what is missing counts as not known. */
function wrongQuery(issue: z.core.$ZodIssue | undefined, given: (name: string) => boolean): z.infer<typeof Refusal> {
  const name = issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : String(issue?.path[0] ?? '')
  if (name === 'rule' && !given(name)) return refusal('unknownRule')
  if (name === 'from' && !given(name)) return refusal('badDay')
  const shown = name.slice(0, 40)
  return { error: 'badQuery', reason: vi.api.badQuery(shown), reasonEn: en.api.badQuery(shown) }
}

const json = <T extends z.ZodType>(schema: T, description: string) => ({
  content: { 'application/json': { schema } },
  description,
})

const count = createRoute({
  method: 'get',
  path: '/deadlines',
  summary: en.api.summary,
  description: vi.api.summary,
  request: { query: Asked },
  responses: { 200: json(Answer, 'The last day and why.'), 400: json(Refusal, 'Why nothing can be counted.') },
})

/** `GET /api/v1/deadlines`: the same count as everywhere, over the calendar as the administrator keeps it. */
export function serveDeadlineApi(app: Hono, host: Host): void {
  const api = new OpenAPIHono({
    defaultHook: (read, c) => {
      if (read.success) return
      return c.json(
        wrongQuery(read.error.issues[0], (name) => c.req.query(name) !== undefined),
        400,
      )
    },
  })
  api.use(count.path, async (c, next) => {
    c.set('audit', 'calendar.api')
    await next()
    c.header('Cache-Control', 'no-store')
  })
  api.openapi(count, async (c) => {
    const { rule, from: typed, complex, remote } = c.req.valid('query')
    const from = parseDay(typed)
    if (!from) return c.json(refusal('badDay'), 400)
    const calendar = await inTransaction(host.database, NOBODY, (tx) => workingCalendar(tx, true))
    const counted = deadlineBy(rule, from, calendar, { complex: complex === 'true', remote: remote === 'true' })
    // No pause is ever given here, so nothing can be held.
    if ('refused' in counted)
      return c.json(refusal(counted.refused === 'held' ? 'beyondCalendar' : counted.refused), 400)
    const { rule: row, cite, count, days, dueOn, excluded, provisional } = counted
    const left = excluded.map(({ day, reason, source }) => ({ day, reason, source }))
    return c.json({ rule: row, cite, from, count, days, dueOn, excluded: left, provisional }, 200)
  })
  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: vi.api.title, version: '1', license: { name: 'AGPL-3.0-or-later' } },
    servers: [{ url: at.api }],
  })
  app.route(at.api, api as unknown as Hono)
}
