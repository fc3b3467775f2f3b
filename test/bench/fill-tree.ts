import type pg from 'pg'

/** A directive with documents in three levels under it, plans under the lowest, ten tasks each; filled once and kept. */
export async function fillTree(owner: pg.Pool, documents: number, tasks: number): Promise<{ root: number }> {
  const { rows: kept } = await owner.query(`select id from directives.document where symbol = '9001-KL/TW'`)
  if (kept[0]) return { root: Number(kept[0].id) }
  const { rows: made } = await owner.query(
    `insert into directives.document (system, type, number, body, symbol, as_written, issuer_unit_id, issuer, title, issued_on, term, in_force,
       entered_unit_id, entered_by, entered_on)
     select 'party', 'Kết luận', (9000 + n)::text, 'TW', (9000 + n) || '-KL/TW', (9000 + n) || '-KL/TW', issuer_unit_id, issuer, 'Văn bản thử số ' || n,
       date '2015-01-01' + n, 'khóa XI', daterange(date '2015-01-01' + n, null), entered_unit_id, entered_by, date '2015-01-01' + n
     from directives.document d, generate_series(1, $1) n where d.symbol = '114-KL/TW' order by n returning id`,
    [documents + 1],
  )
  const ids = made.map((row) => Number(row.id))
  // Forty under the root, twenty under each of those, the rest under these eight hundred.
  const parentOf = (n: number) => (n <= 40 ? 0 : n <= 840 ? 1 + ((n - 41) % 40) : 41 + ((n - 841) % 800))
  await owner.query(
    `insert into directives.relation (from_id, to_id, kind, unit_id, entered_by, entered_on)
     select f, t, 'implements', d.entered_unit_id, d.entered_by, d.entered_on
     from unnest($1::bigint[], $2::bigint[]) as x(f, t) join directives.document d on d.id = f`,
    [ids.slice(1), ids.slice(1).map((_, n) => ids[parentOf(n + 1)])],
  )
  const plans = tasks / 10
  const under = Array.from({ length: plans }, (_, n) => ids[1 + (n % documents)])
  await owner.query(
    `with plan as (insert into plans.plan (unit_id, kind, title, directive_id, period, responsible_post_id, drafted_by, drafted_on, state, adopted_on, adopted_by)
       select p.unit_id, 'plan', 'Kế hoạch thử ' || n, d, p.period, p.responsible_post_id, p.drafted_by, p.drafted_on, 'adopted', p.adopted_on, p.adopted_by
       from plans.plan p, unnest($1::bigint[]) with ordinality as x(d, n) where p.id = 1 returning id, unit_id)
     insert into plans.item (unit_id, plan_id, position, content) select unit_id, id, 1, 'Nội dung thử' from plan`,
    [under],
  )
  await owner.query(
    `with item as (select i.id, i.plan_id, i.unit_id, t from plans.item i, generate_series(1, 10) t where i.content = 'Nội dung thử'),
     promise as (insert into commitments.commitment (unit_id, source, owner_post_id, title, public_title, owed_to, supervisor_post_id, workflow, step,
         expected_result, started_on, due_on, first_due_on, rule_id, proof, provisional, public, folded, main, state)
       select c.unit_id, 'task', c.owner_post_id, 'Việc thử', 'Việc thử', i.id || '.' || i.t, c.supervisor_post_id, 'task', 'given', c.expected_result,
         c.started_on, c.due_on, c.first_due_on, c.rule_id, c.proof, false, false, '', false, 'open'
       from (select * from commitments.commitment where source = 'task' and state = 'open' limit 1) c, item i returning id, owed_to)
     insert into plans.task (unit_id, plan_id, clarities, item_id, commitment_id)
       select i.unit_id, i.plan_id, 5, i.id, p.id from promise p join item i on i.id || '.' || i.t = p.owed_to`,
  )
  await owner.query('select plans.fold_tree_figures()')
  await owner.query('vacuum analyze')
  return { root: ids[0] ?? 0 }
}
