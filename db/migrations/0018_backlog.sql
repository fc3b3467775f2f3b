-- "Vấn đề còn tồn đọng": each month the overdue promises of a unit become a list on which its head must act.
create schema backlog;
grant usage on schema backlog to gandan_app;
comment on schema backlog is 'The monthly review of what is overdue: a list per unit, each item with what its head decided.';

alter table commitments.commitment drop constraint commitment_source_check;
alter table commitments.commitment add constraint commitment_source_check check (source in ('case', 'backlog'));

create table backlog.review (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  for_unit_id bigint not null references organization.unit,
  month date not null check (extract(day from month) = 1),
  opened_on date not null check (opened_on >= month),
  overdue int not null check (overdue >= 0),
  listed int not null check (listed between 0 and overdue),
  commitment_id bigint unique references commitments.commitment,
  closed_on date check (closed_on >= opened_on),
  unique (for_unit_id, month),
  check ((listed = 0) = (commitment_id is null)),
  check (listed > 0 or closed_on is not null)
);
comment on table backlog.review is 'One month of one unit: how much was overdue when it was opened. Nothing overdue closes it at once.';
comment on column backlog.review.for_unit_id is 'The unit whose month it was; unit_id is who goes on with it when that unit has ended.';
comment on column backlog.review.listed is 'A very long pile is reviewed oldest first, so many a month.';
create index review_unit on backlog.review (unit_id, month desc);
create index review_open on backlog.review (unit_id) where closed_on is null;

create table backlog.item (
  review_id bigint not null references backlog.review,
  commitment_id bigint not null references commitments.commitment,
  unit_id bigint not null references organization.unit,
  due_on date not null,
  action text check (action in ('press', 'reassign', 'askSuperior', 'outside')),
  note text check (length(btrim(note)) between 5 and 1000),
  by_on date,
  acted_on date check (acted_on <= by_on),
  acted_by bigint references organization.post,
  primary key (review_id, commitment_id),
  check (num_nulls(action, note, by_on, acted_on, acted_by) in (0, 5))
);
comment on table backlog.item is 'One overdue promise in a review: what the head decided and by which day; the legal day never moves.';
create index item_commitment on backlog.item (commitment_id, review_id desc);

alter table backlog.review enable row level security;
alter table backlog.item enable row level security;
create policy of_unit on backlog.review using (unit_id = (select platform.current_unit()));
create policy of_unit on backlog.item using (unit_id = (select platform.current_unit()));
grant select, insert, update on backlog.review, backlog.item to gandan_app;

-- Units whose review of this month is not there yet, and open reviews that may be at their end: for the morning run.
create function backlog.to_open(today date, after_id bigint, up_to int) returns table (unit_id bigint, head_post_id bigint)
  language sql stable security definer set search_path = backlog, pg_temp
  as $$ select o.unit_id, o.head_post_id from organization.opening o
         where o.opened_on <= today and (o.closed_on is null or o.closed_on > today) and o.unit_id > after_id
           and not exists (select 1 from backlog.review r where r.for_unit_id = o.unit_id and r.month = date_trunc('month', today)::date)
         order by o.unit_id limit up_to $$;
create function backlog.still_open(after_id bigint, up_to int) returns table (id bigint, unit_id bigint)
  language sql stable security definer set search_path = backlog, pg_temp
  as $$ select r.id, r.unit_id from backlog.review r where r.closed_on is null and r.id > after_id order by r.id limit up_to $$;

-- Figures only, for everybody.
create function backlog.results_of(the_unit bigint, up_to int)
  returns table (month date, overdue int, listed int, acted int, closed_on date, still_overdue int)
  language sql stable security definer set search_path = backlog, pg_temp
  as $$ select r.month, r.overdue, r.listed,
          (select count(*)::int from backlog.item i where i.review_id = r.id and i.acted_on is not null), r.closed_on,
          (select count(*)::int from backlog.item i join commitments.commitment c on c.id = i.commitment_id
            where i.review_id = r.id and c.state in ('open', 'waiting'))
        from backlog.review r where r.for_unit_id = the_unit order by r.month desc limit up_to $$;

create function backlog.hand_on(from_unit bigint, to_unit bigint) returns void language plpgsql security definer
  set search_path = backlog, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update backlog.item set unit_id = to_unit where unit_id = from_unit;
  update backlog.review set unit_id = to_unit where unit_id = from_unit;
end $$;

insert into vault.personal (table_name, kind, subject, rows_of) values
  ('backlog.item', 'case', 'vault.case_of(t.commitment_id)', 't.commitment_id in (select vault.commitments_of(''case'', $1))'),
  ('backlog.item', 'voters', 'vault.voters_of(t.commitment_id)', 't.commitment_id in (select vault.commitments_of(''voters'', $1))');
insert into vault.personal_column (table_name, column_name, erased) values ('backlog.item', 'note', 'Đã xóa dữ liệu cá nhân.');
insert into vault.impersonal (table_name, column_name, why) values ('backlog.item', 'action', 'words of a list');
