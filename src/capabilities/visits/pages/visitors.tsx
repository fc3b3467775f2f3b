import { z } from 'zod'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Submit, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { openVisitors, territoryOf, type Visitor, visitById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const SHOWN_SECONDS = 300
const SHOWN_COOKIE = 'nguoi-den'

/** Who came: opened by the database with its reason; the page shows it for five minutes and keeps nothing. */
export const visitors = page({
  path: at.visitors,
  surface: 'workspace',
  audit: 'visits.openVisitors',
  words: { vi, en },
  async load({ tx, params }) {
    const it = await visitById(tx, Number(params.visit))
    return it && { it }
  },
  may: (actor, { it }) => isAllowed(POLICY.openVisitors, actor, territoryOf(it)),
  head: ({ words }) => ({ title: words.visitors.title, nav: 'visits', private: true }),
  subject: ({ it }) => `lượt tiếp ${it.id}`,
  fields: z.object({ why: z.string().trim().min(5).max(300) }),
  view({ found, words, form, host, cookie }) {
    const shown = host.keys.open<{ id: number; people: Visitor[] }>('visitors', cookie(SHOWN_COOKIE), SHOWN_SECONDS)
    return (
      <div class="stack narrow">
        <p class="quiet">
          <a href={link(at.visit, { visit: found.it.id })}>{words.visit.title}</a>
        </p>
        <h1>{words.visitors.title}</h1>
        {shown?.id === found.it.id ? (
          <Card>
            {shown.people.length === 0 && <p class="quiet">{words.visitors.none}</p>}
            {shown.people.map((one) => (
              <p>
                <span class="strong">{one.name}</span>
                {[one.address, one.idNumber, one.phone, one.represents && words.visitors.represents]
                  .filter(Boolean)
                  .map((text) => ` · ${text}`)}
              </p>
            ))}
          </Card>
        ) : (
          <Form form={form} refusedText={words.formRefused}>
            <TextField
              form={form}
              name="why"
              label={words.visitors.why}
              hint={words.visitors.whyHint}
              maxlength={300}
            />
            <div>
              <Submit>{words.visitors.open}</Submit>
            </div>
          </Form>
        )}
      </div>
    )
  },
  async submit({ tx, today, found, form }) {
    const people = await openVisitors(tx, found.it.id, form.why, today)
    return {
      to: link(at.visitors, { visit: found.it.id }),
      fleeting: { id: String(found.it.id), people: JSON.stringify(people) },
    }
  },
  cookies: ({ host, remember: { id, people } }) =>
    id && people
      ? [
          {
            name: SHOWN_COOKIE,
            value: host.keys.seal('visitors', { id: Number(id), people: JSON.parse(people) }),
            path: '/',
            maxAgeSeconds: SHOWN_SECONDS,
          },
        ]
      : [],
})
