import { z } from 'zod'
import { postTitles } from '../../../organization/officials.ts'
import { formatDay, readDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { movesOpen } from '../../../platform/workflow.ts'
import { Card, Form, Notice, Status, TextArea, TextField, Version } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { apologyById, sendApology, signApology, writeApology } from '../apology-actions.ts'
import { CommitmentStatus } from '../parts.tsx'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { APOLOGY_MOVES, mayOpenApology } from '../workflow.ts'
import { WORKPLACE } from './work-view.tsx'

const typedDay = z
  .string()
  .trim()
  .refine((text) => readDay(text) !== null, { error: 'day' })

const fields = z.discriminatedUnion('_do', [
  z.object({
    _do: z.enum(['save', 'sign']),
    version: z.coerce.number().int(),
    cause: z.string().trim().min(10).max(2000),
    change: z.string().trim().min(10).max(2000),
    furtherOn: typedDay,
  }),
  z.object({ _do: z.literal('send') }),
])

/** The apology for one late promise: written by the focal point, signed by the head, sent to the one who waits. */
export const apologyPage = page({
  path: at.apology,
  surface: 'workspace',
  audit: 'commitments.apology',
  words: { vi, en },
  async load({ tx, params, actor, today }) {
    const found = /^\d{1,15}$/.test(params.apology ?? '') ? await apologyById(tx, Number(params.apology)) : null
    if (!found) return null
    const open = movesOpen(APOLOGY_MOVES, found.apology.state, actor, found.commitment)
    return { ...found, open, posts: await postTitles(tx, [found.apology.signerPostId], today) }
  },
  may: (actor, { apology, commitment }) => mayOpenApology(actor, apology.state, commitment),
  head: ({ words }) => ({ title: words.apology.title, nav: 'mine' }),
  subject: ({ apology }) => `apology ${apology.id}`,
  fields,
  filled: ({ found: { apology } }) => ({
    cause: apology.cause ?? '',
    change: apology.change ?? '',
    furtherOn: formatDay(apology.furtherOn),
    version: String(apology.version),
  }),
  view({ found, words, form, language, today }) {
    const { apology, commitment, open } = found
    const signer = found.posts.get(apology.signerPostId)?.title ?? ''
    // Told that somebody else wrote meanwhile, one reads their text and may save again.
    const again = form.refused === words.apology.changed
    return (
      <div class="stack">
        <div>
          <p class="quiet">
            <a href={link(WORKPLACE, { commitment: commitment.id })}>{commitment.title}</a> ·{' '}
            {words.apology.ordinal(apology.ordinal)}
          </p>
          <h1>{words.apology.title}</h1>
        </div>
        <p class="row">
          <Status is={apology.state === 'sent' ? 'done' : 'soon'}>{words.apology.state[apology.state]}</Status>
          <CommitmentStatus of={commitment} today={today} language={language} />
        </p>
        {apology.ordinal > 1 && <Notice kind="warn">{words.apology.second}</Notice>}
        <div class="two">
          <Card>
            <p class="lead">{words.apology.lead}</p>
            {again && (
              <Notice>
                <p class="keep">{apology.cause}</p>
                <p class="keep">{apology.change}</p>
              </Notice>
            )}
            {open.includes('write') ? (
              <Form form={form} refusedText={words.apology.formRefused}>
                <Version form={form} again={again} now={apology.version} />
                <TextArea
                  form={form}
                  name="cause"
                  label={words.apology.cause}
                  hint={words.apology.causeHint}
                  rows={4}
                  maxlength={2000}
                />
                <TextArea
                  form={form}
                  name="change"
                  label={words.apology.change}
                  hint={words.apology.changeHint}
                  rows={4}
                  maxlength={2000}
                />
                <TextField
                  form={form}
                  name="furtherOn"
                  label={words.apology.furtherOn}
                  hint={words.apology.furtherHint(formatDay(apology.legalDueOn))}
                  maxlength={12}
                />
                <div class="row">
                  {open.includes('sign') && (
                    <button class="ds-button" type="submit" name="_do" value="sign">
                      {words.apology.signAndSend}
                    </button>
                  )}
                  <button class="ds-button" data-variant="secondary" type="submit" name="_do" value="save">
                    {words.apology.save}
                  </button>
                  {!open.includes('sign') && (
                    <span class="quiet">
                      {words.apology.whoSigns}: {signer}
                    </span>
                  )}
                </div>
              </Form>
            ) : (
              <>
                <p class="keep">{apology.cause}</p>
                <p class="keep">{apology.change}</p>
                <p>{words.apology.signed(apology.signedForm ?? '', signer)}</p>
                {open.includes('send') && (
                  <Form form={form} refusedText={words.apology.formRefused}>
                    <div>
                      <button class="ds-button" type="submit" name="_do" value="send">
                        {words.apology.send}
                      </button>
                    </div>
                  </Form>
                )}
              </>
            )}
          </Card>
          <Card title={words.apology.legalDue(formatDay(apology.legalDueOn))}>
            <DeadlineProof proof={commitment.proof} language={language} />
          </Card>
        </div>
      </div>
    )
  },
  async submit({ tx, found, form, actor, now, today, words, language }) {
    const { apology, open } = found
    if (!actor) return { refused: words.apology.notOpen }
    const here = link(at.apology, { apology: apology.id }, language)
    if (form._do === 'send') {
      if (!open.includes('send')) return { refused: words.apology.notOpen }
      const sent = await sendApology(tx, apology.id, actor, now, today)
      return 'refused' in sent ? { refused: words.apology[sent.refused] } : { to: here }
    }
    if (!open.includes(form._do === 'sign' ? 'sign' : 'write')) return { refused: words.apology.notOpen }
    const furtherOn = readDay(form.furtherOn)
    if (!furtherOn) return { errors: { furtherOn: 'day' } }
    const written = await writeApology(
      tx,
      apology.id,
      { cause: form.cause, change: form.change, furtherOn },
      form.version,
      today,
    )
    if ('refused' in written)
      return written.refused === 'furtherTooEarly'
        ? { errors: { furtherOn: words.apology.furtherTooEarly } }
        : { refused: words.apology[written.refused] }
    if (form._do === 'sign') {
      await signApology(tx, apology.id, actor, now)
      await sendApology(tx, apology.id, actor, now, today)
    }
    return { to: here }
  },
})
