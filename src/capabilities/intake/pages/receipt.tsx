import { toString as qrToString } from 'qrcode'
import { placeById } from '../../../organization/openings.ts'
import { formatDay } from '../../../platform/day.ts'
import { actAs } from '../../../platform/db.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import { Card, LinkButton, Submit } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { caseById, submissionByCode } from '../../cases/index.ts'
import { codeHash } from '../codes.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { RECEIPT_COOKIE, RECEIPT_SECONDS } from './send.tsx'

async function load(visit: Visit) {
  const shown = visit.host.keys.open<{ number: string; code: string }>(
    'receipt',
    visit.cookie(RECEIPT_COOKIE),
    RECEIPT_SECONDS,
  )
  const door = shown && (await submissionByCode(visit.tx, shown.number, codeHash(visit.host, shown.code)))
  if (!shown || !door) return { shown: null }
  actAs(visit.tx, { unitId: door.unitId, postId: null, sealId: door.sealId })
  const found = await caseById(visit.tx, door.caseId)
  const place = await placeById(visit.tx, door.unitId, visit.today)
  if (!found || !place) return { shown: null }
  const qr = door.sealId
    ? null
    : `data:image/svg+xml;base64,${Buffer.from(await qrToString(shown.number, { type: 'svg', margin: 1 })).toString('base64')}`
  return {
    shown,
    place,
    qr,
    proof: found.commitment.proof,
    dueOn: found.commitment.dueOn,
    sealed: door.sealId !== null,
    toSign: found.kind === 'complaint' && found.commitment.heldOn !== null,
  }
}

/** The receipt: shown from an encrypted cookie for a quarter of an hour, so that going back or reloading loses nothing. */
export const receipt = page({
  path: at.receipt,
  surface: 'public',
  audit: 'intake.receipt',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({
    title: words.receipt.title,
    place: found.place,
    quickExit: found.sealed ?? false,
    private: true,
  }),
  view({ found, words, form, language }) {
    if (!found.shown)
      return (
        <div class="wrap narrow pad stack">
          <h1>{words.receipt.expired}</h1>
          <p class="lead">{words.receipt.expiredText}</p>
          <p>
            <a href={link(at.see, {}, language)}>{words.receipt.see}</a>
          </p>
        </div>
      )
    const { number, code } = found.shown
    return (
      <div class="wrap narrow pad stack wide">
        <div class="stack tight">
          <h1>{words.receipt.thanks}</h1>
        </div>
        <div class="slip stack">
          <div class="row between">
            <div>
              <p class="quiet">{words.receipt.number}</p>
              <p class="code" id="so">
                {number}
              </p>
            </div>
            {found.qr && <img class="qr" src={found.qr} alt={words.receipt.qr} width="136" height="136" />}
          </div>
          <div>
            <p class="quiet">{words.receipt.code}</p>
            <p class="code" id="ma">
              {code}
            </p>
          </div>
          <p>{words.receipt.keep}</p>
          {!found.sealed && (
            <p>
              <span class="quiet">{words.receipt.who}:</span> <span class="strong">{found.place.name}</span> ·{' '}
              {found.place.phone}
            </p>
          )}
        </div>
        {found.toSign ? (
          <Card title={words.paper.title}>
            <p>{words.complaint.sign}</p>
            <p class="noprint">
              <LinkButton href={link(at.paper, {}, language)}>{words.seenComplaint.printIt}</LinkButton>
            </p>
          </Card>
        ) : (
          <Card title={`${words.receipt.due}: ${formatDay(found.dueOn)}`}>
            <DeadlineProof proof={found.proof} language={language} />
          </Card>
        )}
        {!found.sealed && <p class="quiet noprint wide-only">{words.receipt.print}</p>}
        <form method="post" class="row noprint">
          <input type="hidden" name="_key" value={form.key} />
          <a class="ds-button" data-variant="secondary" href={link(at.see, {}, language)}>
            {words.receipt.see}
          </a>
          <Submit quiet>{words.receipt.done}</Submit>
        </form>
      </div>
    )
  },
  submit: async ({ language }) => ({ to: link(at.see, {}, language) }),
  cookies: () => [{ name: RECEIPT_COOKIE, value: null, path: '/' }],
})
