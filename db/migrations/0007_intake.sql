-- The public door: drafts of people without an account.
create schema intake;
grant usage on schema intake to gandan_app;
comment on schema intake is 'The public door: drafts kept for seven days.';

create table intake.draft (
  key_hash bytea primary key,
  unit_id bigint not null references organization.unit,
  fields jsonb not null,
  changed_at timestamptz not null default now()
);
comment on table intake.draft is 'A half-written submission: read only by the key in the writer''s cookie (stored as a hash), gone after seven days.';
create index draft_changed on intake.draft (changed_at);
grant select, insert, update, delete on intake.draft to gandan_app;

-- Drafts nobody touched since, and the files of every draft that is no more; returns the files whose bytes may go.
create function intake.forget_drafts(before timestamptz) returns setof uuid language sql security definer
  set search_path = intake, pg_temp
  as $$
    delete from intake.draft where changed_at < before;
    delete from platform.file f where f.owner_kind = 'draft'
      and not exists (select 1 from intake.draft d where d.key_hash = decode(f.owner_id, 'hex')) returning f.id;
  $$;
