import { deadlineBy, type RuledDeadline } from '../../../law/deadlines.ts'
import { readDay } from '../../../platform/day.ts'
import { platformWords } from '../../../platform/draw-page.ts'
import { emptyForm, type FormState } from '../../../platform/form.ts'
import { anyone, link, page, type Seen, type Visit } from '../../../platform/page.ts'
import { Card, Check, Empty, TextField } from '../../../ui/parts.tsx'
import { type ChosenRule, chosenRule, DEFAULT_RULE, FAMILIES, RULE_CHOICES } from '../choices.ts'
import { at } from '../paths.ts'
import { DeadlineProof, dayInWords } from '../proof.tsx'
import { workingCalendar } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const WORDS = { vi, en }
const EXAMPLE = '?rule=KN-05&from=05%2F01%2F2026'
const FIELDS = ['rule', 'from'] as const

interface Counted {
  form: FormState
  chosen: ChosenRule | null
  deadline: RuledDeadline | null
}

/** Reads the question from the address, so that an answer can be kept, sent and printed. */
async function load({ tx, query, language }: Visit): Promise<Counted> {
  const words = WORDS[language].calculator.refused
  const isTicked = (name: string) => ['yes', 'true', 'on', '1'].includes(query[name] ?? '')
  const asked = query.rule === undefined ? DEFAULT_RULE : query.rule.slice(0, 60)
  const chosen = chosenRule(asked)
  const complex = isTicked('complex') || chosen?.complex === true
  const remote = isTicked('remote') || chosen?.remote === true
  const typed = query.from?.slice(0, 40)
  const errors: Record<string, string> = {}
  const form = {
    ...emptyForm({
      rule: chosen?.choice.value ?? '',
      from: typed ?? '',
      complex: complex ? 'yes' : '',
      remote: remote ? 'yes' : '',
    }),
    errors,
  }
  if (!chosen) errors.rule = words.unknownRule
  // The page as it is first opened, or as another page links to it with a rule already chosen.
  if (typed === undefined) return { form, chosen, deadline: null }
  const from = readDay(typed)
  if (!from) errors.from = platformWords[language].field[typed.trim() === '' ? 'empty' : 'day']
  if (!chosen || !from) return { form, chosen, deadline: null }
  const calendar = await workingCalendar(tx, true)
  const deadline = deadlineBy(chosen.choice.value, from, calendar, { complex, remote })
  if (!('refused' in deadline)) return { form, chosen, deadline }
  errors.from = words[deadline.refused]
  return { form, chosen, deadline: null }
}

type It = Seen<Counted, typeof vi>

/** "Tính hạn theo luật": any rule, any day, with the whole count. */
export const calculator = page({
  path: at.calculator,
  surface: 'public',
  audit: 'calendar.calculator',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ words }) => ({ title: words.calculator.title, nav: 'calculator' }),
  view(it) {
    const { words, language } = it
    return (
      <div class="wrap pad stack">
        <div>
          <h1>{words.calculator.title}</h1>
          <p class="lead">{words.calculator.lead}</p>
        </div>
        <div class="cells">
          <div>
            <Question {...it} />
          </div>
          <Outcome {...it} />
        </div>
        <p>
          <a href={link(at.rules, {}, language)}>{words.calculator.allRules}</a>
        </p>
      </div>
    )
  },
})

function Question({ found: { form }, words, language }: It) {
  const here = words.calculator
  return (
    <form method="get" action={link(at.calculator, {}, language)} class="stack" novalidate>
      {Object.keys(form.errors).length > 0 && (
        <div class="notice bad" role="alert" id="refused">
          <p class="strong">{words.formRefused}</p>
          <ul>
            {FIELDS.filter((name) => form.errors[name]).map((name) => (
              <li>
                <a href={`#f-${name}`}>{form.errors[name]}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      <RuleField form={form} words={words} />
      <TextField form={form} name="from" label={here.from} hint={here.fromHint} maxlength={10} />
      <fieldset>
        <legend>{here.circumstances}</legend>
        <div class="stack tight">
          <Check form={form} name="complex" label={here.complex} />
          <Check form={form} name="remote" label={here.remote} />
        </div>
      </fieldset>
      <div>
        <button class="ds-button grow" type="submit" data-variant="primary">
          {here.count}
        </button>
      </div>
    </form>
  )
}

function RuleField({ form, words }: { form: FormState; words: It['words'] }) {
  const wrong = form.errors.rule
  return (
    <div class="field">
      <label for="f-rule">{words.calculator.rule}</label>
      {wrong && (
        <p class="wrong" id="e-rule">
          {wrong}
        </p>
      )}
      <select
        class="ds-input"
        id="f-rule"
        name="rule"
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? 'e-rule' : undefined}
      >
        {wrong && <option value="">—</option>}
        {FAMILIES.map((family) => (
          <optgroup label={words.families[family]}>
            {RULE_CHOICES.filter((choice) => choice.family === family).map(({ value, subject }) => (
              <option value={value} selected={form.values.rule === value}>
                {subject} ({value})
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}

function Outcome({ found, words, language }: It) {
  const { deadline, chosen, form } = found
  const here = words.calculator
  if (!deadline)
    return (
      <Empty title={here.emptyTitle}>
        {here.emptyText}
        <br />
        <a href={`${link(at.calculator, {}, language)}${EXAMPLE}`}>{here.example}</a>
      </Empty>
    )
  const wished = (['complex', 'remote'] as const).filter((fact) => form.values[fact] === 'yes')
  const isSame = wished.some((fact) => !chosen?.choice[fact])
  return (
    <Card>
      <div>
        <p class="quiet">{deadline.bound === 'atLeast' ? here.earliest : here.answer}</p>
        <p class="figure">{capital(dayInWords(deadline.dueOn, language))}</p>
        <p class="strong">
          {deadline.subject} <span class="quiet">({deadline.rule})</span>
        </p>
        <p class="quiet">{words.countedFrom(words.events[deadline.event])}</p>
      </div>
      {isSame && <p class="notice">{here.sameLimit}</p>}
      <DeadlineProof proof={deadline} language={language} open />
      {deadline.note && <p class="law">{deadline.note}</p>}
      <p class="quiet">{here.disclaimer}</p>
    </Card>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
