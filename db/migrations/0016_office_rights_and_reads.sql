-- The office: sign-in by a provider, roles a unit makes for itself, and who read what is kept from others.

-- Sign-in -----------------------------------------------------------------------------------------------------------
alter table accounts.session add column way text check (way in ('password', 'provider'));
comment on column accounts.session.way is 'How this device signed in: by password, or by the OpenID Connect provider.';
comment on table accounts.account is 'How an account proves itself: a password hash, or an identity of the OpenID Connect provider that its owner linked. No token of the provider is kept.';
-- One identity opens one account, and an account has one identity of a provider.
create unique index account_identity on accounts.account ("providerId", "accountId");
create unique index account_of_provider on accounts.account ("userId", "providerId");

-- Hand-made roles ---------------------------------------------------------------------------------------------------
create table organization.unit_role (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  name text not null check (length(btrim(name)) between 3 and 80),
  roles text[] not null check (roles <@ array['intake','officer','reviewer','observer'] and cardinality(roles) > 0),
  without text[] not null default '{}' check (cardinality(without) <= 100),
  retired_on date,
  version int not null default 1
);
comment on table organization.unit_role is 'A role a unit made for itself: built-in roles brought together, less the actions left out.';
comment on column organization.unit_role.roles is 'Never head, deputy or administrator: who leads and who administers is said of the post itself.';
comment on column organization.unit_role.without is 'Actions (capability.action) that this role leaves out of what its built-in roles may do. It can only take away.';
create unique index unit_role_name on organization.unit_role (unit_id, lower(btrim(name))) where retired_on is null;

create table organization.post_role (
  post_id bigint not null references organization.post,
  role_id bigint not null references organization.unit_role,
  instead boolean not null default false,
  given_by bigint not null references organization.post,
  given_on date not null,
  primary key (post_id, role_id)
);
comment on table organization.post_role is 'Which posts have a hand-made role.';
comment on column organization.post_role.instead is 'In place of what the post may do by itself (intake, officer, reviewer, observer), for as long as the role is in force.';
create index post_role_role on organization.post_role (role_id);

alter table organization.post add column own_roles text[] not null default '{}';
update organization.post set own_roles = roles;
alter table organization.post
  add check (own_roles <@ array['head','deputy','intake','officer','reviewer','observer','administrator'] and cardinality(own_roles) > 0);
comment on column organization.post.own_roles is 'The built-in roles given to the post itself.';
comment on column organization.post.roles is 'What counts: its own roles together with those of its hand-made roles. A trigger keeps it.';

create function organization.roles_in_force(the_post bigint, own text[]) returns text[] language sql stable
  set search_path = organization, pg_temp as $$
  with given as (select u.roles, p.instead from organization.post_role p join organization.unit_role u on u.id = p.role_id and u.retired_on is null
    where p.post_id = the_post),
  counted as (
    select r from unnest(own) r where r in ('head', 'deputy', 'administrator') or not exists (select 1 from given g where g.instead)
    union select unnest(g.roles) from given g)
  select array_agg(c.r order by array_position(array['head','deputy','intake','officer','reviewer','observer','administrator'], c.r)) from counted c $$;

-- Whoever writes roles says what the post may do by itself; what counts is worked out here, so that it is never written twice.
create function organization.keep_roles() returns trigger language plpgsql set search_path = organization, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if cardinality(new.own_roles) = 0 then new.own_roles := new.roles; end if;
    new.roles := new.own_roles;
    return new;
  end if;
  if new.roles is distinct from old.roles and new.own_roles is not distinct from old.own_roles then new.own_roles := new.roles; end if;
  new.roles := organization.roles_in_force(new.id, new.own_roles);
  if not 'intake' = any (new.roles) and exists (select 1 from organization.opening o where o.intake_post_id = new.id and o.closed_on is null) then
    raise exception 'the post that receives must go on receiving' using errcode = 'check_violation', constraint = 'intake_goes_on';
  end if;
  return new;
end $$;
create trigger keep_roles before insert or update of roles, own_roles on organization.post
  for each row execute function organization.keep_roles();

/* No way up: only an administrator of the unit, only to posts of that unit, never to a post that administers, never to one the
   administrator holds as a person: nobody gives rights to themselves. */
create function organization.must_give_role(the_unit bigint, the_post bigint, on_day date) returns void
  language plpgsql stable set search_path = organization, pg_temp as $$
begin
  if not exists (select 1 from organization.post o where o.id = platform.current_post() and o.unit_id = platform.current_unit()
      and o.unit_id = the_unit and 'administrator' = any (o.own_roles)) then
    raise exception 'only an administrator of the unit makes and gives its roles' using errcode = 'check_violation', constraint = 'only_administrator';
  end if;
  if the_post is null then return; end if;
  if not exists (select 1 from organization.post o where o.id = the_post and o.unit_id = the_unit and not 'administrator' = any (o.own_roles)) then
    raise exception 'a hand-made role goes to a post of the unit that does not administer' using errcode = 'check_violation', constraint = 'not_administrator';
  end if;
  if exists (select 1 from organization.post_holding mine join organization.post_holding theirs on theirs.person_id = mine.person_id
      where mine.post_id = platform.current_post() and mine.held @> on_day and theirs.post_id = the_post
        and (upper(theirs.held) is null or upper(theirs.held) > on_day)) then
    raise exception 'nobody gives rights to themselves' using errcode = 'check_violation', constraint = 'not_oneself';
  end if;
end $$;

create function organization.keep_unit_role() returns trigger language plpgsql set search_path = organization, pg_temp as $$
declare
  given record;
begin
  if tg_op = 'UPDATE' and (new.unit_id <> old.unit_id or (old.retired_on is not null and new.retired_on is distinct from old.retired_on)) then
    raise exception 'a role stays with its unit, and what was retired stays retired' using errcode = 'check_violation';
  end if;
  perform organization.must_give_role(new.unit_id, null, current_date);
  if tg_op = 'UPDATE' and new.retired_on is null then
    -- A wider role would reach whoever has it already.
    for given in select p.post_id, p.given_on from organization.post_role p where p.role_id = new.id loop
      perform organization.must_give_role(new.unit_id, given.post_id, greatest(given.given_on, current_date));
    end loop;
  end if;
  return new;
end $$;
create trigger keep_unit_role before insert or update on organization.unit_role for each row execute function organization.keep_unit_role();

create function organization.keep_post_role() returns trigger language plpgsql set search_path = organization, pg_temp as $$
declare
  its_unit bigint := (select u.unit_id from organization.unit_role u where u.id = coalesce(new.role_id, old.role_id));
begin
  if tg_op = 'DELETE' then
    perform organization.must_give_role(its_unit, null, current_date);
    return old;
  end if;
  if exists (select 1 from organization.unit_role u where u.id = new.role_id and u.retired_on is not null) then
    raise exception 'this role is retired' using errcode = 'check_violation', constraint = 'retired';
  end if;
  perform organization.must_give_role(its_unit, new.post_id, new.given_on);
  return new;
end $$;
create trigger keep_post_role before insert or update or delete on organization.post_role for each row execute function organization.keep_post_role();

-- What was changed counts at once: the posts that have the role are worked out again.
create function organization.refresh_roles() returns trigger language plpgsql set search_path = organization, pg_temp as $$
begin
  if tg_table_name = 'unit_role' then
    update organization.post o set own_roles = o.own_roles from organization.post_role p where p.role_id = new.id and o.id = p.post_id;
  else
    update organization.post o set own_roles = o.own_roles where o.id = coalesce(new.post_id, old.post_id);
  end if;
  return null;
end $$;
create trigger refresh_roles after update on organization.unit_role for each row execute function organization.refresh_roles();
create trigger refresh_roles after insert or update or delete on organization.post_role for each row execute function organization.refresh_roles();

-- Everybody's rights are worked out before anybody is asked for: so all may read, and each unit writes its own.
alter table organization.unit_role enable row level security;
alter table organization.post_role enable row level security;
create policy read on organization.unit_role for select using (true);
create policy read on organization.post_role for select using (true);
create policy add_own on organization.unit_role for insert with check (unit_id = (select platform.current_unit()));
create policy change_own on organization.unit_role for update using (unit_id = (select platform.current_unit()));
create policy add_own on organization.post_role for insert
  with check (exists (select 1 from organization.unit_role u where u.id = role_id and u.unit_id = (select platform.current_unit())));
create policy take_own on organization.post_role for delete
  using (exists (select 1 from organization.unit_role u where u.id = role_id and u.unit_id = (select platform.current_unit())));
grant select, insert, update on organization.unit_role to gandan_app;
grant select, insert, delete on organization.post_role to gandan_app;

-- Who read what is kept from others ---------------------------------------------------------------------------------
create table privacy.secret_read (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  above_unit_id bigint references organization.unit,
  seal_id uuid references platform.seal,
  kind text not null check (kind in ('sender', 'recipient', 'signatories', 'sealed')),
  case_id bigint not null references cases.citizen_case,
  number text not null,
  post_id bigint not null references organization.post,
  acting_form text check (acting_form in ('KT.', 'TL.')),
  acting_person_id bigint references organization.person,
  reason text,
  on_day date not null,
  at timestamptz
);
comment on table privacy.secret_read is 'Each reading of a name, of signatures or of a sealed matter: which post, when, why; never what was read. The application reads it through privacy.secret_reads alone.';
comment on column privacy.secret_read.unit_id is 'The unit of the post that read, also after the case has moved on.';
comment on column privacy.secret_read.above_unit_id is 'The unit above, when a head read: nobody looks after themselves alone.';
comment on column privacy.secret_read.at is 'Null where only the day was recorded.';
create index secret_read_unit on privacy.secret_read (unit_id, on_day desc, id desc);
create index secret_read_post on privacy.secret_read (unit_id, post_id, on_day desc, id desc);
create index secret_read_above on privacy.secret_read (above_unit_id, on_day desc, id desc) where above_unit_id is not null;
create index secret_read_case on privacy.secret_read (case_id);
create unique index secret_read_once on privacy.secret_read (case_id, post_id, kind, on_day, coalesce(acting_person_id, 0))
  where kind in ('signatories', 'sealed');
alter table privacy.secret_read enable row level security;

create function privacy.note_read(the_kind text, the_case bigint, the_post bigint, form text, person bigint, why text, today date, moment timestamptz)
  returns void language sql security definer set search_path = privacy, pg_temp as $$
  insert into privacy.secret_read (unit_id, above_unit_id, seal_id, kind, case_id, number, post_id, acting_form, acting_person_id, reason, on_day, at)
  select o.unit_id, case when 'head' = any (o.roles) then (select v.parent_id from organization.unit_version v
      where v.unit_id = o.unit_id and v.valid @> today) end,
    c.seal_id, the_kind, c.id, c.number, o.id, form, person, why, today, moment
  from cases.citizen_case c, organization.post o where c.id = the_case and o.id = the_post
  on conflict do nothing $$;
revoke execute on function privacy.note_read(text, bigint, bigint, text, bigint, text, date, timestamptz) from public;

-- An official may have typed the name into the reason: the head sees the reason, never the name.
create function privacy.without_names(why text, the_submission bigint) returns text language plpgsql stable security definer
  set search_path = privacy, pg_temp as $$
declare
  said text := why;
  part text;
begin
  for part in select btrim(p) from cases.sender x, unnest(array[x.name, x.address, x.phone, x.email,
        regexp_replace(btrim(x.name), '^.*\s(\S+\s+\S+)$', '\1')]) p
      where x.submission_id = the_submission and length(btrim(p)) >= 3 order by length(p) desc loop
    said := regexp_replace(said, regexp_replace(part, '([^[:alnum:][:space:]])', '\\\1', 'g'), '…', 'gi');
  end loop;
  return said;
end $$;
revoke execute on function privacy.without_names(text, bigint) from public;

create function privacy.note_sender_view() returns trigger language plpgsql security definer set search_path = privacy, pg_temp as $$
begin
  perform privacy.note_read('sender', s.case_id, new.post_id, new.acting_form, new.acting_person_id,
    privacy.without_names(new.reason, new.submission_id), new.on_day, now()) from cases.submission s where s.id = new.submission_id;
  return null;
end $$;
create trigger note_read after insert on cases.sender_view for each row execute function privacy.note_sender_view();

create function privacy.note_recipient_view() returns trigger language plpgsql security definer set search_path = privacy, pg_temp as $$
begin
  perform privacy.note_read('recipient', l.subject_id, new.post_id, new.acting_form, new.acting_person_id, new.reason, new.on_day, now())
    from letters.letter l where l.id = new.letter_id;
  return null;
end $$;
create trigger note_read after insert on letters.recipient_view for each row execute function privacy.note_recipient_view();

-- A page of a sealed matter that was opened; the log of pages knows its number only.
create function privacy.note_sealed_page() returns trigger language plpgsql security definer set search_path = privacy, pg_temp as $$
begin
  if new.subject is null or new.subject !~ '^[0-9A-Z]{4}-[0-9A-Z]{4}' then return null; end if;
  perform privacy.note_read('sealed', c.id, new.post_id, platform.acting_form(), new.acting_person_id, null,
    (new.at at time zone 'Asia/Ho_Chi_Minh')::date, new.at)
    from cases.citizen_case c where c.number = substr(new.subject, 1, 9) and c.seal_id is not null;
  return null;
end $$;
create trigger note_read after insert on platform.access_log for each row execute function privacy.note_sealed_page();

create or replace function complaints.signatories_of(the_case bigint) returns table (n int, name text, address text, represents boolean)
  language plpgsql volatile security definer set search_path = complaints, pg_temp as $$
begin
  perform 1 from cases.citizen_case c join commitments.commitment m on m.id = c.commitment_id
    where c.id = the_case and platform.current_post() in (m.owner_post_id, m.supervisor_post_id);
  if not found then return; end if;
  perform privacy.note_read('signatories', the_case, platform.current_post(), platform.acting_form(), platform.acting_person(), null,
    (now() at time zone 'Asia/Ho_Chi_Minh')::date, now())
    where exists (select 1 from complaints.signatory s where s.case_id = the_case and s.unit_id = platform.current_unit());
  return query select s.n, s.name, s.address, s.represents from complaints.signatory s
    where s.case_id = the_case and s.unit_id = platform.current_unit() order by s.n;
end $$;

-- What was recorded until now.
insert into privacy.secret_read (unit_id, above_unit_id, seal_id, kind, case_id, number, post_id, acting_form, acting_person_id, reason, on_day)
  select o.unit_id, case when 'head' = any (o.roles) then (select v.parent_id from organization.unit_version v
      where v.unit_id = o.unit_id and v.valid @> r.on_day) end,
    c.seal_id, r.kind, c.id, c.number, o.id, r.acting_form, r.acting_person_id, r.reason, r.on_day
  from (select 'sender' as kind, s.case_id, v.post_id, v.acting_form, v.acting_person_id,
      privacy.without_names(v.reason, v.submission_id) as reason, v.on_day
      from cases.sender_view v join cases.submission s on s.id = v.submission_id
    union all select 'recipient', l.subject_id, v.post_id, v.acting_form, v.acting_person_id, v.reason, v.on_day
      from letters.recipient_view v join letters.letter l on l.id = v.letter_id) r
  join cases.citizen_case c on c.id = r.case_id join organization.post o on o.id = r.post_id order by r.on_day;

/* The one door: the unit's head in person sees the reads of the unit (`of_heads` false), the head of the unit above those by
   heads below. What is sealed exists for its readers alone. A case that has moved on is a number without a way to it. */
create function privacy.secret_reads(of_heads boolean, from_day date, until_day date, before_day date, before_id bigint, the_post bigint, up_to int)
  returns table (id bigint, unit_id bigint, kind text, number text, case_kind text, may_open boolean, post_id bigint, post text, person text, unit text,
    acting_form text, reason text, on_day date, at timestamptz)
  language plpgsql stable security definer set search_path = privacy, pg_temp as $$
#variable_conflict use_column
begin
  if platform.acting_form() is not null or not exists (select 1 from organization.post o where o.id = platform.current_post()
      and o.unit_id = platform.current_unit() and 'head' = any (o.own_roles)) then return; end if;
  return query
    with here as (
      (select * from privacy.secret_read r where not of_heads and the_post is null and r.unit_id = platform.current_unit()
        and r.on_day between from_day and until_day and (r.on_day, r.id) < (before_day, before_id)
        and (r.seal_id is null or platform.may_read(r.seal_id)) order by r.on_day desc, r.id desc limit up_to)
      union all
      (select * from privacy.secret_read r where not of_heads and the_post is not null and r.unit_id = platform.current_unit()
        and r.post_id = the_post and r.on_day between from_day and until_day and (r.on_day, r.id) < (before_day, before_id)
        and (r.seal_id is null or platform.may_read(r.seal_id)) order by r.on_day desc, r.id desc limit up_to)
      union all
      (select * from privacy.secret_read r where of_heads and r.above_unit_id = platform.current_unit()
        and r.on_day between from_day and until_day and (r.on_day, r.id) < (before_day, before_id)
        and (r.seal_id is null or platform.may_read(r.seal_id)) order by r.on_day desc, r.id desc limit up_to))
    select h.id, h.unit_id, h.kind, h.number, c.kind, c.unit_id = platform.current_unit(), h.post_id, o.title, p.name, v.full_name,
      h.acting_form, h.reason, h.on_day, h.at
    from here h join cases.citizen_case c on c.id = h.case_id join organization.post o on o.id = h.post_id
    left join organization.post_holding held on held.post_id = h.post_id and held.held @> h.on_day
    left join organization.person p on p.id = coalesce(h.acting_person_id, held.person_id)
    left join organization.unit_version v on v.unit_id = h.unit_id and v.valid @> h.on_day
    order by h.on_day desc, h.id desc;
end $$;
revoke execute on function privacy.secret_reads(boolean, date, date, date, bigint, bigint, int) from public;
grant execute on function privacy.secret_reads(boolean, date, date, date, bigint, bigint, int) to gandan_app;

create or replace function privacy.hand_on(from_unit bigint, to_unit bigint, only_ids bigint[]) returns void language plpgsql security definer
  set search_path = privacy, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update privacy.request r set unit_id = to_unit, version = r.version + 1
    where r.unit_id = from_unit and (only_ids is null or r.case_id = any (only_ids));
  -- Who read goes on with the case, so that the head who takes over can still ask.
  update privacy.secret_read r set unit_id = to_unit where r.unit_id = from_unit and (only_ids is null or r.case_id = any (only_ids));
  update privacy.secret_read r set above_unit_id = to_unit where r.above_unit_id = from_unit and only_ids is null;
end $$;
