import { formatDay } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import type { Seen } from '../../../platform/page.ts'
import { Card, Form, Submit, TextArea, TextField, Version } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import type { vi } from '../words.vi.ts'
import type { DialogueMove } from '../workflow.ts'
import type { Loaded } from './one-load.ts'

type It = Seen<Loaded, typeof vi> & { form: FormState }

const QUIET: readonly DialogueMove[] = ['postpone', 'cancel']

/** The next step of a dialogue, for whoever may take it. */
export function MoveCard({ found, words, form, language, move }: It & { move: DialogueMove }) {
  const say = words.one
  return (
    <Card title={words.moves[move]}>
      <Form form={form} part={move} refusedText={words.formRefused}>
        <input type="hidden" name="_do" value={move} />
        <Version form={form} now={found.it.version} again={form.refused === words.refused.changed} />
        {move === 'announce' && (
          <>
            <p class="quiet">{say.announceHint}</p>
            {found.earliest ? (
              <>
                <p class="strong">
                  {words.plan.earliest} {formatDay(found.earliest.dueOn)}
                </p>
                <DeadlineProof proof={found.earliest} language={language} />
              </>
            ) : (
              <p class="quiet">{say.noNotice}</p>
            )}
          </>
        )}
        {move === 'hold' && <p class="quiet">{say.holdHint}</p>}
        {move === 'approve' && <p class="quiet">{say.approveHint}</p>}
        {move === 'draftMinutes' && (
          <>
            <p class="quiet">{say.amendHint}</p>
            <div class="cells">
              <TextField form={form} name="attended" label={say.attended} inputmode="numeric" maxlength={7} />
              <TextField
                form={form}
                name="men"
                label={say.men}
                optional={words.optional}
                inputmode="numeric"
                maxlength={7}
              />
              <TextField
                form={form}
                name="women"
                label={say.women}
                optional={words.optional}
                inputmode="numeric"
                maxlength={7}
              />
              <TextField
                form={form}
                name="organizations"
                label={say.organizations}
                optional={words.optional}
                inputmode="numeric"
                maxlength={7}
              />
            </div>
            <TextArea form={form} name="conclusion" label={say.conclusion} rows={5} maxlength={10_000} />
          </>
        )}
        {move === 'publish' && <TextArea form={form} name="sentHow" label={say.sentHow} rows={3} maxlength={500} />}
        {move === 'replan' && (
          <TextField form={form} name="heldOn" label={say.newDay} hint={words.day} maxlength={12} />
        )}
        {QUIET.includes(move) && <Reason form={form} move={move} label={say.reason} />}
        <div>
          <Submit quiet={QUIET.includes(move)}>{words.moves[move]}</Submit>
        </div>
      </Form>
    </Card>
  )
}

/** Two moves of one page ask for a reason: each field has an id of its own. */
function Reason({ form, move, label }: { form: FormState; move: DialogueMove; label: string }) {
  const id = `f-${move}-reason`
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {form.errors.reason && form.values._do === move && <p class="wrong">{form.errors.reason}</p>}
      <input
        class="ds-input"
        id={id}
        name="reason"
        maxlength={500}
        autocomplete="off"
        value={form.values._do === move ? (form.values.reason ?? '') : ''}
      />
    </div>
  )
}
