import type { Child, PropsWithChildren } from 'hono/jsx'
import type { FormState } from '../platform/form.ts'

/** A form: its key against double submits, what was refused, what to mend. Several forms on a page name their `part`. */
export function Form({
  form,
  action,
  files,
  refusedText,
  children,
  part,
}: PropsWithChildren<{ form: FormState; action?: string; files?: boolean; refusedText: string; part?: string }>) {
  const wrong = Object.entries(form.errors)
  const mine = part === undefined || form.values._key === undefined || form.values._key.endsWith(`-${part}`)
  return (
    <form method="post" action={action} enctype={files ? 'multipart/form-data' : undefined} class="stack" novalidate>
      <input type="hidden" name="_key" value={part ? `${form.key}-${part}` : form.key} />
      {mine && (form.refused || wrong.length > 0) && (
        <div class="notice bad" role="alert" tabindex={-1} id="refused">
          <p class="strong">{form.refused ?? refusedText}</p>
          {wrong.length > 0 && (
            <ul>
              {wrong.map(([name, text]) => (
                <li>
                  <a href={`#f-${name}`}>{text}</a>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {children}
    </form>
  )
}

/** The version of the record that was read; `again`: one was shown what somebody else wrote meanwhile, and may send over it. */
export const Version = ({ form, again, now }: { form: FormState; again: boolean; now: number }) => (
  <input type="hidden" name="version" value={again ? String(now) : (form.values.version ?? '')} />
)

interface FieldOf {
  form: FormState
  name: string
  label: string
  hint?: string | undefined
  optional?: string | undefined
}

function about(form: FormState, name: string, hint?: string) {
  const ids = [hint && `h-${name}`, form.errors[name] && `e-${name}`].filter(Boolean).join(' ')
  return { 'aria-describedby': ids || undefined, 'aria-invalid': form.errors[name] ? 'true' : undefined } as const
}

function Around({ form, name, label, hint, optional, children }: PropsWithChildren<FieldOf>) {
  return (
    <div class="field">
      <label for={`f-${name}`}>
        {label} {optional && <span class="quiet">({optional})</span>}
      </label>
      {hint && (
        <p class="quiet" id={`h-${name}`}>
          {hint}
        </p>
      )}
      {form.errors[name] && (
        <p class="wrong" id={`e-${name}`}>
          {form.errors[name]}
        </p>
      )}
      {children}
    </div>
  )
}

export function TextField(
  it: FieldOf & {
    type?: string
    autocomplete?: string
    inputmode?: string
    maxlength?: number
    spellcheck?: boolean
    value?: string
  },
) {
  const { form, name, type = 'text', value } = it
  return (
    <Around {...it}>
      <input
        class="ds-input"
        id={`f-${name}`}
        name={name}
        type={type}
        value={type === 'password' ? '' : (value ?? form.values[name] ?? '')}
        autocomplete={it.autocomplete ?? 'off'}
        inputmode={it.inputmode as 'text'}
        maxlength={it.maxlength}
        spellcheck={it.spellcheck}
        {...about(form, name, it.hint)}
      />
    </Around>
  )
}

export function TextArea(it: FieldOf & { rows?: number; maxlength?: number }) {
  const { form, name } = it
  return (
    <Around {...it}>
      <textarea
        class="ds-input"
        id={`f-${name}`}
        name={name}
        rows={it.rows ?? 5}
        maxlength={it.maxlength}
        autocomplete="off"
        {...about(form, name, it.hint)}
      >
        {form.values[name] ?? ''}
      </textarea>
    </Around>
  )
}

export function Select(it: FieldOf & { options: readonly (readonly [value: string, text: string])[]; empty?: string }) {
  const { form, name } = it
  return (
    <Around {...it}>
      <select class="ds-input" id={`f-${name}`} name={name} {...about(form, name, it.hint)}>
        {it.empty !== undefined && <option value="">{it.empty}</option>}
        {it.options.map(([value, text]) => (
          <option value={value} selected={form.values[name] === value}>
            {text}
          </option>
        ))}
      </select>
    </Around>
  )
}

export function Choices(
  it: FieldOf & {
    /** The heading of the page says it already. */
    said?: boolean
    options: readonly { value: string; text: string; hint?: string | undefined }[]
  },
) {
  const { form, name } = it
  return (
    <fieldset {...about(form, name, it.hint)}>
      <legend class={it.said ? 'ds-sr-only' : undefined}>{it.label}</legend>
      {it.hint && (
        <p class="quiet" id={`h-${name}`}>
          {it.hint}
        </p>
      )}
      {form.errors[name] && (
        <p class="wrong" id={`e-${name}`}>
          {form.errors[name]}
        </p>
      )}
      {it.options.map((option, i) => (
        <label class="choice">
          <input
            class="ds-input"
            type="radio"
            name={name}
            id={i === 0 ? `f-${name}` : undefined}
            value={option.value}
            checked={form.values[name] === option.value}
          />
          <span>
            <span class="strong">{option.text}</span>
            {option.hint && <span class="quiet under">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

export function Check({ form, name, label, hint }: FieldOf) {
  return (
    <div>
      {form.errors[name] && (
        <p class="wrong" id={`e-${name}`}>
          {form.errors[name]}
        </p>
      )}
      <label class="choice">
        <input
          class="ds-input"
          type="checkbox"
          id={`f-${name}`}
          name={name}
          value="yes"
          checked={form.values[name] === 'yes'}
        />
        <span>
          <span class="strong">{label}</span>
          {hint && <span class="quiet under">{hint}</span>}
        </span>
      </label>
    </div>
  )
}

export function Submit({
  children,
  quiet,
  name,
  value,
}: PropsWithChildren<{ quiet?: boolean; name?: string; value?: string }>) {
  return (
    <button
      class="ds-button grow"
      type="submit"
      name={name}
      value={value}
      data-variant={quiet ? 'secondary' : 'primary'}
    >
      {children}
    </button>
  )
}

export function LinkButton({ href, quiet, children }: PropsWithChildren<{ href: string; quiet?: boolean }>) {
  return (
    <a class="ds-button" href={href} data-variant={quiet ? 'secondary' : 'primary'}>
      {children}
    </a>
  )
}

export type Standing = 'late' | 'soon' | 'going' | 'done' | 'still'

/** A word, a shape and a colour: readable without seeing colours. */
export const Status = ({ is, children }: PropsWithChildren<{ is: Standing }>) => (
  <span class={`status ${is}`}>{children}</span>
)

export const Card = ({ title, children, plain }: PropsWithChildren<{ title?: Child; plain?: boolean }>) => (
  <section class={plain ? 'card plain' : 'card'}>
    {title && <h2>{title}</h2>}
    {children}
  </section>
)

export const Notice = ({ kind, children }: PropsWithChildren<{ kind?: 'good' | 'bad' | 'warn' }>) => (
  <div class={`notice ${kind ?? ''}`} role="status">
    {children}
  </div>
)

export const Empty = ({ title, children }: PropsWithChildren<{ title: string }>) => (
  <div class="card stack tight">
    <p class="strong">{title}</p>
    <p class="quiet">{children}</p>
  </div>
)

/** How many lie in a pile; nobody reads an exact figure above 999, and none is counted further. */
export const pile = (count: number) => (count > 999 ? '999+' : String(count))

export function Mark() {
  return (
    <svg viewBox="0 0 40 40" aria-hidden="true">
      <rect width="40" height="40" rx="9" fill="var(--ds-color-accent-base-default)" />
      <path
        d="M9 20 20 10l11 10"
        fill="none"
        stroke="#f0c75e"
        stroke-width="3"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <path d="M13 21h14a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-7l-4 3.5V30h-3a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2z" fill="#fff" />
    </svg>
  )
}
