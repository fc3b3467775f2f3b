-- Who opened a visitor's name, or the register of reception with its names, stands in the same log of reads as every other name.
alter table privacy.secret_read alter column case_id drop not null,
  add column visit_id bigint references visits.visit,
  drop constraint secret_read_kind_check,
  add constraint secret_read_kind_check check (kind in ('sender', 'recipient', 'signatories', 'sealed', 'visitor', 'visitRegister')),
  add check ((kind = 'visitor') = (visit_id is not null)),
  add check ((kind in ('visitor', 'visitRegister')) = (case_id is null));
comment on column privacy.secret_read.number is 'Of the case, or of the visit; none for a register.';
comment on column privacy.secret_read.visit_id is 'Whose visitor was opened; none when it was a case, or a whole register.';
create index secret_read_visit on privacy.secret_read (visit_id) where visit_id is not null;

-- As privacy.without_names: the head sees the reason, never the name typed into it.
create function privacy.without_visitors(why text, the_visit bigint) returns text language plpgsql stable security definer
  set search_path = privacy, pg_temp as $$
declare
  said text := why;
  part text;
begin
  for part in select btrim(p) from visits.visitor x, unnest(array[x.name, x.address, x.phone, x.id_number,
        regexp_replace(btrim(x.name), '^.*\s(\S+\s+\S+)$', '\1')]) p
      where x.visit_id = the_visit and length(btrim(p)) >= 3 order by length(p) desc loop
    said := regexp_replace(said, regexp_replace(part, '([^[:alnum:][:space:]])', '\\\1', 'g'), '…', 'gi');
  end loop;
  return said;
end $$;
revoke execute on function privacy.without_visitors(text, bigint) from public;

create function privacy.note_visitor_read(the_visit bigint, the_post bigint, form text, person bigint, why text, today date, moment timestamptz)
  returns void language sql security definer set search_path = privacy, pg_temp as $$
  insert into privacy.secret_read (unit_id, above_unit_id, kind, visit_id, number, post_id, acting_form, acting_person_id, reason, on_day, at)
  select o.unit_id, case when 'head' = any (o.roles) then (select v.parent_id from organization.unit_version v
      where v.unit_id = o.unit_id and v.valid @> today) end,
    case when the_visit is null then 'visitRegister' else 'visitor' end, the_visit, coalesce(the_visit::text, ''), o.id, form, person,
    privacy.without_visitors(why, the_visit), today, moment
  from organization.post o where o.id = the_post $$;
revoke execute on function privacy.note_visitor_read(bigint, bigint, text, bigint, text, date, timestamptz) from public;

create function privacy.note_visitor_view() returns trigger language plpgsql security definer set search_path = privacy, pg_temp as $$
begin
  perform privacy.note_visitor_read(new.visit_id, new.post_id, new.acting_form, new.acting_person_id, new.reason, new.on_day, now());
  return null;
end $$;
create trigger note_read after insert on visits.visitor_view for each row execute function privacy.note_visitor_view();

-- What was recorded until now.
select privacy.note_visitor_read(v.visit_id, v.post_id, v.acting_form, v.acting_person_id, v.reason, v.on_day, null)
  from visits.visitor_view v order by v.id;

create or replace function privacy.secret_reads(of_heads boolean, from_day date, until_day date, before_day date, before_id bigint, the_post bigint, up_to int)
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
    select h.id, h.unit_id, h.kind, h.number, c.kind, coalesce(c.unit_id = platform.current_unit(), false), h.post_id, o.title, p.name, v.full_name,
      h.acting_form, h.reason, h.on_day, h.at
    from here h left join cases.citizen_case c on c.id = h.case_id join organization.post o on o.id = h.post_id
    left join organization.post_holding held on held.post_id = h.post_id and held.held @> h.on_day
    left join organization.person p on p.id = coalesce(h.acting_person_id, held.person_id)
    left join organization.unit_version v on v.unit_id = h.unit_id and v.valid @> h.on_day
    order by h.on_day desc, h.id desc;
end $$;

insert into vault.personal (table_name, kind, subject, rows_of) values ('privacy.secret_read', 'visit', 't.visit_id', 't.visit_id = $1');
