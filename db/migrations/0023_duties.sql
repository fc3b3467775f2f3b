-- "Việc phải làm theo quy định": what the law obliges a unit to do in a period, filled by facts and never by a tick.
create schema duties;
grant usage on schema duties to gandan_app;
comment on schema duties is 'Duties by rule as slots: who owes what in which period, which facts fill it, what became late.';

create table duties.slot (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  rule_id text not null check (length(rule_id) between 2 and 20),
  fact text not null,
  bearer_post_id bigint not null references organization.post,
  period daterange not null check (not isempty(period) and not lower_inf(period) and not upper_inf(period)),
  last_on date not null check (last_on >= lower(period)),
  needed int not null check (needed > 0),
  filled int not null default 0 check (filled >= 0),
  filled_on date,
  state text not null default 'open' check (state in ('open', 'filled', 'late', 'filledLate')),
  commitment_id bigint unique references commitments.commitment,
  warned_on date,
  unique (unit_id, rule_id, period),
  check ((state in ('filled', 'filledLate')) = (filled >= needed)),
  check ((state in ('filled', 'filledLate')) = (filled_on is not null)),
  check (state <> 'filled' or filled_on <= last_on),
  check (state not in ('late', 'filledLate') or commitment_id is not null)
);
comment on table duties.slot is 'One duty in one period. Filled only by facts of other capabilities or by a document named as evidence.';
comment on column duties.slot.last_on is 'The last day on which it is still done in time; after it an empty slot is late and opens a commitment.';
create index slot_unit on duties.slot (unit_id, last_on, id);
create index slot_open on duties.slot (last_on, id) where state in ('open', 'late');

create table duties.evidence (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  fact text not null,
  done_on date not null,
  title text not null check (length(btrim(title)) between 5 and 300),
  document_number text not null check (length(btrim(document_number)) between 2 and 100),
  document_on date not null,
  entered_by bigint not null references organization.post,
  entered_on date not null check (entered_on >= done_on),
  withdrawn_on date,
  withdrawn_reason text check (length(btrim(withdrawn_reason)) >= 5),
  check ((withdrawn_on is null) = (withdrawn_reason is null))
);
comment on table duties.evidence is 'A fact no capability keeps, by the document that proves it (minutes, report, list). Withdrawn with a reason, never deleted.';
create index evidence_unit on duties.evidence (unit_id, fact, done_on);

create table duties.inspection_request (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  body text not null check (body in ('peopleInspection', 'investmentSupervision')),
  content text not null check (length(btrim(content)) between 10 and 3000),
  received_on date not null,
  commitment_id bigint not null unique references commitments.commitment,
  answer text check (length(btrim(answer)) between 10 and 5000),
  document_number text,
  answered_on date check (answered_on >= received_on),
  version int not null default 1,
  check (num_nulls(answer, document_number, answered_on) in (0, 3))
);
comment on table duties.inspection_request is 'What an inspection board of the people asked of the unit; answered within the days of the law (DC-32).';
create index inspection_request_unit on duties.inspection_request (unit_id, id desc);

do $$ declare t text; begin
  foreach t in array array['slot','evidence','inspection_request'] loop
    execute format('alter table duties.%I enable row level security', t);
    execute format('create policy of_unit on duties.%I using (unit_id = (select platform.current_unit()))', t);
    execute format('grant select, insert, update on duties.%I to gandan_app', t);
  end loop;
end $$;

-- Whose duties there are: open units by their kind and tier, for the morning run.
create function duties.bearers(today date, after_id bigint, up_to int)
  returns table (unit_id bigint, head_post_id bigint, tier text, kind text, opened_on date) language sql stable security definer
  set search_path = duties, pg_temp
  as $$ select o.unit_id, o.head_post_id, v.tier, v.kind, o.opened_on from organization.opening o
         join organization.unit_version v on v.unit_id = o.unit_id and v.valid @> today
         where o.opened_on <= today and (o.closed_on is null or o.closed_on > today) and o.unit_id > after_id
         order by o.unit_id limit up_to $$;

-- For everybody: what a unit owed in a span of days and whether it was done; the post, never a name.
create function duties.public_slots(the_unit bigint, from_day date, to_day date)
  returns table (rule_id text, period_from date, period_to date, last_on date, needed int, filled int, filled_on date, state text)
  language sql stable security definer set search_path = duties, pg_temp
  as $$ select s.rule_id, lower(s.period), upper(s.period) - 1, s.last_on, s.needed, s.filled, s.filled_on, s.state from duties.slot s
         where s.unit_id = the_unit and s.last_on >= from_day and lower(s.period) <= to_day order by s.last_on, s.id limit 200 $$;

create function duties.hand_on(from_unit bigint, to_unit bigint) returns void language plpgsql security definer
  set search_path = duties, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update duties.inspection_request set unit_id = to_unit, version = version + 1 where unit_id = from_unit;
end $$;

insert into vault.impersonal (table_name, column_name, why) values
  ('duties.slot', '*', 'duties of the office'), ('duties.evidence', '*', 'documents of the office'),
  ('duties.inspection_request', '*', 'what an inspection board asked and the office answered; no citizen is named');
