-- Old registers come in, lists and dossiers go out, codes in outside systems are kept.
create schema registers;
grant usage on schema registers to gandan_app;
comment on schema registers is 'Registers kept elsewhere: imported row by row, once; codes that a case has in outside systems.';

alter table cases.citizen_case add column imported_on date;
comment on column cases.citizen_case.imported_on is 'The day it came in from an old register; the clock of what was still open starts then (safeguards 1.11).';
create index case_imported on cases.citizen_case (unit_id, id) where imported_on is not null;

create table registers.import (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  post_id bigint references organization.post,
  acting_person_id bigint default platform.acting_person(),
  source text not null check (length(btrim(source)) between 2 and 100),
  file_name text not null check (length(file_name) between 1 and 200),
  header text[] not null,
  sealed text,
  map jsonb,
  state text not null default 'uploaded' check (state in ('uploaded', 'waiting', 'running', 'done', 'failed')),
  rows_read int not null default 0,
  rows_done int not null default 0,
  added int not null default 0,
  same int not null default 0,
  changed int not null default 0,
  rejected int not null default 0,
  on_day date not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  check (state not in ('waiting', 'running') or (sealed is not null and map is not null))
);
comment on table registers.import is 'One file of an old register brought in. The file is encrypted and goes as soon as the import is done.';
comment on column registers.import.post_id is 'Who brought it in; null for the command line.';
comment on column registers.import.sealed is 'The file, encrypted under the server key: it may hold names and telephone numbers.';
comment on column registers.import.same is 'Rows that came in earlier and have not changed since.';
comment on column registers.import.changed is 'Rows that came in earlier and read differently now: reported, never updated.';
create index import_unit on registers.import (unit_id, id desc);

create table registers.entry (
  unit_id bigint not null references organization.unit,
  source text not null,
  source_key text not null check (length(source_key) between 1 and 200),
  fingerprint bytea not null check (length(fingerprint) = 32),
  case_id bigint not null references cases.citizen_case,
  import_id bigint not null references registers.import,
  line int not null,
  primary key (unit_id, source, source_key)
);
comment on table registers.entry is 'Which row of which register became which case: the same row comes in once.';
comment on column registers.entry.fingerprint is 'HMAC of the cells under the server key: tells whether a row changed, says nothing of what it holds.';
create index entry_import on registers.entry (import_id);
create index entry_case on registers.entry (case_id);

create table registers.reject (
  import_id bigint not null references registers.import,
  unit_id bigint not null,
  line int not null,
  kind text not null check (kind in ('rejected', 'changed')),
  reasons text[] not null check (cardinality(reasons) > 0),
  cells text not null,
  primary key (import_id, line)
);
comment on table registers.reject is 'Rows that were not taken, or read differently than before: to be mended by whoever keeps the register. Gone after thirty days.';
comment on column registers.reject.reasons is 'column: key of a reason, worded when shown; never what stood in the cell.';
comment on column registers.reject.cells is 'The cells as they came, encrypted under the server key.';

create table registers.likely_same (
  case_id bigint not null references cases.citizen_case,
  other_case_id bigint not null references cases.citizen_case check (other_case_id < case_id),
  unit_id bigint not null,
  import_id bigint not null references registers.import,
  minutes_apart int not null check (minutes_apart >= 0),
  primary key (case_id, other_case_id)
);
comment on table registers.likely_same is 'Two cases of one unit that may be one matter: same place, same field, nearly the same words, near in time. Cases, never persons.';
create index likely_same_import on registers.likely_same (import_id, minutes_apart);

create table registers.outside_code (
  case_id bigint not null references cases.citizen_case,
  system text not null check (system in ('national', 'province', 'ministry')),
  code text not null check (length(btrim(code)) between 1 and 100),
  entered_on date not null,
  post_id bigint references organization.post,
  at timestamptz not null default now(),
  primary key (case_id, system)
);
comment on table registers.outside_code is 'The code a case has in an outside system and the day it was entered there (NĐ 154 Đ27, NĐ 155 Đ30a). Never of a sealed case.';

do $$ declare t text; begin
  foreach t in array array['import', 'entry', 'reject', 'likely_same'] loop
    execute format('alter table registers.%I enable row level security', t);
    execute format('create policy of_unit on registers.%I using (unit_id = (select platform.current_unit()))', t);
  end loop;
end $$;
-- Whoever may see the case sees its codes, also after a transfer; nothing is kept of what is sealed.
alter table registers.outside_code enable row level security;
create policy of_case on registers.outside_code
  using (exists (select 1 from cases.citizen_case c where c.id = case_id and c.seal_id is null));

grant select, insert, update on registers.import, registers.outside_code to gandan_app;
grant select, insert on registers.entry, registers.reject, registers.likely_same to gandan_app;

-- A job knows the id only: for whom it must act is asked here, as long as there is something to do.
create function registers.import_standing(the_import bigint) returns table (unit_id bigint, post_id bigint)
  language sql stable security definer set search_path = registers, pg_temp
  as $$ select i.unit_id, i.post_id from registers.import i where i.id = the_import and i.state in ('waiting', 'running') $$;

-- Files nobody went on with, and rows that were not taken, after their time.
create function registers.forget_imports(before timestamptz) returns void language sql security definer
  set search_path = registers, pg_temp
  as $$
    update registers.import set sealed = null, state = case when state = 'uploaded' then 'failed' else state end
      where created_at < before and state in ('uploaded', 'done', 'failed');
    delete from registers.reject r using registers.import i where i.id = r.import_id and i.created_at < before;
    delete from registers.likely_same s using registers.import i where i.id = s.import_id and i.created_at < before;
  $$;
