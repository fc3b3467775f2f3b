-- Đăng ký gặp: slots, tickets, a waiting list. A booking only shortens the wait; whoever comes without one gets a ticket too.
alter table reception.session
  add column slot_minutes int check (slot_minutes between 5 and 240),
  add column last_number int not null default 0,
  add column ground text check (ground is null or kind = 'adHoc'),
  add column received_by bigint references organization.post,
  add column received_person_id bigint references organization.person,
  add check (num_nulls(received_by, received_person_id) in (0, 2));
comment on column reception.session.slot_minutes is 'How long each booked slot of this session is, as its unit chose; null takes no bookings.';
comment on column reception.session.last_number is 'The last number in line that was given; tickets of a session are numbered one after the other.';
comment on column reception.session.ground is 'Why it was held at once (khoản 3 Điều 18 Luật Tiếp công dân).';
comment on column reception.session.received_by is 'The post that really received, and its holder then: a deputy who stands in is named as deputy.';
create index session_postponed on reception.session (postponed_to) where postponed_to is not null;

create table reception.slot (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  session_id bigint not null references reception.session,
  starts_at time not null,
  ends_at time not null check (ends_at > starts_at),
  unique (session_id, starts_at),
  unique (id, session_id)
);
comment on table reception.slot is 'A span of a session that one ticket can hold.';

create table reception.ticket (
  id bigint generated always as identity primary key,
  number text not null unique check (number ~ '^[0-9A-Z]{4}-[0-9A-Z]{4}$'),
  unit_id bigint not null references organization.unit,
  session_id bigint not null references reception.session,
  slot_id bigint,
  kind text not null check (kind in ('booked', 'walkIn')),
  state text not null check (state in ('waiting', 'booked', 'came', 'called', 'received', 'missed', 'canceled')),
  n int check (n between 1 and 9999),
  code_hash bytea unique,
  made_at timestamptz not null,
  arrived_at timestamptz,
  called_at timestamptz check (called_at >= arrived_at),
  done_at timestamptz,
  reminded_on date,
  version int not null default 1,
  foreign key (slot_id, session_id) references reception.slot (id, session_id),
  unique (session_id, n),
  check ((kind = 'booked') = (code_hash is not null)),
  check (kind = 'booked' or (slot_id is null and state <> 'waiting')),
  check (state in ('waiting', 'canceled', 'missed') or n is not null),
  check (state <> 'waiting' or (slot_id is null and n is null)),
  check (state <> 'booked' or slot_id is not null),
  check (state not in ('came', 'called', 'received') or arrived_at is not null)
);
comment on table reception.ticket is 'A place in the line of one session, booked or taken at the door. It names nobody; the hall shows its number only.';
comment on column reception.ticket.code_hash is 'HMAC of the secret code by which a booking is changed or canceled; a ticket from the door has none.';
-- Two people can never hold one slot.
create unique index ticket_slot on reception.ticket (slot_id) where slot_id is not null and state <> 'canceled';
create index ticket_waiting on reception.ticket (session_id, id) where state = 'waiting';

create table reception.contact (
  ticket_id bigint primary key references reception.ticket,
  unit_id bigint not null references organization.unit,
  phone text check (length(phone) <= 30),
  email text check (length(email) <= 200),
  subject text check (length(subject) <= 200)
);
comment on table reception.contact is 'How to remind who booked, and what they wish to speak of. The application adds a row and cannot list any; gone the night after the session.';

do $$ declare t text; begin
  foreach t in array array['slot','ticket','contact'] loop
    execute format('alter table reception.%I enable row level security', t);
    execute format('create policy of_unit on reception.%I using (unit_id = (select platform.current_unit()))', t);
  end loop;
end $$;
grant select, insert on reception.slot to gandan_app;
grant select, insert, update on reception.ticket to gandan_app;
grant insert on reception.contact to gandan_app;

-- The door of whoever holds number and code, for whatever unit.
create function reception.ticket_by_code(the_number text, the_hash bytea) returns table (id bigint, unit_id bigint)
  language sql stable security definer set search_path = reception, pg_temp
  as $$ select t.id, t.unit_id from reception.ticket t where t.number = the_number and t.code_hash = the_hash $$;

-- For the job that reminds: one row, of the unit it acts for.
create function reception.address_of(the_ticket bigint) returns table (phone text, email text)
  language sql stable security definer set search_path = reception, pg_temp
  as $$ select c.phone, c.email from reception.contact c where c.ticket_id = the_ticket and c.unit_id = platform.current_unit() $$;

-- What somebody wishes to speak of, on the page of their one ticket at the desk of that unit.
create function reception.subject_of(the_ticket bigint) returns text
  language sql stable security definer set search_path = reception, pg_temp
  as $$ select c.subject from reception.contact c where c.ticket_id = the_ticket and c.unit_id = platform.current_unit()
         and platform.current_post() is not null $$;

create function reception.drop_contact(the_ticket bigint) returns void
  language sql security definer set search_path = reception, pg_temp
  as $$ delete from reception.contact c where c.ticket_id = the_ticket and c.unit_id = platform.current_unit() $$;

create function reception.to_remind(on_day date, after_id bigint, up_to int) returns table (id bigint, unit_id bigint)
  language sql stable security definer set search_path = reception, pg_temp
  as $$ select t.id, t.unit_id from reception.session s join reception.ticket t on t.session_id = s.id
         join reception.contact c on c.ticket_id = t.id and (c.phone is not null or c.email is not null)
         where s.held_on = on_day and s.state = 'announced' and t.state = 'booked' and t.reminded_on is null and t.id > after_id
         order by t.id limit up_to $$;

-- The night after the session; of a ticket that was canceled as soon as its holder has been told.
create function reception.forget_contacts(before_day date) returns bigint
  language sql security definer set search_path = reception, pg_temp
  as $$ with gone as (
         delete from reception.contact c using reception.ticket t join reception.session s on s.id = t.session_id
         where t.id = c.ticket_id and (s.held_on < before_day or (t.state = 'canceled' and not exists (select 1 from platform.message m
           where m.subject_kind = 'booking' and m.subject_id = t.id and m.sent_at is null)))
         returning 1) select count(*) from gone $$;

-- Whose duty it is to receive in this unit, and by which rules.
create function reception.bearer(the_unit bigint, on_day date) returns table (head_post_id bigint, tier text, kind text, opened_on date)
  language sql stable security definer set search_path = reception, pg_temp
  as $$ select o.head_post_id, v.tier, v.kind, o.opened_on from organization.opening o
         join organization.unit_version v on v.unit_id = o.unit_id and v.valid @> on_day where o.unit_id = the_unit $$;

-- Whoever booked is told by a job of their own: it reads the address from reception.contact.
create index session_day on reception.session (held_on) where state = 'announced';
drop function platform.unsent_messages(bigint, int, int);
create function platform.unsent_messages(after_id bigint, most_failures int, up_to int) returns table (id bigint, to_post_id bigint, subject_kind text)
  language sql stable security definer set search_path = platform, pg_temp
  as $$ select m.id, m.to_post_id, m.subject_kind from platform.message m
         where m.sent_at is null and m.failures <= most_failures and m.id > after_id order by m.id limit up_to $$;

insert into vault.matter_kind (kind, table_name, subject, alive, ends) values
  ('booking', 'reception.contact', 't.ticket_id', 'true', true);
insert into vault.personal (table_name, kind, subject, rows_of) values
  ('reception.contact', 'booking', 't.ticket_id', 't.ticket_id = $1');
insert into vault.impersonal (table_name, column_name, why) values
  ('reception.ticket', '*', 'a random number, a place in line and a keyed hash; whom it reminds stands in reception.contact');
