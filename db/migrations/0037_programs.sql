-- "Chương trình phối hợp, Ban chỉ đạo, phong trào": what bodies undertake together, and what a unit moves people to do.
create schema programs;
grant usage on schema programs to gandan_app;
comment on schema programs is 'Coordination programs, steering committees with their conclusions, campaigns with counts and results.';

create table programs.program (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  title text not null check (length(btrim(title)) between 5 and 300),
  purposes text not null check (length(btrim(purposes)) between 10 and 5000),
  term daterange not null check (not isempty(term) and not lower_inf(term) and not upper_inf(term)),
  clarities smallint not null default 5 check (clarities in (5, 6)),
  exchange_every text not null check (exchange_every in ('month', 'quarter', 'halfYear', 'year')),
  exchange_how text not null check (length(btrim(exchange_how)) between 5 and 500),
  interim_on date not null, final_on date not null,
  predecessor_id bigint references programs.program check (predecessor_id <> id),
  responsible_post_id bigint not null references organization.post,
  state text not null default 'drafted' check (state in ('drafted', 'signed', 'ended')),
  signed_on date, signed_at text check (length(btrim(signed_at)) between 2 and 200),
  ended_on date check (ended_on >= signed_on),
  drafted_by bigint not null references organization.post,
  drafted_on date not null,
  version int not null default 1,
  check (interim_on <@ term and final_on <@ term and interim_on < final_on),
  check ((signed_on is null) = (state = 'drafted')),
  check ((signed_on is null) = (signed_at is null)),
  check ((ended_on is not null) = (state = 'ended'))
);
comment on table programs.program is 'A coordination program of two or more bodies (domain 2.17). Terms may overlap with the predecessor; the page says so.';
create index program_unit on programs.program (unit_id, id desc);

create table programs.party (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  program_id bigint not null references programs.program,
  position int not null check (position > 0),
  name text not null check (length(btrim(name)) between 2 and 200),
  signatory text not null check (length(btrim(signatory)) between 2 and 200),
  focal_point text not null check (length(btrim(focal_point)) between 2 and 200),
  unique (program_id, position), unique (program_id, name)
);
comment on table programs.party is 'Who signs, through whom, and who is the focal point on that side; officials acting in office.';

create table programs.content (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  program_id bigint not null references programs.program,
  position int not null check (position > 0),
  theme text not null check (theme in ('guidance', 'inspection', 'propaganda', 'reception', 'ethics', 'supervision', 'emulation', 'other')),
  text text not null check (length(btrim(text)) between 5 and 2000),
  unique (program_id, position)
);
comment on table programs.content is 'What the parties do together, by group.';

create table programs.priority_document (
  program_id bigint not null references programs.program,
  document_id bigint not null references directives.document,
  unit_id bigint not null references organization.unit,
  primary key (program_id, document_id)
);
comment on table programs.priority_document is 'Documents the program is about first of all.';

create table programs.review (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  program_id bigint not null references programs.program,
  kind text not null check (kind in ('interim', 'final')),
  due_on date not null,
  commitment_id bigint not null unique references commitments.commitment,
  held_on date,
  result text check (length(btrim(result)) between 10 and 5000),
  document_number text check (length(btrim(document_number)) between 2 and 100),
  unique (program_id, kind),
  check (num_nulls(held_on, result, document_number) in (0, 3))
);
comment on table programs.review is 'Interim and final review: promises of the ledger, kept with a result and its document.';

create table programs.yearly_plan (
  program_id bigint not null references programs.program,
  year int not null check (year between 2000 and 2100),
  plan_id bigint not null unique references plans.plan,
  unit_id bigint not null references organization.unit,
  primary key (program_id, year)
);
comment on table programs.yearly_plan is 'The plan of one year of a program.';

-- A program with one party is no coordination: nothing is signed with fewer than two.
create function programs.must_have_parties() returns trigger language plpgsql set search_path = programs, pg_temp as $$
begin
  if new.state <> 'drafted' and (select count(*) from party where program_id = new.id) < 2 then
    raise exception 'a program needs two parties' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger must_have_parties before insert or update of state on programs.program for each row execute function programs.must_have_parties();

create table programs.committee (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  title text not null check (length(btrim(title)) between 5 and 300),
  decision_number text not null check (length(btrim(decision_number)) between 2 and 100),
  decided_on date not null,
  ended_on date check (ended_on >= decided_on),
  version int not null default 1
);
comment on table programs.committee is 'A steering committee, by the decision that set it up.';
create index committee_unit on programs.committee (unit_id, id desc);

create table programs.member (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  committee_id bigint not null references programs.committee,
  name text not null check (length(btrim(name)) between 2 and 200),
  role text not null check (role in ('chair', 'deputyChair', 'standing', 'member', 'secretary')),
  held daterange not null check (not isempty(held)),
  constraint member_one_chair exclude using gist (committee_id with =, held with &&) where (role = 'chair')
);
comment on table programs.member is 'Who sits on a committee and as what, from day to day; one chair at a time. Officials acting in office.';
create index member_committee on programs.member (committee_id);

create table programs.session (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  committee_id bigint not null references programs.committee,
  held_on date not null,
  content text not null check (length(btrim(content)) between 10 and 5000),
  document_number text not null check (length(btrim(document_number)) between 2 and 100),
  attended int not null check (attended between 1 and 500),
  kept_by bigint not null references organization.post
);
comment on table programs.session is 'A session of a committee, by its minutes.';
create index session_committee on programs.session (committee_id, held_on desc, id desc);

create table programs.conclusion (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  session_id bigint not null references programs.session,
  text text not null check (length(btrim(text)) between 5 and 2000),
  commitment_id bigint not null unique references commitments.commitment
);
comment on table programs.conclusion is 'What a session concluded: a promise with one owner and a day.';
create index conclusion_session on programs.conclusion (session_id);

create table programs.campaign (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  title text not null check (length(btrim(title)) between 5 and 300),
  purpose text not null check (length(btrim(purpose)) between 10 and 3000),
  term daterange not null check (not isempty(term) and not lower_inf(term) and not upper_inf(term)),
  plan_id bigint references plans.plan,
  state text not null default 'running' check (state in ('running', 'ended')),
  closing text check (length(btrim(closing)) between 10 and 5000),
  started_by bigint not null references organization.post,
  version int not null default 1,
  check ((state = 'ended') = (closing is not null))
);
comment on table programs.campaign is 'A movement such as "sáng - xanh - sạch - đẹp": who takes part, what is counted on which basis, what came of it.';
create index campaign_unit on programs.campaign (unit_id, id desc);

create table programs.participant (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  campaign_id bigint not null references programs.campaign,
  name text not null check (length(btrim(name)) between 2 and 200),
  unique (campaign_id, name), unique (id, campaign_id)
);
comment on table programs.participant is 'A village, school, organization or unit that takes part; never a person.';

create table programs.measure (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  campaign_id bigint not null references programs.campaign,
  name text not null check (length(btrim(name)) between 3 and 200),
  counted_in text not null check (length(btrim(counted_in)) between 1 and 40),
  basis text not null check (length(btrim(basis)) between 10 and 1000),
  total numeric not null default 0 check (total >= 0),
  unique (campaign_id, name), unique (id, campaign_id)
);
comment on column programs.measure.basis is 'What is counted, and from which source: a figure without it is not kept.';
comment on table programs.measure is 'What a campaign counts; the total is kept by a trigger.';

create table programs.count (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  campaign_id bigint not null,
  measure_id bigint not null,
  participant_id bigint not null,
  on_day date not null,
  amount numeric not null check (amount >= 0 and amount < 1e12),
  source text not null check (length(btrim(source)) between 3 and 300),
  corrects_id bigint unique references programs.count,
  entered_by bigint not null references organization.post,
  foreign key (measure_id, campaign_id) references programs.measure (id, campaign_id),
  foreign key (participant_id, campaign_id) references programs.participant (id, campaign_id)
);
comment on table programs.count is 'A number with its day and source. Never changed: a correction is a new row that names the wrong one.';
create index count_measure on programs.count (campaign_id, id desc);

create function programs.keep_total() returns trigger language plpgsql security definer set search_path = programs, pg_temp as $$
begin
  if new.corrects_id is not null and not exists (select from count c where c.id = new.corrects_id and c.measure_id = new.measure_id) then
    raise exception 'a correction is of the same measure' using errcode = 'check_violation';
  end if;
  update measure set total = total + new.amount - coalesce((select amount from count where id = new.corrects_id), 0) where id = new.measure_id;
  return null;
end $$;
create trigger keep_total after insert on programs.count for each row execute function programs.keep_total();

create table programs.result (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  campaign_id bigint not null references programs.campaign,
  on_day date not null,
  text text not null check (length(btrim(text)) between 10 and 3000),
  may_show boolean not null default false,
  entered_by bigint not null references organization.post
);
comment on table programs.result is 'What came of a campaign, with photos; shown to everybody only after an officer looked for faces.';
create index result_campaign on programs.result (campaign_id, id desc);

do $$ declare t text; begin
  foreach t in array array['program','party','content','priority_document','review','yearly_plan','committee','member','session','conclusion',
      'campaign','participant','measure','count','result'] loop
    execute format('alter table programs.%I enable row level security', t);
    execute format('create policy of_unit on programs.%I using (unit_id = (select platform.current_unit()))', t);
    execute format('grant select, insert on programs.%I to gandan_app', t);
  end loop;
end $$;
grant update on programs.program, programs.review, programs.committee, programs.member, programs.campaign, programs.result to gandan_app;

create function programs.hand_on(from_unit bigint, to_unit bigint) returns void language plpgsql security definer
  set search_path = programs, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update programs.party set unit_id = to_unit where unit_id = from_unit;
  update programs.content set unit_id = to_unit where unit_id = from_unit;
  update programs.priority_document set unit_id = to_unit where unit_id = from_unit;
  update programs.review set unit_id = to_unit where unit_id = from_unit;
  update programs.yearly_plan set unit_id = to_unit where unit_id = from_unit;
  update programs.program set unit_id = to_unit, version = version + 1 where unit_id = from_unit;
  update programs.member set unit_id = to_unit where unit_id = from_unit;
  update programs.session set unit_id = to_unit where unit_id = from_unit;
  update programs.conclusion set unit_id = to_unit where unit_id = from_unit;
  update programs.committee set unit_id = to_unit, version = version + 1 where unit_id = from_unit;
  update programs.participant set unit_id = to_unit where unit_id = from_unit;
  update programs.measure set unit_id = to_unit where unit_id = from_unit;
  update programs.count set unit_id = to_unit where unit_id = from_unit;
  update programs.result set unit_id = to_unit where unit_id = from_unit;
  update programs.campaign set unit_id = to_unit, version = version + 1 where unit_id = from_unit;
  update platform.file set unit_id = to_unit where owner_kind = 'campaign' and unit_id = from_unit;
end $$;

insert into vault.impersonal (table_name, column_name, why)
  select 'programs.' || t, '*', 'programs, committees and campaigns of the office; signatories and members act in office, participants are bodies'
    from unnest(array['program','party','content','priority_document','review','yearly_plan','committee','member','session','conclusion',
      'campaign','participant','measure','count','result']) t;
