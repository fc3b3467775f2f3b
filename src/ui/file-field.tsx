import type { FormState } from '../platform/form.ts'

/** One file to send; `accept` as the browser's file chooser asks for it. */
export const FileField = ({
  form,
  label,
  hint,
  accept,
}: {
  form: FormState
  label: string
  hint?: string
  accept: string
}) => (
  <div class="field">
    <label for="f-files">{label}</label>
    {hint && (
      <p class="quiet" id="h-files">
        {hint}
      </p>
    )}
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
      accept={accept}
      aria-describedby={[hint && 'h-files', form.errors.files && 'e-files'].filter(Boolean).join(' ') || undefined}
    />
  </div>
)
