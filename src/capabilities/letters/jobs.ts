import { sql } from 'kysely'
import { addressOfPost } from '../../organization/officials.ts'
import { type Day, day, dayIn } from '../../platform/day.ts'
import { inTransaction, NOBODY, own } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Host } from '../../platform/page.ts'
import { pdfOf } from '../../platform/pdf.ts'
import { at } from './paths.ts'
import { fileName, sha256 } from './signing-actions.ts'
import type { LetterTables } from './tables.ts'

/** The PDF of a released letter, made behind; each evening heads are told how many signatures were recorded for them. */
export const LETTER_JOBS: readonly ((host: Host) => Job)[] = [
  (host) => ({ name: 'letter-pdf', run: ({ letterId }) => makePdf(host, Number(letterId)) }),
  (host) => ({ name: 'letters-recorded', cron: '0 17 * * *', run: () => tellRecorded(host, dayIn(host.now())) }),
  (host) => ({
    name: 'tell-recorded',
    run: ({ unitId, postId, count, onDay }) =>
      tellHead(host, Number(unitId), Number(postId), Number(count), day(String(onDay))),
  }),
]

/** Without LibreOffice, or with PDF switched off, there is none: the letter is read as a page and as a Word file. */
export async function makePdf(host: Host, letterId: number): Promise<void> {
  const { pdf } = host.settings
  if (pdf === 'off') return
  const unitId = await inTransaction(host.database, NOBODY, async (tx) => {
    const { rows } = await sql<{ unitId: number | null }>`select letters.standing_of(${letterId}) as unit_id`.execute(
      own(tx),
    )
    return rows[0]?.unitId ?? null
  })
  if (unitId === null) return
  const standing = { unitId, postId: null, sealId: null }
  const found = await inTransaction(host.database, standing, async (tx) => {
    const rows = await own<LetterTables>(tx)
      .selectFrom('letters.document as d')
      .innerJoin('letters.letter as l', 'l.id', 'd.letterId')
      .where('d.letterId', '=', letterId)
      .where('d.part', 'in', ['issued', 'pdf'])
      .select(['d.part', 'd.bytes', 'l.id', 'l.subjectNumber'])
      .execute()
    return rows.some((row) => row.part === 'pdf') ? null : (rows[0] ?? null)
  })
  if (!found) return
  const bytes = await pdfOf(found.bytes, pdf)
  await inTransaction(host.database, standing, (tx) =>
    own<LetterTables>(tx)
      .insertInto('letters.document')
      .values({
        ...{ letterId, unitId, part: 'pdf', name: fileName(found, 'pdf'), mediaType: 'application/pdf' },
        ...{ bytes, sha256: sha256(bytes), keptAt: host.now() },
      })
      .onConflict((on) => on.doNothing())
      .execute(),
  )
}

async function tellRecorded(host: Host, today: Day): Promise<void> {
  await inTransaction(host.database, NOBODY, async (tx) => {
    const { rows } = await sql<{ unitId: number; signerPostId: number; n: number }>`
      select unit_id, signer_post_id, n from letters.recorded_on(${today})`.execute(own<LetterTables>(tx))
    for (const { unitId, signerPostId: postId, n } of rows)
      await host.jobs.enqueue(tx, 'tell-recorded', { unitId, postId, count: n, onDay: today })
  })
}

async function tellHead(host: Host, unitId: number, postId: number, count: number, onDay: Day): Promise<void> {
  const to = await inTransaction(host.database, { unitId, postId, sealId: null }, (tx) =>
    addressOfPost(tx, postId, onDay),
  )
  if (!to) return
  const title = `Hôm nay có ${count} văn bản được ghi nhận là đã ký`
  const body = `${title}.\nXem danh sách tại ${host.settings.publicUrl}${at.recorded}?ngay=${onDay}`
  await host.notify.send({ channel: 'mail', to, title, body })
}
