-- Letters: every step that owes somebody a notice. Drafted, checked, signed, numbered, released, delivered; never otherwise.
create schema letters;
grant usage on schema letters to gandan_app;
comment on schema letters is 'Văn bản: from draft to delivery. Never a number before the signature, never a change after it.';

create table letters.office (
  unit_id bigint primary key references organization.unit,
  superior text check (length(btrim(superior)) between 2 and 160),
  agency text not null check (length(btrim(agency)) between 2 and 160),
  agency_in_text text not null check (length(btrim(agency_in_text)) between 2 and 160),
  place text not null check (length(btrim(place)) between 1 and 80),
  symbol text not null check (symbol ~ '^[A-ZĐÂÊÔƠƯĂ][A-Za-zĐđÂâÊêÔôƠơƯưĂă0-9&.-]{0,30}$'),
  drafting text check (drafting ~ '^[A-ZĐÂÊÔƠƯĂ][A-Za-zĐđÂâÊêÔôƠơƯưĂă0-9&.-]{0,30}$'),
  on_behalf text check (length(btrim(on_behalf)) between 2 and 160),
  salutation text not null default 'Ông (Bà)' check (salutation in ('Ông (Bà)', 'Ông/Bà', 'Quý ông (bà)')),
  numbering text not null default 'elsewhere' check (numbering in ('elsewhere', 'here')),
  here_since date,
  here_by_document text check (length(btrim(here_by_document)) >= 3),
  changed_at timestamptz not null default now(),
  check ((numbering = 'here') = (here_since is not null and here_by_document is not null))
);
comment on table letters.office is 'How the letters of a unit look, and whether its numbers come from its own document system (elsewhere) or, declared so by a document, from the register here.';

create table letters.delegation (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  post_id bigint not null references organization.post,
  act text not null check (act in ('KT', 'TL', 'record')),
  kinds text[] check (cardinality(kinds) > 0),
  document_number text not null check (length(btrim(document_number)) >= 3),
  in_force daterange not null check (not isempty(in_force)),
  made_by bigint not null references organization.post,
  made_at timestamptz not null default now(),
  exclude using gist (post_id with =, act with =, in_force with &&)
);
comment on table letters.delegation is 'Who signs KT. or TL. for the head, which kinds (null: all), or may record what the head signed on paper; each under a written document.';
create index delegation_unit on letters.delegation (unit_id, id);

create table letters.template (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  kind text not null,
  version int not null check (version > 0),
  name text not null check (length(name) between 1 and 200),
  bytes bytea not null check (octet_length(bytes) between 100 and 2097152),
  sha256 bytea not null check (sha256 = sha256(bytes)),
  uploaded_by bigint not null references organization.post,
  uploaded_at timestamptz not null,
  in_force boolean not null default false,
  unique (unit_id, kind, version)
);
comment on table letters.template is 'Word templates of a unit, every version kept; at most one in force for a kind, none: the default of the house.';
create unique index template_in_force on letters.template (unit_id, kind) where in_force;

create table letters.letter (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  subject_kind text not null check (subject_kind in ('case')),
  subject_id bigint not null,
  subject_number text not null,
  submission_id bigint,
  kind text not null check (length(kind) between 2 and 40),
  document_type text not null check (document_type in ('CV', 'TB', 'QĐ', 'GM')),
  title text not null check (length(btrim(title)) between 3 and 300),
  facts jsonb not null check (jsonb_typeof(facts) = 'object'),
  template_id bigint references letters.template,
  state text not null default 'drafted' check (state in ('drafted', 'checked', 'signed', 'numbered', 'released', 'delivered', 'dropped', 'voided')),
  version int not null default 1,
  drafted_by bigint not null references organization.post,
  drafted_person_id bigint not null references organization.person,
  drafted_on date not null,
  sent_back_reason text,
  dropped_reason text check (length(btrim(dropped_reason)) >= 5),
  checked_by bigint references organization.post check (checked_by <> drafted_by),
  checked_person_id bigint references organization.person check (checked_person_id <> drafted_person_id),
  checked_on date,
  -- the signature
  signer_post_id bigint not null references organization.post,
  signed_form text check (signed_form in ('', 'KT.', 'TL.')),
  signed_on date,
  signed_at timestamptz,
  signed_person_id bigint references organization.person,
  signed_how text check (signed_how in ('factor', 'recorded')),
  recorded_by bigint references organization.post,
  recorded_on date,
  delegation_id bigint references letters.delegation,
  signed_hash bytea check (length(signed_hash) = 32),
  -- the number
  year int,
  number int check (number between 1 and 99999),
  document_number text,
  numbered_on date,
  numbered_by bigint references organization.post,
  numbered_how text check (numbered_how in ('elsewhere', 'here')),
  issued_hash bytea check (length(issued_hash) = 32),
  voided_reason text check (length(btrim(voided_reason)) >= 5),
  -- on its way
  released_on date,
  released_by bigint references organization.post,
  delivered_on date,
  delivered_way text check (delivered_way in ('inPerson', 'post', 'posted', 'office')),
  delivered_proof text check (length(btrim(delivered_proof)) >= 3),
  delivered_by bigint references organization.post,
  check (state in ('drafted', 'dropped') or (checked_by is not null and checked_person_id is not null and checked_on is not null)),
  check ((state in ('signed', 'numbered', 'released', 'delivered', 'voided')) =
    (signed_on is not null and signed_at is not null and signed_form is not null and signed_how is not null and signed_hash is not null)),
  check ((signed_on is null) = (signed_hash is null)),
  check ((signed_how = 'recorded') = (recorded_by is not null and recorded_on is not null and delegation_id is not null) or signed_how is distinct from 'recorded'),
  check (signed_how is distinct from 'factor' or (signed_person_id is not null and recorded_by is null)),
  check ((signed_form in ('KT.', 'TL.')) is not true or delegation_id is not null or signed_person_id is not null),
  constraint never_a_number_before_the_signature check (number is null or (signed_on is not null and numbered_on >= signed_on)),
  check ((state in ('numbered', 'released', 'delivered', 'voided')) = (number is not null)),
  check ((number is null) = (document_number is null) and (number is null) = (numbered_on is null) and (number is null) = (numbered_by is null)
    and (number is null) = (numbered_how is null) and (number is null) = (issued_hash is null) and (number is null) = (year is null)),
  check (year = extract(year from numbered_on)),
  check ((state = 'voided') = (voided_reason is not null)),
  check ((state = 'dropped') = (dropped_reason is not null)),
  check ((state in ('released', 'delivered')) = (released_on is not null and released_by is not null)),
  check (released_on >= numbered_on),
  check ((state = 'delivered') = (delivered_on is not null and delivered_way is not null and delivered_proof is not null and delivered_by is not null)),
  check (delivered_on >= released_on),
  constraint one_number_one_letter unique (unit_id, year, document_type, number)
);
comment on table letters.letter is 'One letter and how far it is. What it says stands in facts and, once signed, in letters.document; whom it is to, in letters.recipient.';
comment on column letters.letter.title is 'Trích yếu. Never a name: lists and registers show it.';
comment on column letters.letter.signed_hash is 'sha256 of the document as signed: number and date still blank.';
comment on column letters.letter.issued_hash is 'sha256 of the same document with its number and date.';
comment on column letters.letter.submission_id is 'Whose sender reads it on their own page, when it is to a sender.';
create index letter_open on letters.letter (unit_id, state, id);
create index letter_subject on letters.letter (subject_kind, subject_id, id);
create index letter_submission on letters.letter (submission_id, id) where submission_id is not null;
create index letter_register on letters.letter (unit_id, numbered_on, document_type, number) where number is not null;
create index letter_recorded on letters.letter (unit_id, recorded_on) where signed_how = 'recorded';

create table letters.recipient (
  letter_id bigint primary key references letters.letter,
  unit_id bigint not null,
  name text not null check (length(btrim(name)) between 2 and 200),
  address text check (length(address) <= 300)
);
comment on table letters.recipient is 'Whom a letter is to. The application may insert here and open one row through letters.open_recipient, which records who did.';

create table letters.recipient_view (
  letter_id bigint not null references letters.letter,
  unit_id bigint not null,
  submission_id bigint,
  post_id bigint not null references organization.post,
  acting_form text check (acting_form in ('KT.', 'TL.')) default platform.acting_form(),
  acting_person_id bigint references organization.person default platform.acting_person(),
  reason text not null check (length(btrim(reason)) >= 5),
  on_day date not null,
  check ((acting_form is null) = (acting_person_id is null))
);
comment on table letters.recipient_view is 'Ai đã xem tên tôi, by way of a letter: shown to the sender. Once a post, day and step.';
create unique index recipient_view_once on letters.recipient_view (letter_id, post_id, reason, on_day, coalesce(acting_person_id, 0));
create index recipient_view_submission on letters.recipient_view (submission_id) where submission_id is not null;

create table letters.document (
  letter_id bigint not null references letters.letter,
  unit_id bigint not null,
  part text not null check (part in ('signed', 'values', 'issued', 'pdf', 'scan', 'proof')),
  name text not null check (length(name) between 1 and 200),
  media_type text not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 15728640),
  sha256 bytea not null check (sha256 = sha256(bytes)),
  kept_at timestamptz not null,
  primary key (letter_id, part)
);
comment on table letters.document is 'The letter as signed and as issued, its PDF, the scanned copy, the proof of delivery. Written once, never changed.';
alter table letters.document alter column bytes set storage external;

create table letters.number_sequence (
  unit_id bigint not null references organization.unit,
  year int not null,
  document_type text not null,
  last int not null check (last > 0),
  primary key (unit_id, year, document_type)
);
comment on table letters.number_sequence is 'The register here: the last number given, per unit, year and type. Taken with the letter in one transaction; a gap is never refilled.';

-- What was signed stays as it was; what was numbered keeps its number; nothing goes back.
create function letters.keep_letter() returns trigger language plpgsql as $$
declare
  signed constant text[] := array['unit_id','subject_kind','subject_id','subject_number','submission_id','kind','document_type','title','facts',
    'template_id','checked_by','checked_person_id','checked_on','signer_post_id','signed_form','signed_on','signed_at','signed_person_id',
    'signed_how','recorded_by','recorded_on','delegation_id','signed_hash'];
  numbered constant text[] := array['year','number','document_number','numbered_on','numbered_by','numbered_how','issued_hash'];
  delivered constant text[] := array['released_on','released_by'];
  kept text[] := array['unit_id','subject_kind','subject_id','subject_number','submission_id','drafted_by','drafted_person_id','drafted_on','kind','document_type'];
  name text;
  was jsonb := to_jsonb(old);
  becomes jsonb := to_jsonb(new);
begin
  if old.signed_at is not null then kept := kept || signed; end if;
  if old.number is not null then kept := kept || numbered; end if;
  if old.released_on is not null then kept := kept || delivered; end if;
  foreach name in array kept loop
    if was -> name is distinct from becomes -> name then
      raise exception 'a letter is not changed after its signature: %', name using errcode = 'check_violation';
    end if;
  end loop;
  if old.state <> new.state and not (old.state || ' ' || new.state = any (array['drafted checked','drafted dropped','checked drafted','checked signed',
      'checked dropped','signed numbered','numbered released','numbered voided','released delivered'])) then
    raise exception 'a letter does not go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_letter before update on letters.letter for each row execute function letters.keep_letter();

-- A letter begins as a draft, about a matter of its own unit that is not sealed.
create function letters.begin_letter() returns trigger language plpgsql security definer set search_path = letters, pg_temp as $$
begin
  if new.state <> 'drafted' then raise exception 'a letter begins as a draft' using errcode = 'check_violation'; end if;
  if not exists (select 1 from cases.citizen_case c where c.id = new.subject_id and c.unit_id = new.unit_id and c.seal_id is null) then
    raise exception 'no letter about a sealed matter or one of another unit' using errcode = 'check_violation';
  end if;
  if new.submission_id is not null and not exists (select 1 from cases.submission s where s.id = new.submission_id and s.case_id = new.subject_id) then
    raise exception 'the sender sent something else' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger begin_letter before insert on letters.letter for each row execute function letters.begin_letter();

do $$ declare t text; begin
  foreach t in array array['office','delegation','template','letter','document','number_sequence'] loop
    execute format('alter table letters.%I enable row level security', t);
    execute format('create policy of_unit on letters.%I using (unit_id = (select platform.current_unit()))', t);
  end loop;
end $$;
alter table letters.recipient enable row level security;
alter table letters.recipient_view enable row level security;
create policy of_unit on letters.recipient for insert with check (unit_id = (select platform.current_unit()));
create policy of_unit on letters.recipient_view for select using (unit_id = (select platform.current_unit()));

grant select, insert, update on letters.office, letters.letter, letters.number_sequence to gandan_app;
grant select, insert on letters.delegation, letters.template, letters.document to gandan_app;
grant update (in_force) on letters.template, letters.delegation to gandan_app;
grant insert on letters.recipient to gandan_app;
grant select on letters.recipient_view to gandan_app;

-- Opening whom a letter is to: one act, recorded in the same statement, never by a post that has no part in it.
create function letters.open_recipient(the_letter bigint, why text, today date) returns table (name text, address text)
  language plpgsql security definer set search_path = letters, pg_temp as $$
begin
  perform 1 from letters.letter l where l.id = the_letter and l.unit_id = platform.current_unit()
    and (platform.current_post() in (l.drafted_by, l.signer_post_id) or exists (select 1 from organization.post o
      where o.id = platform.current_post() and o.unit_id = l.unit_id and o.roles && array['head', 'deputy', 'intake', 'reviewer']));
  if not found then return; end if;
  insert into letters.recipient_view (letter_id, unit_id, submission_id, post_id, reason, on_day)
    select l.id, l.unit_id, l.submission_id, platform.current_post(), why, today from letters.letter l where l.id = the_letter
    on conflict do nothing;
  return query select r.name, r.address from letters.recipient r where r.letter_id = the_letter;
end $$;

-- The door of the sender: whoever the transaction lets see the submission reads the letters released to its sender, of whatever unit.
create function letters.released_to(the_submission bigint) returns table (letter_id bigint, unit_id bigint, kind text, document_type text,
  title text, document_number text, numbered_on date, released_on date, delivered_on date, signer_post_id bigint, signed_form text, has_pdf boolean)
  language sql stable security definer set search_path = letters, pg_temp
  as $$ select l.id, l.unit_id, l.kind, l.document_type, l.title, l.document_number, l.numbered_on, l.released_on, l.delivered_on, l.signer_post_id,
           l.signed_form, exists (select 1 from letters.document d where d.letter_id = l.id and d.part = 'pdf')
         from letters.letter l join cases.submission s on s.id = l.submission_id
         where l.submission_id = the_submission and l.state in ('released', 'delivered')
           and s.unit_id = platform.current_unit() and (s.seal_id is null or platform.may_read(s.seal_id)) order by l.id $$;
create function letters.released_document(the_submission bigint, the_letter bigint, the_part text)
  returns table (name text, media_type text, bytes bytea) language sql stable security definer set search_path = letters, pg_temp
  as $$ select d.name, d.media_type, d.bytes from letters.released_to(the_submission) r
         join letters.document d on d.letter_id = r.letter_id and d.part = the_part
         where r.letter_id = the_letter and the_part in ('issued', 'pdf') $$;
create function letters.views_of(the_submission bigint) returns table (post_id bigint, acting_form text, reason text, on_day date)
  language sql stable security definer set search_path = letters, pg_temp
  as $$ select v.post_id, v.acting_form, v.reason, v.on_day from letters.recipient_view v join cases.submission s on s.id = v.submission_id
         where v.submission_id = the_submission and s.unit_id = platform.current_unit()
           and (s.seal_id is null or platform.may_read(s.seal_id)) order by v.on_day, v.post_id $$;

-- A job knows an id only: for which unit it must act is asked here.
create function letters.standing_of(the_letter bigint) returns bigint language sql stable security definer set search_path = letters, pg_temp
  as $$ select l.unit_id from letters.letter l where l.id = the_letter $$;
create function letters.recorded_on(the_day date) returns table (unit_id bigint, signer_post_id bigint, n bigint)
  language sql stable security definer set search_path = letters, pg_temp
  as $$ select l.unit_id, l.signer_post_id, count(*) from letters.letter l
         where l.signed_how = 'recorded' and l.recorded_on = the_day group by 1, 2 $$;
