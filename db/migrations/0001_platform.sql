-- The ground every capability stands on: who asks (settings of the transaction), seals, history, files, messages.

create extension if not exists btree_gist;
create extension if not exists btree_gin;
create extension if not exists unaccent;
create extension if not exists pg_trgm;

revoke create on schema public from public;
grant usage on schema platform to gandan_app;

comment on schema platform is 'No domain words: seals, history, files, messages, double submits.';
comment on table platform.migration is 'Which migration ran, with the checksum of its text.';

-- Who asks. Every transaction of the application says for which unit and post it acts; row-level security compares these.
create function platform.current_unit() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('app.unit', true), '')::bigint $$;
create function platform.current_post() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('app.post', true), '')::bigint $$;
create function platform.current_seal() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.seal', true), '')::uuid $$;

-- Who acts for an absent holder: "KT. 12", the form and the person.
create function platform.acting_form() returns text language sql stable parallel safe
  as $$ select nullif(split_part(current_setting('app.acting', true), ' ', 1), '') $$;
create function platform.acting_person() returns bigint language sql stable parallel safe
  as $$ select nullif(split_part(current_setting('app.acting', true), ' ', 2), '')::bigint $$;

-- Seals -------------------------------------------------------------------------------------------------------------
create table platform.seal (
  id uuid primary key,
  unit_id bigint not null,
  created_at timestamptz not null default now()
);
comment on table platform.seal is 'A circle of readers outside which a row does not exist. Rows of any capability may carry a seal_id.';

create table platform.seal_reader (
  seal_id uuid not null references platform.seal,
  post_id bigint not null,
  granted_at timestamptz not null default now(),
  primary key (seal_id, post_id)
);
comment on table platform.seal_reader is 'The posts that may read what carries the seal.';

create function platform.may_read(seal uuid) returns boolean language sql stable security definer
  set search_path = platform, pg_temp
  as $$ select seal = platform.current_seal()
            -- Who acts for an absent holder (KT., TL.) does not inherit what was sealed for that holder.
            or (coalesce(current_setting('app.acting', true), '') = ''
                and exists (select 1 from platform.seal_reader r where r.seal_id = seal and r.post_id = platform.current_post())) $$;

-- History -----------------------------------------------------------------------------------------------------------
create table platform.history (
  id bigint generated always as identity primary key,
  subject_kind text not null,
  subject_id bigint not null,
  seq int not null,
  unit_id bigint not null,
  seal_id uuid references platform.seal,
  kind text not null check (kind ~ '^[a-zA-Z]+(\.[a-zA-Z]+)?$'),
  post_id bigint,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  payload_commitment bytea not null check (length(payload_commitment) = 32),
  previous_hash bytea not null check (length(previous_hash) = 32),
  hash bytea not null check (length(hash) = 32),
  unique (subject_kind, subject_id, seq)
);
comment on table platform.history is 'Append-only, hash-chained per subject. Names and texts stand in history_payload and can be erased; the chain still verifies.';
comment on column platform.history.payload_commitment is 'sha256(salt || payload): proves a payload that is still there, says nothing of one that was erased.';
comment on column platform.history.happened_at is 'When the thing happened, as stated; recorded_at is when this system learned of it.';
comment on column platform.history.unit_id is 'Who may read the row now; moves with a transferred case and is no part of the hash.';
create index history_unit on platform.history (unit_id, id);

create table platform.history_payload (
  history_id bigint primary key references platform.history,
  unit_id bigint not null,
  seal_id uuid references platform.seal,
  salt bytea not null check (length(salt) = 16),
  payload text not null
);
comment on table platform.history_payload is 'The erasable part of a history entry: JSON text, with the salt of its commitment.';

create function platform.history_instant(at timestamptz) returns text language sql immutable
  as $$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- The chain is made here, so that no writer, however faulty, can insert a link that does not fit.
create function platform.link_history() returns trigger language plpgsql security definer
  set search_path = platform, pg_temp as $$
declare
  previous record;
begin
  -- Two who write about one subject at the same moment come one after the other.
  perform pg_advisory_xact_lock(hashtextextended(new.subject_kind || new.subject_id, 0));
  select h.seq, h.hash into previous from platform.history h
    where h.subject_kind = new.subject_kind and h.subject_id = new.subject_id order by h.seq desc limit 1;
  new.seq := coalesce(previous.seq, 0) + 1;
  new.previous_hash := coalesce(previous.hash, decode(repeat('00', 32), 'hex'));
  new.recorded_at := date_trunc('milliseconds', clock_timestamp());
  new.happened_at := date_trunc('milliseconds', coalesce(new.happened_at, new.recorded_at));
  new.hash := sha256(new.previous_hash || convert_to(concat_ws('|', new.subject_kind, new.subject_id, new.seq, new.kind,
    coalesce(new.post_id::text, '-'), platform.history_instant(new.happened_at), platform.history_instant(new.recorded_at),
    encode(new.payload_commitment, 'hex')), 'UTF8'));
  return new;
end $$;
create trigger link_history before insert on platform.history for each row execute function platform.link_history();

create function platform.keep_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'unit_id' = to_jsonb(old) - 'unit_id' then
    return new; -- a transferred case takes its readers along; nothing that is hashed changes
  end if;
  raise exception 'history is append-only';
end $$;
create trigger keep_history before update or delete on platform.history for each row execute function platform.keep_history();
create trigger keep_history_whole before truncate on platform.history for each statement execute function platform.keep_history();

alter table platform.history enable row level security;
alter table platform.history_payload enable row level security;
create policy of_unit on platform.history using (unit_id = (select platform.current_unit()));
create policy unsealed on platform.history as restrictive using (seal_id is null or platform.may_read(seal_id));
create policy of_unit on platform.history_payload using (unit_id = (select platform.current_unit()));
create policy unsealed on platform.history_payload as restrictive using (seal_id is null or platform.may_read(seal_id));
grant select, insert on platform.history, platform.history_payload to gandan_app;
grant select, insert on platform.seal, platform.seal_reader to gandan_app;
alter table platform.seal enable row level security;
alter table platform.seal_reader enable row level security;
create policy of_unit on platform.seal using (unit_id = (select platform.current_unit()) and platform.may_read(id));
create policy readers on platform.seal_reader using (platform.may_read(seal_id));

-- Files -------------------------------------------------------------------------------------------------------------
create table platform.file (
  id uuid primary key,
  unit_id bigint not null,
  seal_id uuid references platform.seal,
  owner_kind text not null check (owner_kind in ('draft', 'submission', 'answer', 'message')),
  owner_id text not null,
  name text not null check (length(name) between 1 and 200),
  media_type text not null,
  bytes int not null check (bytes > 0),
  sha256 bytea not null,
  created_at timestamptz not null default now()
);
comment on table platform.file is 'What was attached; the bytes lie in the files folder under the id. Images were re-encoded without metadata.';
create index file_owner on platform.file (owner_kind, owner_id);
alter table platform.file enable row level security;
create policy of_unit on platform.file using (unit_id = (select platform.current_unit()));
create policy unsealed on platform.file as restrictive using (seal_id is null or platform.may_read(seal_id));
grant select, insert, update, delete on platform.file to gandan_app;

-- A draft's files go to whatever unit the sender chose, which the sender's own transaction could not write to.
create function platform.give_files(draft text, submission bigint, to_unit bigint, seal uuid) returns void language sql security definer
  set search_path = platform, pg_temp
  as $$ update platform.file set owner_kind = 'submission', owner_id = submission::text, unit_id = to_unit, seal_id = seal
         where owner_kind = 'draft' and owner_id = draft $$;

-- Which of these still belong to something: bytes on disk that do not are left over from a crash or a rolled back submit.
create function platform.known_files(ids uuid[]) returns setof uuid language sql stable security definer
  set search_path = platform, pg_temp
  as $$ select f.id from platform.file f where f.id = any(ids) $$;

-- Messages ----------------------------------------------------------------------------------------------------------
create table platform.message (
  id bigint generated always as identity primary key,
  unit_id bigint not null,
  seal_id uuid references platform.seal,
  subject_kind text not null,
  subject_id bigint not null,
  kind text not null,
  to_post_id bigint,
  channel text not null check (channel in ('workspace', 'mail', 'sms')),
  title text not null,
  body text not null,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  read_at timestamptz,
  failures int not null default 0
);
comment on table platform.message is 'What the system tells whom. A job carries only the id, so that the queue says nothing of whom or what a message is about.';
comment on column platform.message.to_post_id is 'The post told; null when the sender of a submission is told (the address is read by the job and never stored here).';
comment on column platform.message.failures is 'How often sending was tried in vain.';
create index message_post on platform.message (to_post_id, id) where read_at is null;
create index message_subject on platform.message (subject_kind, subject_id);
create index message_waits on platform.message (id) where sent_at is null;
alter table platform.message enable row level security;
create policy of_unit on platform.message using (unit_id = (select platform.current_unit()));
create policy unsealed on platform.message as restrictive using (seal_id is null or platform.may_read(seal_id));
grant select, insert, update on platform.message to gandan_app;

-- A job knows the id only: for whom it must act to read the message is asked here, as long as the message waits.
create function platform.message_standing(the_message bigint) returns table (unit_id bigint, seal_id uuid)
  language sql stable security definer set search_path = platform, pg_temp
  as $$ select m.unit_id, m.seal_id from platform.message m where m.id = the_message and m.sent_at is null $$;

-- At start: what was written and never sent, that a queue lost (a restored backup carries none) may be filled again.
create function platform.unsent_messages(after_id bigint, most_failures int, up_to int) returns table (id bigint, to_sender boolean)
  language sql stable security definer set search_path = platform, pg_temp
  as $$ select m.id, m.to_post_id is null from platform.message m
         where m.sent_at is null and m.failures <= most_failures and m.id > after_id order by m.id limit up_to $$;

-- Double submits ----------------------------------------------------------------------------------------------------
create table platform.submit_key (
  key_hash bytea primary key,
  result text not null,
  at timestamptz not null default now()
);
comment on table platform.submit_key is 'A form that was taken once: the hash of its key and where it led. Folded after seven days.';
create index submit_key_at on platform.submit_key (at);
grant select, insert, update, delete on platform.submit_key to gandan_app;

create table platform.held_form (
  key_hash bytea primary key,
  sealed text not null,
  at timestamptz not null default now()
);
comment on table platform.held_form is 'A form that met an expired session: encrypted, shown again after sign-in, gone after an hour.';
create index held_form_at on platform.held_form (at);
grant select, insert, delete on platform.held_form to gandan_app;

-- What was opened ---------------------------------------------------------------------------------------------------
create table platform.access_log (
  id bigint generated always as identity primary key,
  unit_id bigint not null,
  post_id bigint not null,
  acting_person_id bigint default platform.acting_person(),
  audit text not null,
  subject text,
  at timestamptz not null default now()
);
comment on column platform.access_log.acting_person_id is 'Who looked, when it was not the holder of the post (KT., TL.).';
comment on table platform.access_log is 'Which official opened which page of a case: no citizen is ever logged here.';
create index access_log_unit on platform.access_log (unit_id, id);
alter table platform.access_log enable row level security;
create policy of_unit on platform.access_log using (unit_id = (select platform.current_unit()));
grant select, insert on platform.access_log to gandan_app;
