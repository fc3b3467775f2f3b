-- One letter with several matters becomes several cases; a second complaint stands beside the first.
alter table cases.citizen_case add column split_from text check (split_from <> number);
comment on column cases.citizen_case.split_from is 'The number of the case whose mixed content this one was taken from; same sender, same code, same first day.';
create index citizen_case_split on cases.citizen_case (split_from) where split_from is not null;

-- Whoever sent the whole sent the part: name, address and code go along unseen.
create function cases.copy_sender(from_submission bigint, to_submission bigint) returns void language plpgsql security definer
  set search_path = cases, pg_temp as $$
declare
  whole cases.submission;
begin
  select s.* into whole from cases.submission s join cases.submission part on part.id = to_submission
    join cases.citizen_case c on c.id = part.case_id join cases.citizen_case w on w.id = s.case_id
    where s.id = from_submission and s.unit_id = platform.current_unit() and part.unit_id = s.unit_id and s.seal_id is null
      and c.split_from = w.number and not exists (select 1 from cases.sender x where x.submission_id = to_submission);
  if not found then raise exception 'no such submission here' using errcode = 'insufficient_privilege'; end if;
  update cases.submission set code_hash = whole.code_hash, named = whole.named where id = to_submission;
  insert into cases.sender (submission_id, unit_id, name, address, phone, email)
    select to_submission, x.unit_id, x.name, x.address, x.phone, x.email from cases.sender x where x.submission_id = from_submission;
end $$;

alter table complaints.complaint add column first_number text check (first_number ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$');
alter table complaints.complaint add constraint complaint_second_of_first check (first_number is null or ordinal = 2);
comment on column complaints.complaint.first_number is 'The number of the first complaint, as the complainant states it, when that one was handled here.';
create index complaint_first on complaints.complaint (first_number) where first_number is not null;

-- The first settlement, for the level above that settles the second time: the decision, never who complained.
create function complaints.first_of(the_number text, today date)
  returns table (unit_id bigint, state text, against text, accepted_on date, settled_number text, settled_on date, outcome text, served_on date)
  language sql stable security definer set search_path = complaints, pg_temp
  as $$ select k.unit_id, k.state, k.against, k.accepted_on, k.settled_number, k.settled_on, k.outcome, k.served_on
        from cases.citizen_case c join complaints.complaint k on k.case_id = c.id
        where c.number = the_number and k.ordinal = 1 and c.seal_id is null
          and (k.unit_id = platform.current_unit() or exists (select 1 from organization.unit_version v
            where v.unit_id = k.unit_id and v.valid @> today and v.parent_id = platform.current_unit())) $$;

-- For the unit of the first settlement: that a second complaint was lodged, where and how it stands.
create function complaints.seconds_of(the_number text) returns table (unit_id bigint, state text, lodged_on date)
  language sql stable security definer set search_path = complaints, pg_temp
  as $$ select k.unit_id, k.state, c.sent_on from complaints.complaint k join cases.citizen_case c on c.id = k.case_id
        where k.first_number = the_number and exists (select 1 from cases.citizen_case f
          where f.number = the_number and f.unit_id = platform.current_unit() and f.seal_id is null) order by c.sent_on $$;

insert into vault.impersonal (table_name, column_name, why) values
  ('cases.citizen_case', 'split_from', 'a random number'), ('complaints.complaint', 'first_number', 'a random number');
