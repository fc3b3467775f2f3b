-- Tiếp công dân: where, when and by whom people are received. Bookings and visits stand on these.
create schema reception;
grant usage on schema reception to gandan_app;
comment on schema reception is 'Reception of citizens: places, sessions as published, bookings that only shorten the wait.';

create table reception.place (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  name text not null check (length(btrim(name)) between 3 and 200),
  address text not null check (length(btrim(address)) between 5 and 300),
  regular_hours text not null check (length(btrim(regular_hours)) between 3 and 300),
  closed_on date,
  version int not null default 1,
  unique (unit_id, name)
);
comment on table reception.place is 'A reception place with its regular hours in words, as the unit publishes them; no hours are a default.';

create table reception.session (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  place_id bigint not null references reception.place,
  kind text not null check (kind in ('regular', 'head', 'adHoc', 'online')),
  receiver_post_id bigint not null references organization.post,
  held_on date not null,
  starts_at time not null,
  ends_at time not null check (ends_at > starts_at),
  attendees text check (length(attendees) <= 500),
  expected text check (length(expected) <= 1000),
  announced_on date check (announced_on <= held_on),
  state text not null default 'planned' check (state in ('planned', 'announced', 'postponed', 'held', 'canceled')),
  reason text check (length(btrim(reason)) between 5 and 500),
  postponed_to bigint references reception.session check (postponed_to <> id),
  opened_at timestamptz,
  closed_at timestamptz check (closed_at >= opened_at),
  version int not null default 1,
  check (state = 'planned' or kind = 'adHoc' or announced_on is not null or state = 'canceled'),
  check ((state in ('postponed', 'canceled')) = (reason is not null) or kind = 'adHoc'),
  check (state <> 'postponed' or postponed_to is not null),
  check ((state = 'held') = (opened_at is not null and closed_at is not null) or state = 'announced' or kind = 'adHoc'),
  exclude using gist (receiver_post_id with =, tsrange(held_on + starts_at, held_on + ends_at) with &&) where (state in ('planned', 'announced', 'held'))
);
comment on table reception.session is 'One session of receiving citizens. A head''s day is published before (TCD-08); held only when it was opened and closed.';
comment on column reception.session.announced_on is 'When its schedule was published: the days of notice run from here.';
create index session_unit on reception.session (unit_id, held_on, id);
create index session_receiver on reception.session (receiver_post_id, held_on);

do $$ declare t text; begin
  foreach t in array array['place','session'] loop
    execute format('alter table reception.%I enable row level security', t);
    execute format('create policy of_unit on reception.%I using (unit_id = (select platform.current_unit()))', t);
    execute format('grant select, insert, update on reception.%I to gandan_app', t);
  end loop;
end $$;

insert into vault.impersonal (table_name, column_name, why) values
  ('reception.place', '*', 'about the office'), ('reception.session', '*', 'the schedule of the office');
