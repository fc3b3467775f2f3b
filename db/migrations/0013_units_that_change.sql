-- Units merge, split and change their name; what is open goes on with whoever takes over. Nobody leaves work without an owner.
create schema succession;
grant usage on schema succession to gandan_app;
comment on schema succession is 'Changes of units: prepared, confirmed, carried out on their day; what goes to whom.';

alter table organization.decision add column issuer text check (length(btrim(issuer)) between 3 and 200);
comment on column organization.decision.issuer is 'Who issued it; null for the resolutions of the lists, whose number says it.';

create table succession.change (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  kind text not null check (kind in ('merge', 'split', 'rename')),
  state text not null default 'prepared' check (state in ('prepared', 'confirmed', 'done', 'dropped')),
  decision_number text not null check (length(btrim(decision_number)) between 3 and 120),
  decision_on date not null,
  issuer text not null check (length(btrim(issuer)) between 3 and 200),
  takes_effect_on date not null check (takes_effect_on >= decision_on),
  new_name text check (length(btrim(new_name)) between 2 and 120),
  new_full_name text check (length(btrim(new_full_name)) between 3 and 160),
  new_kind text,
  code text check (code ~ '^\d{2,5}$'),
  archive_unit_id bigint references organization.unit,
  prepared_by bigint not null references organization.post,
  prepared_on date not null,
  confirmed_by bigint references organization.post,
  confirmed_on date,
  refused text,
  done_on date,
  version int not null default 1,
  check ((kind = 'rename') = (new_name is not null) and (kind = 'rename') = (new_full_name is not null) and (kind = 'rename') = (new_kind is not null)),
  check ((kind = 'split') = (archive_unit_id is not null)),
  check (code is null or kind = 'merge'),
  check ((confirmed_by is null) = (confirmed_on is null)),
  check (state not in ('confirmed', 'done') or confirmed_by is not null),
  check ((state = 'done') = (done_on is not null)),
  check (done_on is null or done_on >= takes_effect_on)
);
comment on table succession.change is 'A merger, split or new name with its decision: prepared, confirmed by a person, carried out once, on its day or the first morning after.';
comment on column succession.change.unit_id is 'The unit above whose administrator prepares it.';
comment on column succession.change.archive_unit_id is 'After a split: who keeps what is closed, and what only a head may read.';
comment on column succession.change.refused is 'Why the morning run could not carry it out; tried again every morning.';
create index change_unit on succession.change (unit_id, id);
create index change_due on succession.change (takes_effect_on) where state = 'confirmed';

create table succession.part (
  change_id bigint not null references succession.change,
  unit_id bigint not null references organization.unit,
  side text not null check (side in ('from', 'to')),
  primary key (change_id, unit_id)
);
comment on table succession.part is 'The units that end (or change their name) and those that take over.';
create index part_unit on succession.part (unit_id);

create table succession.post_map (
  change_id bigint not null references succession.change,
  from_post_id bigint not null references organization.post,
  to_unit_id bigint not null references organization.unit,
  to_post_id bigint not null references organization.post,
  primary key (change_id, from_post_id, to_unit_id)
);
comment on table succession.post_map is 'Which post of the successor takes over the work of which old post; the intake post where nobody said otherwise.';

create table succession.choice (
  change_id bigint not null references succession.change,
  unit_id bigint not null references organization.unit,
  kind text not null check (kind in ('case', 'voters', 'body')),
  subject_id bigint not null,
  to_unit_id bigint not null references organization.unit,
  chosen_by bigint not null references organization.post,
  primary key (change_id, kind, subject_id)
);
comment on table succession.choice is 'A split: where a person of the old unit sends each open matter and each body beside it. Nothing moves until all are chosen.';
alter table succession.choice enable row level security;
create policy of_unit on succession.choice using (unit_id = (select platform.current_unit()));

grant select, insert, update on succession.change to gandan_app;
grant select, insert, update, delete on succession.post_map, succession.choice to gandan_app;
grant select, insert on succession.part to gandan_app;

-- The unit is under the one whose administrator acts now, or is that one itself.
create function organization.is_under(the_unit bigint, above bigint, on_day date) returns boolean
  language sql stable security definer set search_path = organization, pg_temp as $$
  with recursive path as (
    select v.unit_id, v.parent_id, 1 as steps from organization.unit_version v
      where v.unit_id = the_unit and (v.valid @> on_day or v.valid @> (on_day - 1))
    union
    select v.unit_id, v.parent_id, p.steps + 1 from path p join organization.unit_version v on v.unit_id = p.parent_id
      where p.steps < 8 and (v.valid @> on_day or v.valid @> (on_day - 1)))
  select the_unit = above or exists (select 1 from path where parent_id = above) $$;

create function organization.must_change(the_unit bigint, on_day date) returns void
  language plpgsql stable security definer set search_path = organization, pg_temp as $$
begin
  if not exists (select 1 from organization.post o
      join organization.unit_version v on v.unit_id = o.unit_id and v.tier in ('centre', 'province')
      where o.id = platform.current_post() and o.unit_id = platform.current_unit() and 'administrator' = any (o.roles))
    or not organization.is_under(the_unit, platform.current_unit(), on_day) then
    raise exception 'only an administrator of the unit above changes a unit' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Numbers of decisions begin again each year: a second one of the same number carries its day.
create function organization.decision_of(the_number text, issued date, the_issuer text, in_force date) returns bigint
  language plpgsql security definer set search_path = organization, pg_temp as $$
declare
  found_id bigint;
  named text;
begin
  foreach named in array array[the_number, the_number || ' ngày ' || to_char(issued, 'DD/MM/YYYY')] loop
    select d.id into found_id from organization.decision d where d.number = named and d.issued_on is not distinct from issued;
    if found_id is not null then return found_id; end if;
    insert into organization.decision (number, issued_on, in_force_on, issuer) values (named, issued, in_force, the_issuer)
      on conflict (number) do nothing returning id into found_id;
    if found_id is not null then return found_id; end if;
  end loop;
  raise exception 'two decisions of one number and day';
end $$;
revoke execute on function organization.decision_of(text, date, text, date) from public;

create function organization.found_unit(the_name text, the_full_name text, the_kind text, the_slug text, the_code text, from_day date,
    the_number text, issued date, the_issuer text) returns bigint
  language plpgsql security definer set search_path = organization, pg_temp as $$
declare
  new_id bigint;
  the_tier text := case when the_kind in ('ward', 'commune', 'township', 'specialZone') then 'commune' when the_kind = 'village' then 'village'
    when the_kind in ('province', 'centrallyRunCity') then 'province' else 'commune' end;
begin
  perform organization.must_change(platform.current_unit(), from_day);
  insert into organization.unit (slug) values (the_slug) returning id into new_id;
  insert into organization.unit_version (unit_id, name, full_name, kind, tier, parent_id, valid, decision_id)
    values (new_id, the_name, the_full_name, the_kind, the_tier, platform.current_unit(), daterange(from_day, null),
      organization.decision_of(the_number, issued, the_issuer, from_day));
  if the_code is not null then
    insert into organization.unit_code (unit_id, code, tier, valid) values (new_id, the_code, the_tier, daterange(from_day, null));
  end if;
  perform organization.refresh_unit_search();
  return new_id;
end $$;

-- The first post of a unit founded here, so that its administrator can add the others.
create function organization.first_post(the_unit bigint, the_title text, on_day date) returns bigint
  language plpgsql security definer set search_path = organization, pg_temp as $$
declare new_id bigint;
begin
  perform organization.must_change(the_unit, on_day);
  if exists (select 1 from organization.post o where o.unit_id = the_unit) then raise exception 'the unit has posts already'; end if;
  insert into organization.post (unit_id, title, roles) values (the_unit, the_title, '{administrator}') returning id into new_id;
  return new_id;
end $$;

create function organization.rename_unit(the_unit bigint, the_name text, the_full_name text, the_kind text, the_slug text, on_day date,
    the_number text, issued date, the_issuer text) returns void
  language plpgsql security definer set search_path = organization, pg_temp as $$
declare
  before record;
begin
  perform organization.must_change(the_unit, on_day);
  select * into strict before from organization.unit_version v where v.unit_id = the_unit and v.valid @> on_day for update;
  if lower(before.valid) = on_day then delete from organization.unit_version v where v.unit_id = the_unit and v.valid = before.valid;
  else update organization.unit_version v set valid = daterange(lower(v.valid), on_day) where v.unit_id = the_unit and v.valid = before.valid;
  end if;
  insert into organization.unit_version (unit_id, name, full_name, kind, tier, parent_id, valid, decision_id)
    values (the_unit, the_name, the_full_name, the_kind, before.tier, before.parent_id, daterange(on_day, upper(before.valid)),
      organization.decision_of(the_number, issued, the_issuer, on_day));
  update organization.unit set slug = the_slug where id = the_unit;
  perform organization.refresh_unit_search();
end $$;

-- While a unit is being closed nobody opens a promise there; whoever waits finds it closed and is led to the successor.
create function organization.hold_unit(the_unit bigint) returns void language sql security definer
  set search_path = organization, pg_temp
  as $$ select pg_advisory_xact_lock(hashtextextended('unit', the_unit)) $$;

/* Ends a unit on a day. `posts`: old post -> new post. `bodies`: unit beside or below -> whom it stands under from then on.
   Holders go along where the new post is vacant; whoever reported to an old post reports to the one that took over. */
create function organization.succeed_unit(from_unit bigint, to_units bigint[], main_unit bigint, on_day date, posts jsonb, bodies jsonb,
    the_number text, issued date, the_issuer text) returns void
  language plpgsql security definer set search_path = organization, pg_temp as $$
declare
  decision bigint := organization.decision_of(the_number, issued, the_issuer, on_day);
  body record;
  moving record;
  new_parent bigint;
  main_head bigint := (select o.head_post_id from organization.opening o where o.unit_id = main_unit);
begin
  perform organization.must_change(from_unit, on_day);
  insert into organization.unit_successor (from_unit_id, to_unit_id, extent, succeeded_on, decision_id)
    select from_unit, t, case when cardinality(to_units) = 1 then 'full' else 'partial' end, on_day, decision from unnest(to_units) t;
  for body in select v.* from organization.unit_version v where v.parent_id = from_unit and (upper(v.valid) is null or upper(v.valid) > on_day) loop
    new_parent := coalesce((bodies ->> body.unit_id::text)::bigint, main_unit);
    if lower(body.valid) >= on_day then
      update organization.unit_version v set parent_id = new_parent where v.unit_id = body.unit_id and v.valid = body.valid;
    else
      update organization.unit_version v set valid = daterange(lower(v.valid), on_day) where v.unit_id = body.unit_id and v.valid = body.valid;
      insert into organization.unit_version (unit_id, name, full_name, kind, tier, parent_id, valid, decision_id)
        values (body.unit_id, body.name, body.full_name, body.kind, body.tier, new_parent, daterange(on_day, upper(body.valid)), decision);
    end if;
  end loop;
  update organization.unit_version v set valid = daterange(lower(v.valid), on_day) where v.unit_id = from_unit and v.valid @> on_day;
  update organization.unit_code c set valid = daterange(lower(c.valid), on_day) where c.unit_id = from_unit and c.valid @> on_day;
  update organization.opening set closed_on = greatest(on_day, opened_on) where unit_id = from_unit;
  update organization.opening set front_unit_id = main_unit where front_unit_id = from_unit;
  for moving in select h.post_id, h.person_id, h.held from organization.post_holding h join organization.post o on o.id = h.post_id
      where o.unit_id = from_unit and (upper(h.held) is null or upper(h.held) > on_day) loop
    if lower(moving.held) >= on_day then delete from organization.post_holding h where h.post_id = moving.post_id and h.held = moving.held;
    else update organization.post_holding h set held = daterange(lower(h.held), on_day) where h.post_id = moving.post_id and h.held = moving.held;
    end if;
    insert into organization.post_holding (post_id, person_id, held)
      select m.value::bigint, moving.person_id, daterange(on_day, upper(moving.held))
      from jsonb_each_text(posts) m join organization.post o on o.id = m.value::bigint
      where m.key like moving.post_id || ':%' and not exists (select 1 from organization.post_holding t where t.post_id = o.id and t.held && daterange(on_day, upper(moving.held)))
        and not exists (select 1 from organization.post_holding t join organization.post p on p.id = t.post_id
          where t.person_id = moving.person_id and p.unit_id = any (to_units) and p.unit_id <> o.unit_id and t.held && daterange(on_day, upper(moving.held)))
      order by o.unit_id <> main_unit, o.id limit 1;
  end loop;
  update organization.post o set reports_to = coalesce((posts ->> (o.reports_to || ':' || main_unit))::bigint, main_head)
    from organization.post above
    where above.id = o.reports_to and above.unit_id = from_unit and o.unit_id <> from_unit
      and o.id is distinct from coalesce((posts ->> (o.reports_to || ':' || main_unit))::bigint, main_head);
  update organization.post set abolished_on = on_day where unit_id = from_unit and abolished_on is null;
end $$;

-- The successor may go on with the code of a unit that ended; a code means one unit at a time.
create function organization.give_code(the_unit bigint, the_code text, on_day date) returns void
  language plpgsql security definer set search_path = organization, pg_temp as $$
begin
  perform organization.must_change(the_unit, on_day);
  if exists (select 1 from organization.unit_code c where c.unit_id = the_unit and c.code = the_code and c.valid @> on_day) then return; end if;
  delete from organization.unit_code c where c.unit_id = the_unit and lower(c.valid) >= on_day;
  update organization.unit_code c set valid = daterange(lower(c.valid), on_day) where c.unit_id = the_unit and c.valid @> on_day;
  insert into organization.unit_code (unit_id, code, tier, valid)
    select the_unit, the_code, v.tier, daterange(on_day, null) from organization.unit_version v where v.unit_id = the_unit and v.valid @> on_day;
end $$;

-- Whether a unit takes over from another, directly or through those between.
create function organization.succeeds(the_unit bigint, former bigint) returns boolean
  language sql stable security definer set search_path = organization, pg_temp as $$
  with recursive after as (
    select s.to_unit_id from organization.unit_successor s where s.from_unit_id = former
    union select s.to_unit_id from after a join organization.unit_successor s on s.from_unit_id = a.to_unit_id)
  select exists (select 1 from after where to_unit_id = the_unit) $$;

-- People of a unit that is going to end may be given a post of the one that takes over, before the day.
create function organization.hands_on_to(from_unit bigint, to_unit bigint) returns boolean
  language sql stable security definer set search_path = succession, pg_temp as $$
  select exists (select 1 from succession.change c join succession.part f on f.change_id = c.id and f.side = 'from' and f.unit_id = from_unit
    join succession.part t on t.change_id = c.id and t.side = 'to' and t.unit_id = to_unit where c.state in ('prepared', 'confirmed')) $$;

-- The functions below move what a capability holds. Each acts for the unit that ended, and only to a successor of it.
create function organization.must_hand_on(from_unit bigint, to_unit bigint) returns void
  language plpgsql stable security definer set search_path = organization, pg_temp as $$
begin
  if platform.current_unit() is distinct from from_unit
    or not exists (select 1 from organization.unit_successor s where s.from_unit_id = from_unit and s.to_unit_id = to_unit)
    or not exists (select 1 from organization.opening o where o.unit_id = from_unit and o.closed_on is not null) then
    raise exception 'only a unit that ended hands on, to its successor' using errcode = 'insufficient_privilege';
  end if;
end $$;

create function platform.hand_on_history(the_kind text, ids bigint[], to_unit bigint) returns void language sql security definer
  set search_path = platform, pg_temp as $$
  update platform.history_payload p set unit_id = to_unit from platform.history h
    where h.id = p.history_id and h.subject_kind = the_kind and h.subject_id = any (ids);
  update platform.history h set unit_id = to_unit where h.subject_kind = the_kind and h.subject_id = any (ids);
$$;
create function platform.hand_on_messages(the_kind text, ids bigint[], from_unit bigint, to_unit bigint, posts jsonb, otherwise bigint)
  returns void language sql security definer set search_path = platform, pg_temp as $$
  update platform.message m set unit_id = to_unit,
      to_post_id = case when m.to_post_id is null then null else coalesce((posts ->> (m.to_post_id || ':' || to_unit))::bigint, otherwise) end
    where m.subject_kind = the_kind and m.subject_id = any (ids) and m.unit_id = from_unit;
$$;
revoke execute on function platform.hand_on_history(text, bigint[], bigint),
  platform.hand_on_messages(text, bigint[], bigint, bigint, jsonb, bigint) from public;

-- Promises: the same row goes on, with the same due day. What is sealed goes to the head alone. Closed ones name posts
-- that are there as well: a wish to look again, a request about one's own data must find somebody. Who answered stands in case and history.
create function commitments.hand_on(from_unit bigint, to_unit bigint, only_ids bigint[], posts jsonb, intake_post bigint, head_post bigint)
  returns table (id bigint, seal_id uuid, was_open boolean, from_post bigint, to_post bigint, due_on date)
  language plpgsql security definer set search_path = commitments, pg_temp as $$
#variable_conflict use_column
declare
  ids bigint[];
begin
  perform organization.must_hand_on(from_unit, to_unit);
  ids := array(select c.id from commitments.commitment c where c.unit_id = from_unit and (only_ids is null or c.id = any (only_ids)) for update);
  update platform.seal s set unit_id = to_unit where s.id in (select c.seal_id from commitments.commitment c where c.id = any (ids));
  insert into platform.seal_reader (seal_id, post_id)
    select distinct c.seal_id, head_post from commitments.commitment c where c.id = any (ids) and c.seal_id is not null on conflict do nothing;
  update commitments.apology a set unit_id = to_unit, signer_post_id = case when a.state = 'drafted' then head_post else a.signer_post_id end
    where a.commitment_id = any (ids);
  update commitments.reminder r set unit_id = to_unit where r.commitment_id = any (ids);
  perform platform.hand_on_messages('commitment', ids, from_unit, to_unit, posts, intake_post);
  perform platform.hand_on_history('commitment', ids, to_unit);
  return query
    update commitments.commitment c set unit_id = to_unit, changed_at = now(),
      owner_post_id = case when c.seal_id is not null then head_post
        else coalesce((posts ->> (c.owner_post_id || ':' || to_unit))::bigint, intake_post) end,
      supervisor_post_id = head_post
    where c.id = any (ids)
    returning new.id, new.seal_id, new.state in ('open', 'waiting'), old.owner_post_id, new.owner_post_id, new.due_on;
end $$;

-- A merger: the figures of both go on together. After a split they stay; what goes on is transferred there and received here.
create function commitments.hand_on_figures(from_unit bigint, to_unit bigint) returns void language plpgsql security definer
  set search_path = commitments, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  insert into commitments.figure (unit_id, on_day, measure, n)
    select to_unit, f.on_day, f.measure, f.n from commitments.figure f where f.unit_id = from_unit
    on conflict (unit_id, on_day, measure) do update set n = figure.n + excluded.n;
  delete from commitments.figure f where f.unit_id = from_unit;
  update commitments.figure_delta d set unit_id = to_unit where d.unit_id = from_unit;
end $$;
create function commitments.count_handed_on(from_unit bigint, to_unit bigint, ids bigint[], today date) returns void language plpgsql security definer
  set search_path = commitments, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  insert into commitments.figure_delta (unit_id, on_day, measure, n)
    select x.unit_id, today, x.measure, x.n::int from (select count(*) as n from commitments.commitment c
      where c.id = any (ids) and c.unit_id = to_unit and c.main and c.public and c.state in ('open', 'waiting')) moved
    cross join lateral (values (from_unit, 'transferred', moved.n), (to_unit, 'received', moved.n)) x (unit_id, measure, n) where x.n > 0;
end $$;

create function cases.hand_on(from_unit bigint, to_unit bigint, only_ids bigint[], posts jsonb, intake_post bigint)
  returns table (id bigint, seal_id uuid) language plpgsql security definer set search_path = cases, pg_temp as $$
#variable_conflict use_column
declare
  ids bigint[];
  sent bigint[];
begin
  perform organization.must_hand_on(from_unit, to_unit);
  ids := array(select c.id from cases.citizen_case c where c.unit_id = from_unit
    and (only_ids is null or c.id = any (only_ids) or c.joined_to = any (only_ids)) for update);
  sent := array(select s.id from cases.submission s where s.case_id = any (ids));
  update cases.sender x set unit_id = to_unit where x.submission_id = any (sent);
  update cases.sender_view x set unit_id = to_unit where x.submission_id = any (sent);
  update cases.submission x set unit_id = to_unit where x.id = any (sent);
  update cases.point x set unit_id = to_unit where x.case_id = any (ids);
  update cases.letter x set unit_id = to_unit where x.case_id = any (ids);
  update cases.publication x set unit_id = to_unit where x.case_id = any (ids);
  update platform.file f set unit_id = to_unit where f.owner_kind = 'submission' and f.owner_id in (select s::text from unnest(sent) s);
  update platform.file f set unit_id = to_unit where f.owner_kind = 'answer'
    and f.owner_id in (select p.id::text from cases.point p where p.case_id = any (ids));
  perform platform.hand_on_messages('submission', sent, from_unit, to_unit, posts, intake_post);
  perform platform.hand_on_history('case', ids, to_unit);
  return query update cases.citizen_case c set unit_id = to_unit, version = c.version + 1 where c.id = any (ids) returning c.id, c.seal_id;
end $$;

-- An open case that speaks of an official of a unit never goes there, under whatever name that unit goes on (safeguards 2.9).
create function cases.speaks_of(from_unit bigint, to_unit bigint) returns boolean language sql stable security definer
  set search_path = cases, pg_temp as $$
  select exists (select 1 from cases.citizen_case c where c.unit_id = from_unit and c.state in ('sent', 'received', 'assigned')
    and (c.concerned_unit_id = to_unit or organization.succeeds(to_unit, c.concerned_unit_id))) $$;

create function complaints.hand_on(from_unit bigint, to_unit bigint, only_ids bigint[]) returns void language plpgsql security definer
  set search_path = complaints, pg_temp as $$
declare
  ids bigint[];
begin
  perform organization.must_hand_on(from_unit, to_unit);
  ids := array(select c.case_id from complaints.complaint c where c.unit_id = from_unit and (only_ids is null or c.case_id = any (only_ids)) for update);
  update complaints.complaint x set unit_id = to_unit, version = x.version + 1 where x.case_id = any (ids);
  update complaints.step x set unit_id = to_unit where x.case_id = any (ids);
  update complaints.pause x set unit_id = to_unit where x.case_id = any (ids);
  update complaints.dialogue x set unit_id = to_unit where x.case_id = any (ids);
  update complaints.signatory x set unit_id = to_unit where x.case_id = any (ids);
  update complaints.request x set unit_id = to_unit where x.case_id = any (ids);
  update complaints.withdrawal x set unit_id = to_unit where x.case_id = any (ids);
  update complaints.publication x set unit_id = to_unit where x.case_id = any (ids);
  -- What was said about pressure is read by the unit above: when that one ends, by whoever takes over.
  if only_ids is null then update complaints.pressure x set unit_id = to_unit where x.unit_id = from_unit; end if;
end $$;

-- A recommendation stays with its meeting and session. Two units may have had sessions of one name: then they become one. When only some
-- go, the meeting is written down there a second time, without counting its people twice.
create function voters.hand_on(from_unit bigint, to_unit bigint, only_ids bigint[]) returns void language plpgsql security definer
  set search_path = voters, pg_temp as $$
declare
  held record;
  the_session bigint;
  the_meeting bigint;
begin
  perform organization.must_hand_on(from_unit, to_unit);
  for held in select m.*, s.council, s.name, s.opens_on from voters.meeting m join voters.session s on s.id = m.session_id
      where m.unit_id = from_unit and (only_ids is null
        or exists (select 1 from voters.recommendation r where r.meeting_id = m.id and r.unit_id = from_unit and r.id = any (only_ids))) loop
    insert into voters.session (unit_id, council, name, opens_on) values (to_unit, held.council, held.name, held.opens_on)
      on conflict (unit_id, council, name) do nothing;
    select s.id into strict the_session from voters.session s where s.unit_id = to_unit and s.council = held.council and s.name = held.name;
    if only_ids is null then
      update voters.meeting m set unit_id = to_unit, session_id = the_session where m.id = held.id;
      update voters.recommendation r set unit_id = to_unit, version = r.version + 1 where r.meeting_id = held.id and r.unit_id = from_unit;
    else
      insert into voters.meeting (unit_id, session_id, held_on, place, deputies, attendances, submissions_passed)
        values (to_unit, the_session, held.held_on, held.place, held.deputies, 0, 0) returning id into the_meeting;
      update voters.recommendation r set unit_id = to_unit, meeting_id = the_meeting, version = r.version + 1
        where r.meeting_id = held.id and r.unit_id = from_unit and r.id = any (only_ids);
    end if;
  end loop;
end $$;

-- What the Front found on the spot goes on with the unit that was checked; when the Front's own unit ends, with its successor.
create function rechecks.hand_on(from_unit bigint, to_unit bigint) returns void language plpgsql security definer
  set search_path = rechecks, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update rechecks.draw d set unit_id = to_unit where d.unit_id = from_unit;
  update rechecks.item i set unit_id = to_unit where i.unit_id = from_unit;
  update rechecks.draw d set of_unit_id = to_unit where d.of_unit_id = from_unit;
  update rechecks.item i set of_unit_id = to_unit where i.of_unit_id = from_unit;
end $$;

-- A half-written submission and its files come along when its writer, who alone holds the key, goes on at the successor.
create function intake.adopt_draft(the_key bytea, to_unit bigint) returns boolean language plpgsql security definer
  set search_path = intake, pg_temp as $$
begin
  update intake.draft d set unit_id = to_unit where d.key_hash = the_key and organization.succeeds(to_unit, d.unit_id);
  if not found then return false; end if;
  update platform.file f set unit_id = to_unit where f.owner_kind = 'draft' and f.owner_id = encode(the_key, 'hex');
  return true;
end $$;

-- Nobody opens a promise in a unit that has ended: a submit that was under way waits for the change, fails and is led on.
create function commitments.refuse_ended_unit() returns trigger language plpgsql security definer set search_path = commitments, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('unit', new.unit_id));
  if exists (select 1 from organization.opening o where o.unit_id = new.unit_id and o.closed_on is not null) then
    raise exception 'this unit has ended' using errcode = 'check_violation', constraint = 'unit_goes_on';
  end if;
  return new;
end $$;
create trigger refuse_ended_unit before insert on commitments.commitment for each row execute function commitments.refuse_ended_unit();

-- No promise without an owner: a post that owns open ones is neither left without a holder nor abolished. Sealed ones wait for the next holder.
create function organization.keep_owner() returns trigger language plpgsql security definer set search_path = organization, pg_temp as $$
declare
  the_post bigint;
begin
  if tg_table_name = 'post' then
    if new.abolished_on is null then return null; end if;
    the_post := new.id;
  else
    the_post := old.post_id;
    if tg_op = 'UPDATE' and (upper(new.held) is null or upper(old.held) is not null and upper(new.held) >= upper(old.held)) then return null; end if;
    if exists (select 1 from organization.post_holding h where h.post_id = the_post and (upper(h.held) is null or upper(h.held) > upper(new.held))) then
      return null;
    end if;
  end if;
  if exists (select 1 from commitments.commitment c where c.owner_post_id = the_post and c.state in ('open', 'waiting') and c.seal_id is null) then
    raise exception 'no promise without an owner' using errcode = 'check_violation', constraint = 'no_promise_without_owner';
  end if;
  return null;
end $$;
create constraint trigger keep_owner after update of held or delete on organization.post_holding
  deferrable initially deferred for each row execute function organization.keep_owner();
create constraint trigger keep_owner after update of abolished_on on organization.post
  deferrable initially deferred for each row execute function organization.keep_owner();
create index commitment_owner_post on commitments.commitment (owner_post_id) where state in ('open', 'waiting');

-- What a holding that ran out, or anything else, left without a holder: given to the intake post each morning.
create function commitments.ownerless(today date, up_to int) returns table (id bigint, unit_id bigint, owner_post_id bigint)
  language sql stable security definer set search_path = commitments, pg_temp as $$
  select c.id, c.unit_id, c.owner_post_id from commitments.commitment c
  where c.state in ('open', 'waiting') and c.seal_id is null
    and not exists (select 1 from organization.post_holding h where h.post_id = c.owner_post_id and h.held @> today)
    and exists (select 1 from organization.opening o join organization.post_holding h on h.post_id = o.intake_post_id and h.held @> today
      where o.unit_id = c.unit_id and o.intake_post_id <> c.owner_post_id)
  order by c.id limit up_to $$;
