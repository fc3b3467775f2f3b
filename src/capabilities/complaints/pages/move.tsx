import { formatDay } from '../../../platform/day.ts'
import { readForm } from '../../../platform/form.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Form, Notice, Submit, Version } from '../../../ui/parts.tsx'
import { moveComplaint } from '../move-actions.ts'
import { INPUT, type MoveInput } from '../move-input.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { COMPLAINT_MOVES } from '../workflow.ts'
import { MoveFields } from './move-fields.tsx'
import { LINK_COOKIE, LINK_SECONDS, loadMove, type MoveIt } from './move-load.ts'

/** One page for every move of the table: its form, its right and its refusals come from there. */
export const movePage = page({
  path: at.move,
  surface: 'workspace',
  audit: 'complaints.move',
  words: { vi, en },
  load: loadMove,
  // By right alone: whoever comes second reads why it no longer goes, with what was typed still there.
  may: (actor, found) => isAllowed(COMPLAINT_MOVES[found.move].by, actor, found.of.territory),
  head: ({ found, words }) => ({ title: `${words.moves[found.move]} ${found.of.number}`, nav: 'complaints' }),
  subject: ({ of, move }) => `${of.number} ${move}`,
  filled: ({ found, today }) => ({
    ...{
      version: String(found.it.version),
      signedOn: formatDay(today),
      signedHow: 'counter',
      settledOn: formatDay(today),
    },
    ...{
      sentOn: formatDay(found.it.sentOn ?? today),
      serviceWay: found.it.serviceWay ?? 'post',
      part: 'whole',
      way: 'posting',
    },
    ...{ title: found.publication?.title ?? '', summary: found.publication?.summary ?? '', dialogueOutcome: 'held' },
    ...(found.it.crowded ? { crowded: 'yes' } : {}),
    ...(found.it.levelJumping ? { levelJumping: 'yes' } : {}),
    ...(found.it.prolonged ? { prolonged: 'yes' } : {}),
  }),
  view: (it) => <MoveView {...it} />,
  async submit({ tx, host, actor, today, found, form, words }) {
    const texts = form as Record<string, string>
    const read = readForm<object>(INPUT[found.move] as never, texts)
    if ('errors' in read) return { errors: read.errors }
    if (!actor) return { refused: words.refused.notOpen }
    const input = { move: found.move, ...read.data } as MoveInput
    const moved = await moveComplaint({ tx, host, actor, today }, found.of.number, Number(texts.version), input)
    const blanks = { number: found.of.number }
    if ('done' in moved)
      return moved.secret
        ? { to: link(at.move, { ...blanks, move: 'yeu-cau-thong-tin' }), fleeting: { link: moved.secret } }
        : { to: link(at.complaint, blanks) }
    const field = FIELD_OF[moved.refused]
    const sentence = words.refused[moved.refused]
    return field && field in INPUT[found.move].shape ? { errors: { [field]: sentence } } : { refused: sentence }
  },
  cookies: ({ host, remember }) =>
    remember.link
      ? [
          {
            ...{ name: LINK_COOKIE, value: host.keys.seal('reply-link', remember.link), path: '/lam-viec' },
            maxAgeSeconds: LINK_SECONDS,
          },
        ]
      : [],
})

const FIELD_OF: Readonly<Record<string, string>> = {
  ...{ postmarkLater: 'postmarkOn', postNotHeld: 'verifier', tooSoon: 'heldOn', beforeAcceptance: 'settledOn' },
  ...{ beforeSettled: 'sentOn', servedBeforeSent: 'servedOn', notWithdrawn: 'discontinuedGround' },
}

function MoveView(it: MoveIt) {
  const { found, words, form, host } = it
  const move = COMPLAINT_MOVES[found.move]
  return (
    <div class="stack narrow">
      <div class="stack tight">
        <p class="quiet">
          <a href={link(at.complaint, { number: found.of.number })}>
            {found.of.number} · {found.it.against}
          </a>
        </p>
        <h1>{words.moves[found.move]}</h1>
        {move.cite && (
          <p class="law">
            {words.move.needs}: {move.cite}
          </p>
        )}
      </div>
      {found.secret && (
        <div class="card stack tight">
          <p>{words.page.link}</p>
          <p class="strong">
            {host.settings.publicUrl}
            {link(at.reply, { token: found.secret })}
          </p>
        </div>
      )}
      {!found.open.includes(found.move) && !form.refused && <Notice kind="warn">{words.refused.notOpen}</Notice>}
      <Form form={form} refusedText={words.formRefused}>
        <Version form={form} now={found.it.version} again={form.refused === words.refused.changed} />
        <MoveFields {...it} />
        <div class="row">
          {found.move !== 'publish' && <Submit>{words.moves[found.move]}</Submit>}
          {found.move === 'publish' && (
            <>
              <Submit name="yes" value="yes">
                {words.move.yes}
              </Submit>
              <Submit name="yes" value="no" quiet>
                {words.move.no}
              </Submit>
            </>
          )}
          <a href={link(at.complaint, { number: found.of.number })}>{words.move.back}</a>
        </div>
      </Form>
    </div>
  )
}
