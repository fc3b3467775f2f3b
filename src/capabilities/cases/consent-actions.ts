import { sql } from 'kysely'
import { dayIn } from '../../platform/day.ts'
import { behind, own, type Tx } from '../../platform/db.ts'
import { tellPost } from '../commitments/index.ts'
import { type ConsentText, consentText, type Purpose } from './consents.ts'
import { type Context, instantOf, remember } from './context-actions.ts'
import { withdrawCopy } from './office-actions.ts'
import { type CitizenCase, caseById } from './queries.ts'
import type { CaseTables } from './tables.ts'

type Way = 'web' | 'counter' | 'phone' | 'post'

export interface Consent {
  purpose: Purpose
  version: ConsentText['version']
  given: boolean
  way: Way
  at: Date
}

/** The evidence of what was agreed to when it was sent: the text in force, the way it came. Silence leaves no row. */
export function keepConsents(
  tx: Tx,
  submissionId: number,
  purposes: readonly Purpose[],
  it: { way: Way; postId: number | null; at: Date },
): void {
  const on = dayIn(it.at)
  const rows = purposes.flatMap((purpose) => {
    const text = consentText(purpose, on)
    return text ? [{ submissionId, purpose, version: text.version, given: true, ...it }] : []
  })
  if (rows.length > 0) behind(tx, own<CaseTables>(tx).insertInto('cases.consent').values(rows).execute())
}

/** Every yes and withdrawal of one sender, newest first: the first of a purpose is what holds now. */
export async function consentsOf(tx: Tx, submissionId: number): Promise<Consent[]> {
  const rows = await own<CaseTables>(tx)
    .selectFrom('cases.consent')
    .where('submissionId', '=', submissionId)
    .orderBy('id', 'desc')
    .limit(100)
    .select(['purpose', 'version', 'given', 'way', 'at'])
    .execute()
  return rows as Consent[]
}

/** Whether the Front may be put in touch with somebody of this case; who that is, it does not learn. */
export async function mayRecheck(tx: Tx, caseId: number): Promise<boolean> {
  const { rows } = await sql<{ may: boolean | null }>`select cases.may_recheck(${caseId}) as may`.execute(
    own<CaseTables>(tx),
  )
  return rows[0]?.may === true
}

/** What of this case may be agreed to at all: nothing sealed and no complaint is published or looked at again (safeguards 2.12). */
export const mayAsk = (purpose: Purpose, of: Pick<CitizenCase, 'sealId' | 'kind'>): boolean =>
  purpose === 'contact' || (of.sealId === null && of.kind !== 'complaint')

/**
 * Given later or taken back by whoever holds number and code, at once. Taken back, the public copy goes in the same moment;
 * `wasPublished` says that copies elsewhere may have to be taken down too.
 */
export async function changeConsent(
  context: Pick<Context, 'tx' | 'host'>,
  caseId: number,
  submission: { id: number; number: string },
  purpose: Purpose,
  given: boolean,
): Promise<{ refused: 'unchanged' | 'notAsked' } | { done: true; wasPublished: boolean }> {
  const { tx, host } = context
  const at = instantOf(context)
  const of = await caseById(tx, caseId, true)
  const trx = own<CaseTables>(tx)
  const mine = await trx
    .selectFrom('cases.submission')
    .where('id', '=', submission.id)
    .where('caseId', '=', caseId)
    .select(['erasedAt'])
    .executeTakeFirst()
  const text = consentText(purpose, dayIn(at))
  if (!of || !mine || mine.erasedAt || !text || !mayAsk(purpose, of)) return { refused: 'notAsked' }
  const now = (await consentsOf(tx, submission.id)).find((one) => one.purpose === purpose)?.given ?? false
  if (now === given) return { refused: 'unchanged' }
  await trx
    .insertInto('cases.consent')
    .values({ submissionId: submission.id, purpose, version: text.version, given, way: 'web', at })
    .execute()
  let wasPublished = false
  if (purpose === 'publish') {
    await trx.updateTable('cases.submission').set({ publishConsent: given }).where('id', '=', submission.id).execute()
    if (!given && of.publishState !== 'no') {
      wasPublished = of.publishState === 'published'
      await withdrawCopy(tx, caseId)
      const title = `Người gửi rút lại đồng ý công khai: đơn số ${submission.number}`
      await tellPost(host, tx, of.commitment, of.commitment.ownerPostId, 'letter', title)
    }
  }
  const event = given ? 'consentGiven' : 'consentWithdrawn'
  remember(context, of, event, null, { submissionId: submission.id, purpose, version: text.version })
  return { done: true, wasPublished }
}
