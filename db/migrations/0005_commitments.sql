-- The ledger: every promise of government is one row, rõ five ways.
create schema commitments;
grant usage on schema commitments to gandan_app;
comment on schema commitments is 'Every promise of government: one owner, one due day with its law, one result with evidence.';

create table commitments.commitment (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  seal_id uuid references platform.seal,
  source text not null check (source in ('case')),
  main boolean not null default true,
  -- rõ người
  owner_post_id bigint not null references organization.post,
  -- rõ việc
  title text not null check (length(btrim(title)) between 3 and 300),
  public_title text not null check (length(btrim(public_title)) between 3 and 300),
  owed_to text not null check (length(btrim(owed_to)) > 1),
  -- rõ trách nhiệm
  supervisor_post_id bigint not null references organization.post,
  -- rõ quy trình
  workflow text not null check (length(workflow) > 1),
  step text not null check (length(step) > 1),
  -- rõ hiệu quả
  expected_result text not null check (length(btrim(expected_result)) > 3),
  result text check (length(btrim(result)) > 3),
  evidence text check (length(btrim(evidence)) > 1),
  state text not null default 'open' check (state in ('open', 'waiting', 'fulfilled', 'released')),
  waiting_for text check (length(btrim(waiting_for)) > 1),
  held_on date,
  started_on date not null,
  due_on date not null check (due_on >= started_on),
  first_due_on date not null,
  rule_id text not null,
  proof jsonb not null,
  provisional boolean not null,
  closed_on date,
  release_reason text check (release_reason in ('filed', 'guided', 'transferred', 'joined', 'withdrawn')),
  public boolean not null default false,
  folded text not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  check ((state = 'fulfilled') = (result is not null and evidence is not null and closed_on is not null and release_reason is null)
         or state <> 'fulfilled'),
  check (state <> 'released' or (closed_on is not null and release_reason is not null)),
  check (state in ('fulfilled', 'released') or closed_on is null),
  check ((state = 'waiting') = (waiting_for is not null)),
  check (held_on is null or state = 'waiting'),
  check (proof ? 'rule' and proof ? 'cite' and proof ? 'from' and proof ? 'dueOn' and proof ? 'excluded'),
  check (seal_id is null or (not public and title = 'Việc theo chế độ riêng'))
) with (fillfactor = 80); -- room beside a row for its next state: no index is touched when only the step changes
comment on table commitments.commitment is 'One promise of government. Closed as fulfilled only with a result and evidence.';
comment on column commitments.commitment.proof is 'The deadline with its rule, article, start and every excluded day, as counted when it was set or recomputed.';
comment on column commitments.commitment.held_on is 'Since when the legal clock itself stands still: a suspension, a signature not yet given. Nothing is late meanwhile.';
comment on column commitments.commitment.first_due_on is 'The due day before any extension.';
comment on column commitments.commitment.main is 'The answer owed; a case has one. Boards and on-time shares count main ones.';
comment on column commitments.commitment.folded is 'Title and number in lower case without diacritics, for search.';
create index commitment_owner on commitments.commitment (unit_id, owner_post_id, due_on, id) include (state, seal_id, held_on) where state in ('open', 'waiting');
create index commitment_owner_closed on commitments.commitment (unit_id, owner_post_id, closed_on desc, id desc) where state in ('fulfilled', 'released');
create index commitment_unit on commitments.commitment (unit_id, due_on, id) include (state, seal_id, public, main, held_on) where state in ('open', 'waiting');
create index commitment_due on commitments.commitment (due_on, id) where state in ('open', 'waiting');
create index commitment_unit_closed on commitments.commitment (unit_id, closed_on desc, id desc) where state in ('fulfilled', 'released');
create index commitment_search_open on commitments.commitment using gin (unit_id, to_tsvector('simple', folded)) where state in ('open', 'waiting');
create index commitment_search_closed on commitments.commitment using gin (unit_id, to_tsvector('simple', folded)) where state in ('fulfilled', 'released');

create table commitments.apology (
  id bigint generated always as identity primary key,
  commitment_id bigint not null references commitments.commitment,
  unit_id bigint not null,
  ordinal int not null check (ordinal between 1 and 9),
  legal_due_on date not null,
  further_on date not null,
  cause text,
  change text,
  state text not null default 'drafted' check (state in ('drafted', 'signed', 'sent', 'dropped')),
  signer_post_id bigint not null references organization.post,
  signed_form text check (signed_form in ('', 'KT.', 'TL.')),
  signed_at timestamptz,
  sent_at timestamptz,
  version int not null default 1,
  unique (commitment_id, ordinal),
  check (further_on > legal_due_on),
  check (state not in ('signed', 'sent') or (cause is not null and change is not null and length(btrim(cause)) >= 10 and length(btrim(change)) >= 10 and signed_at is not null)),
  check ((state = 'sent') = (sent_at is not null))
);
comment on table commitments.apology is 'An apology for lateness: true cause, what changes, a further day. The legal day stands (safeguards 1.5).';
create index apology_unit on commitments.apology (unit_id, state);

create table commitments.reminder (
  commitment_id bigint not null references commitments.commitment,
  unit_id bigint not null,
  kind text not null check (kind in ('before', 'due', 'late', 'escalated', 'manual')),
  on_day date not null,
  primary key (commitment_id, kind, on_day)
);
comment on table commitments.reminder is 'Who was reminded of what, once a day and kind.';

create table commitments.figure_delta (
  id bigint generated always as identity primary key,
  unit_id bigint not null,
  on_day date not null,
  measure text not null check (measure in ('received', 'onTime', 'late', 'filed', 'guided', 'transferred', 'joined', 'withdrawn', 'extended', 'reclassified', 'apologized', 'reopened')),
  n int not null
);
comment on table commitments.figure_delta is 'Figures as they happen; a job folds them into commitments.figure, so that no counter row is hot.';
create index figure_delta_unit on commitments.figure_delta (unit_id, on_day);

create table commitments.figure (
  unit_id bigint not null,
  on_day date not null,
  measure text not null,
  n int not null,
  primary key (unit_id, on_day, measure)
);
comment on table commitments.figure is 'Folded figures: unit, day, measure.';

create function commitments.fold_figures() returns int language plpgsql security definer set search_path = commitments, pg_temp as $$
declare folded int;
begin
  with taken as (delete from commitments.figure_delta returning unit_id, on_day, measure, n),
  summed as (select unit_id, on_day, measure, sum(n)::int as n from taken group by 1, 2, 3),
  kept as (insert into commitments.figure select * from summed
    on conflict (unit_id, on_day, measure) do update set n = figure.n + excluded.n returning 1)
  select count(*) into folded from kept;
  return folded;
end $$;

alter table commitments.commitment enable row level security;
alter table commitments.apology enable row level security;
alter table commitments.reminder enable row level security;
create policy of_unit on commitments.commitment using (unit_id = (select platform.current_unit()));
create policy unsealed on commitments.commitment as restrictive using (seal_id is null or platform.may_read(seal_id));
create policy of_unit on commitments.apology using (unit_id = (select platform.current_unit()));
create policy of_unit on commitments.reminder using (unit_id = (select platform.current_unit()));

-- LIKE and @@ are not leakproof, so under row-level security their indexes lie idle: this function does the same check itself.
create function commitments.search(words text, post bigint, closed boolean, up_to int) returns setof bigint
  language plpgsql stable security definer set search_path = commitments, pg_temp as $$
declare
  asked tsquery := to_tsquery('simple', words);
  here bigint := platform.current_unit();
begin
  if closed then
    return query select c.id from commitments.commitment c
      where c.unit_id = here and c.state in ('fulfilled', 'released') and to_tsvector('simple', c.folded) @@ asked
        and (post is null or c.owner_post_id = post) and (c.seal_id is null or platform.may_read(c.seal_id))
      order by c.closed_on desc, c.id desc limit up_to;
  else
    return query select c.id from commitments.commitment c
      where c.unit_id = here and c.state in ('open', 'waiting') and to_tsvector('simple', c.folded) @@ asked
        and (post is null or c.owner_post_id = post) and (c.seal_id is null or platform.may_read(c.seal_id))
      order by c.due_on, c.id limit up_to;
  end if;
end $$;

-- The sweep looks over all units; what it may then see of each row, row-level security decides again.
create function commitments.due_for_sweep(today date, after_id bigint, up_to int)
  returns table (id bigint, unit_id bigint, seal_id uuid, due_on date) language sql stable security definer
  set search_path = commitments, pg_temp
  as $$ select c.id, c.unit_id, c.seal_id, c.due_on from commitments.commitment c
         where c.state in ('open', 'waiting') and c.held_on is null and c.due_on <= today and c.id > after_id order by c.id limit up_to $$;
create function commitments.open_for_recount(from_day date, after_id bigint, up_to int)
  returns table (id bigint, unit_id bigint, seal_id uuid) language sql stable security definer
  set search_path = commitments, pg_temp
  as $$ select c.id, c.unit_id, c.seal_id from commitments.commitment c
         where c.state in ('open', 'waiting') and c.held_on is null and c.due_on >= from_day and c.id > after_id order by c.id limit up_to $$;

grant select, insert, update on commitments.commitment, commitments.apology to gandan_app;
grant select, insert on commitments.reminder, commitments.figure_delta to gandan_app;
grant select on commitments.figure to gandan_app;
