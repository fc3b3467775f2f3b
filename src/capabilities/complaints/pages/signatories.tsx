import { z } from 'zod'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Submit, TextArea } from '../../../ui/parts.tsx'
import { addSignatories } from '../group-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { signatoriesOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { mostRepresentatives } from '../workflow.ts'
import { foundComplaint } from './complaint-load.ts'

/** Who signed a complaint of many: every signature, and who speaks for all (article 29, Law on Reception). */
export const signatories = page({
  path: at.signatories,
  surface: 'workspace',
  audit: 'complaints.signatories',
  words: { vi, en },
  async load(visit) {
    const found = await foundComplaint(visit)
    return found && { ...found, people: await signatoriesOf(visit.tx, found.of.id) }
  },
  may: (actor, { of }) =>
    isAllowed(POLICY.seeSignatories, actor, of.territory) || isAllowed(POLICY.addSignatories, actor, of.territory),
  head: ({ words }) => ({ title: words.signatories.title, nav: 'complaints' }),
  subject: ({ of }) => of.number,
  fields: z.object({ people: z.string().trim().min(2).max(200_000) }),
  view: ({ found, words, form, actor }) => (
    <div class="stack narrow">
      <p class="quiet">
        <a href={link(at.complaint, { number: found.of.number })}>
          {found.of.number} · {found.it.against}
        </a>
      </p>
      <h1>{words.signatories.title}</h1>
      <p class="lead">{words.signatories.lead}</p>
      <Card>
        {found.people.length === 0 && <p class="quiet">{words.signatories.none}</p>}
        <ol>
          {found.people.map((one) => (
            <li>
              <span class="strong">{one.name}</span>
              {one.address ? `, ${one.address}` : ''}{' '}
              {one.represents && <span class="quiet">{words.signatories.represents}</span>}
            </li>
          ))}
        </ol>
      </Card>
      {isAllowed(POLICY.addSignatories, actor, found.of.territory) && (
        <Form form={form} refusedText={words.formRefused}>
          <TextArea
            form={form}
            name="people"
            label={words.signatories.add}
            hint={words.signatories.addHint}
            rows={10}
          />
          <div>
            <Submit>{words.signatories.submit}</Submit>
          </div>
        </Form>
      )}
    </div>
  ),
  async submit({ tx, host, actor, found, form, words }) {
    if (!isAllowed(POLICY.addSignatories, actor, found.of.territory) || !actor)
      return { refused: words.refused.notOpen }
    const people = form.people.split('\n').flatMap((line) => {
      const [who = '', ...rest] = line.replace(/^\s*\d{1,4}[.)]\s*/, '').split(';')
      const represents = who.trim().startsWith('*')
      const name = who.trim().replace(/^\*\s*/, '')
      return name === '' && rest.length === 0 ? [] : [{ name, address: rest.join(';').trim() || null, represents }]
    })
    if (people.some(({ name, address }) => name.length < 2 || name.length > 120 || (address ?? '').length > 300))
      return { errors: { people: words.signatories.wrong } }
    const added = await addSignatories({ tx, host, actor }, found, people)
    return 'refused' in added
      ? { errors: { people: words.signatories.tooMany(mostRepresentatives(added.of)) } }
      : { to: link(at.signatories, { number: found.of.number }) }
  },
})
