import type pg from 'pg'
import './db.ts' // its parsers: the chain hashes ids as numbers
import type { Break, ChainRow } from './history.ts'

const PAGE = 5000

/** The pages that firstBreak walks, read as the owner, who sees every chain. */
export function historyPage(owner: Pick<pg.Pool, 'query'>, rows = PAGE) {
  return async (after: { kind: string; id: number; seq: number }): Promise<ChainRow[]> => {
    const page = await owner.query<ChainRow>(
      `select h.subject_kind as "subjectKind", h.subject_id as "subjectId", h.seq, h.kind, h.post_id as "postId",
          h.happened_at as "happenedAt", h.recorded_at as "recordedAt", h.payload_commitment as "payloadCommitment",
          h.previous_hash as "previousHash", h.hash, p.salt, p.payload
        from platform.history h left join platform.history_payload p on p.history_id = h.id
        where (h.subject_kind, h.subject_id, h.seq) > ($1, $2, $3)
        order by h.subject_kind, h.subject_id, h.seq limit $4`,
      [after.kind, after.id, after.seq, rows],
    )
    return page.rows
  }
}

const WHY: Readonly<Record<Break['why'], string>> = {
  gap: 'an entry before it is missing, or the entries were put in another order',
  link: 'it does not follow from the entry before it: that one was changed, or the entries were put in another order',
  hash: 'the hash does not match what the entry says: the entry was changed',
  payload: 'the text does not match its commitment: the text was changed',
}

/** For people: never quotes what an entry says. */
export function verdict(checked: number, broken: Break | null): string {
  if (!broken) return `${checked} entries verified, no break`
  return `FIRST BREAK: ${broken.subject}, entry ${broken.seq}: ${WHY[broken.why]}`
}
