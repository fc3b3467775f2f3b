-- The working calendar with its documents, and the answer rules that units set themselves.
create schema calendar;
grant usage on schema calendar to gandan_app;
comment on schema calendar is 'Which days are worked, by which document; a unit''s own answer rules.';

create table calendar.year (
  year int primary key check (year between 2024 and 2100),
  status text not null check (status in ('announced', 'provisional')),
  source text not null check (length(btrim(source)) > 3)
);
comment on table calendar.year is 'A year of the calendar: announced by a notice, or provisional from the statute.';

create table calendar.day (
  day date primary key,
  kind text not null check (kind in ('off', 'worked')),
  name text not null check (length(btrim(name)) > 1),
  source text not null check (length(btrim(source)) > 3),
  check (kind = 'worked' or extract(isodow from day) < 6 or name is not null)
);
comment on table calendar.day is 'Days that differ from the plain week: a weekday off, a Saturday worked; each with its document.';

create table calendar.change (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  post_id bigint not null,
  year int not null,
  before jsonb not null,
  after jsonb not null,
  document_number text not null check (length(btrim(document_number)) > 3),
  recomputed int not null default 0
);
comment on table calendar.change is 'Each edit of the calendar, with the document that allows it and how many open due days it moved.';

create table calendar.unit_rule (
  id bigint generated always as identity primary key,
  unit_id bigint not null,
  kind text not null check (kind in ('feedback', 'recommendation')),
  days int not null check (days between 1 and 60),
  count text not null check (count in ('working', 'calendar')),
  document_number text not null check (length(btrim(document_number)) > 3),
  document_on date not null,
  issuer text not null,
  in_force daterange not null check (not isempty(in_force)),
  check (count = 'calendar' and days <= 14 or count = 'working' and days <= 10),
  exclude using gist (unit_id with =, kind with =, in_force with &&)
);
comment on table calendar.unit_rule is 'A unit''s own published answer rule. It may only shorten the ten working days that apply by analogy.';
grant select, insert, update, delete on calendar.year, calendar.day to gandan_app;
grant select, insert, update on calendar.change, calendar.unit_rule to gandan_app;
