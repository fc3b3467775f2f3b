import type { FormState } from '../../../platform/form.ts'

/** One table file. */
export const FileField = ({ form, label, hint }: { form: FormState; label: string; hint?: string }) => (
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
      accept=".xlsx,.csv,text/csv"
      aria-describedby={[hint && 'h-files', form.errors.files && 'e-files'].filter(Boolean).join(' ') || undefined}
    />
  </div>
)
