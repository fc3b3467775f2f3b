-- Dữ liệu cá nhân: what somebody asks about their own data, with its clock (Luật 91/2025/QH15, NĐ 356/2025/NĐ-CP).
create schema privacy;
grant usage on schema privacy to gandan_app;
comment on schema privacy is 'Requests of people about their own personal data: see, correct, erase.';

create table privacy.request (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  case_id bigint not null references cases.citizen_case,
  submission_id bigint not null references cases.submission,
  number text not null,
  kind text not null check (kind in ('correct', 'erase')),
  text text not null check (length(btrim(text)) between 5 and 2000),
  asked_on date not null,
  commitment_id bigint not null unique references commitments.commitment,
  state text not null default 'asked' check (state in ('asked', 'done', 'refused')),
  reply text check (length(btrim(reply)) between 5 and 2000),
  closed_on date check (closed_on >= asked_on),
  closed_by bigint references organization.post,
  version int not null default 1,
  check ((state = 'asked') = (reply is null) and (state = 'asked') = (closed_on is null) and (state = 'asked') = (closed_by is null))
);
comment on table privacy.request is 'Asked by whoever holds number and code. Seeing one''s own data needs no request: the sender''s page shows it at once.';
create index request_unit on privacy.request (unit_id, state, id);
create unique index request_open on privacy.request (submission_id, kind) where state = 'asked';

alter table privacy.request enable row level security;
create policy of_unit on privacy.request using (unit_id = (select platform.current_unit()));
grant select, insert, update on privacy.request to gandan_app;

-- The bearer of number and code sees what is kept of them; nobody else calls this with a hash that fits.
create function cases.own_sender(the_number text, the_hash bytea) returns table (name text, address text, phone text, email text)
  language sql stable security definer set search_path = cases, pg_temp
  as $$ select x.name, x.address, x.phone, x.email from cases.submission s join cases.sender x on x.submission_id = s.id
         where s.number = the_number and s.code_hash = the_hash $$;

-- Correcting and erasing are acts of the focal point or the settler, as opening a name is.
create function cases.correct_sender(the_submission bigint, new_name text, new_address text, new_phone text, new_email text)
  returns boolean language plpgsql security definer set search_path = cases, pg_temp as $$
begin
  perform 1 from cases.submission s join cases.citizen_case c on c.id = s.case_id
    join commitments.commitment k on k.id = c.commitment_id
    where s.id = the_submission and s.unit_id = platform.current_unit() and (c.seal_id is null or platform.may_read(c.seal_id))
      and platform.current_post() in (k.owner_post_id, k.supervisor_post_id);
  if not found then return false; end if;
  update cases.sender x set name = new_name, address = new_address, phone = new_phone, email = new_email
    where x.submission_id = the_submission;
  return found;
end $$;

-- Name, address, text, messages and what the history says in words go; numbers, days and the chain stay and still verify.
create function cases.erase_person(the_submission bigint) returns text language plpgsql security definer
  set search_path = cases, pg_temp as $$
declare
  its_case bigint;
  its_state text;
begin
  select c.id, c.state into its_case, its_state from cases.submission s join cases.citizen_case c on c.id = s.case_id
    join commitments.commitment k on k.id = c.commitment_id
    where s.id = the_submission and s.unit_id = platform.current_unit() and (c.seal_id is null or platform.may_read(c.seal_id))
      and platform.current_post() in (k.owner_post_id, k.supervisor_post_id)
    for update of c;
  if its_case is null then return 'notHere'; end if;
  if its_state in ('sent', 'received', 'assigned') then return 'stillOpen'; end if;
  delete from cases.sender where submission_id = the_submission;
  update cases.submission set named = false, publish_consent = false, rating_reason = null,
    text = 'Nội dung đã xóa theo yêu cầu của người gửi.', place = null where id = the_submission;
  update cases.letter set text = 'Đã xóa theo yêu cầu.' where submission_id = the_submission;
  delete from platform.history_payload p using platform.history h
    where p.history_id = h.id and h.subject_kind = 'case' and h.subject_id = its_case
      and (p.payload::jsonb ->> 'submissionId')::bigint = the_submission;
  return 'erased';
end $$;
