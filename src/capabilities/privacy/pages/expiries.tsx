import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import { page, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Empty, Form, Notice, Status, Submit, TextField } from '../../../ui/parts.tsx'
import { caseAddress } from '../../cases/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { hold, letGo } from '../retention-actions.ts'
import { type Expiry, expiriesOf, retentionOf, type UnitRetention } from '../retention-queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

interface Found {
  unitId: number
  proposed: Expiry[]
  held: Expiry[]
  erased: Expiry[]
  rules: UnitRetention[]
}
type It = Seen<Found, typeof vi> & { form: FormState }

/** "Sắp xóa dữ liệu cá nhân": the list before anything goes, with its day; the head keeps what must be kept. */
export const expiries = page({
  path: at.expiries,
  surface: 'workspace',
  audit: 'privacy.expiries',
  words: { vi, en },
  async load({ tx, actor }) {
    if (!actor) return null
    const { unitId } = actor
    const [proposed, held, erased, rules] = await Promise.all([
      expiriesOf(tx, 'proposed'),
      expiriesOf(tx, 'held'),
      expiriesOf(tx, 'erased'),
      retentionOf(tx, unitId),
    ])
    return { unitId, proposed, held, erased, rules } satisfies Found
  },
  may: (actor, { unitId }) => isAllowed(POLICY.seeExpiries, actor, { unitId }),
  head: ({ words }) => ({ title: words.expiries.title, nav: 'expiries' }),
  table: async ({ found: { proposed, held, erased }, words: { expiries: say, retention } }) => [
    say.fileColumns,
    ...[...proposed, ...held, ...erased].map((row) => [
      ...[row.number, retention.kinds[row.kind], formatDay(row.closedOn), retention.period(row.months)],
      ...[row.documentNumber, formatDay(row.eraseOn)],
      row.erasedOn
        ? say.erasedOn(formatDay(row.erasedOn))
        : row.heldOn
          ? `${say.heldOn(formatDay(row.heldOn))}: ${row.holdReason ?? ''}`
          : row.keptFor
            ? say.keptFor[row.keptFor]
            : '',
    ]),
  ],
  fields: z.object({
    id: z.coerce.number().int(),
    version: z.coerce.number().int(),
    reason: z.string().trim().min(10).max(1000).optional(),
    _do: z.enum(['hold', 'letGo']),
  }),
  view(it) {
    const { words, found } = it
    const say = words.expiries
    return (
      <div class="stack">
        <div>
          <h1>{say.title}</h1>
          <p class="lead">{say.lead}</p>
        </div>
        {isAllowed(POLICY.setRetention, it.actor, { unitId: found.unitId }) && (
          <p>
            <a href={at.retention}>{words.retention.title}</a>
          </p>
        )}
        {found.rules.length === 0 && <Notice kind="warn">{say.noRule}</Notice>}
        {found.proposed.length === 0 ? (
          <Empty title={say.none}>{say.noneHint}</Empty>
        ) : (
          found.proposed.map((row) => <Proposed {...it} row={row} />)
        )}
        {found.held.length > 0 && <h2>{say.held}</h2>}
        {found.held.map((row) => (
          <Held {...it} row={row} />
        ))}
        {found.erased.length > 0 && (
          <>
            <h2>{say.erased}</h2>
            <ul class="list card plain">
              {found.erased.map((row) => (
                <li>
                  <span class="strong">{row.number}</span> · {words.retention.kinds[row.kind]} ·{' '}
                  {row.erasedOn && say.erasedOn(formatDay(row.erasedOn))} · {row.documentNumber}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    )
  },
  async submit({ tx, actor, today, form, words }) {
    if (!actor) return { refused: words.expiries.refused.notOpen }
    const context = { tx, actor, today }
    if (form._do === 'hold' && !form.reason) return { errors: { reason: words.expiries.reasonNeeded } }
    const done = await (form._do === 'hold'
      ? hold(context, form.id, form.version, form.reason ?? '')
      : letGo(context, form.id, form.version))
    return 'done' in done ? { to: at.expiries } : { refused: words.expiries.refused[done.refused] }
  },
})

const isAbout = (form: FormState, row: Expiry) => form.values.id === String(row.id)

/** Where the matter can be read once more before its words go; a recommendation of voters has a page of another kind. */
function Matter({ row, words }: Pick<It, 'words'> & { row: Expiry }) {
  const name = `${words.retention.kinds[row.kind]} · ${row.number}`
  const { kind, number } = row
  if (kind === 'voters' || kind === 'contact') return <span class="strong">{name}</span>
  return (
    <a class="strong" href={caseAddress({ kind, number })}>
      {name}
    </a>
  )
}

function Proposed({ row, words, form, actor }: It & { row: Expiry }) {
  const say = words.expiries
  const mine = isAbout(form, row) ? form : { ...form, values: {}, errors: {}, refused: null }
  return (
    <Card>
      <p class="row">
        <Status is={row.keptFor ? 'still' : 'soon'}>
          {row.keptFor ? say.keptFor[row.keptFor] : say.on(formatDay(row.eraseOn))}
        </Status>
        <Matter row={row} words={words} />
      </p>
      <p class="quiet">{say.why(formatDay(row.closedOn), words.retention.period(row.months), row.documentNumber)}</p>
      {isAllowed(POLICY.holdExpiry, actor, actor ?? { unitId: 0 }) && (
        <details open={mine !== form ? undefined : true}>
          <summary>
            {say.keep} <span class="ds-sr-only">{row.number}</span>
          </summary>
          <Form form={mine} part={`h${row.id}`} refusedText={words.formRefused}>
            <input type="hidden" name="id" value={String(row.id)} />
            <input type="hidden" name="version" value={String(row.version)} />
            <TextField form={mine} name="reason" label={say.reason} hint={say.reasonHint} maxlength={1000} />
            <div>
              <Submit name="_do" value="hold" quiet>
                {say.keep}
              </Submit>
            </div>
          </Form>
        </details>
      )}
    </Card>
  )
}

function Held({ row, words, form, actor }: It & { row: Expiry }) {
  const say = words.expiries
  return (
    <Card>
      <p class="row">
        <Status is="still">{row.heldOn && say.heldOn(formatDay(row.heldOn))}</Status>
        <Matter row={row} words={words} />
      </p>
      <p class="keep">{row.holdReason}</p>
      {isAllowed(POLICY.holdExpiry, actor, actor ?? { unitId: 0 }) && (
        <Form form={form} part={`f${row.id}`} refusedText={words.formRefused}>
          <input type="hidden" name="id" value={String(row.id)} />
          <input type="hidden" name="version" value={String(row.version)} />
          <div>
            <Submit name="_do" value="letGo" quiet>
              {say.letGo}
              <span class="ds-sr-only"> {row.number}</span>
            </Submit>
          </div>
        </Form>
      )}
    </Card>
  )
}
