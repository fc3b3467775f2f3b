-- Khóa riêng cho từng hồ sơ: each matter has a key; a backup carries its words under that key only. Destroying the key reaches
-- every backup ever made. What is personal stands here as rows: erasing and restoring without a key read the same ones.
create schema vault;
comment on schema vault is 'Keys of matters, and what is personal in which table. The owner alone: the application has no right here and backups carry no row of it.';

create table vault.matter_kind (
  kind text primary key,
  table_name text not null,
  subject text not null,
  alive text not null default 'true',
  ends boolean not null default false
);
comment on table vault.matter_kind is 'What has a key of its own: the rows t of a table that are alive, each named by a number.';

create table vault.matter_key (
  id uuid primary key default gen_random_uuid(),
  kind text not null references vault.matter_kind,
  subject_id bigint not null,
  key bytea not null check (length(key) = 32),
  unique (kind, subject_id)
);
comment on column vault.matter_kind.ends is 'Its row may go before the rows that belong to it, which the night clears away: until then they are sealed to nobody.';
comment on table vault.matter_key is 'The key of one matter. Its id is never given again: an old backup names it, and finds nothing once it is destroyed.';

create table vault.personal (
  table_name text not null,
  kind text not null references vault.matter_kind,
  subject text not null,
  rows_of text not null,
  primary key (table_name, kind)
);
comment on table vault.personal is 'Whose matter the rows of a table are: subject gives it for a row t (or null), rows_of finds the rows of matter $1 by an index.';

create table vault.personal_column (
  table_name text not null,
  column_name text not null,
  erased text,
  always boolean not null default false,
  primary key (table_name, column_name)
);
comment on table vault.personal_column is 'Columns a matter''s key hides in a backup, and what stands there once it is erased. A personal table without a row here loses the whole row.';
comment on column vault.personal_column.always is 'Set also where nothing stood.';

create table vault.impersonal (
  table_name text not null,
  column_name text not null default '*',
  why text not null check (length(why) >= 5),
  primary key (table_name, column_name)
);
comment on table vault.impersonal is 'Columns of text that hold no citizen''s data, and why. Every column of text stands here or above, or a test fails.';

insert into vault.matter_kind (kind, table_name, subject, alive, ends) values
  ('case', 'cases.citizen_case', 't.id', 'true', false),
  ('submission', 'cases.submission', 't.id', 'true', false),
  ('voters', 'voters.recommendation', 't.id', 'true', false),
  ('draft', 'intake.draft', 'hashtextextended(encode(t.key_hash, ''hex''), 0)', 'true', true),
  -- The file of a register and the rows not taken go after thirty days, and their key with the next backup.
  ('import', 'registers.import', 't.id', '(t.sealed is not null or exists (select 1 from registers.reject r where r.import_id = t.id))', true);

-- Which case, request or recommendation a promise came from.
create function vault.case_of(the_commitment bigint) returns bigint language sql stable security definer
  set search_path = vault, pg_temp as $$ select coalesce(
    (select c.id from cases.citizen_case c where c.commitment_id = the_commitment),
    (select s.case_id from cases.submission s where s.reopen_commitment_id = the_commitment limit 1),
    (select r.case_id from privacy.request r where r.commitment_id = the_commitment),
    (select x.case_id from complaints.step x where x.commitment_id = the_commitment)) $$;
create function vault.voters_of(the_commitment bigint) returns bigint language sql stable security definer
  set search_path = vault, pg_temp as $$ select coalesce(
    (select r.id from voters.recommendation r where r.commitment_id = the_commitment),
    (select r.id from voters.recommendation r where r.roadmap_commitment_id = the_commitment),
    (select r.id from voters.recommendation r where r.publish_commitment_id = the_commitment)) $$;
create function vault.commitments_of(the_kind text, the_id bigint) returns setof bigint language sql stable security definer
  set search_path = vault, pg_temp as $$
    select c.commitment_id from cases.citizen_case c where the_kind = 'case' and c.id = the_id
    union select s.reopen_commitment_id from cases.submission s where the_kind = 'case' and s.case_id = the_id and s.reopen_commitment_id is not null
    union select r.commitment_id from privacy.request r where the_kind = 'case' and r.case_id = the_id
    union select x.commitment_id from complaints.step x where the_kind = 'case' and x.case_id = the_id
    union select unnest(array[r.commitment_id, r.roadmap_commitment_id, r.publish_commitment_id]) from voters.recommendation r
      where the_kind = 'voters' and r.id = the_id $$;
-- The submission a history entry speaks of, when it names one of this case.
create function vault.named_submission(the_payload text) returns bigint language sql immutable
  as $$ select nullif(the_payload::jsonb ->> 'submissionId', '')::bigint $$;
revoke execute on all functions in schema vault from public;

create index request_case_commitment on privacy.request (case_id);
create index recheck_item_case on rechecks.item (case_id);

insert into vault.personal (table_name, kind, subject, rows_of) values
  ('cases.citizen_case', 'case', 't.id', 't.id = $1'),
  ('cases.submission', 'submission', 't.id', 't.id = $1'),
  ('cases.sender', 'submission', 't.submission_id', 't.submission_id = $1'),
  ('cases.sender_view', 'submission', 't.submission_id', 't.submission_id = $1'),
  ('cases.point', 'case', 't.case_id', 't.case_id = $1'),
  ('cases.letter', 'submission', 't.submission_id', 't.case_id = (select s.case_id from cases.submission s where s.id = $1) and t.submission_id = $1'),
  ('cases.letter', 'case', 'case when t.submission_id is null then t.case_id end', 't.case_id = $1 and t.submission_id is null'),
  ('cases.publication', 'case', 'case when t.published_on is null then t.case_id end', 't.case_id = $1 and t.published_on is null'),
  ('cases.transfer', 'case', 't.case_id', 't.case_id = $1'),
  ('platform.history_payload', 'submission',
    '(select vault.named_submission(t.payload) from platform.history h where h.id = t.history_id and h.subject_kind = ''case'')',
    't.history_id in (select h.id from platform.history h where h.subject_kind = ''case'' and h.subject_id = (select s.case_id from cases.submission s where s.id = $1)) and vault.named_submission(t.payload) = $1'),
  ('platform.history_payload', 'case',
    '(select case h.subject_kind when ''case'' then h.subject_id when ''commitment'' then vault.case_of(h.subject_id) when ''letter'' then (select l.subject_id from letters.letter l where l.id = h.subject_id) end from platform.history h where h.id = t.history_id and (h.subject_kind <> ''case'' or vault.named_submission(t.payload) is null))',
    't.history_id in (select h.id from platform.history h where (h.subject_kind = ''case'' and h.subject_id = $1) or (h.subject_kind = ''commitment'' and h.subject_id in (select vault.commitments_of(''case'', $1))) or (h.subject_kind = ''letter'' and h.subject_id in (select l.id from letters.letter l where l.subject_kind = ''case'' and l.subject_id = $1))) and (vault.named_submission(t.payload) is null or not exists (select 1 from platform.history h where h.id = t.history_id and h.subject_kind = ''case''))'),
  ('platform.history_payload', 'voters',
    '(select vault.voters_of(h.subject_id) from platform.history h where h.id = t.history_id and h.subject_kind = ''commitment'')',
    't.history_id in (select h.id from platform.history h where h.subject_kind = ''commitment'' and h.subject_id in (select vault.commitments_of(''voters'', $1)))'),
  ('platform.message', 'submission', 'case when t.subject_kind = ''submission'' then t.subject_id end', 't.subject_kind = ''submission'' and t.subject_id = $1'),
  ('platform.message', 'case', 'case t.subject_kind when ''case'' then t.subject_id when ''commitment'' then vault.case_of(t.subject_id) end',
    '(t.subject_kind = ''case'' and t.subject_id = $1) or (t.subject_kind = ''commitment'' and t.subject_id in (select vault.commitments_of(''case'', $1)))'),
  ('platform.message', 'voters', 'case t.subject_kind when ''commitment'' then vault.voters_of(t.subject_id) end',
    't.subject_kind = ''commitment'' and t.subject_id in (select vault.commitments_of(''voters'', $1))'),
  ('platform.file', 'submission', 'case when t.owner_kind = ''submission'' then t.owner_id::bigint end', 't.owner_kind = ''submission'' and t.owner_id = $1::text'),
  ('platform.file', 'case', 'case t.owner_kind when ''answer'' then (select p.case_id from cases.point p where p.id = t.owner_id::bigint) when ''message'' then (select l.case_id from cases.letter l where l.id = t.owner_id::bigint) end',
    '(t.owner_kind = ''answer'' and t.owner_id in (select p.id::text from cases.point p where p.case_id = $1)) or (t.owner_kind = ''message'' and t.owner_id in (select l.id::text from cases.letter l where l.case_id = $1))'),
  ('platform.file', 'draft', 'case when t.owner_kind = ''draft'' then hashtextextended(t.owner_id, 0) end', 'false'),
  ('commitments.commitment', 'case', 'vault.case_of(t.id)', 't.id in (select vault.commitments_of(''case'', $1))'),
  ('commitments.commitment', 'voters', 'vault.voters_of(t.id)', 't.id in (select vault.commitments_of(''voters'', $1))'),
  ('commitments.apology', 'case', 'vault.case_of(t.commitment_id)', 't.commitment_id in (select vault.commitments_of(''case'', $1))'),
  ('letters.letter', 'submission', 't.submission_id', 't.submission_id = $1'),
  ('letters.letter', 'case', 'case when t.submission_id is null then t.subject_id end', 't.subject_kind = ''case'' and t.subject_id = $1 and t.submission_id is null'),
  ('letters.recipient', 'submission', '(select l.submission_id from letters.letter l where l.id = t.letter_id)', 't.letter_id in (select l.id from letters.letter l where l.submission_id = $1)'),
  ('letters.recipient', 'case', '(select l.subject_id from letters.letter l where l.id = t.letter_id and l.submission_id is null)',
    't.letter_id in (select l.id from letters.letter l where l.subject_kind = ''case'' and l.subject_id = $1 and l.submission_id is null)'),
  ('letters.recipient_view', 'submission', 't.submission_id', 't.submission_id = $1'),
  ('letters.document', 'submission', '(select l.submission_id from letters.letter l where l.id = t.letter_id)', 't.letter_id in (select l.id from letters.letter l where l.submission_id = $1)'),
  ('letters.document', 'case', '(select l.subject_id from letters.letter l where l.id = t.letter_id and l.submission_id is null)',
    't.letter_id in (select l.id from letters.letter l where l.subject_kind = ''case'' and l.subject_id = $1 and l.submission_id is null)'),
  ('complaints.complaint', 'case', 't.case_id', 't.case_id = $1'),
  ('complaints.pause', 'case', 't.case_id', 't.case_id = $1'),
  ('complaints.dialogue', 'case', 't.case_id', 't.case_id = $1'),
  ('complaints.signatory', 'case', 't.case_id', 't.case_id = $1'),
  ('complaints.request', 'case', 't.case_id', 't.case_id = $1'),
  ('complaints.withdrawal', 'case', 't.case_id', 't.case_id = $1'),
  ('complaints.pressure', 'case', '(select w.case_id from complaints.withdrawal w where w.id = t.withdrawal_id)', 't.withdrawal_id in (select w.id from complaints.withdrawal w where w.case_id = $1)'),
  ('complaints.publication', 'case', 'case when t.published_on is null then t.case_id end', 't.case_id = $1 and t.published_on is null'),
  ('voters.recommendation', 'voters', 'case when t.published_on is null then t.id end', 't.id = $1 and t.published_on is null'),
  ('rechecks.item', 'case', 't.case_id', 't.case_id = $1'),
  ('privacy.request', 'submission', 't.submission_id', 't.case_id = (select s.case_id from cases.submission s where s.id = $1) and t.submission_id = $1'),
  ('registers.import', 'import', 'case when t.sealed is not null or exists (select 1 from registers.reject r where r.import_id = t.id) then t.id end', 't.id = $1'),
  ('registers.reject', 'import', 't.import_id', 't.import_id = $1'),
  ('intake.draft', 'draft', 'hashtextextended(encode(t.key_hash, ''hex''), 0)', 'hashtextextended(encode(t.key_hash, ''hex''), 0) = $1');

insert into vault.personal_column (table_name, column_name, erased)
  select table_name, unnest(columns), 'Đã xóa dữ liệu cá nhân.' from (values
    ('cases.citizen_case', array['title', 'answer']), ('cases.submission', array['text', 'reopen_reason', 'reopen_declined']),
    ('cases.sender_view', array['reason']), ('cases.point', array['text', 'answer', 'evidence']), ('cases.letter', array['text']),
    ('cases.publication', array['title', 'question', 'answer', 'folded']), ('cases.transfer', array['reason']),
    ('commitments.commitment', array['title', 'folded', 'expected_result', 'result', 'evidence', 'waiting_for']),
    ('commitments.apology', array['cause', 'change']),
    ('letters.letter', array['title', 'sent_back_reason', 'dropped_reason', 'voided_reason', 'delivered_proof']),
    ('letters.recipient_view', array['reason']),
    ('complaints.complaint', array['against', 'demand', 'complex_criteria', 'settled_summary', 'service_proof', 'executed_evidence', 'lawsuit_court', 'decision_number']),
    ('complaints.pause', array['ground', 'ended_by']), ('complaints.dialogue', array['place', 'minutes']),
    ('complaints.request', array['body_name', 'question', 'reply', 'replied_by']), ('complaints.withdrawal', array['content']),
    ('complaints.pressure', array['text']), ('complaints.publication', array['title', 'summary']),
    ('voters.recommendation', array['text', 'answer', 'roadmap_evidence']),
    ('rechecks.item', array['title', 'place', 'promised', 'note']), ('privacy.request', array['text', 'reply']),
    ('registers.import', array['file_name', 'sealed'])) x (table_name, columns);
insert into vault.personal_column (table_name, column_name, erased, always) values
  ('cases.submission', 'place', null, false), ('cases.submission', 'rating_reason', null, false), ('cases.submission', 'happened_on', null, false),
  ('cases.submission', 'named', 'false', true), ('cases.submission', 'publish_consent', 'false', true), ('cases.submission', 'erased_at', 'now', true),
  ('letters.letter', 'facts', '{}', false), ('registers.import', 'map', '{}', false);

insert into vault.impersonal (table_name, column_name, why)
  select table_name, unnest(columns), why from (values
    ('cases.citizen_case', array['number', 'kind', 'category', 'state', 'publish_state'], 'a random number and words of a list'),
    ('cases.submission', array['number', 'code_hash', 'channel', 'rating'], 'a random number, a keyed hash and words of a list'),
    ('cases.ended_code', array['code_hash'], 'a keyed hash, gone after thirty days'),
    ('cases.sender_view', array['acting_form'], 'words of a list'),
    ('cases.publication', array['number', 'kind', 'category'], 'a random number and words of a list; the texts once published are public'),
    ('commitments.commitment', array['source', 'public_title', 'owed_to', 'workflow', 'step', 'state', 'rule_id', 'proof', 'release_reason'], 'words of a list, the public title and the count of days'),
    ('commitments.apology', array['state', 'signed_form'], 'words of a list'),
    ('commitments.figure', array['measure'], 'counts'), ('commitments.figure_delta', array['measure'], 'counts'), ('commitments.reminder', array['kind'], 'words of a list'),
    ('letters.letter', array['subject_kind', 'subject_number', 'kind', 'document_type', 'state', 'signed_form', 'signed_how', 'signed_hash', 'document_number', 'numbered_how', 'issued_hash', 'delivered_way'], 'the register of documents: numbers, hashes and words of a list'),
    ('letters.recipient_view', array['acting_form'], 'words of a list'),
    ('letters.delegation', array['*'], 'documents of the office'), ('letters.number_sequence', array['*'], 'counts'),
    ('letters.office', array['*'], 'about the office'), ('letters.template', array['*'], 'made by the office, with blanks for names'),
    ('complaints.complaint', array['state', 'subject', 'remote_document', 'signed_how', 'refusal_ground', 'complex_document', 'outcome', 'settled_number', 'service_way', 'discontinued_ground'], 'words of a list and numbers of documents'),
    ('complaints.pause', array['document_number'], 'a number of a document'), ('complaints.dialogue', array['outcome'], 'words of a list'),
    ('complaints.request', array['token_hash'], 'a hash'), ('complaints.withdrawal', array['part', 'how'], 'words of a list'),
    ('complaints.pressure', array['case_number'], 'a random number'), ('complaints.step', array['what'], 'words of a list'),
    ('complaints.publication', array['way', 'outcome', 'settled_number'], 'words of a list; the texts once published are public'),
    ('complaints.remote_unit', array['*'], 'decisions on units'),
    ('voters.recommendation', array['number', 'deputy', 'category', 'state', 'result'], 'a random number, a deputy in office and words of a list'),
    ('voters.meeting', array['*'], 'place and deputies; no voter is named'), ('voters.session', array['*'], 'sessions of councils'),
    ('rechecks.item', array['number', 'checker', 'outcome'], 'a random number and words of a list'),
    ('privacy.request', array['number', 'kind', 'state'], 'a random number and words of a list'),
    ('registers.import', array['source', 'header', 'state'], 'name and columns of a register'),
    ('registers.entry', array['source', 'source_key', 'fingerprint'], 'row numbers of a register and a keyed hash'),
    ('registers.outside_code', array['*'], 'codes in outside systems'),
    ('platform.access_log', array['*'], 'what officials opened; no citizen is logged'),
    ('platform.held_form', array['*'], 'encrypted under the server key, gone after an hour'),
    ('platform.history', array['*'], 'kinds, times and hashes; names and texts stand in history_payload'),
    ('platform.submit_key', array['*'], 'a hash and where a form led; gone after seven days'),
    ('organization.decision', array['*'], 'documents about units'), ('organization.deputation', array['*'], 'officials'),
    ('organization.opening', array['*'], 'about the office'), ('organization.person', array['*'], 'officials, never citizens'),
    ('organization.post', array['*'], 'posts of units'), ('organization.unit', array['*'], 'units'), ('organization.unit_code', array['*'], 'units'),
    ('organization.unit_successor', array['*'], 'units'), ('organization.unit_version', array['*'], 'units'),
    ('calendar.change', array['*'], 'the working calendar'), ('calendar.day', array['*'], 'the working calendar'),
    ('calendar.unit_rule', array['*'], 'rules of units'), ('calendar.year', array['*'], 'the working calendar'),
    ('succession.change', array['*'], 'decisions about units'), ('succession.choice', array['*'], 'words of a list'), ('succession.part', array['*'], 'words of a list'),
    ('accounts.account', array['*'], 'accounts of officials'), ('accounts.failed_sign_in', array['*'], 'hashes of accounts of officials'),
    ('accounts.known_device', array['*'], 'hashes of devices of officials'), ('accounts.session', array['*'], 'accounts of officials'),
    ('accounts.twoFactor', array['*'], 'accounts of officials'), ('accounts.user', array['*'], 'accounts of officials'),
    ('accounts.verification', array['*'], 'accounts of officials')) x (table_name, columns, why);

-- Keys for what has none yet, none for what is no more. 244 random bits each, from the server's strong source.
create function vault.make_keys() returns void language plpgsql security definer set search_path = vault, pg_temp as $$
declare
  it record;
begin
  for it in select * from vault.matter_kind loop
    execute format('insert into vault.matter_key (kind, subject_id, key)
      select %L, %s, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) from %s t where %s
      on conflict (kind, subject_id) do nothing', it.kind, it.subject, it.table_name, it.alive);
    execute format('delete from vault.matter_key k where k.kind = %L and not exists
      (select 1 from %s t where %s = k.subject_id and %s)', it.kind, it.table_name, it.subject, it.alive);
  end loop;
end $$;

-- Every personal row of one matter, and its key: what a backup of whatever day still holds of it cannot be read again.
create function vault.erase(the_kind text, the_id bigint) returns void language plpgsql security definer
  set search_path = vault, pg_temp as $$
declare
  it record;
begin
  for it in
    -- A row that says where others belong goes after them.
    select p.table_name, p.rows_of, (select string_agg(case when c.erased is null then format('%I = null', c.column_name)
        when c.always then format('%I = %L::%s', c.column_name, c.erased, format_type(a.atttypid, a.atttypmod))
        else format('%I = case when t.%I is null then null else %L::%s end', c.column_name, c.column_name, c.erased, format_type(a.atttypid, a.atttypmod)) end, ', ')
      from vault.personal_column c join pg_attribute a on a.attrelid = c.table_name::regclass and a.attname = c.column_name
      where c.table_name = p.table_name) as changes
    from vault.personal p where p.kind = the_kind order by p.table_name
  loop
    if it.changes is null then execute format('delete from %s t where %s', it.table_name, it.rows_of) using the_id;
    else execute format('update %s t set %s where %s', it.table_name, it.changes, it.rows_of) using the_id;
    end if;
  end loop;
  delete from vault.matter_key k where k.kind = the_kind and k.subject_id = the_id;
end $$;
revoke execute on function vault.make_keys(), vault.erase(text, bigint) from public;

alter table cases.submission add column erased_at timestamptz;
comment on column cases.submission.erased_at is 'Since when nothing personal of it is kept.';

-- Erased, a sealed promise has another constant title.
do $$ declare name text; begin
  select c.conname into strict name from pg_constraint c where c.conrelid = 'commitments.commitment'::regclass and pg_get_constraintdef(c.oid) like '%Việc theo chế độ riêng%';
  execute format('alter table commitments.commitment drop constraint %I', name);
end $$;
alter table commitments.commitment add constraint sealed_title
  check (seal_id is null or (not public and title in ('Việc theo chế độ riêng', 'Đã xóa dữ liệu cá nhân.')));

-- A letter stays as signed, but for what erasing a person takes from it: its words. Number, day and hashes stay.
create function letters.erase_letter() returns trigger language plpgsql as $$
declare
  words constant text[] := array['facts', 'title', 'sent_back_reason', 'dropped_reason', 'voided_reason', 'delivered_proof'];
begin
  if current_user = 'gandan_app' or to_jsonb(new) - words <> to_jsonb(old) - words then
    raise exception 'a letter is erased as a whole, with its person' using errcode = 'check_violation';
  end if;
  return new;
end $$;
drop trigger keep_letter on letters.letter;
create trigger keep_letter before update on letters.letter for each row
  when (not (new.facts = '{}'::jsonb and new.title = 'Đã xóa dữ liệu cá nhân.')) execute function letters.keep_letter();
create trigger erase_letter before update on letters.letter for each row
  when (new.facts = '{}'::jsonb and new.title = 'Đã xóa dữ liệu cá nhân.') execute function letters.erase_letter();

-- What one person sent; when nobody else's is left in the matter, all its words too, and those of what was joined to it.
create function cases.erase_words(the_submission bigint) returns void language plpgsql security definer
  set search_path = cases, pg_temp as $$
declare
  its_case bigint;
  one bigint;
begin
  select s.case_id into strict its_case from cases.submission s where s.id = the_submission for update;
  perform vault.erase('submission', the_submission);
  if exists (select 1 from cases.submission s where s.case_id = its_case and s.erased_at is null) then return; end if;
  for one in with recursive joined (id) as (select its_case union select c.id from joined j join cases.citizen_case c on c.joined_to = j.id) select id from joined loop
    perform vault.erase('case', one);
  end loop;
end $$;
revoke execute on function cases.erase_words(bigint) from public;
create index case_joined on cases.citizen_case (joined_to) where joined_to is not null;

create or replace function cases.erase_person(the_submission bigint) returns text language plpgsql security definer
  set search_path = cases, pg_temp as $$
declare
  its_case bigint;
  its_state text;
begin
  select c.id, c.state into its_case, its_state from cases.submission s join cases.citizen_case c on c.id = s.case_id
    join commitments.commitment k on k.id = c.commitment_id
    where s.id = the_submission and s.unit_id = platform.current_unit() and (c.seal_id is null or platform.may_read(c.seal_id))
      and platform.current_post() in (k.owner_post_id, k.supervisor_post_id)
    for update of c;
  if its_case is null then return 'notHere'; end if;
  if its_state in ('sent', 'received', 'assigned') then return 'stillOpen'; end if;
  perform cases.erase_words(the_submission);
  return 'erased';
end $$;
