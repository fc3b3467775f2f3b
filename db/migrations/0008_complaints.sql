-- Khiếu nại: what is complained of, how it is settled, and what the law owes on the way.
create schema complaints;
grant usage on schema complaints to gandan_app;
comment on schema complaints is 'Complaints against decisions and acts of administration, by the Law on Complaints and its decrees.';

create table complaints.remote_unit (
  unit_id bigint not null references organization.unit,
  in_force daterange not null check (not isempty(in_force)),
  document_number text not null check (length(btrim(document_number)) >= 3),
  document_on date not null,
  exclude using gist (unit_id with =, in_force with &&)
);
comment on table complaints.remote_unit is 'Units of remote areas with the decision that names them: longer periods follow from the list, never from a tick.';
grant select, insert on complaints.remote_unit to gandan_app;

create table complaints.complaint (
  case_id bigint primary key references cases.citizen_case,
  unit_id bigint not null references organization.unit,
  state text not null check (state in ('unsigned', 'lodged', 'refused', 'guided', 'filed', 'withdrawn', 'accepted', 'verifying', 'suspended', 'discontinued', 'decided', 'effective', 'executed')),
  version int not null default 1,
  ordinal int not null check (ordinal in (1, 2)),
  subject text not null check (subject in ('decision', 'act', 'discipline')),
  against text not null check (length(btrim(against)) between 3 and 300),
  decision_number text check (length(decision_number) <= 100),
  known_on date not null,
  demand text not null check (length(btrim(demand)) between 5 and 3000),
  remote boolean not null,
  remote_document text,
  signed_on date,
  signed_how text check (signed_how in ('counter', 'post')),
  postmark_on date check (postmark_on is null or (signed_on is not null and postmark_on <= signed_on)),
  crowded boolean not null default false,
  level_jumping boolean not null default false,
  prolonged boolean not null default false,
  refusal_ground text check (refusal_ground in ('notAffected', 'noCapacity', 'unlawfulRepresentative', 'unsigned', 'limitExpired', 'secondDecided', 'discontinuedLongAgo', 'courtAccepted', 'internal')),
  accepted_on date,
  complex_document text,
  complex_on date,
  complex_criteria text,
  demand_differs boolean not null default false,
  outcome text check (outcome in ('right', 'partlyRight', 'wrong')),
  settled_number text,
  settled_on date,
  settled_summary text check (length(btrim(settled_summary)) between 10 and 5000),
  settled_by bigint references organization.post,
  sent_on date,
  served_on date,
  service_way text check (service_way in ('inPerson', 'post', 'posted')),
  service_proof text,
  discontinued_ground text check (discontinued_ground in ('withdrawn', 'deadWithoutHeir', 'dissolved', 'noLongerOwed')),
  effective_on date,
  executed_on date,
  executed_evidence text,
  lawsuit_on date,
  lawsuit_court text,
  check (state = 'unsigned' or state = 'withdrawn' or state = 'guided' or signed_on is not null),
  check ((signed_on is null) = (signed_how is null)),
  check (remote = (remote_document is not null)),
  check ((complex_on is null) = (complex_document is null) and (complex_on is null) = (complex_criteria is null)),
  check (state not in ('accepted', 'verifying', 'suspended', 'decided', 'effective', 'executed') or accepted_on is not null),
  check (state not in ('decided', 'effective', 'executed') or (outcome is not null and settled_number is not null and settled_on is not null and settled_summary is not null and settled_by is not null)),
  check (settled_on is null or (accepted_on is not null and settled_on >= accepted_on)),
  check ((served_on is null) = (service_proof is null)),
  check ((state = 'refused') = (refusal_ground is not null)),
  check ((state = 'discontinued') = (discontinued_ground is not null)),
  check (state not in ('effective', 'executed') or effective_on is not null),
  check ((state = 'executed') = (executed_on is not null and executed_evidence is not null)),
  check ((lawsuit_on is null) = (lawsuit_court is null))
);
comment on table complaints.complaint is 'One complaint. A typed one is unsigned and no clock of law runs until it is signed (Law on Complaints, article 8).';
comment on column complaints.complaint.ordinal is '1 against the decision or act, 2 against the first settlement.';
comment on column complaints.complaint.known_on is 'When the decision was received or the act known: the time limit runs from here (KN-01, KN-02).';
comment on column complaints.complaint.demand_differs is 'The demand and the findings still differ: a dialogue is owed in the first settlement too (KN-09).';
comment on column complaints.complaint.crowded is 'A flag of the matter, never of a person; shown while the complaint is open.';
create index complaint_unit_state on complaints.complaint (unit_id, state, case_id);

create table complaints.step (
  case_id bigint not null references complaints.complaint,
  unit_id bigint not null,
  what text not null check (what in ('accept', 'sendSuspension', 'send', 'publish')),
  commitment_id bigint not null unique references commitments.commitment,
  primary key (case_id, commitment_id)
);
comment on table complaints.step is 'The further legal clocks of a complaint: each is a step commitment of its own.';

create table complaints.pause (
  case_id bigint not null references complaints.complaint,
  unit_id bigint not null,
  during daterange not null check (not isempty(during)),
  ground text not null check (length(btrim(ground)) >= 5),
  document_number text not null check (length(btrim(document_number)) >= 1),
  ended_by text,
  exclude using gist (case_id with =, during with &&),
  check (upper_inf(during) = (ended_by is null))
);
comment on table complaints.pause is 'Suspensions by decision of the settler (form 14a); their days do not count.';

create table complaints.dialogue (
  id bigint generated always as identity primary key,
  case_id bigint not null references complaints.complaint,
  unit_id bigint not null,
  invited_on date not null,
  held_on date not null,
  place text not null check (length(btrim(place)) >= 3),
  outcome text check (outcome in ('held', 'absent')),
  minutes text check (length(btrim(minutes)) between 10 and 10000),
  check (held_on > invited_on),
  check ((outcome = 'held') = (minutes is not null) or outcome is null)
);
comment on table complaints.dialogue is 'The dialogue the settler owes (KN-09), invited at least the days of notice before.';
create index dialogue_case on complaints.dialogue (case_id);

create table complaints.signatory (
  case_id bigint not null references complaints.complaint,
  unit_id bigint not null,
  n int not null check (n between 1 and 5000),
  name text not null check (length(btrim(name)) between 2 and 120),
  address text check (length(address) <= 300),
  represents boolean not null default false,
  primary key (case_id, n)
);
comment on table complaints.signatory is 'Who signed a complaint of many; read only by the focal point and the settler, never searched by name (safeguards 3.1).';

create table complaints.request (
  id bigint generated always as identity primary key,
  case_id bigint not null references complaints.complaint,
  unit_id bigint not null,
  body_name text not null check (length(btrim(body_name)) between 3 and 200),
  question text not null check (length(btrim(question)) between 10 and 3000),
  token_hash bytea not null unique check (length(token_hash) = 32),
  asked_on date not null,
  due_on date not null check (due_on > asked_on),
  reply text check (length(btrim(reply)) between 5 and 10000),
  replied_by text,
  replied_at timestamptz,
  check ((reply is null) = (replied_at is null) and (reply is null) = (replied_by is null))
);
comment on table complaints.request is 'Information asked of a body outside the system (KN-18), answered once through a link of its own.';
create index request_case on complaints.request (case_id);

create table complaints.withdrawal (
  id bigint generated always as identity primary key,
  case_id bigint not null references complaints.complaint,
  unit_id bigint not null,
  part text not null check (part in ('whole', 'part')),
  content text check (length(content) <= 2000),
  how text not null check (how in ('signed', 'code')),
  asked_on date not null,
  takes_effect_on date not null check (takes_effect_on >= asked_on),
  revoked_on date check (revoked_on <= takes_effect_on),
  done boolean not null default false,
  check (part = 'whole' or length(btrim(content)) >= 5),
  check (not done or revoked_on is null)
);
comment on table complaints.withdrawal is 'Withdrawn by signed form, or by code with days to change one''s mind (safeguards 2.11).';
create index withdrawal_case on complaints.withdrawal (case_id);

create table complaints.pressure (
  withdrawal_id bigint primary key references complaints.withdrawal,
  unit_id bigint not null references organization.unit,
  case_number text not null,
  text text not null check (length(btrim(text)) between 2 and 2000),
  said_on date not null,
  read_on date
);
comment on table complaints.pressure is 'Whether somebody pressed or promised: read one level up, never by the unit complained of (safeguards 2.11).';

create table complaints.publication (
  case_id bigint primary key references complaints.complaint,
  unit_id bigint not null references organization.unit,
  title text not null check (length(btrim(title)) between 5 and 200),
  summary text not null check (length(btrim(summary)) between 20 and 5000),
  way text not null check (way in ('meeting', 'posting', 'web')),
  outcome text not null,
  settled_number text not null,
  settled_on date not null,
  proposed_person_id bigint not null references organization.person,
  published_person_id bigint references organization.person check (published_person_id <> proposed_person_id),
  published_on date,
  check ((published_on is null) = (published_person_id is null))
);
comment on table complaints.publication is 'The settlement as made public (KN-11): personal data taken out, looked at by a second person.';
create index publication_unit on complaints.publication (unit_id, published_on desc, case_id desc) where published_on is not null;

alter table complaints.complaint enable row level security;
alter table complaints.step enable row level security;
alter table complaints.pause enable row level security;
alter table complaints.dialogue enable row level security;
alter table complaints.signatory enable row level security;
alter table complaints.request enable row level security;
alter table complaints.withdrawal enable row level security;
alter table complaints.pressure enable row level security;
alter table complaints.publication enable row level security;
create policy of_unit on complaints.complaint using (unit_id = (select platform.current_unit()));
create policy of_unit on complaints.step using (unit_id = (select platform.current_unit()));
create policy of_unit on complaints.pause using (unit_id = (select platform.current_unit()));
create policy of_unit on complaints.dialogue using (unit_id = (select platform.current_unit()));
create policy of_unit on complaints.signatory for insert with check (unit_id = (select platform.current_unit()));
create policy of_unit on complaints.request using (unit_id = (select platform.current_unit()));
create policy of_unit on complaints.withdrawal using (unit_id = (select platform.current_unit()));
create policy of_upper_unit on complaints.pressure using (unit_id = (select platform.current_unit()));
create policy published_or_own on complaints.publication using (published_on is not null or unit_id = (select platform.current_unit()))
  with check (unit_id = (select platform.current_unit()));

grant select, insert, update on complaints.complaint, complaints.pause, complaints.dialogue, complaints.request, complaints.withdrawal, complaints.pressure, complaints.publication to gandan_app;
grant select, insert on complaints.step to gandan_app;
grant delete on complaints.publication to gandan_app;
grant insert on complaints.signatory to gandan_app;

-- Only the focal point and the settler read who signed; anybody else gets nothing.
create function complaints.signatories_of(the_case bigint) returns table (n int, name text, address text, represents boolean)
  language sql stable security definer set search_path = complaints, pg_temp
  as $$ select s.n, s.name, s.address, s.represents from complaints.signatory s
         where s.case_id = the_case and s.unit_id = platform.current_unit()
           and exists (select 1 from cases.citizen_case c join commitments.commitment m on m.id = c.commitment_id
                        where c.id = the_case and platform.current_post() in (m.owner_post_id, m.supervisor_post_id))
         order by s.n $$;
create function complaints.signatory_count(the_case bigint) returns int language sql stable security definer
  set search_path = complaints, pg_temp
  as $$ select count(*)::int from complaints.signatory s where s.case_id = the_case and s.unit_id = platform.current_unit() $$;

-- The body asked has no account: the link opens its one question, and nothing once it is answered or past its end.
create function complaints.request_by_token(the_hash bytea) returns table (id bigint, unit_id bigint, case_id bigint)
  language sql stable security definer set search_path = complaints, pg_temp
  as $$ select r.id, r.unit_id, r.case_id from complaints.request r where r.token_hash = the_hash $$;

-- What the morning run brings into force, and withdrawals whose days to change one's mind are over.
create function complaints.due_for_effect(today date, up_to int) returns table (case_id bigint, unit_id bigint)
  language sql stable security definer set search_path = complaints, pg_temp
  as $$ select c.case_id, c.unit_id from complaints.complaint c
         where c.state = 'decided' and c.effective_on <= today order by c.case_id limit up_to $$;
create function complaints.due_withdrawals(today date, up_to int) returns table (id bigint, case_id bigint, unit_id bigint)
  language sql stable security definer set search_path = complaints, pg_temp
  as $$ select w.id, w.case_id, w.unit_id from complaints.withdrawal w
         where not w.done and w.revoked_on is null and w.takes_effect_on <= today order by w.id limit up_to $$;
create index complaint_effect on complaints.complaint (effective_on) where state = 'decided';
create index withdrawal_due on complaints.withdrawal (takes_effect_on) where not done and revoked_on is null;
create function complaints.representative_count(the_case bigint) returns int language sql stable security definer
  set search_path = complaints, pg_temp
  as $$ select count(*)::int from complaints.signatory s where s.case_id = the_case and s.represents and s.unit_id = platform.current_unit() $$;
