import type pg from 'pg'

// Stands in every text of the ordinary rows, and in every text of the sealed ones.
export const OPEN_MARK = 'DẤU-THƯỜNG'
export const SEALED_MARK = 'DẤU-KÍN'
export const SEAL = '11111111-1111-4111-8111-111111111111'

/** Rows in every schema: case 11 is open, 12 is sealed, 14 was joined to 12. */
export async function fill(owner: pg.Pool) {
  const proof = JSON.stringify({
    rule: 'PA',
    cite: 'x',
    from: '2026-08-03',
    dueOn: '2026-08-10',
    excluded: [{ 'a\tb': '\\N' }],
  })
  const code = `decode(repeat('ab', 32), 'hex')`
  const ledger = (id: number, seal: string | null, mark: string) => `
    insert into commitments.commitment (id, unit_id, seal_id, source, owner_post_id, title, public_title, owed_to,
        supervisor_post_id, workflow, step, expected_result, started_on, due_on, first_due_on, rule_id, proof, provisional, folded)
      overriding system value values (${id}, 5, ${seal}, 'case', 2, ${seal ? `'Việc theo chế độ riêng'` : `'Đường ${mark}'`},
        'Trả lời', 'người gửi', 1, 'feedback', 'receive', 'Trả lời ${mark}', '2026-08-03', '2026-08-10', '2026-08-10', 'PA',
        '${proof}', false, 'duong');
    insert into commitments.reminder values (${id}, 5, 'before', '2026-08-08');
    insert into commitments.apology (commitment_id, unit_id, ordinal, legal_due_on, further_on, cause, signer_post_id)
      values (${id}, 5, 1, '2026-08-10', '2026-08-20', '${mark}', 1);
    insert into cases.citizen_case (id, number, unit_id, seal_id, kind, category, state, title, commitment_id, sent_on)
      overriding system value values (${id}, '0000-000${id % 10}', 5, ${seal}, 'feedback', 'roads', 'sent', '${mark}', ${id}, '2026-08-03');
    insert into cases.submission (id, case_id, unit_id, seal_id, number, code_hash, channel, text, sent_on, named)
      overriding system value values (${id}, ${id}, 5, ${seal}, '1111-000${id % 10}', ${code}, 'web',
        e'Dòng một ${mark}\\nDòng hai\\t\\\\N "ngoặc" 🙂', '2026-08-03', true);
    insert into cases.sender values (${id}, 5, 'Hoa ${mark}', null, '0912345678', null);
    insert into cases.sender_view (submission_id, unit_id, post_id, reason, on_day) values (${id}, 5, 2, 'gọi lại ${mark}', '2026-08-04');
    insert into cases.point (case_id, unit_id, seal_id, n, text) values (${id}, 5, ${seal}, 1, '${mark}');
    insert into cases.letter (case_id, unit_id, seal_id, from_sender, submission_id, text)
      select ${id}, 5, ${seal}, true, min(id), '${mark}' from cases.submission where case_id = ${id};
    insert into platform.message (unit_id, seal_id, subject_kind, subject_id, kind, channel, title, body)
      values (5, ${seal}, 'case', ${id}, 'sent', 'workspace', '${mark}', '');`
  await owner.query(`
    insert into organization.decision (number, issued_on) values ('1654/NQ', '2025-06-16');
    insert into organization.unit (id, slug) overriding system value values (5, 'xa-a'), (3, 'tinh-b');
    insert into organization.unit_version (unit_id, name, full_name, kind, tier, parent_id, valid, decision_id, search_text) values
      (3, 'B', 'Tỉnh B', 'province', 'province', null, '(,)', null, ' tinh b '),
      (5, 'Đô', 'Xã Đô', 'commune', 'commune', 3, '[2025-07-01,)', 1, ' xa do tinh b ');
    insert into organization.unit_code values (5, '00123', 'commune', '[2025-07-01,)');
    insert into accounts."user" (id, name, email) values ('u1', 'An', 'an@example.vn');
    insert into accounts.account (id, "accountId", "providerId", "userId", password) values ('a1', 'u1', 'credential', 'u1', 'hash');
    insert into accounts."twoFactor" (id, secret, "backupCodes", "userId") values ('t1', 's', 'c', 'u1');
    insert into organization.person (name, user_id) values ('An', 'u1'), ('Bình', null);
    insert into organization.post (unit_id, title, roles, reports_to) values (5, 'Chủ tịch', '{head}', null), (5, 'Văn thư', '{intake,officer}', 1);
    update organization.post set reports_to = 2 where id = 1;
    insert into organization.post_holding values (1, 1, '[2025-07-01,)'), (2, 2, '[2025-07-01,2026-01-01)');
    insert into organization.opening (unit_id, head_post_id, intake_post_id, opened_on, phone, address, hours)
      values (5, 1, 2, '2025-07-02', '0241', 'Thôn Một', '7:30-17:00');
    -- The one who held the post on that day is found to have come later: the trigger would refuse the row today.
    update organization.post_holding set held = '[2025-09-01,)' where post_id = 2;
    insert into calendar.year values (2026, 'announced', 'Thông báo 1');
    insert into calendar.day values ('2026-09-01', 'off', 'Quốc khánh', 'Thông báo 1');
    insert into platform.seal (id, unit_id) values ('${SEAL}', 5);
    insert into platform.seal_reader (seal_id, post_id) values ('${SEAL}', 1);
    insert into intake.draft (key_hash, unit_id, fields) values (${code}, 5, '{"text": "${OPEN_MARK}"}');
    insert into platform.access_log (unit_id, post_id, audit) values (5, 2, 'case.open');
    insert into commitments.figure values (5, '2026-08-03', 'received', 2);
    ${ledger(11, null, OPEN_MARK)} ${ledger(12, `'${SEAL}'`, SEALED_MARK)} ${ledger(14, null, OPEN_MARK)}
    insert into cases.publication (case_id, unit_id, number, kind, category, title, question, answer, folded, proposed_by, proposed_person_id)
      values (11, 5, '0000-0001', 'feedback', 'roads', 'T', 'Q', 'A', 'q', 2, 2);
    -- Not sealed itself, but joined to a sealed case.
    update cases.citizen_case set state = 'joined', joined_to = 12, title = '${SEALED_MARK}' where id = 14;
    update cases.submission set text = 'Đã nhập vào ${SEALED_MARK}' where case_id = 14;
    update cases.sender set name = '${SEALED_MARK}' where submission_id = 14;
    update cases.sender_view set reason = '${SEALED_MARK}' where submission_id = 14;
    update cases.point set text = '${SEALED_MARK}' where case_id = 14;
    update cases.letter set text = '${SEALED_MARK}' where case_id = 14;
  `)
}
