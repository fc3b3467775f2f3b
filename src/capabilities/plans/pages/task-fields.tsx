import { z } from 'zod'
import { mayBeFocalPoint, postsOf } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { chosen } from '../../../platform/fields.ts'
import type { FormState } from '../../../platform/form.ts'
import type { Visit } from '../../../platform/page.ts'
import type { WordsLike } from '../../../platform/words.ts'
import { Select, TextField } from '../../../ui/parts.tsx'
import { itemsOf, planById } from '../queries.ts'
import type { vi } from '../words.vi.ts'
import { optional } from './plan-fields.ts'

/** A plan under way with what a task is chosen from. */
export async function planForTask({ tx, params, today }: Visit) {
  const it = await planById(tx, Number(params.plan))
  if (it?.state !== 'adopted') return null
  const [items, posts] = await Promise.all([itemsOf(tx, it.id), postsOf(tx, it.unitId, today)])
  return { it, items, posts: posts.filter(mayBeFocalPoint) }
}
type Found = NonNullable<Awaited<ReturnType<typeof planForTask>>>

export const TASK_FIELDS = {
  item: chosen,
  title: z.string().trim().min(5).max(300),
  owner: chosen,
  expected: z.string().trim().min(3).max(500),
  ...{ product: optional(300), authority: optional(300) },
}

export const taskOf = (form: z.infer<z.ZodObject<typeof TASK_FIELDS>>) => ({
  ...{ itemId: form.item, title: form.title, ownerPostId: form.owner, expectedResult: form.expected },
  ...{ product: form.product, authority: form.authority },
})

export function TaskFields({ form, words, found }: { form: FormState; words: WordsLike<typeof vi>; found: Found }) {
  const say = words.task
  return (
    <>
      <Select
        form={form}
        name="item"
        label={say.item}
        empty={words.draft.choose}
        options={found.items.map((one) => [String(one.id), `${one.position}. ${one.content.slice(0, 120)}`] as const)}
      />
      <TextField form={form} name="title" label={say.name} maxlength={300} />
      <Select
        form={form}
        name="owner"
        label={say.owner}
        hint={say.ownerHint}
        empty={words.draft.choose}
        options={found.posts.map((one) => [String(one.id), `${one.title} (${one.holder})`] as const)}
      />
      <TextField form={form} name="expected" label={say.expected} hint={say.expectedHint} maxlength={500} />
      {found.it.clarities === 6 && (
        <div class="cells">
          <TextField form={form} name="product" label={say.product} maxlength={300} />
          <TextField form={form} name="authority" label={say.authority} hint={say.authorityHint} maxlength={300} />
        </div>
      )}
    </>
  )
}

export const lastOf = ({ it }: Found) => formatDay(it.until)
