import { z } from 'zod'
import { formatDay, readDay } from '../../../platform/day.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Select, Submit, TextField } from '../../../ui/parts.tsx'
import { caseAddress, caseByNumber } from '../../cases/index.ts'
import { enterCodes } from '../outside-actions.ts'
import { codesOf, SYSTEMS } from '../outside-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** A case of the reader's unit that is not sealed: nothing of a sealed one goes out. */
export async function openCase({ tx, params }: Visit) {
  const number = params.number ?? ''
  const it = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(number) ? await caseByNumber(tx, number) : null
  return it?.sealId === null ? it : null
}

/** The codes of one case in outside systems, with the days they were entered there. */
export const codes = page({
  path: at.codes,
  surface: 'workspace',
  audit: 'registers.codes',
  words: { vi, en },
  async load(visit) {
    const it = await openCase(visit)
    return it && { it, codes: await codesOf(visit.tx, [it.id]) }
  },
  may: (actor, { it }) => isAllowed(POLICY.seeOutsideCodes, actor, it.territory),
  head: ({ words }) => ({ title: words.codes.title, nav: 'outside' }),
  subject: ({ it }) => it.number,
  fields: z.object({
    system: z.enum(SYSTEMS),
    code: z.string().trim().min(1).max(100),
    day: z.string().refine((text) => readDay(text) !== null, 'day'),
  }),
  filled: ({ today }) => ({ system: 'national', day: formatDay(today) }),
  view: ({ found, words, form, actor }) => (
    <div class="stack">
      <div>
        <p class="quiet">
          <a href={caseAddress(found.it)}>{words.codes.back}</a>
        </p>
        <h1>{words.codes.title}</h1>
        <p class="lead">{found.it.title}</p>
      </div>
      <Card>
        {found.codes.length === 0 ? (
          <p>{words.codes.none}</p>
        ) : (
          <dl class="clear">
            {found.codes.map((one) => (
              <>
                <dt>{words.codes.systems[one.system]}</dt>
                <dd>
                  {one.code}, {formatDay(one.enteredOn)}
                </dd>
              </>
            ))}
          </dl>
        )}
      </Card>
      {isAllowed(POLICY.enterOutsideCode, actor, found.it.territory) && (
        <Form form={form} refusedText={words.formRefused}>
          <Select form={form} name="system" label={words.codes.system} options={Object.entries(words.codes.systems)} />
          <TextField form={form} name="code" label={words.codes.code} maxlength={100} />
          <TextField form={form} name="day" label={words.codes.day} maxlength={12} />
          <div>
            <Submit>{words.codes.save}</Submit>
          </div>
        </Form>
      )}
    </div>
  ),
  async submit({ tx, actor, found, form, words, today, now }) {
    const enteredOn = readDay(form.day)
    if (!actor || !isAllowed(POLICY.enterOutsideCode, actor, found.it.territory)) return { refused: words.formRefused }
    if (!enteredOn || enteredOn > today) return { errors: { day: words.codes.future } }
    await enterCodes(tx, actor, [{ caseId: found.it.id, system: form.system, code: form.code, enteredOn }], now)
    return { to: link(at.codes, { number: found.it.number }) }
  },
})
