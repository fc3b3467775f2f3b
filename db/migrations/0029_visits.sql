-- Lượt tiếp công dân: everybody who came is recorded and received, or refused with a ground. Who came is kept from others.
create schema visits;
grant usage on schema visits to gandan_app;
comment on schema visits is 'Visits at the reception: the register of form 03/TCD, receipts for papers, refusals, conclusions of a head''s session.';

create table visits.visit (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  source_key uuid unique,
  session_id bigint references reception.session,
  queue_number text check (length(queue_number) <= 12),
  visited_on date not null,
  visited_at timestamptz not null,
  entered_at timestamptz not null,
  receiver_post_id bigint not null references organization.post,
  receiver_person_id bigint not null references organization.person,
  kind text not null check (kind in ('complaint', 'recommendation', 'feedback')),
  content text not null check (length(btrim(content)) between 5 and 5000),
  people int not null default 1 check (people between 1 and 5000),
  settled_by text check (length(settled_by) <= 200),
  competence text check (competence in ('ours', 'others')),
  guided_to text check (length(guided_to) <= 200),
  note text check (length(note) <= 500),
  state text not null default 'received' check (state in ('received', 'refused', 'told')),
  refusal_ground text check (refusal_ground in ('drunk', 'threatens', 'settled', 'otherLaw', 'records', 'incites', 'noCapacity', 'noAuthority', 'outside', 'nothingNew', 'court', 'elsewhere')),
  refusal_words text check (length(btrim(refusal_words)) between 5 and 1000),
  outcome text check (outcome in ('accepted', 'longer', 'notAccepted', 'transferred')),
  outcome_words text check (length(btrim(outcome_words)) between 5 and 2000),
  told_on date check (told_on >= visited_on),
  told_way text check (told_way in ('onTheSpot', 'letter', 'phone', 'atCounter')),
  commitment_id bigint unique references commitments.commitment,
  case_number text,
  version int not null default 1,
  check (entered_at >= visited_at),
  check ((state = 'refused') = (refusal_ground is not null) and (state = 'refused') = (refusal_words is not null)),
  check ((state = 'told') = (outcome is not null) and (outcome is null) = (told_on is null) and (outcome is null) = (told_way is null) and (outcome is null) = (outcome_words is null)),
  check (competence is distinct from 'others' or guided_to is not null or state = 'refused')
);
comment on table visits.visit is 'One visit, as form 03/TCD has it, without who came. A denunciation is never entered here.';
comment on column visits.visit.source_key is 'Made by the desk that worked without a line: the same entry sent twice is one visit.';
comment on column visits.visit.commitment_id is 'Owed to whoever came: to tell them what will happen (TCD-10), or the notice of refusal (TCD-17).';
create index visit_unit on visits.visit (unit_id, visited_on desc, id desc);
create index visit_session on visits.visit (session_id) where session_id is not null;

create table visits.visitor (
  visit_id bigint not null references visits.visit,
  unit_id bigint not null,
  n int not null check (n between 1 and 50),
  name text not null check (length(btrim(name)) between 2 and 120),
  address text check (length(address) <= 300),
  id_number text check (id_number ~ '^[0-9A-Z]{6,15}$'),
  phone text check (length(phone) <= 30),
  represents boolean not null default false,
  primary key (visit_id, n)
);
comment on table visits.visitor is 'Who came. The application inserts here and reads only through visits.open_visitors and visits.register_of, which write down who read (Decree 154/2026, article 12).';

create table visits.visitor_view (
  id bigint generated always as identity primary key,
  visit_id bigint references visits.visit,
  unit_id bigint not null references organization.unit,
  post_id bigint not null references organization.post,
  acting_form text check (acting_form in ('KT.', 'TL.')) default platform.acting_form(),
  acting_person_id bigint references organization.person default platform.acting_person(),
  reason text not null check (length(btrim(reason)) >= 5),
  on_day date not null,
  check ((acting_form is null) = (acting_person_id is null))
);
comment on table visits.visitor_view is 'Who read who came: one visit, or without one the whole register of a span of days.';
create index visitor_view_unit on visits.visitor_view (unit_id, on_day desc, id desc);

create table visits.paper (
  id bigint generated always as identity primary key,
  visit_id bigint not null references visits.visit,
  unit_id bigint not null references organization.unit,
  items text not null check (length(btrim(items)) between 3 and 3000),
  taken_on date not null,
  taken_by bigint not null references organization.post
);
comment on table visits.paper is 'Papers taken from a visitor, with the receipt of form 02/TCD.';
create index paper_visit on visits.paper (visit_id);

create table visits.conclusion (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  session_id bigint not null unique references reception.session,
  document_number text not null check (length(btrim(document_number)) between 1 and 100),
  issued_on date not null,
  concluded_by bigint not null references organization.post
);
comment on table visits.conclusion is 'Thông báo kết luận việc tiếp công dân: what a head instructed at a session; each point is a promise of the ledger (TCD-26).';

create table visits.conclusion_point (
  conclusion_id bigint not null references visits.conclusion,
  unit_id bigint not null,
  n int not null check (n between 1 and 30),
  text text not null check (length(btrim(text)) between 5 and 1000),
  commitment_id bigint not null unique references commitments.commitment,
  primary key (conclusion_id, n)
);
comment on table visits.conclusion_point is 'One instruction with its owner and day, kept by the ledger.';

create table visits.online (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  subject text not null check (length(btrim(subject)) between 5 and 500),
  ground text not null check (ground in ('far', 'crowded', 'severalBodies', 'weather', 'requested')),
  decided_by bigint not null references organization.post,
  decided_on date not null,
  announced_on date not null check (announced_on >= decided_on),
  tested_on date check (tested_on >= announced_on),
  held_on date not null check (held_on > announced_on),
  link text not null check (link ~ '^https://[^ ]{3,}$' and length(link) <= 310),
  record_kept_at text check (length(record_kept_at) <= 300),
  minutes text check (length(btrim(minutes)) between 10 and 10000),
  state text not null default 'decided' check (state in ('decided', 'held', 'canceled')),
  version int not null default 1,
  check ((state = 'held') = (minutes is not null and record_kept_at is not null and tested_on is not null) or state = 'canceled')
);
comment on table visits.online is 'Reception by video, decided by the head on a ground of Decree 154/2026, article 20: link, test, where the recording is kept, minutes. No video runs here.';
create index online_unit on visits.online (unit_id, held_on desc, id desc);

do $$ declare t text; begin
  foreach t in array array['visit','paper','conclusion','conclusion_point','online'] loop
    execute format('alter table visits.%I enable row level security', t);
    execute format('create policy of_unit on visits.%I using (unit_id = (select platform.current_unit()))', t);
  end loop;
end $$;
alter table visits.visitor enable row level security;
alter table visits.visitor_view enable row level security;
create policy of_unit on visits.visitor for insert with check (unit_id = (select platform.current_unit()));
create policy of_unit on visits.visitor_view for select using (unit_id = (select platform.current_unit()));
grant select, insert, update on visits.visit, visits.online to gandan_app;
grant select, insert on visits.paper, visits.conclusion, visits.conclusion_point to gandan_app;
grant insert on visits.visitor to gandan_app;
grant select on visits.visitor_view to gandan_app;

-- Who came, for the post that received, the reception desk and the head: recorded in the same statement.
create function visits.open_visitors(the_visit bigint, why text, today date)
  returns table (n int, name text, address text, id_number text, phone text, represents boolean) language plpgsql security definer
  set search_path = visits, pg_temp as $$
#variable_conflict use_column
begin
  perform 1 from visits.visit v where v.id = the_visit and v.unit_id = platform.current_unit()
    and (v.receiver_post_id = platform.current_post() or exists (select 1 from organization.post p
      where p.id = platform.current_post() and p.unit_id = v.unit_id and p.roles && array['head', 'intake']));
  if not found then return; end if;
  insert into visits.visitor_view (visit_id, unit_id, post_id, reason, on_day)
    values (the_visit, platform.current_unit(), platform.current_post(), why, today);
  return query select x.n, x.name, x.address, x.id_number, x.phone, x.represents from visits.visitor x where x.visit_id = the_visit order by x.n;
end $$;
-- The register as the law has it, names included: reception desk and head only, written down once for the span.
create function visits.register_of(from_day date, to_day date, why text, today date, up_to int)
  returns table (visit_id bigint, who text) language plpgsql security definer set search_path = visits, pg_temp as $$
#variable_conflict use_column
begin
  if not exists (select 1 from organization.post p where p.id = platform.current_post() and p.unit_id = platform.current_unit()
    and p.roles && array['head', 'intake']) then return; end if;
  insert into visits.visitor_view (visit_id, unit_id, post_id, reason, on_day)
    values (null, platform.current_unit(), platform.current_post(), why, today);
  return query select v.id, (select string_agg(concat_ws(', ', x.name, x.address, case when x.id_number is not null then '…' || right(x.id_number, 4) end), '; ' order by x.n)
      from visits.visitor x where x.visit_id = v.id)
    from visits.visit v where v.unit_id = platform.current_unit() and v.visited_on between from_day and to_day order by v.visited_on, v.id limit up_to;
end $$;
-- A case made from a visit has the visitor as its sender: copied unseen.
create function visits.name_sender(the_visit bigint, the_submission bigint) returns void language plpgsql security definer
  set search_path = visits, pg_temp as $$
begin
  perform 1 from visits.visit v join cases.submission s on s.id = the_submission and s.unit_id = v.unit_id
    where v.id = the_visit and v.unit_id = platform.current_unit() and not exists (select 1 from cases.sender x where x.submission_id = the_submission);
  if not found then raise exception 'no such visit here' using errcode = 'insufficient_privilege'; end if;
  update cases.submission set named = exists (select 1 from visits.visitor x where x.visit_id = the_visit) where id = the_submission;
  insert into cases.sender (submission_id, unit_id, name, address, phone)
    select the_submission, x.unit_id, x.name, x.address, x.phone from visits.visitor x where x.visit_id = the_visit order by x.n limit 1;
end $$;

create function visits.hand_on(from_unit bigint, to_unit bigint) returns void language plpgsql security definer
  set search_path = visits, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update visits.visitor set unit_id = to_unit where unit_id = from_unit;
  update visits.visitor_view set unit_id = to_unit where unit_id = from_unit;
  update visits.paper set unit_id = to_unit where unit_id = from_unit;
  update visits.conclusion_point set unit_id = to_unit where unit_id = from_unit;
  update visits.conclusion set unit_id = to_unit where unit_id = from_unit;
  update visits.online set unit_id = to_unit, version = version + 1 where unit_id = from_unit;
  update visits.visit set unit_id = to_unit, version = version + 1 where unit_id = from_unit;
end $$;

insert into vault.matter_kind (kind, table_name, subject) values ('visit', 'visits.visit', 't.id');
insert into vault.personal (table_name, kind, subject, rows_of) values
  ('visits.visit', 'visit', 't.id', 't.id = $1'),
  ('visits.visitor', 'visit', 't.visit_id', 't.visit_id = $1'),
  ('visits.visitor_view', 'visit', 't.visit_id', 't.visit_id = $1'),
  ('visits.paper', 'visit', 't.visit_id', 't.visit_id = $1');
insert into vault.personal_column (table_name, column_name, erased)
  select table_name, unnest(columns), 'Đã xóa dữ liệu cá nhân.' from (values
    ('visits.visit', array['content', 'settled_by', 'guided_to', 'note', 'refusal_words', 'outcome_words']),
    ('visits.visitor_view', array['reason']), ('visits.paper', array['items'])) x (table_name, columns);
insert into vault.impersonal (table_name, column_name, why)
  select table_name, unnest(columns), why from (values
    ('visits.visit', array['queue_number', 'kind', 'competence', 'state', 'refusal_ground', 'outcome', 'told_way', 'case_number'], 'queue_number, a random number and words of a list'),
    ('visits.visitor_view', array['acting_form'], 'words of a list'),
    ('visits.conclusion', array['*'], 'a document of the office'), ('visits.conclusion_point', array['*'], 'instructions to officials; no citizen is named'),
    ('visits.online', array['*'], 'decisions of the office; no citizen is named')) x (table_name, columns, why);
