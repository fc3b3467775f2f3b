-- The register as sheets: a month of a large office has thousands of rows, and each sheet that is read is written down.
drop function visits.register_of(date, date, text, date, int);

create function visits.register_of(from_day date, to_day date, after_day date, after_id bigint, why text, today date, up_to int)
  returns table (visit_id bigint, who text) language plpgsql security definer set search_path = visits, pg_temp as $$
#variable_conflict use_column
begin
  if not exists (select 1 from organization.post p where p.id = platform.current_post() and p.unit_id = platform.current_unit()
    and p.roles && array['head', 'intake']) then return; end if;
  insert into visits.visitor_view (visit_id, unit_id, post_id, reason, on_day)
    values (null, platform.current_unit(), platform.current_post(), why, today);
  return query select v.id, (select string_agg(concat_ws(', ', x.name, x.address, case when x.id_number is not null then '…' || right(x.id_number, 4) end), '; ' order by x.n)
      from visits.visitor x where x.visit_id = v.id)
    from visits.visit v where v.unit_id = platform.current_unit() and v.visited_on between from_day and to_day
      and (v.visited_on, v.id) > (coalesce(after_day, from_day - 1), coalesce(after_id, 0)) order by v.visited_on, v.id limit up_to;
end $$;
comment on function visits.register_of(date, date, date, bigint, text, date, int) is
  'Who came, for one sheet of the register: reception desk and head only, written down once.';
