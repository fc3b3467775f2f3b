-- "Kế hoạch, nhiệm vụ": what a unit makes of a directive: plans, their items, tasks that are promises.
create schema plans;
grant usage on schema plans to gandan_app;
comment on schema plans is 'Plans with items and tasks, tasks that come back by rule, and what of a directive is covered.';

create table plans.plan (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  kind text not null check (kind in ('plan', 'yearly', 'program', 'campaign')),
  title text not null check (length(btrim(title)) between 5 and 300),
  goal text check (length(btrim(goal)) between 5 and 3000),
  directive_id bigint references directives.document,
  document_id bigint unique references directives.document check (document_id <> directive_id),
  period daterange not null check (not isempty(period) and not lower_inf(period) and not upper_inf(period)),
  clarities smallint not null default 5 check (clarities in (5, 6)),
  state text not null default 'drafted' check (state in ('drafted', 'adopted', 'closed', 'dropped')),
  responsible_post_id bigint not null references organization.post,
  adopted_on date, adopted_by bigint references organization.post,
  closed_on date check (closed_on >= adopted_on),
  closing text check (length(btrim(closing)) between 10 and 5000),
  drafted_by bigint not null references organization.post,
  drafted_on date not null,
  task_count int not null default 0 check (task_count >= 0),
  done_count int not null default 0 check (done_count between 0 and task_count),
  version int not null default 1,
  folded text not null generated always as (organization.fold(title)) stored,
  unique (id, clarities),
  check ((adopted_on is null) = (adopted_by is null)),
  check (state not in ('adopted', 'closed') or adopted_on is not null),
  check ((state = 'closed') = (closed_on is not null)),
  check (state <> 'closed' or closing is not null),
  check (kind <> 'yearly' or (extract(month from lower(period)) = 1 and extract(day from lower(period)) = 1))
);
comment on table plans.plan is 'What a unit undertakes in a period: a plan, the yearly programme of dân vận work, a programme, a campaign.';
comment on column plans.plan.directive_id is 'The document it carries out.';
comment on column plans.plan.document_id is 'The document the plan was issued as.';
comment on column plans.plan.clarities is 'Five or six "rõ": six asks besides for the product and the authority of every task.';
comment on column plans.plan.task_count is 'Kept by a trigger, so that no list counts tasks.';
create index plan_unit on plans.plan (unit_id, state, id desc);
create index plan_directive on plans.plan (directive_id) where directive_id is not null;

create table plans.item (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  plan_id bigint not null references plans.plan,
  position int not null check (position > 0),
  content text not null check (length(btrim(content)) between 5 and 2000),
  task_count int not null default 0 check (task_count >= 0),
  unique (plan_id, position),
  unique (id, plan_id)
);
comment on table plans.item is 'One content of a plan, in its order.';

create table plans.recurrence (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  plan_id bigint not null, clarities smallint not null, item_id bigint not null,
  title text not null check (length(btrim(title)) between 5 and 300),
  expected_result text not null check (length(btrim(expected_result)) between 3 and 500),
  product text check (length(btrim(product)) between 3 and 300),
  authority text check (length(btrim(authority)) between 3 and 300),
  owner_post_id bigint not null references organization.post,
  every text not null check (every in ('month', 'quarter', 'halfYear', 'year')),
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  ended_on date,
  foreign key (plan_id, clarities) references plans.plan (id, clarities),
  foreign key (item_id, plan_id) references plans.item (id, plan_id),
  check (clarities = 5 or (product is not null and authority is not null))
);
comment on table plans.recurrence is 'A task that comes back: each period opens one, due on its last day.';
create index recurrence_plan on plans.recurrence (plan_id);
create index recurrence_going on plans.recurrence (id) where ended_on is null;

create table plans.task (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  plan_id bigint not null, clarities smallint not null, item_id bigint not null,
  commitment_id bigint not null unique references commitments.commitment,
  product text check (length(btrim(product)) between 3 and 300),
  authority text check (length(btrim(authority)) between 3 and 300),
  recurrence_id bigint references plans.recurrence,
  period daterange,
  done_on date,
  foreign key (plan_id, clarities) references plans.plan (id, clarities),
  foreign key (item_id, plan_id) references plans.item (id, plan_id),
  check (clarities = 5 or (product is not null and authority is not null)),
  check ((recurrence_id is null) = (period is null)),
  constraint task_once_a_period exclude using gist (recurrence_id with =, period with &&)
);
comment on table plans.task is 'A task is a promise of the ledger; who, what, by when and with which result stand there.';
comment on column plans.task.done_on is 'The day its promise was kept, kept here so that coverage counts without the ledger.';
create index task_plan on plans.task (plan_id, id);
create index task_item on plans.task (item_id);

create function plans.keep_counts() returns trigger language plpgsql security definer set search_path = plans, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update plans.plan set task_count = task_count + 1, done_count = done_count + (new.done_on is not null)::int where id = new.plan_id;
    update plans.item set task_count = task_count + 1 where id = new.item_id;
  elsif (old.done_on is null) <> (new.done_on is null) then
    update plans.plan set done_count = done_count + case when new.done_on is null then -1 else 1 end where id = new.plan_id;
  end if;
  return null;
end $$;
create trigger keep_counts after insert or update of done_on on plans.task for each row execute function plans.keep_counts();

create table plans.evaluation (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  plan_id bigint not null unique references plans.plan,
  year int not null check (year between 2000 and 2100),
  evaluated_on date not null,
  mobilization text not null check (length(btrim(mobilization)) between 20 and 5000),
  local_tasks text not null check (length(btrim(local_tasks)) between 20 and 5000),
  document_number text not null check (length(btrim(document_number)) between 2 and 100),
  evaluated_by bigint not null references organization.post
);
comment on table plans.evaluation is 'The yearly evaluation of dân vận work together with the local political tasks (seed rule S-R5).';

do $$ declare t text; begin
  foreach t in array array['plan','item','recurrence','task','evaluation'] loop
    execute format('alter table plans.%I enable row level security', t);
    execute format('create policy of_unit on plans.%I using (unit_id = (select platform.current_unit()))', t);
    execute format('grant select, insert, update on plans.%I to gandan_app', t);
  end loop;
end $$;
grant delete on plans.item to gandan_app;

alter table commitments.commitment drop constraint commitment_source_check;
alter table commitments.commitment add constraint commitment_source_check check (source in ('case', 'backlog', 'reception', 'dialogue', 'duty', 'task'));

-- Documents that carry a directive out, at whatever remove; the directive itself too. By `union`, so that a circle ends.
create function plans.following(the_document bigint) returns table (id bigint) language sql stable security definer
  set search_path = plans, pg_temp
  as $$ with recursive down as (
      select the_document as id
      union select r.from_id from down join directives.relation r on r.to_id = down.id and r.kind in ('implements', 'concretizes', 'continues'))
    select down.id from down $$;

-- The open units at and below one, for those who look from above.
create function plans.units_below(the_unit bigint, today date) returns table (unit_id bigint, unit_name text, tier text)
  language sql stable security definer set search_path = plans, pg_temp
  as $$ with recursive below as (
      select v.unit_id, v.full_name, v.tier from organization.unit_version v where v.unit_id = the_unit and v.valid @> today
      union select v.unit_id, v.full_name, v.tier from below b join organization.unit_version v on v.parent_id = b.unit_id and v.valid @> today
        where v.tier <> 'village')
    select b.unit_id, b.full_name, b.tier from below b join organization.opening o on o.unit_id = b.unit_id
      where the_unit = platform.current_unit() and o.opened_on <= today and (o.closed_on is null or o.closed_on > today) $$;

-- For the unit above: which plans the units below have for a directive, in figures; their contents stay theirs. Those without come first.
create function plans.coverage(the_unit bigint, the_directive bigint, today date, up_to int)
  returns table (unit_id bigint, unit_name text, tier text, plan_id bigint, title text, state text, items int, items_without int,
                 tasks int, done int, late int, vacant int)
  language sql stable security definer set search_path = plans, pg_temp
  as $$ with planned as materialized (
      select p.* from plans.plan p join plans.following(the_directive) f on f.id = p.directive_id where p.state <> 'dropped'),
    shown as (select u.*, p.id as plan_id, p.title, p.state, p.task_count, p.done_count
      from plans.units_below(the_unit, today) u left join planned p on p.unit_id = u.unit_id
      order by p.id is not null, u.tier desc, u.unit_name, p.id limit up_to)
    select s.unit_id, s.unit_name, s.tier, s.plan_id, s.title, s.state, i.items, i.bare, s.task_count, s.done_count, t.late, t.vacant
      from shown s
      left join lateral (select count(*)::int as items, count(*) filter (where task_count = 0)::int as bare from plans.item where plan_id = s.plan_id) i on true
      left join lateral (select count(*) filter (where c.due_on < today)::int as late,
          count(*) filter (where not exists (select from organization.post_holding h where h.post_id = c.owner_post_id and h.held @> today))::int as vacant
        from plans.task k join commitments.commitment c on c.id = k.commitment_id where k.plan_id = s.plan_id and k.done_on is null) t on true
      order by s.plan_id is not null, s.tier desc, s.unit_name, s.plan_id $$;

-- How many of the units below there are, and how many have a plan.
create function plans.coverage_figures(the_unit bigint, the_directive bigint, today date) returns table (units int, planned int)
  language sql stable security definer set search_path = plans, pg_temp
  as $$ select count(*)::int, count(*) filter (where u.unit_id in (
      select p.unit_id from plans.plan p join plans.following(the_directive) f on f.id = p.directive_id where p.state <> 'dropped'))::int
    from plans.units_below(the_unit, today) u $$;

-- Plans whose recurring tasks may begin a period, for the morning run.
create function plans.with_recurrences(today date, after_id bigint, up_to int) returns table (plan_id bigint, unit_id bigint)
  language sql stable security definer set search_path = plans, pg_temp
  as $$ select p.id, p.unit_id from plans.plan p where p.state = 'adopted' and p.id > after_id
         and exists (select from plans.recurrence r where r.plan_id = p.id and r.ended_on is null and r.from_on <= today and r.until_on >= today)
         order by p.id limit up_to $$;

-- The same documents, each under the nearest one it names, level by level; at most so many.
create function plans.followers(the_document bigint, up_to int) returns table (id bigint, parent_id bigint, depth int)
  language sql stable security definer set search_path = plans, pg_temp
  as $$ with recursive down as (
      select r.from_id as id, r.to_id as parent_id, 1 as depth from directives.relation r
        where r.to_id = the_document and r.kind in ('implements', 'concretizes', 'continues')
      union select r.from_id, r.to_id, down.depth + 1 from down join directives.relation r on r.to_id = down.id
        and r.kind in ('implements', 'concretizes', 'continues') where down.depth < 12 and r.from_id <> the_document)
    select * from (select distinct on (down.id) down.id, down.parent_id, down.depth from down order by down.id, down.depth desc) nearest
      where platform.current_unit() is not null order by depth, id limit up_to $$;

-- The whole tree in figures: documents under it, plans, tasks, tasks done.
create function plans.tree_figures(the_document bigint) returns table (documents int, plans int, tasks int, done int)
  language sql stable security definer set search_path = plans, pg_temp
  as $$ with recursive down as materialized (
      select the_document as id
      union select r.from_id from down join directives.relation r on r.to_id = down.id and r.kind in ('implements', 'concretizes', 'continues'))
    select count(distinct down.id)::int - 1, count(p.id)::int, coalesce(sum(p.task_count), 0)::int, coalesce(sum(p.done_count), 0)::int
      from down left join plans.plan p on p.directive_id = down.id and p.state <> 'dropped' $$;

-- Plans under a set of documents for the tree: figures only, any unit, since the documents are known to all.
create function plans.plans_under(documents bigint[], up_to int)
  returns table (plan_id bigint, directive_id bigint, unit_id bigint, title text, kind text, state text, tasks int, done int)
  language sql stable security definer set search_path = plans, pg_temp
  as $$ select id, directive_id, unit_id, title, kind, state, task_count, done_count from plans.plan
         where directive_id = any (documents) and state <> 'dropped' and platform.current_unit() is not null order by directive_id, id limit up_to $$;

create function plans.hand_on(from_unit bigint, to_unit bigint) returns void language plpgsql security definer
  set search_path = plans, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update plans.evaluation set unit_id = to_unit where unit_id = from_unit;
  update plans.task set unit_id = to_unit where unit_id = from_unit;
  update plans.recurrence set unit_id = to_unit where unit_id = from_unit;
  update plans.item set unit_id = to_unit where unit_id = from_unit;
  update plans.plan set unit_id = to_unit, version = version + 1 where unit_id = from_unit;
end $$;

insert into vault.impersonal (table_name, column_name, why) values
  ('plans.plan', '*', 'plans of the office'), ('plans.item', '*', 'plans of the office'),
  ('plans.recurrence', '*', 'work of the office'), ('plans.task', '*', 'work of the office'),
  ('plans.evaluation', '*', 'the office on its own work');
