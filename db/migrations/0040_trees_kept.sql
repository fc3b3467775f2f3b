-- The tree of a directive in figures that are kept, and branch by branch: no page walks thousands of documents any more.
drop function plans.followers(bigint, int);
drop function plans.plans_under(bigint[], int);
drop function plans.tree_figures(bigint);

alter table directives.relation add column direct boolean not null default true;
comment on column directives.relation.direct is 'False where a longer way leads to the same document: a plan that names the decree and the law hangs under the decree.';
create index relation_direct on directives.relation (to_id, from_id) where direct and kind in ('implements', 'concretizes', 'continues');

create table plans.tree_figure_delta (
  id bigint generated always as identity primary key,
  document_id bigint not null,
  documents int not null, plans int not null, tasks int not null, done int not null
);
comment on table plans.tree_figure_delta is 'What each document has under it, as it happens; a job folds it, so that no row is hot.';
create index tree_figure_delta_document on plans.tree_figure_delta (document_id);
create table plans.tree_figure (
  document_id bigint primary key,
  documents int not null, plans int not null, tasks int not null, done int not null
);
comment on table plans.tree_figure is 'Folded: documents, plans, tasks and tasks done under a document, whatever the unit.';

create function plans.fold_tree_figures() returns void language sql security definer set search_path = plans, pg_temp as $$
  with taken as (delete from tree_figure_delta returning document_id, documents, plans, tasks, done)
  insert into tree_figure as f select document_id, sum(documents), sum(plans), sum(tasks), sum(done) from taken group by 1
    on conflict (document_id) do update set documents = f.documents + excluded.documents, plans = f.plans + excluded.plans,
      tasks = f.tasks + excluded.tasks, done = f.done + excluded.done $$;

-- The documents one carries out, at whatever remove, itself too; without a relation, or around a document, when one is given.
create function plans.carried_out(the_document bigint, without directives.relation default null, around bigint default null)
  returns table (id bigint) language sql stable set search_path = plans, pg_temp
  as $$ with recursive up as (
      select the_document as id
      union select r.to_id from up join directives.relation r on r.from_id = up.id and r.kind in ('implements', 'concretizes', 'continues')
        where (without is null or (r.from_id, r.to_id, r.kind) <> (without.from_id, without.to_id, without.kind))
          and (around is null or r.to_id <> around))
    select up.id from up $$;

-- What the plans of a document come to by themselves.
create function plans.own_figures(the_document bigint) returns table (plans int, tasks int, done int)
  language sql stable set search_path = plans, pg_temp
  as $$ select count(*)::int, coalesce(sum(task_count), 0)::int, coalesce(sum(done_count), 0)::int
    from plan where directive_id = the_document and state <> 'dropped' $$;

-- A plan, or what is done of it, changes the figures of every document it stands under.
create function plans.count_plan() returns trigger language plpgsql security definer set search_path = plans, pg_temp as $$
begin
  lock table tree_figure_delta in row exclusive mode;
  insert into tree_figure_delta (document_id, documents, plans, tasks, done)
    select c.id, 0, sum(x.sign), sum(x.sign * x.tasks), sum(x.sign * x.done)
    from (values (1, new.directive_id, new.state, new.task_count, new.done_count),
                 (-1, old.directive_id, old.state, old.task_count, old.done_count)) as x (sign, directive_id, state, tasks, done),
      lateral carried_out(x.directive_id) c
    where x.directive_id is not null and x.state <> 'dropped'
    group by c.id having sum(x.sign) <> 0 or sum(x.sign * x.tasks) <> 0 or sum(x.sign * x.done) <> 0;
  return null;
end $$;
create trigger count_plan after insert or update of directive_id, state, task_count, done_count on plans.plan
  for each row execute function plans.count_plan();

-- A relation brings what hangs on one document under another, unless it was there by another way. One relation at a time, each
-- before it is written: the lock waits for plans being counted and holds others back.
create function plans.count_relation() returns trigger language plpgsql security definer set search_path = plans, pg_temp as $$
begin
  lock table tree_figure_delta in share row exclusive mode;
  insert into tree_figure_delta (document_id, documents, plans, tasks, done)
    select gained.id, count(*), sum(o.plans), sum(o.tasks), sum(o.done)
    from following(new.from_id) f
    cross join lateral (select * from carried_out(new.to_id) except select * from carried_out(f.id)) gained
    cross join lateral own_figures(f.id) o
    group by gained.id;
  return new;
end $$;
create trigger count_relation before insert on directives.relation
  for each row when (new.kind in ('implements', 'concretizes', 'continues')) execute function plans.count_relation();
create function plans.uncount_relation() returns trigger language plpgsql security definer set search_path = plans, pg_temp as $$
begin
  lock table tree_figure_delta in share row exclusive mode;
  insert into tree_figure_delta (document_id, documents, plans, tasks, done)
    select lost.id, -count(*), -sum(o.plans), -sum(o.tasks), -sum(o.done)
    from following(old.from_id) f
    cross join lateral (select * from carried_out(f.id) except select * from carried_out(f.id, old)) lost
    cross join lateral own_figures(f.id) o
    group by lost.id;
  return old;
end $$;
create trigger uncount_relation before delete on directives.relation
  for each row when (old.kind in ('implements', 'concretizes', 'continues')) execute function plans.uncount_relation();

-- Which of the relations between what follows one document and what another carries out are the shortest way no more, or again.
create function plans.keep_direct() returns trigger language plpgsql security definer set search_path = plans, pg_temp as $$
declare
  it directives.relation := case when tg_op = 'INSERT' then new else old end;
begin
  update directives.relation r set direct = x.direct
  from (select c.from_id, c.to_id, not exists (
          select from directives.relation m, lateral carried_out(m.to_id, null, c.from_id) u
          where m.from_id = c.from_id and m.to_id <> c.to_id and u.id = c.to_id and m.kind in ('implements', 'concretizes', 'continues')) as direct
        from (select distinct r.from_id, r.to_id from directives.relation r
              where r.from_id in (select id from following(it.from_id)) and r.to_id in (select id from carried_out(it.to_id))
                and r.kind in ('implements', 'concretizes', 'continues')) c) x
  where r.from_id = x.from_id and r.to_id = x.to_id and r.direct <> x.direct;
  return null;
end $$;
create trigger keep_direct after insert or delete on directives.relation
  for each row execute function plans.keep_direct();

-- The whole tree of a document in figures.
create function plans.tree_figures(the_document bigint) returns table (documents int, plans int, tasks int, done int)
  language sql stable security definer set search_path = plans, pg_temp
  as $$ select coalesce(sum(x.documents), 0)::int, coalesce(sum(x.plans), 0)::int, coalesce(sum(x.tasks), 0)::int, coalesce(sum(x.done), 0)::int
    from (select f.* from tree_figure f where f.document_id = the_document
          union all select d.document_id, d.documents, d.plans, d.tasks, d.done from tree_figure_delta d where d.document_id = the_document) x
    where platform.current_unit() is not null $$;

-- What hangs directly on each of some documents: so many documents, then so many plans, of any unit; of plans only the figures.
create function plans.below(the_documents bigint[], up_to int)
  returns table (parent_id bigint, document_id bigint, plan_id bigint, unit_id bigint, title text, tasks int, done int)
  language sql stable security definer set search_path = plans, pg_temp
  as $$ select p.id, x.document_id, x.plan_id, x.unit_id, x.title, x.tasks, x.done
    from unnest(the_documents) with ordinality as p (id, place),
      lateral ((select distinct r.from_id as document_id, null::bigint as plan_id, null::bigint as unit_id, null as title, 0 as tasks, 0 as done
                  from directives.relation r where r.to_id = p.id and r.direct and r.kind in ('implements', 'concretizes', 'continues')
                  order by r.from_id limit up_to)
               union all
               (select null, q.id, q.unit_id, q.title, q.task_count, q.done_count
                  from plan q where q.directive_id = p.id and q.state <> 'dropped' order by q.id limit up_to)) x
    where platform.current_unit() is not null
    order by p.place, x.document_id nulls last, x.plan_id $$;

-- How many hang directly on each of some documents.
create function plans.count_below(the_documents bigint[]) returns table (parent_id bigint, n int)
  language sql stable security definer set search_path = plans, pg_temp
  as $$ select p.id, (select count(distinct r.from_id) from directives.relation r
                       where r.to_id = p.id and r.direct and r.kind in ('implements', 'concretizes', 'continues'))::int
                   + (select count(*) from plan q where q.directive_id = p.id and q.state <> 'dropped')::int
    from unnest(the_documents) as p (id) where platform.current_unit() is not null $$;

-- What was there before this migration, counted once.
insert into plans.tree_figure (document_id, documents, plans, tasks, done)
  select d.id, count(distinct f.id) - 1, sum(o.plans), sum(o.tasks), sum(o.done)
  from directives.document d, lateral plans.following(d.id) f, lateral plans.own_figures(f.id) o
  group by d.id having count(distinct f.id) > 1 or sum(o.plans) > 0;
update directives.relation r set direct = false
  where r.kind in ('implements', 'concretizes', 'continues') and exists (
    select from directives.relation m, lateral plans.carried_out(m.to_id, null, r.from_id) u
    where m.from_id = r.from_id and m.to_id <> r.to_id and u.id = r.to_id and m.kind in ('implements', 'concretizes', 'continues'));
