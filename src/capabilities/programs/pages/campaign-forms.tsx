import type { Child } from 'hono/jsx'
import type { FormState } from '../../../platform/form.ts'
import { link, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Check, Form, Select, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import type { vi } from '../words.vi.ts'
import { type Found, figure } from './campaign-load.ts'

type It = Seen<Found, typeof vi> & { form: FormState }

/** What can be entered while a campaign runs, each behind its own heading. */
export function CampaignForms({ found, words, form, actor }: It) {
  const say = words.campaign
  const { it, measures, participants, wrong } = found
  if (it.state !== 'running') return null
  const has = (...fields: string[]) => fields.some((one) => form.errors[one]) || undefined
  const part = (name: string, title: string, isOpen: true | undefined, fields: Child, files = false) => (
    <details open={isOpen}>
      <summary>{title}</summary>
      <Form form={form} part={name} refusedText={words.formRefused} files={files}>
        <input type="hidden" name="_do" value={name} />
        {fields}
        <div>
          <Submit quiet>{title}</Submit>
        </div>
      </Form>
    </details>
  )
  const mayEnter = isAllowed(POLICY.enterCount, actor, it)
  return (
    <div class="stack noprint">
      {form.refused && <p class="notice bad">{form.refused}</p>}
      {mayEnter &&
        part(
          'measure',
          say.addMeasure,
          has('measureName', 'countedIn', 'basis', 'target'),
          <>
            <div class="cells">
              <TextField form={form} name="measureName" label={say.measureName} maxlength={200} />
              <TextField form={form} name="countedIn" label={say.countedIn} maxlength={40} />
            </div>
            <TextArea form={form} name="basis" label={say.basisLabel} rows={2} maxlength={1000} />
            <TextField
              form={form}
              name="target"
              label={say.target}
              hint={say.targetHint}
              inputmode="decimal"
              maxlength={16}
            />
          </>,
        )}
      {mayEnter &&
        measures.length > 0 &&
        participants.length > 0 &&
        part(
          'count',
          say.enterCount,
          wrong ? true : has('measure', 'participant', 'amount', 'onDay', 'source'),
          <>
            {wrong ? (
              <Corrected found={found} words={words} />
            ) : (
              <>
                <Select
                  form={form}
                  name="measure"
                  label={say.measure}
                  options={measures.map((one) => [String(one.id), one.name] as const)}
                />
                <Select
                  form={form}
                  name="participant"
                  label={say.participant}
                  options={participants.map((one) => [String(one.id), one.name] as const)}
                />
              </>
            )}
            <div class="cells">
              <TextField form={form} name="amount" label={say.amount} inputmode="decimal" maxlength={16} />
              <TextField form={form} name="onDay" label={say.onDay} hint={words.day} maxlength={12} />
            </div>
            <TextField form={form} name="source" label={say.source} hint={say.sourceHint} maxlength={300} />
          </>,
        )}
      {mayEnter &&
        part(
          'result',
          say.enterResult,
          has('resultOn', 'text', 'files', 'pictured'),
          <>
            <TextField form={form} name="resultOn" label={say.onDay} hint={words.day} maxlength={12} />
            <TextArea form={form} name="text" label={say.resultText} rows={3} maxlength={3000} />
            <div class="field">
              <label for="f-files">{say.photos}</label>
              <p class="quiet" id="h-files">
                {say.photosHint}
              </p>
              {form.errors.files && (
                <p class="wrong" id="e-files">
                  {form.errors.files}
                </p>
              )}
              <input
                class="ds-input"
                id="f-files"
                name="files"
                type="file"
                multiple
                accept="image/*"
                aria-describedby="h-files"
              />
            </div>
            <TextField form={form} name="pictured" label={say.pictured} hint={say.picturedHint} maxlength={300} />
            <Check form={form} name="mayShow" label={say.mayShow} />
          </>,
          true,
        )}
      {mayEnter &&
        part(
          'participant',
          say.addParticipant,
          has('name'),
          <TextField form={form} name="name" label={say.participant} maxlength={200} />,
        )}
      {isAllowed(POLICY.endCampaign, actor, it) &&
        part(
          'end',
          say.end,
          has('closing'),
          <>
            <input type="hidden" name="version" value={String(it.version)} />
            <TextArea form={form} name="closing" label={say.closing} rows={4} maxlength={5000} />
          </>,
        )}
    </div>
  )
}

/** What is corrected stays of the same measure and the same participant. */
function Corrected({ found: { it, wrong, measures, participants }, words }: Pick<It, 'found' | 'words'>) {
  const say = words.campaign
  const measure = measures.find((one) => one.id === wrong?.measureId)
  const who = participants.find((one) => one.id === wrong?.participantId)
  return (
    wrong && (
      <p class="notice warn">
        <input type="hidden" name="corrects" value={String(wrong.id)} />
        <input type="hidden" name="measure" value={String(wrong.measureId)} />
        <input type="hidden" name="participant" value={String(wrong.participantId)} />
        {say.correcting(`${measure?.name}, ${who?.name}: ${figure(wrong.amount)} ${measure?.countedIn}`)}{' '}
        <a href={link(at.campaign, { campaign: it.id })}>{say.correctsNothing}</a>
      </p>
    )
  )
}
