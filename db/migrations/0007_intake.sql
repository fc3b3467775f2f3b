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
