import type pg from 'pg'

/** So many stored cases of one unit with their promises, submissions and published answers, set-based. */
export async function fill(
  owner: pg.Pool,
  cases: number,
  unitId: number,
  posts: { intake: number; head: number; officer: number },
): Promise<void> {
  const client = await owner.connect()
  try {
    const proof = JSON.stringify({
      rule: 'PAKN-06.feedback',
      cite: 'bench',
      from: '2025-01-01',
      dueOn: '2025-01-15',
      excluded: [],
      count: 'working',
      days: 10,
      provisional: false,
      subject: 'bench',
      confidence: 'M',
      note: null,
    })
    await client.query('set synchronous_commit = off')
    await client.query(
      `insert into commitments.commitment (unit_id, source, owner_post_id, title, public_title, owed_to, supervisor_post_id, workflow, step, expected_result,
         result, evidence, state, started_on, due_on, first_due_on, rule_id, proof, provisional, closed_on, public, folded)
       select $1, 'case', case when i % 3 = 0 then $2::bigint else $3::bigint end, 'Việc số ' || i || ' ' || w.word, 'Trả lời một phản ánh', 'người gửi', $4, 'feedback',
         case when i % 200 = 0 then 'assigned' else 'done' end, 'Từng điểm được trả lời',
         case when i % 200 = 0 then null else 'Đã trả lời xong' end, case when i % 200 = 0 then null else 'Biên bản' end,
         case when i % 200 = 0 then 'open' else 'fulfilled' end, d.day, d.day + 14, d.day + 14, 'BENCH', $5::jsonb, false,
         case when i % 200 = 0 then null else d.day + 10 end, true, 'viec so ' || i || ' ' || w.word
       from generate_series(1, $6) i
       cross join lateral (select (date '2026-12-20' - (i % 900))::date as day) d
       cross join lateral (select (array['den duong','rac thai','cong thoat nuoc','truong hoc','ho so','nuoc sach','cho','cau'])[1 + i % 8] as word) w`,
      [unitId, posts.intake, posts.officer, posts.head, proof, cases],
    )
    const number = (prefix: string) =>
      `'${prefix}' || substr(upper(lpad(to_hex(b.i), 7, '0')), 1, 3) || '-' || substr(upper(lpad(to_hex(b.i), 7, '0')), 4, 4)`
    await client.query(
      `with b as (select id, row_number() over (order by id) as i, title, state, started_on from commitments.commitment where rule_id = 'BENCH')
       insert into cases.citizen_case (number, unit_id, kind, category, state, title, commitment_id, sent_on, answer, answered_at, answered_by)
       select ${number('B')}, $1, 'feedback', 'roads', case when b.state = 'open' then 'assigned' else 'answered' end, b.title, b.id, b.started_on,
         case when b.state = 'open' then null else 'Đã trả lời xong' end, case when b.state = 'open' then null else now() end, case when b.state = 'open' then null else $2::bigint end
       from b`,
      [unitId, posts.officer],
    )
    await client.query(
      `insert into cases.submission (case_id, unit_id, number, code_hash, channel, text, sent_on, named)
       select id, unit_id, number, sha256(convert_to(number, 'UTF8')), 'web', title || ' đã mấy hôm nay, đề nghị xem lại giúp bà con', sent_on, false from cases.citizen_case where commitment_id in (select id from commitments.commitment where rule_id = 'BENCH')`,
    )
    await client.query(
      `insert into cases.publication (case_id, unit_id, number, kind, category, title, question, answer, folded, proposed_by, proposed_person_id,
         published_by, published_person_id, published_on)
       select c.id, c.unit_id, c.number, c.kind, c.category, c.title, c.title, 'Đã làm xong', organization.fold(c.title), $1,
         (select person_id from organization.post_holding where post_id = $1 limit 1), $2, (select person_id from organization.post_holding where post_id = $2 limit 1), c.sent_on + 12
       from cases.citizen_case c where c.commitment_id in (select id from commitments.commitment where rule_id = 'BENCH') and c.state = 'answered' and c.id % 4 = 0`,
      [posts.officer, posts.head],
    )
    await client.query(
      `insert into commitments.figure (unit_id, on_day, measure, n) select unit_id, closed_on, 'onTime', count(*) from commitments.commitment
       where rule_id = 'BENCH' and closed_on is not null group by 1, 2 on conflict do nothing`,
    )
    for (const table of [
      'commitments.commitment',
      'cases.citizen_case',
      'cases.submission',
      'cases.publication',
      'commitments.figure',
    ])
      await client.query(`vacuum (analyze) ${table}`)
  } finally {
    client.release()
  }
}
