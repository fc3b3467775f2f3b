import { randomUUID } from 'node:crypto'
import { type Place, placeById, placeByKey, placeKey } from '../../../organization/openings.ts'
import { readDay } from '../../../platform/day.ts'
import { actAs } from '../../../platform/db.ts'
import { dropFile, type FileOwner, filesOf, giveFiles, keepFiles, noRoom } from '../../../platform/files.ts'
import { readForm } from '../../../platform/form.ts'
import { secretCode } from '../../../platform/keys.ts'
import { anyone, type Cookie, type Host, link, page, type Visit } from '../../../platform/page.ts'
import type { Language } from '../../../platform/words.ts'
import { answerDeadline } from '../../calendar/index.ts'
import { type Category, type Kind, receiveSubmission, similarPublished, tellSubmissions } from '../../cases/index.ts'
import { DRAFT_SECONDS, draftHash, dropDraft, saveDraft } from '../actions.ts'
import { codeHash } from '../codes.ts'
import { at } from '../paths.ts'
import { draftOf } from '../queries.ts'
import { type Draft, firstOpen, nextOf, STEP_FIELDS, STEPS, type Step } from '../steps.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { robotCheck } from './robot.ts'
import type { SendFound } from './send-found.ts'
import { SendView } from './send-view.tsx'

const DRAFT_COOKIE = 'ban-nhap'
export const RECEIPT_COOKIE = 'bien-nhan'
export const RECEIPT_SECONDS = 15 * 60

const draftKeyOf = (visit: Pick<Visit, 'cookie'>) => visit.cookie(DRAFT_COOKIE)

async function load(visit: Visit): Promise<SendFound | null> {
  const place = await placeByKey(visit.tx, visit.params.unit ?? '', visit.today)
  if (!place) return null
  actAs(visit.tx, { unitId: place.unitId, postId: null, sealId: null })
  const step = (visit.params.step ?? '') as Step
  const key = draftKeyOf(visit)
  const draft = (await draftOf(visit.tx, key, place.unitId)) ?? {}
  const files =
    key && (draft.attached || step === 'noi-xay-ra')
      ? await filesOf(visit.tx, 'draft', [draftHash(key).toString('hex')])
      : []
  const receivers = {
    front: place.frontUnitId !== null,
    province: place.parentId !== null && (await placeById(visit.tx, place.parentId, visit.today)) !== null,
  }
  const similar = step === 'loai' && draft.text ? await similarPublished(visit.tx, place.unitId, draft.text) : []
  const due =
    step === 'xem-lai' && draft.kind
      ? (await answerDeadline(visit.tx, place.unitId, draft.kind as Kind, visit.today)).dueOn
      : null
  return {
    place,
    step,
    draft,
    files,
    receivers,
    similar,
    due,
    tooEarly: STEPS.indexOf(step) > STEPS.indexOf(firstOpen(draft)),
  }
}

const address = (place: Place, step: Step, language: Language) =>
  step === ''
    ? link(at.send, { unit: placeKey(place) }, language)
    : link(at.sendStep, { unit: placeKey(place), step }, language)

/** A new draft's key follows from the form's key, so that a double submit makes one draft. */
const newDraftKey = (host: Host, formKey: string) => host.keys.mac('draft', formKey).toString('base64url')

export const send = page({
  path: at.send,
  surface: 'public',
  audit: 'intake.send',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({
    ...{ title: words.send.title, place: found.place, nav: 'send', private: true },
    quickExit: found.draft.concernsOfficial === 'yes',
  }),
  takesFiles: true,
  replayCookies: [DRAFT_COOKIE, RECEIPT_COOKIE],
  filled: ({ found }) => ({ receiver: '', ...found.draft, _step: found.step }),
  view: (it) => <SendView {...it} />,
  async submit(it) {
    const { found, language, tx, host } = it
    const texts = it.form as Draft
    const oldKey = draftKeyOf(it)
    // A draft begun for another unit, or forgotten, is not gone on with: its files stay behind and go with it.
    const draftKey = oldKey && Object.keys(found.draft).length > 0 ? oldKey : newDraftKey(host, it.key)
    const owner: FileOwner = {
      kind: 'draft',
      id: draftHash(draftKey).toString('hex'),
      unitId: found.place.unitId,
      sealId: null,
    }
    if (texts._do === 'drop') {
      for (const file of found.files) await dropFile(tx, host.filesFolder, owner, file.id)
      await dropDraft(tx, draftKey)
      return { to: address(found.place, '', language), remember: { dropped: 'yes' } }
    }
    if (found.tooEarly) return { to: address(found.place, firstOpen(found.draft), language) }
    const schema = STEP_FIELDS[found.step]
    const read = readForm<Record<string, string>>(schema as never, texts)
    if ('errors' in read) return { errors: read.errors }
    const draft: Draft = { ...found.draft, ...read.data }
    if (found.step !== 'xem-lai') {
      if (it.files.length + found.files.length > 0) draft.attached = 'yes'
      await saveDraft(tx, draftKey, found.place.unitId, draft, host.now())
      if (it.files.length > 0) {
        const held = await filesOf(tx, 'draft', [owner.id])
        if (noRoom(held, it.files)) return { errors: { files: it.words.send.filesFull(held.length) } }
        await keepFiles(tx, host.filesFolder, owner, it.files)
      }
      if (oldKey && oldKey !== draftKey) await dropDraft(tx, oldKey)
      return {
        to: address(found.place, nextOf(found.step), language),
        remember: oldKey === draftKey ? {} : { fresh: 'yes' },
      }
    }
    const robot = robotCheck(host, texts, it.address)
    if (robot) return robot
    return sendIt(it, draft, draftKey, owner)
  },
  cookies: ({ host, remember, key }): Cookie[] => {
    const gone: Cookie = { name: DRAFT_COOKIE, value: null, path: '/' }
    if (remember.dropped) return [gone]
    if (remember.number) return [gone, receiptCookie(host, remember.number, secretCode(host.keys, key))]
    return remember.fresh
      ? [{ name: DRAFT_COOKIE, value: newDraftKey(host, key), path: '/', maxAgeSeconds: DRAFT_SECONDS }]
      : []
  },
})

export const sendStep = { ...send, path: at.sendStep }

export const receiptCookie = (host: Host, number: string, code: string): Cookie => ({
  name: RECEIPT_COOKIE,
  value: host.keys.seal('receipt', { number, code }),
  path: '/',
  maxAgeSeconds: RECEIPT_SECONDS,
})

type Submitting = Visit & { found: SendFound; key: string; words: { send: { receiverGone: string } } }

async function sendIt(
  { found, tx, host, key, today, language, words }: Submitting,
  draft: Draft,
  draftKey: string,
  from: FileOwner,
) {
  const to = await receiverOf({ found, tx, today }, draft)
  if (!to) return { refused: words.send.receiverGone }
  actAs(tx, { unitId: to.unitId, postId: null, sealId: to.sealedFor?.sealId ?? null })
  const typed = (name: string) => draft[name]?.trim() || null
  const sent = await receiveSubmission(
    tx,
    {
      ...{ unitId: to.unitId, sealedFor: to.sealedFor, kind: draft.kind as Kind, category: draft.category as Category },
      ...{ text: draft.text ?? '', place: typed('place'), happenedOn: readDay(draft.happenedOn ?? ''), channel: 'web' },
      sender: { name: typed('name'), address: typed('address'), phone: typed('phone'), email: typed('email') },
      publishConsent: draft.publishConsent === 'yes' && to.sealedFor === null,
      recheckConsent: draft.recheckConsent === 'yes' && to.sealedFor === null,
      concernsOfficial: draft.concernsOfficial === 'yes',
      ...(to.concernedUnitId ? { concernedUnitId: to.concernedUnitId } : {}),
      ...{
        readBack: null,
        enteredBy: null,
        happenedAt: host.now(),
        codeHash: codeHash(host, secretCode(host.keys, key)),
      },
    },
    today,
  )
  if (typed('email') || typed('phone'))
    await tellSubmissions(
      host,
      tx,
      { unitId: to.unitId, sealId: to.sealedFor?.sealId ?? null },
      [sent.submissionId],
      'received',
    )
  if (found.files.length > 0) await giveFiles(tx, from.id, sent.submissionId, to.unitId, to.sealedFor?.sealId ?? null)
  actAs(tx, { unitId: found.place.unitId, postId: null, sealId: null })
  await dropDraft(tx, draftKey)
  return { to: link(at.receipt, {}, language), remember: { number: sent.number } }
}

/** Feedback that names an official here goes where the sender chose, before anybody of the unit can read it (safeguards 2.9). */
async function receiverOf({ found, tx, today }: Pick<Submitting, 'found' | 'tx' | 'today'>, draft: Draft) {
  const concernedUnitId = found.place.unitId
  if (draft.concernsOfficial !== 'yes') return { unitId: found.place.unitId, sealedFor: null }
  if (draft.receiver === 'chair')
    return { unitId: found.place.unitId, sealedFor: { sealId: randomUUID(), postId: found.place.headPostId } }
  const past =
    draft.receiver === 'front' ? found.place.frontUnitId : draft.receiver === 'province' ? found.place.parentId : null
  return past && (await placeById(tx, past, today)) ? { unitId: past, sealedFor: null, concernedUnitId } : null
}
