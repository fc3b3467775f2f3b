import type pg from 'pg'

/** Words of one person in every table that may hold some: each text another, so that a leak says where it came from. */
export async function plant(owner: pg.Pool, it: { caseId: number; submissionId: number; mark: string }): Promise<void> {
  const { rows } = await owner.query('select unit_id, commitment_id, number from cases.citizen_case where id = $1', [
    it.caseId,
  ])
  const { unit_id: unit, commitment_id: promise, number } = rows[0]
  const post = (await owner.query('select id from organization.post where unit_id = $1 order by id limit 1', [unit]))
    .rows[0].id
  const person = (await owner.query('select person_id from organization.post_holding where post_id = $1', [post]))
    .rows[0].person_id
  let n = 0
  const say = () => `'${it.mark}-${++n}- ở thôn Trung'`
  const [c, s] = [it.caseId, it.submissionId]
  await owner.query(`
    update cases.citizen_case set title = ${say()}, answer = ${say()} where id = ${c};
    update cases.submission set text = ${say()}, place = ${say()}, rating = 'solved', rated_at = now(), rating_reason = ${say()},
      reopen_reason = ${say()}, reopen_asked_at = now(), reopen_declined = ${say()} where id = ${s};
    insert into cases.sender values (${s}, ${unit}, ${say()}, ${say()}, ${say()}, ${say()})
      on conflict (submission_id) do update set name = excluded.name, address = excluded.address, phone = excluded.phone, email = excluded.email;
    insert into cases.sender_view (submission_id, unit_id, post_id, reason, on_day) values (${s}, ${unit}, ${post}, ${say()}, '2026-11-20');
    update cases.point set text = ${say()}, answer = ${say()}, evidence = ${say()} where case_id = ${c};
    insert into cases.letter (case_id, unit_id, submission_id, from_sender, text) values (${c}, ${unit}, ${s}, true, ${say()});
    insert into cases.letter (case_id, unit_id, from_sender, post_id, text) values (${c}, ${unit}, false, ${post}, ${say()});
    insert into cases.transfer (case_id, from_unit_id, to_unit_id, reason, on_day, post_id)
      select ${c}, ${unit}, id, ${say()}, '2026-11-20', ${post} from organization.unit where id <> ${unit} limit 1;
    insert into cases.publication (case_id, unit_id, number, kind, category, title, question, answer, folded, proposed_by, proposed_person_id)
      values (${c}, ${unit}, '${number}', 'feedback', 'roads', ${say()}, ${say()}, ${say()}, ${say()}, ${post}, ${person});
    update commitments.commitment set title = ${say()}, folded = ${say()}, expected_result = ${say()}, result = ${say()}, evidence = ${say()} where id = ${promise};
    insert into commitments.apology (commitment_id, unit_id, ordinal, legal_due_on, further_on, cause, change, signer_post_id)
      values (${promise}, ${unit}, 1, '2026-11-20', '2026-11-30', ${say()}, ${say()}, ${post});
    insert into platform.message (unit_id, subject_kind, subject_id, kind, channel, title, body) values
      (${unit}, 'submission', ${s}, 'x', 'mail', ${say()}, ${say()}), (${unit}, 'commitment', ${promise}, 'x', 'workspace', ${say()}, ${say()});
    insert into letters.letter (unit_id, issuer_unit_id, subject_kind, subject_id, subject_number, submission_id, kind, document_type, title, facts, drafted_by,
        drafted_person_id, drafted_on, signer_post_id, sent_back_reason)
      values (${unit}, ${unit}, 'case', ${c}, '${number}', ${s}, 'answer', 'CV', ${say()}, jsonb_build_object('content', ${say()}), ${post}, ${person}, '2026-11-20', ${post}, ${say()}),
        (${unit}, ${unit}, 'case', ${c}, '${number}', null, 'transfer', 'CV', ${say()}, jsonb_build_object('content', ${say()}), ${post}, ${person}, '2026-11-20', ${post}, ${say()});
    insert into letters.recipient (letter_id, unit_id, name, address) select id, ${unit}, ${say()}, ${say()} from letters.letter where subject_id = ${c};
    insert into letters.recipient_view (letter_id, unit_id, submission_id, post_id, reason, on_day)
      select id, ${unit}, ${s}, ${post}, ${say()}, '2026-11-20' from letters.letter where submission_id = ${s};
    insert into letters.document (letter_id, unit_id, part, name, media_type, bytes, sha256, kept_at)
      select id, ${unit}, 'proof', ${say()}, 'application/pdf', b, sha256(b), now() from letters.letter, convert_to(${say()}, 'UTF8') b where subject_id = ${c};
    insert into complaints.complaint (case_id, unit_id, state, ordinal, subject, against, decision_number, known_on, demand, remote, signed_on, signed_how,
        accepted_on, complex_document, complex_on, complex_criteria, outcome, settled_number, settled_on, settled_summary, settled_by, served_on, service_way,
        service_proof, effective_on, executed_on, executed_evidence, lawsuit_on, lawsuit_court)
      values (${c}, ${unit}, 'executed', 1, 'decision', ${say()}, ${say()}, '2026-08-01', ${say()}, false, '2026-08-02', 'counter', '2026-08-03', 'QĐ 1', '2026-08-04',
        ${say()}, 'right', '12/QĐ', '2026-09-01', ${say()}, ${post}, '2026-09-02', 'post', ${say()}, '2026-10-01', '2026-10-05', ${say()}, '2026-10-06', ${say()});
    insert into complaints.pause (case_id, unit_id, during, ground, document_number, ended_by) values (${c}, ${unit}, '[2026-08-05,2026-08-06)', ${say()}, '3', ${say()});
    insert into complaints.dialogue (case_id, unit_id, invited_on, held_on, place, outcome, minutes) values (${c}, ${unit}, '2026-08-05', '2026-08-09', ${say()}, 'held', ${say()});
    insert into complaints.signatory (case_id, unit_id, n, name, address, represents) values (${c}, ${unit}, 1, ${say()}, ${say()}, true);
    insert into complaints.request (case_id, unit_id, body_name, question, token_hash, asked_on, due_on, reply, replied_by, replied_at)
      values (${c}, ${unit}, ${say()}, ${say()}, sha256('t${c}'), '2026-08-05', '2026-08-15', ${say()}, ${say()}, now());
    insert into complaints.withdrawal (case_id, unit_id, part, content, how, asked_on, takes_effect_on) values (${c}, ${unit}, 'part', ${say()}, 'signed', '2026-08-05', '2026-08-07');
    insert into complaints.pressure (withdrawal_id, unit_id, case_number, text, said_on) select id, ${unit}, '${number}', ${say()}, '2026-08-05' from complaints.withdrawal where case_id = ${c};
    insert into complaints.publication (case_id, unit_id, title, summary, way, outcome, settled_number, settled_on, proposed_person_id)
      values (${c}, ${unit}, ${say()}, ${say()}, 'web', 'right', '12/QĐ', '2026-09-01', ${person});
    insert into privacy.retention_rule (unit_id, kind, months, document_number, document_on, issuer, set_by, in_force)
      values (${unit}, 'voters', 1200, '1/QĐ', '2026-01-01', 'UBND', ${post}, '[2026-01-01,)') on conflict do nothing;
    insert into privacy.expiry (unit_id, kind, subject_id, commitment_id, number, closed_on, proposed_on, erase_on, rule_id, state, hold_reason, held_by, held_on)
      select ${unit}, 'feedback', ${c}, ${promise}, '${number}', '2026-11-01', '2026-11-02', '2026-12-02', max(id), 'held', ${say()}, ${post}, '2026-11-03' from privacy.retention_rule
      on conflict do nothing;
    insert into backlog.review (unit_id, for_unit_id, month, opened_on, overdue, listed, commitment_id)
      values (${unit}, ${unit}, date '2026-01-01' + interval '1 month' * (${c} % 100), '2040-01-01', 1, 1, ${promise}) on conflict do nothing;
    insert into backlog.item (review_id, commitment_id, unit_id, due_on, action, note, by_on, acted_on, acted_by)
      select id, ${promise}, ${unit}, '2026-11-20', 'press', ${say()}, '2026-11-30', '2026-11-21', ${post} from backlog.review where commitment_id = ${promise};
    insert into rechecks.draw (unit_id, of_unit_id, drawn_on, period_from, period_to, population, drawn_by)
      select id, ${unit}, '2026-11-20', '2026-11-01', '2026-11-10', 1, ${post} from organization.unit where id <> ${unit} limit 1;
    insert into rechecks.item (draw_id, unit_id, of_unit_id, case_id, commitment_id, number, title, place, promised, checker, checked_on, outcome, note, checked_by)
      select max(id), max(unit_id), ${unit}, ${c}, ${promise}, '${number}', ${say()}, ${say()}, ${say()}, 'front', '2026-11-21', 'solved', ${say()}, ${post} from rechecks.draw;
  `)
}
