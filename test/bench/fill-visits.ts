import type pg from 'pg'

const BEFORE = 1400

/**
 * A store of `visits` visits of one unit over some four years, each with who came; two sessions a day whose line holds as many
 * tickets in all; slots that booked people hold; four years of duties. Set-based. Filled once: a second run finds it and goes on.
 */
export async function fillVisits(owner: pg.Pool, visits: number, unitId: number, today: string): Promise<boolean> {
  const client = await owner.connect()
  try {
    const before = await client.query(`select 1 from visits.visit where note = 'BENCH' limit 1`)
    if (before.rowCount) return false
    await client.query('set synchronous_commit = off')
    const post = (
      await client.query(
        `select o.head_post_id as head, o.intake_post_id as intake, (select person_id from organization.post_holding where post_id = o.intake_post_id limit 1) as person
         from organization.opening o where o.unit_id = $1`,
        [unitId],
      )
    ).rows[0]
    await client.query('begin')
    await client.query(
      `insert into reception.place (unit_id, name, address, regular_hours) values ($1, 'Phòng tiếp công dân số 2', 'Trụ sở cũ', 'Cả tuần')`,
      [unitId],
    )
    const sessionsOf = (receiver: number, starts: string, ends: string, kind: string) =>
      client.query(
        `insert into reception.session (unit_id, place_id, kind, receiver_post_id, held_on, starts_at, ends_at, announced_on, state, opened_at, closed_at,
           slot_minutes, last_number, received_by, received_person_id, expected)
         select $1, (select id from reception.place where unit_id = $1 order by id desc limit 1), $6, $2, d.day, $3, $4, d.day - 14, 'held',
           d.day + time '07:00', d.day + time '11:30', 15, 0, $2, (select person_id from organization.post_holding where post_id = $2 limit 1), 'BENCH'
         from generate_series(40, $5::int) i cross join lateral (select ($7::date - i)::date as day) d`,
        [unitId, receiver, starts, ends, BEFORE, kind, today],
      )
    await sessionsOf(post.intake, '05:30', '07:00', 'regular')
    await sessionsOf(post.head, '05:30', '07:00', 'head')
    await client.query(
      `insert into reception.slot (unit_id, session_id, starts_at, ends_at)
       select s.unit_id, s.id, time '05:30' + make_interval(mins => 15 * i), time '05:45' + make_interval(mins => 15 * i)
       from reception.session s cross join generate_series(0, 5) i where s.expected = 'BENCH'`,
    )
    const each = Math.ceil(visits / (2 * (BEFORE - 39)))
    const code = `substr(upper(lpad(to_hex(x.k), 7, '0')), 1, 3) || '-' || substr(upper(lpad(to_hex(x.k), 7, '0')), 4, 4)`
    await client.query(
      `insert into reception.ticket (number, unit_id, session_id, slot_id, kind, state, n, code_hash, made_at, arrived_at, called_at, done_at)
       select 'B' || ${code}, x.unit_id, x.id, x.slot_id, case when x.slot_id is null then 'walkIn' else 'booked' end, 'received', x.n,
         case when x.slot_id is null then null else sha256(convert_to('bench' || x.k, 'UTF8')) end,
         x.held_on + time '05:00', x.held_on + time '05:30', x.held_on + time '05:40', x.held_on + time '06:00'
       from (select s.*, n, l.id as slot_id, row_number() over () as k from reception.session s cross join generate_series(1, $1::int) n
         left join reception.slot l on l.session_id = s.id and l.starts_at = time '05:30' + make_interval(mins => 15 * (n - 1)) and n <= 6
         where s.expected = 'BENCH') x`,
      [each],
    )
    await client.query(
      `insert into visits.visit (unit_id, session_id, visited_on, visited_at, entered_at, receiver_post_id, receiver_person_id, kind, content, people,
         competence, note, state, outcome, outcome_words, told_on, told_way)
       select $1, null, d.day, d.day + time '08:00', d.day + time '08:10', $2, $3, (array['complaint','recommendation','feedback'])[1 + i % 3],
         'Nội dung lượt tiếp số ' || i || ' về đường liên thôn', 1 + i % 4, 'ours', 'BENCH', 'told', 'accepted', 'Đã tiếp nhận và trả lời', d.day, 'onTheSpot'
       from generate_series(1, $4::int) i cross join lateral (select ($6::date - (i % $5::int))::date as day) d`,
      [unitId, post.intake, post.person, visits, BEFORE, today],
    )
    await client.query(
      `insert into visits.visitor (visit_id, unit_id, n, name, address, id_number)
       select id, unit_id, 1, 'Người đến thử ' || id, 'Thôn ' || id % 12, lpad(id::text, 12, '0') from visits.visit where note = 'BENCH'`,
    )
    await client.query('commit')
    for (const table of [
      ...['reception.session', 'reception.slot', 'reception.ticket', 'visits.visit', 'visits.visitor'],
    ])
      await client.query(`vacuum (analyze) ${table}`)
    return true
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
