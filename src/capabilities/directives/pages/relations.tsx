import type { FormState } from '../../../platform/form.ts'
import { link, type Seen } from '../../../platform/page.ts'
import { Card, Form, Select, Submit, TextField } from '../../../ui/parts.tsx'
import { RELATIONS } from '../kinds.ts'
import { at } from '../paths.ts'
import type { vi } from '../words.vi.ts'
import type { Found } from './document-load.ts'

type It = Seen<Found, typeof vi> & { form: FormState }

/** What this document does to others and others to it; what one's own unit said can be taken back. */
export function Relations({ found: { it, relations, dangling }, words, actor, form }: It) {
  const say = words.document
  return (
    <>
      <Card title={say.relations}>
        {relations.length === 0 ? (
          <p class="quiet">{say.noRelations}</p>
        ) : (
          <ul class="list plain">
            {relations.map((one) => {
              const [from, to] = one.isFrom ? [one.other.id, it.id] : [it.id, one.other.id]
              return (
                <li class="stack tight">
                  <p>
                    <span class="quiet">{one.isFrom ? words.relationsFrom[one.kind] : words.relations[one.kind]}</span>{' '}
                    <a class="strong" href={link(at.document, { document: one.other.id })}>
                      {one.other.symbol}
                    </a>{' '}
                    {one.other.title}
                  </p>
                  <p class="row quiet">
                    {one.citationId && <span>{say.said}</span>}
                    {one.unitId === actor?.unitId && (
                      <form method="post">
                        <input type="hidden" name="_key" value={`${form.key}-${from}-${to}-${one.kind}`} />
                        <input type="hidden" name="_do" value="takeBack" />
                        <input type="hidden" name="from" value={String(from)} />
                        <input type="hidden" name="to" value={String(to)} />
                        <input type="hidden" name="kind" value={one.kind} />
                        <button class="ds-button" type="submit" data-variant="tertiary">
                          {say.takeBack}
                          <span class="ds-sr-only">: {one.other.symbol}</span>
                        </button>
                      </form>
                    )}
                  </p>
                </li>
              )
            })}
          </ul>
        )}
      </Card>
      {dangling.length > 0 && (
        <Card title={say.dangling}>
          <p class="quiet">{say.danglingHint}</p>
          <ul class="list plain">
            {dangling.map((one) => (
              <li>
                <a class="strong" href={link(at.document, { document: one.id })}>
                  {one.symbol}
                </a>{' '}
                {one.type} {one.title}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

export function RelationForm({ words, form }: It) {
  const say = words.document
  return (
    <Card title={say.relate}>
      <Form form={form} part="relate" refusedText={words.formRefused}>
        <input type="hidden" name="_do" value="relate" />
        <div class="cells">
          <Select
            form={form}
            name="kind"
            label={say.does}
            options={RELATIONS.map((one) => [one, words.relations[one]] as const)}
          />
          <TextField form={form} name="other" label={say.other} hint={say.otherHint} maxlength={120} />
        </div>
        <div>
          <Submit quiet>{say.relateIt}</Submit>
        </div>
      </Form>
    </Card>
  )
}
