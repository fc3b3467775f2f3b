import { z } from 'zod'
import { type Day, formatDay } from '../../../platform/day.ts'
import { refusedAt } from '../../../platform/fields.ts'
import { link, page, type Seen, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, LinkButton, Notice, Status } from '../../../ui/parts.tsx'
import { CommitmentStatus } from '../../commitments/index.ts'
import { RELATIONS } from '../kinds.ts'
import { partsOf } from '../numbers.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { type Document, documentById, documentsBySymbol } from '../queries.ts'
import { relateDocuments, unrelateDocuments } from '../relation-actions.ts'
import { nameOf, standingOf } from '../standing.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { Differences } from './differences.tsx'
import { type Found, load } from './document-load.ts'
import { RelationForm, Relations } from './relations.tsx'

type It = Seen<Found, typeof vi>

/** One document: what it is, whether it binds today, what it does to others and others to it. */
export const document = page({
  path: at.document,
  surface: 'workspace',
  audit: 'directives.document',
  words: { vi, en },
  load,
  may: (actor) => actor !== null && isAllowed(POLICY.seeDocuments, actor, actor),
  head: ({ found, words }) => ({ title: `${found.it.symbol} - ${words.title}`, nav: 'directives' }),
  subject: ({ it }) => it.symbol,
  fields: z.discriminatedUnion('_do', [
    z.object({
      _do: z.literal('relate'),
      kind: z.enum(RELATIONS, { error: 'choose' }),
      other: z.string().trim().min(3).max(120),
    }),
    z.object({
      _do: z.literal('takeBack'),
      ...{ from: z.coerce.number().int(), to: z.coerce.number().int(), kind: z.enum(RELATIONS) },
    }),
  ]),
  view: (it) => (
    <div class="stack">
      <p class="quiet noprint">
        <a href={at.list}>{it.words.title}</a>
      </p>
      <Heading {...it} />
      <div class="two">
        <div class="stack">
          <Relations {...it} />
          <Differences {...it} />
        </div>
        <Facts {...it} />
      </div>
      {isAllowed(POLICY.relateDocuments, it.actor, { unitId: it.actor?.unitId ?? 0 }) && <RelationForm {...it} />}
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    const here = { to: link(at.document, { document: found.it.id }) }
    if (form._do === 'takeBack') {
      const done = await unrelateDocuments(context, form.from, form.to, form.kind)
      return 'done' in done ? here : { refused: words.refused[done.refused] }
    }
    const others = await othersNamed(tx, form.other, today)
    if (others.length === 0) return { errors: { other: words.refused.missing } }
    const [other] = others
    if (others.length > 1 || !other) return { errors: { other: words.document.several } }
    const done = await relateDocuments(context, found.it.id, other.id, form.kind)
    if ('done' in done) return here
    return refusedAt(done.refused, words.refused, { itself: 'other', missing: 'other', order: 'other' })
  },
})

/** By the number as typed, or by the id that stands in the address of its page. */
async function othersNamed(tx: Visit['tx'], typed: string, today: Day): Promise<Document[]> {
  const id = /(?:^|\/)(\d{1,15})$/.exec(typed)?.[1]
  if (id && (/^\d+$/.test(typed) || typed.includes('van-ban-chi-dao'))) {
    const one = await documentById(tx, Number(id), today)
    return one ? [one] : []
  }
  return documentsBySymbol(tx, partsOf(typed)?.symbol ?? typed, today)
}

function Heading({ found: { it, replacing, entries, assignments }, words, query, today, actor }: It) {
  const say = words.document
  const { is, text } = standingOf(it, today, words)
  const here = { unitId: actor?.unitId ?? 0 }
  return (
    <div class="stack tight">
      <p class="row">
        <span class="number strong">{it.symbol}</span>
        <Status is={is}>{text}</Status>
      </p>
      <h1>{nameOf(it)}</h1>
      {query['da-co'] && <Notice kind="warn">{say.known}</Notice>}
      {replacing && (
        <Notice kind="warn">
          <a href={link(at.document, { document: replacing.id })}>{say.replacedBy(replacing.symbol)}</a>:{' '}
          {replacing.title}
        </Notice>
      )}
      <p class="row noprint">
        <LinkButton href={`${link(at.document, { document: it.id })}/cay`}>{say.tree}</LinkButton>
        <LinkButton quiet href={`${link(at.document, { document: it.id })}/do-phu`}>
          {say.coverage}
        </LinkButton>
        <LinkButton quiet href={`/lam-viec/ke-hoach/soan?van-ban=${it.id}`}>
          {say.makePlan}
        </LinkButton>
      </p>
      <p class="row noprint">
        {isAllowed(POLICY.enterDocument, actor, here) && <a href={`${at.read}?cua=${it.id}`}>{say.readText}</a>}
        {isAllowed(POLICY.keepRegister, actor, here) && (
          <a href={link(at.register, { document: it.id })}>{say.toRegister}</a>
        )}
        {entries.some((one) => one.direction === 'incoming') &&
          assignments.length === 0 &&
          isAllowed(POLICY.assignDocument, actor, here) && (
            <a href={link(at.assign, { document: it.id })}>{words.assignment.assign}</a>
          )}
        {isAllowed(POLICY.correctDocument, actor, { unitId: it.enteredUnitId }) && (
          <a href={link(at.correct, { document: it.id })}>{say.correct}</a>
        )}
      </p>
    </div>
  )
}

function Facts(seen: It) {
  const { it, place, files, readings, entries } = seen.found
  const { words } = seen
  const say = words.document
  return (
    <Card>
      <dl class="clear">
        <dt>{say.number}</dt>
        <dd>
          {it.symbol}
          {it.asWritten !== it.symbol && <span class="quiet under">{say.asWritten(it.asWritten)}</span>}
        </dd>
        <dt>{say.system}</dt>
        <dd>{words.systems[it.system]}</dd>
        <dt>{say.issuer}</dt>
        <dd>
          {it.issuer}
          <span class="quiet under">{say.of(place)}</span>
        </dd>
        <dt>{say.issued}</dt>
        <dd>{formatDay(it.issuedOn)}</dd>
        {it.term && (
          <>
            <dt>{say.term}</dt>
            <dd>{it.term}</dd>
          </>
        )}
        {it.signer && (
          <>
            <dt>{say.signer}</dt>
            <dd>{it.signer}</dd>
          </>
        )}
        <dt>{say.inForce}</dt>
        <dd>{say.fromTo(formatDay(it.inForceFrom), it.inForceUntil ? formatDay(it.inForceUntil) : '')}</dd>
        {entries.length > 0 && (
          <>
            <dt>{say.registers}</dt>
            <dd>
              {entries.map((one) => (
                <span class="under">
                  {say.entry(words.register[one.direction], one.number, one.year, formatDay(one.onDay))}
                </span>
              ))}
            </dd>
          </>
        )}
        <Dealing {...seen} />
        {files.length > 0 && (
          <>
            <dt>{say.files}</dt>
            <dd>
              {files.map((file) => (
                <a class="under" href={link(at.file, { document: it.id, file: file.id })}>
                  {file.name}
                </a>
              ))}
            </dd>
          </>
        )}
        {readings.length > 0 && (
          <>
            <dt>{say.readings}</dt>
            <dd>
              {readings.map((one) => (
                <a class="under" href={link(at.citations, { reading: one.id })}>
                  {say.reading(formatDay(one.readOn as Day))}
                </a>
              ))}
            </dd>
          </>
        )}
      </dl>
    </Card>
  )
}

/** In whose hands it is, and how far. */
function Dealing({ found: { assignments, promises, owners }, words, today, language }: It) {
  if (assignments.length === 0) return null
  return (
    <>
      <dt>{words.assignment.title}</dt>
      <dd>
        {assignments.map((one) => {
          const promise = promises.get(one.commitmentId)
          return (
            promise && (
              <span class="row under">
                <CommitmentStatus of={promise} today={today} language={language} />
                <a href={link(at.assignment, { assignment: one.id })}>{owners.get(promise.ownerPostId)?.title}</a>
              </span>
            )
          )
        })}
      </dd>
    </>
  )
}
