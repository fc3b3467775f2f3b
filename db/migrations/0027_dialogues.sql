-- Đối thoại: with the people, with businesses, within a community, of a head with staff. Each question is answered or becomes a promise.
create schema dialogues;
grant usage on schema dialogues to gandan_app;
comment on schema dialogues is 'Dialogues: announced in time, questions beforehand, minutes approved by two people, each question answered or promised.';

create table dialogues.request (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  received_on date not null,
  topic text not null check (length(btrim(topic)) between 10 and 1000),
  signatures int not null check (signatures > 0),
  voters int not null check (voters >= signatures),
  document text not null check (length(btrim(document)) between 5 and 300),
  reached boolean not null generated always as (10 * signatures::bigint >= voters) stored,
  commitment_id bigint unique references commitments.commitment,
  check ((10 * signatures::bigint >= voters) = (commitment_id is not null))
);
comment on table dialogues.request is 'Voters ask for a dialogue: how many signed, of how many. Ten in a hundred open a promise to hold one. No voter is named.';
comment on column dialogues.request.document is 'The document that states the number of voters of the unit.';
create index request_unit on dialogues.request (unit_id, id desc);

create table dialogues.dialogue (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  kind text not null check (kind in ('people', 'businesses', 'community', 'staffDialogue', 'staffConference')),
  title text not null check (length(btrim(title)) between 5 and 200),
  place text not null check (length(btrim(place)) between 3 and 300),
  held_on date not null,
  starts_at time not null,
  ends_at time not null check (ends_at > starts_at),
  agenda text not null check (length(btrim(agenda)) between 5 and 5000),
  invited text check (length(invited) <= 1000),
  chair_post_id bigint not null references organization.post,
  secretary_post_id bigint not null references organization.post check (secretary_post_id <> chair_post_id),
  request_id bigint references dialogues.request,
  state text not null default 'planned' check (state in ('planned', 'announced', 'held', 'drafted', 'approved', 'published', 'postponed', 'canceled')),
  announced_on date,
  notice jsonb,
  reason text check (length(btrim(reason)) between 5 and 500),
  attended int check (attended >= 0),
  men int check (men >= 0),
  women int check (women >= 0),
  organizations int check (organizations >= 0),
  conclusion text check (length(btrim(conclusion)) between 5 and 10000),
  publish_commitment_id bigint unique references commitments.commitment,
  chair_person_id bigint references organization.person,
  chair_approved_on date,
  secretary_person_id bigint references organization.person check (secretary_person_id <> chair_person_id),
  secretary_approved_on date,
  published_on date,
  sent_how text check (length(btrim(sent_how)) between 5 and 500),
  version int not null default 1,
  check ((state in ('postponed', 'canceled')) = (reason is not null)),
  check (state not in ('announced', 'held', 'drafted', 'approved', 'published') or announced_on <= held_on),
  check ((state in ('held', 'drafted', 'approved', 'published')) = (publish_commitment_id is not null)),
  check (state not in ('drafted', 'approved', 'published') or num_nulls(attended, conclusion) = 0),
  check (coalesce(men, 0) + coalesce(women, 0) <= attended or num_nulls(men, women) = 2),
  check ((chair_person_id is null) = (chair_approved_on is null) and (secretary_person_id is null) = (secretary_approved_on is null)),
  check ((state in ('approved', 'published')) = (num_nulls(chair_person_id, secretary_person_id) = 0)),
  check ((state = 'published') = (published_on is not null) and (state = 'published') = (sent_how is not null))
);
comment on table dialogues.dialogue is 'One dialogue or conference. Who came is counted, never named; chair and secretary are posts, the minutes are approved by two persons.';
comment on column dialogues.dialogue.notice is 'Why it could be held on that day: rule, article and count of the days of notice.';
create index dialogue_unit on dialogues.dialogue (unit_id, held_on desc, id desc);
create index dialogue_request on dialogues.dialogue (request_id);

create table dialogues.question (
  id bigint generated always as identity primary key,
  dialogue_id bigint not null references dialogues.dialogue,
  unit_id bigint not null references organization.unit,
  number text not null unique,
  source text not null check (source in ('web', 'paper', 'room')),
  text text not null check (length(btrim(text)) between 10 and 3000),
  asked_on date not null,
  screening text not null default 'waiting' check (screening in ('waiting', 'shown', 'kept')),
  public_text text check (length(btrim(public_text)) between 10 and 3000),
  outcome text check (outcome in ('answered', 'promised', 'elsewhere')),
  answer text check (length(btrim(answer)) between 5 and 5000),
  commitment_id bigint unique references commitments.commitment,
  version int not null default 1,
  check ((screening = 'shown') = (public_text is not null)),
  check ((outcome is null) = (answer is null)),
  check ((outcome is not distinct from 'promised') = (commitment_id is not null))
);
comment on table dialogues.question is 'A question before or in a dialogue. Who asked is kept nowhere; only what a clerk looked at is shown to everybody.';
comment on column dialogues.question.public_text is 'The words as everybody reads them, after a clerk took names and phone numbers out.';
create index question_dialogue on dialogues.question (dialogue_id, id);
create index question_unit on dialogues.question (unit_id);

create table dialogues.rating (
  dialogue_id bigint not null references dialogues.dialogue,
  unit_id bigint not null references organization.unit,
  answer text not null check (answer in ('satisfied', 'partly', 'unsatisfied')),
  n int not null check (n > 0),
  primary key (dialogue_id, answer)
);
comment on table dialogues.rating is 'Satisfaction at the door: three sums. No row of any single answer is ever kept.';

do $$ declare t text; begin
  foreach t in array array['request','dialogue','question','rating'] loop
    execute format('alter table dialogues.%I enable row level security', t);
    execute format('create policy of_unit on dialogues.%I using (unit_id = (select platform.current_unit()))', t);
    execute format('grant select, insert, update on dialogues.%I to gandan_app', t);
  end loop;
end $$;

-- For everybody: what was announced to everybody. Those with staff alone are the office's own.
create function dialogues.public_dialogues(the_unit bigint, from_day date, to_day date)
  returns table (id bigint, kind text, title text, held_on date, starts_at time, ends_at time, place text, state text, version int)
  language sql stable security definer set search_path = dialogues, pg_temp
  as $$ select d.id, d.kind, d.title, d.held_on, d.starts_at, d.ends_at, d.place, d.state, d.version from dialogues.dialogue d
         where d.unit_id = the_unit and d.held_on between from_day and to_day and d.kind not in ('staffDialogue', 'staffConference')
           and d.state <> 'planned' and d.announced_on is not null order by d.held_on, d.id limit 200 $$;

create function dialogues.hand_on(from_unit bigint, to_unit bigint) returns void language plpgsql security definer
  set search_path = dialogues, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update dialogues.request set unit_id = to_unit where unit_id = from_unit;
  update dialogues.dialogue set unit_id = to_unit, version = version + 1 where unit_id = from_unit;
  update dialogues.question set unit_id = to_unit where unit_id = from_unit;
  update dialogues.rating set unit_id = to_unit where unit_id = from_unit;
end $$;

-- What a citizen asked hangs on a key of its own; whoever asked is not known, so nothing else leads to it.
insert into vault.matter_kind (kind, table_name, subject) values ('question', 'dialogues.question', 't.id');
insert into vault.personal (table_name, kind, subject, rows_of) values ('dialogues.question', 'question', 't.id', 't.id = $1');
insert into vault.personal_column (table_name, column_name, erased)
  select 'dialogues.question', unnest(array['text', 'public_text', 'answer']), 'Đã xóa dữ liệu cá nhân.';
insert into vault.impersonal (table_name, column_name, why) values
  ('dialogues.question', 'number', 'a random number'), ('dialogues.question', 'source', 'words of a list'),
  ('dialogues.question', 'screening', 'words of a list'), ('dialogues.question', 'outcome', 'words of a list'),
  ('dialogues.request', '*', 'numbers and documents of the office; no voter is named'),
  ('dialogues.dialogue', '*', 'what the office planned and wrote; who came is counted'),
  ('dialogues.rating', '*', 'sums only');
