-- An incoming document is given to one post with a day, and followed until it is dealt with (NĐ 30/2020/NĐ-CP Điều 24, phụ lục IV).
alter table directives.entry add unique (id, document_id, direction);

create table directives.assignment (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  entry_id bigint not null unique,
  document_id bigint not null references directives.document,
  direction text not null default 'incoming' check (direction = 'incoming'),
  commitment_id bigint not null unique references commitments.commitment,
  given_on date not null,
  answer_id bigint references directives.document check (answer_id <> document_id),
  foreign key (entry_id, document_id, direction) references directives.entry (id, document_id, direction)
);
comment on table directives.assignment is 'Who deals with an incoming document by when: a promise of the ledger; in the seven columns of the register that follows it.';
create index assignment_given on directives.assignment (unit_id, given_on, id);
create index assignment_document on directives.assignment (document_id);
create index assignment_answer on directives.assignment (answer_id);

alter table directives.assignment enable row level security;
create policy of_unit on directives.assignment using (unit_id = (select platform.current_unit()));
grant select, insert on directives.assignment to gandan_app;
grant update (answer_id) on directives.assignment to gandan_app;
-- Work goes on at a successor, the book stays closed: the line the work comes from can still be read there.
create policy read_with_assignment on directives.entry for select
  using (exists (select from directives.assignment a where a.entry_id = entry.id));

create or replace function directives.hand_on(from_unit bigint, to_unit bigint) returns void language plpgsql security definer
  set search_path = directives, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update directives.document set entered_unit_id = to_unit, version = version + 1 where entered_unit_id = from_unit;
  update directives.reading set unit_id = to_unit where unit_id = from_unit;
  update directives.citation set unit_id = to_unit where unit_id = from_unit;
  update directives.relation set unit_id = to_unit where unit_id = from_unit;
  update directives.assignment set unit_id = to_unit where unit_id = from_unit;
  update platform.file set unit_id = to_unit where owner_kind = 'document' and unit_id = from_unit;
end $$;

insert into vault.impersonal (table_name, column_name, why) values ('directives.assignment', '*', 'registers of documents');
