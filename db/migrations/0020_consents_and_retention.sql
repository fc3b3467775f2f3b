-- Đồng ý và thời hạn lưu: the evidence of each yes, taken back or given later; how long what is personal is kept, by whose document.
create table cases.consent (
  id bigint generated always as identity primary key,
  submission_id bigint not null references cases.submission,
  purpose text not null check (purpose in ('publish', 'contact', 'recheck')),
  version text not null check (version ~ '^[a-z]+-[0-9]{1,3}$'),
  given boolean not null,
  way text not null check (way in ('web', 'counter', 'phone', 'post')),
  post_id bigint references organization.post,
  at timestamptz not null
);
comment on table cases.consent is 'Each yes and each withdrawal, with the text that was read and the way it came: only ever added to (NĐ 356/2025: no default, keep evidence).';
comment on column cases.consent.post_id is 'Who typed it for the sender; null when the sender did.';
create index consent_submission on cases.consent (submission_id, purpose, id desc);
alter table cases.consent enable row level security;
create policy of_submission on cases.consent using (exists (select 1 from cases.submission s where s.id = submission_id));
grant select, insert on cases.consent to gandan_app;

-- What was agreed to before there were texts with versions: the yes on the form of that time.
insert into cases.consent (submission_id, purpose, version, given, way, at)
  select s.id, 'publish', 'publish-0', true, s.channel, s.sent_at from cases.submission s where s.publish_consent;

-- Whoever took back the yes to being written to is not written to.
create or replace function cases.sender_address(the_submission bigint) returns table (phone text, email text)
  language sql stable security definer set search_path = cases, pg_temp
  as $$ select x.phone, x.email from cases.sender x join cases.submission s on s.id = x.submission_id
         where x.submission_id = the_submission and s.unit_id = platform.current_unit() and (s.seal_id is null or platform.may_read(s.seal_id))
           and not coalesce((select not k.given from cases.consent k where k.submission_id = s.id and k.purpose = 'contact' order by k.id desc limit 1), false) $$;

-- The Front asks whether it may speak with whoever sent it; it learns yes or no, never who.
create function cases.may_recheck(the_case bigint) returns boolean language sql stable security definer
  set search_path = cases, pg_temp
  as $$ select c.kind <> 'complaint' and c.seal_id is null and exists (select 1 from cases.submission s where s.case_id = c.id and s.erased_at is null
           and coalesce((select k.given from cases.consent k where k.submission_id = s.id and k.purpose = 'recheck' order by k.id desc limit 1), false))
         from cases.citizen_case c join organization.opening o on o.unit_id = c.unit_id and o.front_unit_id = platform.current_unit()
         where c.id = the_case $$;

alter table privacy.request drop constraint request_kind_check;
alter table privacy.request add constraint request_kind_check check (kind in ('correct', 'erase', 'withdraw'));

create table privacy.retention_rule (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  kind text not null check (kind in ('feedback', 'recommendation', 'complaint', 'voters', 'contact')),
  months int not null check (months between 1 and 1200),
  document_number text not null check (length(btrim(document_number)) > 3),
  document_on date not null,
  issuer text not null check (length(btrim(issuer)) > 3),
  set_by bigint not null references organization.post,
  in_force daterange not null check (not isempty(in_force)),
  exclude using gist (unit_id with =, kind with =, in_force with &&)
);
comment on table privacy.retention_rule is 'How long a unit keeps what is personal after a matter closed, by its own document. Without a row in force nothing is erased by itself.';
comment on column privacy.retention_rule.kind is 'The kind of matter; contact: telephone and e-mail alone, which may go sooner.';
grant select, insert on privacy.retention_rule to gandan_app;
grant update (in_force) on privacy.retention_rule to gandan_app;

create table privacy.expiry (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  kind text not null,
  subject_id bigint not null,
  commitment_id bigint not null references commitments.commitment,
  number text not null,
  closed_on date not null,
  proposed_on date not null,
  erase_on date not null check (erase_on >= proposed_on),
  rule_id bigint not null references privacy.retention_rule,
  state text not null default 'proposed' check (state in ('proposed', 'held', 'erased')),
  hold_reason text check (length(btrim(hold_reason)) between 10 and 1000),
  held_by bigint references organization.post,
  held_on date,
  erased_on date,
  version int not null default 1,
  unique (kind, subject_id),
  check ((state = 'held') <= (hold_reason is not null and held_by is not null and held_on is not null)),
  check ((state = 'erased') = (erased_on is not null))
);
comment on table privacy.expiry is 'What is about to lose its personal part: proposed with its day, held by the head with a reason, or erased. Never of a sealed matter.';
comment on column privacy.expiry.subject_id is 'A case, or of kind voters a recommendation.';
create index expiry_unit on privacy.expiry (unit_id, state, erase_on, id);
create index expiry_due on privacy.expiry (erase_on, id) where state = 'proposed';
create index expiry_subject on privacy.expiry (subject_id);
alter table privacy.expiry enable row level security;
create policy of_unit on privacy.expiry using (unit_id = (select platform.current_unit()));
grant select, update on privacy.expiry to gandan_app;

-- Why a matter is kept although its time is over: something in it is still open.
create function privacy.kept_for(the_kind text, the_subject bigint) returns text language sql stable security definer
  set search_path = privacy, pg_temp as $$
  select case
    when the_kind = 'voters' then null
    when exists (select 1 from complaints.complaint c where c.case_id = the_subject and c.lawsuit_on is not null) then 'lawsuit'
    when exists (select 1 from complaints.complaint c where c.case_id = the_subject
      and c.state not in ('executed', 'effective', 'refused', 'guided', 'filed', 'withdrawn', 'discontinued')) then 'complaint'
    when exists (select 1 from privacy.request r where r.case_id = the_subject and r.state = 'asked') then 'request'
    when exists (select 1 from cases.submission s join commitments.commitment k on k.id = s.reopen_commitment_id
      where s.case_id = the_subject and k.state in ('open', 'waiting')) then 'reopen'
    when exists (select 1 from commitments.commitment k where k.id in (select vault.commitments_of('case', the_subject)) and k.state in ('open', 'waiting'))
      -- A letter on its way to its signature or its number still needs its words.
      or exists (select 1 from letters.letter l where l.subject_kind = 'case' and l.subject_id = the_subject and l.state in ('checked', 'signed', 'numbered')) then 'open'
  end $$;

-- A list first: what a rule in force will reach within the days of notice. Found by unit and day of closing; never twice.
create function privacy.propose(today date, notice int, up_to int) returns int language plpgsql security definer
  set search_path = privacy, pg_temp as $$
declare
  made int;
begin
  -- A rule that was replaced erases nothing more: what it proposed is looked at by the one that followed.
  delete from privacy.expiry e using privacy.retention_rule r where r.id = e.rule_id and e.state = 'proposed' and (r.unit_id <> e.unit_id or not r.in_force @> today);
  with due as (
    select r.unit_id, r.kind, c.id as subject_id, m.id as commitment_id, c.number, m.closed_on, r.id as rule_id,
        (m.closed_on + make_interval(months => r.months))::date as over_on
      from privacy.retention_rule r
      join commitments.commitment m on m.unit_id = r.unit_id and m.state in ('fulfilled', 'released')
        and m.closed_on <= (today + notice - make_interval(months => r.months))::date
      join cases.citizen_case c on c.commitment_id = m.id and (c.kind = r.kind or r.kind = 'contact') and c.seal_id is null
        and c.state in ('answered', 'guided', 'filed')
      where r.in_force @> today and r.kind <> 'voters'
        and exists (select 1 from cases.submission s where s.case_id = c.id and s.erased_at is null and (r.kind <> 'contact'
          or exists (select 1 from cases.sender x where x.submission_id = s.id and coalesce(x.phone, x.email) is not null)))
        and not exists (select 1 from privacy.expiry e where e.kind = r.kind and e.subject_id = c.id)
    union all
    select r.unit_id, r.kind, v.id, v.commitment_id, v.number, v.answered_on, r.id, (v.answered_on + make_interval(months => r.months))::date
      from privacy.retention_rule r join voters.recommendation v on v.unit_id = r.unit_id and v.state = 'answered' and v.published_on is null
      where r.in_force @> today and r.kind = 'voters' and v.answered_on <= (today + notice - make_interval(months => r.months))::date
        and not exists (select 1 from privacy.expiry e where e.kind = 'voters' and e.subject_id = v.id)
    limit up_to)
  insert into privacy.expiry (unit_id, kind, subject_id, commitment_id, number, closed_on, proposed_on, erase_on, rule_id)
    select d.unit_id, d.kind, d.subject_id, d.commitment_id, d.number, d.closed_on, today, greatest(d.over_on, today + notice), d.rule_id from due d
    on conflict (kind, subject_id) do nothing;
  get diagnostics made = row_count;
  return made;
end $$;

revoke execute on function privacy.kept_for(text, bigint) from public;

-- The list of the unit that asks, with what keeps a matter although its day has come.
create function privacy.expiries(the_state text, up_to int) returns table (id bigint, kind text, subject_id bigint, number text, closed_on date, proposed_on date,
    erase_on date, hold_reason text, held_on date, erased_on date, version int, months int, document_number text, kept_for text)
  language sql stable security definer set search_path = privacy, pg_temp
  as $$ select e.id, e.kind, e.subject_id, e.number, e.closed_on, e.proposed_on, e.erase_on, e.hold_reason, e.held_on, e.erased_on, e.version, r.months,
           r.document_number, case when e.state = 'proposed' then privacy.kept_for(e.kind, e.subject_id) end
         from privacy.expiry e join privacy.retention_rule r on r.id = e.rule_id
         where e.unit_id = platform.current_unit() and e.state = the_state
         order by coalesce(e.erased_on, e.erase_on), e.id limit up_to $$;

create function privacy.due(today date, up_to int) returns table (id bigint, unit_id bigint) language sql stable security definer
  set search_path = privacy, pg_temp
  as $$ select e.id, e.unit_id from privacy.expiry e join privacy.retention_rule r on r.id = e.rule_id
         where e.state = 'proposed' and e.erase_on <= today and r.in_force @> today and r.unit_id = e.unit_id and privacy.kept_for(e.kind, e.subject_id) is null
         order by e.erase_on, e.id limit up_to $$;

-- One matter, once: by a rule that is still in force, after its notice, with nothing open.
create function privacy.expire(the_expiry bigint, today date) returns boolean language plpgsql security definer
  set search_path = privacy, pg_temp as $$
declare
  it record;
  one bigint;
begin
  select e.* into it from privacy.expiry e join privacy.retention_rule r on r.id = e.rule_id and r.unit_id = e.unit_id and r.in_force @> today
    where e.id = the_expiry and e.unit_id = platform.current_unit() and e.state = 'proposed' and e.erase_on <= today for update of e;
  if it is null or privacy.kept_for(it.kind, it.subject_id) is not null then return false; end if;
  if it.kind = 'voters' then perform vault.erase('voters', it.subject_id);
  elsif it.kind = 'contact' then
    update cases.sender x set phone = null, email = null where x.submission_id in (select s.id from cases.submission s where s.case_id = it.subject_id);
  else
    for one in select s.id from cases.submission s where s.case_id = it.subject_id and s.erased_at is null order by s.id loop
      perform cases.erase_words(one);
    end loop;
  end if;
  update privacy.expiry e set state = 'erased', erased_on = today, version = e.version + 1 where e.id = the_expiry;
  return true;
end $$;

-- How many matters lost their personal part: a number for everybody, of nobody.
create function privacy.erased_count(the_unit bigint, since date) returns bigint language sql stable security definer
  set search_path = privacy, pg_temp
  as $$ select (select count(*) from privacy.expiry e where e.unit_id = the_unit and e.state = 'erased' and e.erased_on >= since)
             + (select count(*) from privacy.request r where r.unit_id = the_unit and r.kind = 'erase' and r.state = 'done' and r.closed_on >= since) $$;

create or replace function privacy.hand_on(from_unit bigint, to_unit bigint, only_ids bigint[]) returns void language plpgsql security definer
  set search_path = privacy, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update privacy.request r set unit_id = to_unit, version = r.version + 1
    where r.unit_id = from_unit and (only_ids is null or r.case_id = any (only_ids));
  -- The rule was of the unit that ended: what it proposed waits, the successor's own rule proposes anew.
  delete from privacy.expiry e where e.unit_id = from_unit and e.state = 'proposed' and (only_ids is null or e.kind <> 'voters' and e.subject_id = any (only_ids));
  update privacy.expiry e set unit_id = to_unit, version = e.version + 1
    where e.unit_id = from_unit and (only_ids is null or e.kind <> 'voters' and e.subject_id = any (only_ids));
  -- Who read goes on with the case, so that the head who takes over can still ask.
  update privacy.secret_read r set unit_id = to_unit where r.unit_id = from_unit and (only_ids is null or r.case_id = any (only_ids));
  update privacy.secret_read r set above_unit_id = to_unit where r.above_unit_id = from_unit and only_ids is null;
end $$;

insert into vault.personal (table_name, kind, subject, rows_of) values
  ('privacy.expiry', 'case', 'case when t.kind <> ''voters'' then t.subject_id end', 't.kind <> ''voters'' and t.subject_id = $1'),
  ('privacy.expiry', 'voters', 'case when t.kind = ''voters'' then t.subject_id end', 't.kind = ''voters'' and t.subject_id = $1');
insert into vault.personal_column (table_name, column_name, erased) values ('privacy.expiry', 'hold_reason', 'Đã xóa dữ liệu cá nhân.');
insert into vault.impersonal (table_name, column_name, why) values
  ('cases.consent', '*', 'words of a list and the version of a text'), ('privacy.retention_rule', '*', 'documents of a unit'),
  ('privacy.expiry', 'kind', 'words of a list'), ('privacy.expiry', 'number', 'a random number'), ('privacy.expiry', 'state', 'words of a list');

-- Why somebody read a name may say something of the person; a hand-made role says nothing of any.
insert into vault.personal (table_name, kind, subject, rows_of) values ('privacy.secret_read', 'case', 't.case_id', 't.case_id = $1');
insert into vault.personal_column (table_name, column_name, erased) values ('privacy.secret_read', 'reason', 'Đã xóa dữ liệu cá nhân.');
insert into vault.impersonal (table_name, column_name, why) values
  ('privacy.secret_read', 'kind', 'words of a list'), ('privacy.secret_read', 'number', 'a random number'),
  ('privacy.secret_read', 'acting_form', 'words of a list'), ('organization.unit_role', '*', 'roles of officials');
