-- Units of government and their organs. Every fact is dated, because units merge, split and change kind.

create schema if not exists organization;
create extension if not exists btree_gist;
create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Not unaccent(): that is only STABLE, and this must agree letter by letter with src/organization/fold.ts.
create function organization.fold(words text) returns text
language sql immutable strict parallel safe
return trim(both ' ' from regexp_replace(
  lower(translate(regexp_replace(normalize(words, NFD), '[\u0300-\u036f''‘’ʼ`´]', '', 'g'), 'ĐđÐð', 'DdDd') collate "C"),
  '[^a-z0-9]+', ' ', 'g'));
comment on function organization.fold(text) is
  'Vietnamese text for search: lower case, no diacritics, đ as d, apostrophes dropped, all else one space.';

create table organization.decision (
  id bigint generated always as identity primary key,
  number text not null unique check (number <> ''),
  title text,
  issued_on date,
  in_force_on date
);
comment on table organization.decision is 'Documents by which units are founded, merged, split or renamed.';
comment on column organization.decision.in_force_on is
  'When the document took effect; the units it founds may begin later (1654-1687/NQ-UBTVQH15: 16/6 and 1/7/2025).';

create table organization.unit (
  id bigint generated always as identity primary key,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
comment on table organization.unit is
  'A unit that keeps its identity while its name or kind changes. After a merger or split there are new units.';
comment on column organization.unit.slug is
  'For readable addresses, from its latest full name. Not unique: there are many xã Tân Hòa. The id or code decides.';

create table organization.unit_version (
  unit_id bigint not null references organization.unit,
  name text not null check (name <> ''),
  full_name text not null check (full_name <> ''),
  kind text not null check (kind in (
    'province', 'centrallyRunCity',
    'urbanDistrict', 'ruralDistrict', 'town', 'provincialCity',
    'ward', 'commune', 'township', 'specialZone', 'village',
    'partyCommittee', 'fatherlandFront', 'peoplesCouncil', 'massOrganization', 'agency', 'armedForces')),
  tier text not null check (tier in ('centre', 'province', 'district', 'commune', 'village')),
  parent_id bigint references organization.unit check (parent_id <> unit_id),
  valid daterange not null,
  decision_id bigint references organization.decision,
  folded_name text not null generated always as (organization.fold(name)) stored,
  folded_full_name text not null generated always as (organization.fold(full_name)) stored,
  search_text text not null default '',
  constraint unit_version_one_at_a_time exclude using gist (unit_id with =, valid with &&),
  constraint unit_version_kind_has_its_tier check (case
    when kind in ('province', 'centrallyRunCity') then tier = 'province'
    when kind in ('urbanDistrict', 'ruralDistrict', 'town', 'provincialCity') then tier = 'district'
    when kind in ('ward', 'commune', 'township', 'specialZone') then tier = 'commune'
    when kind = 'village' then tier = 'village'
    else true end)
);
create index unit_version_search on organization.unit_version using gin (search_text gin_trgm_ops);
create unique index unit_version_from on organization.unit_version (unit_id, lower(valid));
create index unit_version_parent on organization.unit_version (parent_id);
comment on table organization.unit_version is
  'What a unit is called, what kind it is and whom it stands under, from day to day.';
comment on column organization.unit_version.valid is
  '[from, until). No lower bound: the day it began is not known here.';
comment on column organization.unit_version.kind is
  'town: thị xã; provincialCity: thành phố under a province or a centrally-run city; township: thị trấn.';
comment on column organization.unit_version.parent_id is
  'The unit it stands under; null at the top, and for a few communes older than the lists we hold.';
comment on column organization.unit_version.decision_id is
  'The document that made it so; null before 1/7/2025, where the lists name none.';
comment on column organization.unit_version.search_text is
  'Folded full names of the unit and of everything above it, with a space at both ends and numbers without leading
zeros. Kept by organization.refresh_unit_search().';

-- A unit stands under another only while that one exists. Deferred, so that one transaction can close a parent and its children.
create function organization.check_parent() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from organization.unit_version c
    where (c.unit_id = new.unit_id or (tg_op = 'UPDATE' and c.parent_id = new.unit_id)) and c.parent_id is not null
      and not coalesce((select range_agg(p.valid) @> c.valid from organization.unit_version p where p.unit_id = c.parent_id), false)) then
    raise exception 'parent_exists_throughout: a unit stands under one that does not exist all that time' using constraint = 'parent_exists_throughout', errcode = 'check_violation',
      detail = 'parent_exists_throughout';
  end if;
  return null;
end $$;
create constraint trigger parent_exists_throughout after insert or update on organization.unit_version
  deferrable initially deferred for each row execute function organization.check_parent();

create table organization.unit_code (
  unit_id bigint not null references organization.unit,
  code text not null check (code <> ''),
  tier text not null check (tier in ('centre', 'province', 'district', 'commune', 'village')),
  valid daterange not null,
  constraint unit_code_means_one_unit exclude using gist (tier with =, code with =, valid with &&)
);
create index unit_code_code on organization.unit_code (code);
create index unit_code_unit on organization.unit_code (unit_id);
comment on table organization.unit_code is
  'Official codes. One code of a tier means one unit at a time: nearly every commune of 1/7/2025 took over the code of an
old one, so a code without a day is ambiguous.';

create table organization.unit_successor (
  from_unit_id bigint not null references organization.unit,
  to_unit_id bigint not null references organization.unit,
  extent text not null check (extent in ('full', 'partial')),
  succeeded_on date not null,
  decision_id bigint references organization.decision,
  primary key (from_unit_id, to_unit_id),
  check (from_unit_id <> to_unit_id)
);
create index unit_successor_to on organization.unit_successor (to_unit_id);
comment on table organization.unit_successor is
  'Which unit took over from which. The edges of 1/7/2025 were derived by machine from the resolutions: a suggestion to
show, to be confirmed before legal use.';
comment on column organization.unit_successor.extent is
  'full: all of the old unit went there; partial: it was split, so a person must choose among several.';

create function organization.refresh_unit_search() returns bigint
language sql
set search_path = organization, pg_temp
begin atomic
  with recursive above as (
    select v.unit_id, v.valid, v.parent_id as above_id, v.valid as during, 1 as steps
      from organization.unit_version v where v.parent_id is not null
    union all
    select a.unit_id, a.valid, p.parent_id, p.valid * a.during, a.steps + 1
      from above a
      join organization.unit_version p on p.unit_id = a.above_id and p.valid && a.during
      where p.parent_id is not null and a.steps < 6
  ), named as (
    -- A parent that changed its kind is found by either.
    select distinct a.unit_id, a.valid, a.steps, p.full_name
      from above a
      join organization.unit_version p on p.unit_id = a.above_id and p.valid && a.during
  ), path as (
    select unit_id, valid, string_agg(full_name, ' ' order by steps, full_name) as names
      from named group by unit_id, valid
  ), text as (
    select v.unit_id, v.valid,
      ' ' || regexp_replace(organization.fold(concat_ws(' ', v.full_name, path.names)), '\m0+(?=\d)', '', 'g') || ' '
        as search_text
      from organization.unit_version v left join path using (unit_id, valid)
  ), changed as (
    update organization.unit_version v set search_text = text.search_text
      from text
      where v.unit_id = text.unit_id and v.valid = text.valid and v.search_text <> text.search_text
      returning 1
  )
  select count(*) from changed;
end;
comment on function organization.refresh_unit_search() is
  'Brings search_text up to date after units changed; answers how many versions it changed.';

do $$
begin
  if exists (select from pg_roles where rolname = 'gandan_app') then
    grant usage on schema organization to gandan_app;
    grant select on all tables in schema organization to gandan_app;
  end if;
end
$$;
