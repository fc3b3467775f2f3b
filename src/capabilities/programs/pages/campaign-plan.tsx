import type { FormState } from '../../../platform/form.ts'
import { link, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Select, Submit, TextArea } from '../../../ui/parts.tsx'
import { planPaths } from '../../plans/index.ts'
import { POLICY } from '../policy.ts'
import type { vi } from '../words.vi.ts'
import type { Found } from './campaign-load.ts'

type It = Seen<Found, typeof vi> & { form: FormState }

/** The plan a campaign runs by: named, chosen, or made here from its contents. */
export function CampaignPlan({ found: { it, plan, open, posts }, words, form, actor }: It) {
  const say = words.campaign
  if (plan)
    return (
      <Card title={say.plan}>
        <p>
          <a class="strong" href={link(planPaths.plan, { plan: plan.id })}>
            {plan.title}
          </a>
          <span class="quiet under">{say.planProgress(plan.doneCount, plan.taskCount)}</span>
        </p>
      </Card>
    )
  if (it.state !== 'running' || !isAllowed(POLICY.startCampaign, actor, it)) return null
  const has = (...fields: string[]) => fields.some((one) => form.errors[one]) || undefined
  return (
    <Card title={say.plan}>
      <p class="quiet">{say.noPlan}</p>
      <details class="noprint" open={has('items', 'responsible')}>
        <summary>{say.makePlan}</summary>
        <Form form={form} part="makePlan" refusedText={words.formRefused}>
          <input type="hidden" name="_do" value="makePlan" />
          <TextArea form={form} name="items" label={say.items} hint={say.itemsHint} rows={4} />
          <Select
            form={form}
            name="responsible"
            label={say.responsible}
            empty={words.choose}
            options={posts.map((one) => [String(one.id), `${one.title} (${one.holder})`] as const)}
          />
          <div>
            <Submit quiet>{say.makePlan}</Submit>
          </div>
        </Form>
      </details>
      {open.length > 0 && (
        <details class="noprint" open={has('plan')}>
          <summary>{say.choosePlan}</summary>
          <Form form={form} part="choosePlan" refusedText={words.formRefused}>
            <input type="hidden" name="_do" value="choosePlan" />
            <Select
              form={form}
              name="plan"
              label={say.plan}
              empty={words.choose}
              options={open.map((one) => [String(one.id), one.title] as const)}
            />
            <div>
              <Submit quiet>{say.choosePlan}</Submit>
            </div>
          </Form>
        </details>
      )}
    </Card>
  )
}
