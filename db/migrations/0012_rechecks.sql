-- "Đã trả lời" is not yet "đã giải quyết": answered cases drawn at random, looked at on the spot by somebody else.
create schema rechecks;
grant usage on schema rechecks to gandan_app;
comment on schema rechecks is 'Answered cases drawn at random and checked by the Front or the People''s Inspection Board: the place or result, never the sender.';

create table rechecks.draw (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  of_unit_id bigint not null references organization.unit check (of_unit_id <> unit_id),
  drawn_on date not null,
  period_from date not null,
  period_to date not null check (period_to >= period_from and period_to <= drawn_on),
  population int not null check (population >= 0),
  drawn_by bigint not null references organization.post
);
comment on table rechecks.draw is 'A draw: how many answered cases there were in the period, and which ones fell.';
create index draw_unit on rechecks.draw (unit_id, id);

create table rechecks.item (
  id bigint generated always as identity primary key,
  draw_id bigint not null references rechecks.draw,
  unit_id bigint not null references organization.unit,
  of_unit_id bigint not null references organization.unit,
  case_id bigint not null references cases.citizen_case,
  commitment_id bigint not null references commitments.commitment,
  number text not null,
  title text not null,
  place text,
  promised text not null,
  checker text check (checker in ('inspectionBoard', 'front')),
  checked_on date,
  outcome text check (outcome in ('solved', 'partly', 'notSolved', 'cannotTell')),
  note text check (length(btrim(note)) between 5 and 2000),
  checked_by bigint references organization.post,
  unique (draw_id, case_id),
  check ((outcome is null) = (checked_on is null) and (outcome is null) = (note is null) and (outcome is null) = (checked_by is null)
    and (outcome is null) = (checker is null))
);
comment on table rechecks.item is 'One case to look at: what was answered, where; then what was found there.';
create index item_unit on rechecks.item (unit_id, draw_id, id);
create index item_of_unit on rechecks.item (of_unit_id, checked_on) where outcome is not null;

alter table rechecks.draw enable row level security;
alter table rechecks.item enable row level security;
create policy of_unit on rechecks.draw using (unit_id = (select platform.current_unit()));
create policy of_unit on rechecks.item using (unit_id = (select platform.current_unit()));
grant select, insert on rechecks.draw to gandan_app;
grant select, insert, update on rechecks.item to gandan_app;

-- Figures only, for the public page of the unit that was checked.
create function rechecks.result_of(the_unit bigint, since date) returns table (outcome text, n int) language sql stable security definer
  set search_path = rechecks, pg_temp
  as $$ select i.outcome, count(*)::int from rechecks.item i
         where i.of_unit_id = the_unit and i.outcome is not null and i.checked_on >= since group by i.outcome $$;

-- Which units a body checks: those that named it as the Front beside them.
create function cases.answered_between(the_unit bigint, first_day date, last_day date, up_to int)
  returns table (population int, case_id bigint, commitment_id bigint, number text, title text, place text, promised text)
  language plpgsql stable security definer set search_path = cases, pg_temp as $$
begin
  if not exists (select 1 from organization.opening o where o.unit_id = the_unit and o.front_unit_id = platform.current_unit()) then
    return;
  end if;
  return query
    with closed as (
      select c.id, c.commitment_id, c.number, c.title from cases.citizen_case c
      where c.unit_id = the_unit and c.state = 'answered' and c.seal_id is null and c.kind in ('feedback', 'recommendation')
        and (c.answered_at at time zone 'Asia/Ho_Chi_Minh')::date between first_day and last_day
        and not exists (select 1 from cases.submission s where s.case_id = c.id and s.concerns_official))
    select (select count(*)::int from closed), x.id, x.commitment_id, x.number, x.title,
      (select s.place from cases.submission s where s.case_id = x.id order by s.id limit 1),
      coalesce((select string_agg(p.n || '. ' || p.text || ': ' || coalesce(p.answer, ''), E'\n' order by p.n) from cases.point p where p.case_id = x.id), '')
    from closed x order by random() limit up_to;
end $$;
