import { z } from 'zod'
import { placeById } from '../../../organization/openings.ts'
import { formatDay } from '../../../platform/day.ts'
import { actAs } from '../../../platform/db.ts'
import { anyone, link, page } from '../../../platform/page.ts'
import { Form, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { requestById, requestByToken } from '../queries.ts'
import { replyToRequest, tokenHash } from '../side-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** A body outside the system answers the one question it was asked; nothing of the case stands here. */
export const reply = page({
  path: at.reply,
  surface: 'public',
  audit: 'complaints.reply',
  words: { vi, en },
  async load({ tx, params, today }) {
    const door = await requestByToken(tx, tokenHash(params.token ?? ''))
    if (!door) return null
    actAs(tx, { unitId: door.unitId, postId: null, sealId: null })
    const asked = await requestById(tx, door.id)
    return asked && { asked, place: await placeById(tx, door.unitId, today) }
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.reply.title, place: found.place ?? undefined, private: true }),
  fields: z.object({ reply: z.string().trim().min(5).max(10_000), repliedBy: z.string().trim().min(3).max(200) }),
  view: ({ found: { asked, place }, words, form }) => (
    <div class="wrap narrow pad stack wide">
      <h1>{words.reply.title}</h1>
      {asked.reply !== null ? (
        <p class="lead">{words.reply.done}</p>
      ) : (
        <>
          <p class="lead">{words.reply.lead(place?.name ?? '')}</p>
          <div class="card stack tight">
            <p class="strong">{asked.bodyName}</p>
            <p class="keep">{asked.question}</p>
            <p class="quiet">{words.reply.due(formatDay(asked.dueOn))}</p>
          </div>
          <Form form={form} refusedText={words.formRefused}>
            <TextArea
              form={form}
              name="reply"
              label={words.reply.reply}
              hint={words.reply.secret}
              rows={8}
              maxlength={10_000}
            />
            <TextField form={form} name="repliedBy" label={words.reply.repliedBy} maxlength={200} />
            <div>
              <Submit>{words.reply.submit}</Submit>
            </div>
          </Form>
        </>
      )}
    </div>
  ),
  async submit({ tx, host, found, form, words, params, language }) {
    const done = await replyToRequest({ tx, host }, found.asked.id, form.reply, form.repliedBy)
    return 'refused' in done
      ? { refused: words.reply.gone }
      : { to: link(at.reply, { token: params.token ?? '' }, language) }
  },
})
