-- Lịch: a calendar of one's own for an official's telephone, behind an address nobody guesses.
create schema agenda;
grant usage on schema agenda to gandan_app;
comment on schema agenda is 'Calendars for telephones: who made a personal feed, by a keyed hash of its address.';

create table agenda.feed (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  post_id bigint not null references organization.post,
  person_id bigint not null references organization.person,
  token_hash bytea unique check (length(token_hash) = 32),
  made_at timestamptz not null,
  unique (post_id, person_id)
);
comment on table agenda.feed is 'The feed of one person in one post. Made anew the old address is dead; ended, there is no hash.';
create index feed_unit on agenda.feed (unit_id, id);
alter table agenda.feed enable row level security;
create policy of_unit on agenda.feed using (unit_id = (select platform.current_unit()) and post_id = (select platform.current_post()));
grant select, insert, update on agenda.feed to gandan_app;

-- By its address alone; a post somebody no longer holds shows nothing.
create function agenda.feed_behind(hash bytea, today date) returns table (unit_id bigint, post_id bigint, post_title text, unit_name text)
  language sql stable security definer set search_path = agenda, pg_temp
  as $$ select f.unit_id, f.post_id, o.title, v.full_name from agenda.feed f
         join organization.post o on o.id = f.post_id and o.unit_id = f.unit_id and (o.abolished_on is null or o.abolished_on > today)
         join organization.post_holding h on h.post_id = f.post_id and h.person_id = f.person_id and h.held @> today
         join organization.unit_version v on v.unit_id = f.unit_id and v.valid @> today
         where f.token_hash = hash $$;

insert into vault.impersonal (table_name, column_name, why) values ('agenda.feed', 'token_hash', 'a keyed hash of an official''s calendar address');
