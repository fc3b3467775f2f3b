-- Đơn thư: what people sent and the cases it became.
create schema cases;
grant usage on schema cases to gandan_app;
comment on schema cases is 'Submissions and the cases they became: feedback and recommendations.';

create table cases.citizen_case (
  id bigint generated always as identity primary key,
  number text not null unique check (number ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  unit_id bigint not null references organization.unit,
  seal_id uuid references platform.seal,
  kind text not null check (kind in ('feedback', 'recommendation', 'complaint')),
  category text not null check (category in ('environment', 'roads', 'utilities', 'land', 'construction', 'order', 'procedures', 'welfare', 'education', 'health', 'conduct', 'other')),
  state text not null check (state in ('sent', 'received', 'assigned', 'answered', 'guided', 'filed', 'joined')),
  title text not null check (length(btrim(title)) between 3 and 200),
  commitment_id bigint not null references commitments.commitment,
  joined_to bigint references cases.citizen_case check (joined_to <> id),
  sent_on date not null,
  concerned_unit_id bigint references organization.unit,
  extended boolean not null default false,
  answer text,
  answered_at timestamptz,
  answered_by bigint references organization.post,
  publish_state text not null default 'no' check (publish_state in ('no', 'proposed', 'published')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((state = 'joined') = (joined_to is not null)),
  check (state <> 'answered' or (answered_at is not null and answered_by is not null and length(btrim(answer)) > 0))
) with (fillfactor = 80);
comment on table cases.citizen_case is 'One matter. Several submissions may be joined to it.';
comment on column cases.citizen_case.state is 'Of a complaint only how far the register sees it; its own state stands in complaints.complaint.';
comment on column cases.citizen_case.sent_on is 'The first sending day; it survives transfer and re-classification.';
comment on column cases.citizen_case.concerned_unit_id is 'The unit one of whose officials it speaks of: it is never transferred there (safeguards 2.9).';
create index case_unit_state on cases.citizen_case (unit_id, state, id);
create index case_unit on cases.citizen_case (unit_id, id);
create index case_commitment on cases.citizen_case (commitment_id);

create table cases.submission (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases.citizen_case,
  unit_id bigint not null references organization.unit,
  seal_id uuid references platform.seal,
  number text not null unique check (number ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  code_hash bytea not null check (length(code_hash) = 32),
  channel text not null check (channel in ('web', 'counter', 'phone', 'post')),
  text text not null check (length(btrim(text)) between 10 and 10000),
  place text check (length(place) <= 300),
  happened_on date,
  sent_on date not null,
  sent_at timestamptz not null default now(),
  named boolean not null,
  publish_consent boolean not null default false,
  concerns_official boolean not null default false,
  code_changed_at timestamptz,
  read_back boolean,
  rating text check (rating in ('solved', 'partly', 'notSolved')),
  rating_reason text check (length(rating_reason) <= 1000),
  rated_at timestamptz,
  reopen_reason text check (length(reopen_reason) <= 1000),
  reopen_asked_at timestamptz,
  reopen_commitment_id bigint references commitments.commitment,
  reopen_declined text check (length(reopen_declined) <= 1000),
  check ((rating is null) = (rated_at is null)),
  check ((reopen_reason is null) = (reopen_asked_at is null)),
  check (reopen_declined is null or reopen_asked_at is not null)
);
comment on column cases.submission.rating is 'Each sender says whether the answer solved it; of a joined case each for themselves.';
comment on table cases.submission is 'Đơn: what one person sent, in their words. Who sent it stands in cases.sender, which the application cannot list.';
comment on column cases.submission.code_hash is 'HMAC-SHA-256 of the secret code under the server key.';
create index submission_reopen on cases.submission (reopen_commitment_id) where reopen_commitment_id is not null;
create index submission_case on cases.submission (case_id);

create table cases.ended_code (
  submission_id bigint not null references cases.submission,
  code_hash bytea not null check (length(code_hash) = 32),
  unit_id bigint not null references organization.unit,
  ended_on date not null,
  primary key (submission_id, code_hash)
);
comment on table cases.ended_code is 'A code that was lost and issued anew at a counter: for thirty days it opens nothing but the notice of the change.';
comment on column cases.ended_code.unit_id is 'The unit at whose counter it was changed, also after the case has moved on.';

create table cases.sender (
  submission_id bigint primary key references cases.submission,
  unit_id bigint not null,
  name text check (length(name) <= 120),
  address text check (length(address) <= 300),
  phone text check (length(phone) <= 30),
  email text check (length(email) <= 200)
);
comment on table cases.sender is 'Who sent it. The application may add a row and open one by cases.open_sender (recorded, with a reason); it cannot select, search or list.';

create table cases.sender_view (
  id bigint generated always as identity primary key,
  submission_id bigint not null references cases.submission,
  unit_id bigint not null,
  post_id bigint not null references organization.post,
  acting_form text check (acting_form in ('KT.', 'TL.')) default platform.acting_form(),
  acting_person_id bigint references organization.person default platform.acting_person(),
  reason text not null check (length(btrim(reason)) >= 5),
  on_day date not null,
  check ((acting_form is null) = (acting_person_id is null))
);
comment on table cases.sender_view is 'Ai đã xem tên tôi: shown to the sender.';
create index sender_view_submission on cases.sender_view (submission_id);

create table cases.point (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases.citizen_case,
  unit_id bigint not null,
  seal_id uuid references platform.seal,
  n int not null check (n between 1 and 30),
  text text not null check (length(btrim(text)) between 3 and 2000),
  answer text check (length(btrim(answer)) >= 10),
  evidence text check (length(btrim(evidence)) >= 3),
  answered_at timestamptz,
  version int not null default 1,
  unique (case_id, n),
  check ((answer is null) = (answered_at is null)),
  check (answer is null or evidence is not null)
);
comment on table cases.point is 'What the submission asks, point by point; each is answered with evidence.';

create table cases.letter (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases.citizen_case,
  unit_id bigint not null,
  seal_id uuid references platform.seal,
  submission_id bigint references cases.submission,
  from_sender boolean not null,
  post_id bigint references organization.post,
  text text not null check (length(btrim(text)) between 2 and 4000),
  at timestamptz not null default now(),
  check (from_sender = (post_id is null)),
  check (not from_sender or submission_id is not null)
);
comment on table cases.letter is 'Messages between the sender and the focal point.';
create index letter_case on cases.letter (case_id, id);

create table cases.publication (
  case_id bigint primary key references cases.citizen_case,
  unit_id bigint not null references organization.unit,
  number text not null,
  kind text not null,
  category text not null,
  title text not null,
  question text not null,
  answer text not null,
  folded text not null,
  proposed_by bigint not null references organization.post,
  proposed_person_id bigint not null references organization.person,
  published_by bigint references organization.post check (published_by <> proposed_by),
  published_person_id bigint references organization.person check (published_person_id <> proposed_person_id),
  published_on date,
  check ((published_on is null) = (published_by is null) and (published_on is null) = (published_person_id is null))
);
comment on table cases.publication is 'The redacted copy that everybody may read, after the sender''s yes and a second person''s preview.';
create index publication_unit on cases.publication (unit_id, published_on desc, case_id desc) where published_on is not null;
create index publication_search on cases.publication using gin (unit_id, to_tsvector('simple', folded)) where published_on is not null;

create table cases.transfer (
  id bigint generated always as identity primary key,
  case_id bigint not null references cases.citizen_case,
  from_unit_id bigint not null references organization.unit,
  to_unit_id bigint not null references organization.unit check (to_unit_id <> from_unit_id),
  reason text not null check (length(btrim(reason)) >= 10),
  on_day date not null,
  post_id bigint not null references organization.post
);
comment on table cases.transfer is 'Which case went from which unit to which, when and why.';
create index transfer_case on cases.transfer (case_id);

do $$ declare t text; begin
  foreach t in array array['citizen_case','submission','point','letter'] loop
    execute format('alter table cases.%I enable row level security', t);
    execute format('create policy of_unit on cases.%I using (unit_id = (select platform.current_unit()))', t);
    execute format('create policy unsealed on cases.%I as restrictive using (seal_id is null or platform.may_read(seal_id))', t);
  end loop;
end $$;
alter table cases.sender enable row level security;
alter table cases.sender_view enable row level security;
alter table cases.ended_code enable row level security;
alter table cases.transfer enable row level security;
alter table cases.publication enable row level security;
create policy published_or_own on cases.publication using (published_on is not null or unit_id = (select platform.current_unit()))
  with check (unit_id = (select platform.current_unit()));
create policy unsealed on cases.sender_view as restrictive using (exists (select 1 from cases.submission s where s.id = submission_id));
create policy of_unit on cases.ended_code for insert with check (unit_id = (select platform.current_unit()));
create policy of_unit on cases.sender for insert with check (unit_id = (select platform.current_unit()));
create policy of_unit on cases.sender_view using (unit_id = (select platform.current_unit()));
create policy of_either_unit on cases.transfer using (from_unit_id = (select platform.current_unit()) or to_unit_id = (select platform.current_unit()));

grant select, insert, update on cases.citizen_case, cases.submission, cases.point, cases.letter, cases.publication to gandan_app;
grant delete on cases.point, cases.publication to gandan_app;
grant insert on cases.sender, cases.ended_code to gandan_app;
grant select on cases.sender_view to gandan_app;
grant select, insert on cases.transfer to gandan_app;

-- The door of the sender: number and code together, or nothing.
create function cases.submission_by_code(the_number text, the_hash bytea)
  returns table (submission_id bigint, case_id bigint, unit_id bigint, seal_id uuid) language sql stable security definer
  set search_path = cases, pg_temp
  as $$ select s.id, s.case_id, s.unit_id, s.seal_id from cases.submission s where s.number = the_number and s.code_hash = the_hash $$;

-- What number and an ended code together still tell: that it was changed, when and at whose counter. Never of what is sealed.
create function cases.ended_code_of(the_number text, the_hash bytea, since date) returns table (unit_id bigint, ended_on date)
  language sql stable security definer set search_path = cases, pg_temp
  as $$ select e.unit_id, e.ended_on from cases.submission s join cases.ended_code e on e.submission_id = s.id
         where s.number = the_number and s.seal_id is null and e.code_hash = the_hash and e.ended_on >= since $$;
create function cases.forget_ended_codes(before date) returns void language sql security definer
  set search_path = cases, pg_temp
  as $$ delete from cases.ended_code where ended_on < before $$;

-- Opening a name is one act: only the focal point of the case or its settler, with a reason, recorded in the same statement.
create function cases.open_sender(the_submission bigint, why text, today date)
  returns table (name text, address text, phone text, email text) language plpgsql security definer
  set search_path = cases, pg_temp as $$
begin
  perform 1 from cases.submission s
    join cases.citizen_case c on c.id = s.case_id
    join commitments.commitment k on k.id = c.commitment_id
    where s.id = the_submission and s.unit_id = platform.current_unit()
      and (c.seal_id is null or platform.may_read(c.seal_id))
      and platform.current_post() in (k.owner_post_id, k.supervisor_post_id);
  if not found then return; end if;
  insert into cases.sender_view (submission_id, unit_id, post_id, reason, on_day)
    values (the_submission, platform.current_unit(), platform.current_post(), why, today);
  return query select x.name, x.address, x.phone, x.email from cases.sender x where x.submission_id = the_submission;
end $$;

-- Where a notice to the sender goes; read by the sending job only, never shown.
create function cases.sender_address(the_submission bigint) returns table (phone text, email text)
  language sql stable security definer set search_path = cases, pg_temp
  as $$ select x.phone, x.email from cases.sender x join cases.submission s on s.id = x.submission_id
         where x.submission_id = the_submission and s.unit_id = platform.current_unit() and (s.seal_id is null or platform.may_read(s.seal_id)) $$;

-- A transferred case takes its submissions, points, messages, files and history along; the first sending day stays.
create function cases.move_to_unit(the_case bigint, to_unit bigint) returns void language plpgsql security definer
  set search_path = cases, pg_temp as $$
begin
  perform 1 from cases.citizen_case c where c.id = the_case and c.unit_id = platform.current_unit()
    and (c.seal_id is null or platform.may_read(c.seal_id)) for update;
  if not found then raise exception 'no such case here'; end if;
  update cases.citizen_case set unit_id = to_unit where id = the_case;
  update cases.sender set unit_id = to_unit where submission_id in (select id from cases.submission where case_id = the_case);
  update cases.sender_view set unit_id = to_unit where submission_id in (select id from cases.submission where case_id = the_case);
  update platform.file set unit_id = to_unit where owner_kind = 'submission'
    and owner_id in (select id::text from cases.submission where case_id = the_case);
  update platform.file set unit_id = to_unit where owner_kind = 'answer' and owner_id in (select id::text from cases.point where case_id = the_case);
  update cases.submission set unit_id = to_unit where case_id = the_case;
  update cases.point set unit_id = to_unit where case_id = the_case;
  update platform.message set unit_id = to_unit where subject_kind = 'submission' and sent_at is null
    and subject_id in (select id from cases.submission where case_id = the_case);
  update cases.letter set unit_id = to_unit where case_id = the_case;
  update platform.history set unit_id = to_unit where subject_kind = 'case' and subject_id = the_case;
  update platform.history_payload set unit_id = to_unit where history_id in
    (select h.id from platform.history h where h.subject_kind = 'case' and h.subject_id = the_case);
end $$;

create function cases.search_published(the_unit bigint, query text, up_to int) returns setof bigint language sql stable
  security definer set search_path = cases, pg_temp
  as $$ select p.case_id from cases.publication p where p.unit_id = the_unit and p.published_on is not null
         and to_tsvector('simple', p.folded) @@ to_tsquery('simple', query) order by p.case_id desc limit up_to $$;
