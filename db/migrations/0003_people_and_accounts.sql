-- Posts, the people who hold them, deputies, opened units; the accounts they sign in with.
create schema if not exists accounts;
grant usage on schema organization, accounts to gandan_app;
comment on schema accounts is 'Sign-in, in the shape better-auth asks for.';

create table accounts."user" (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "twoFactorEnabled" boolean default false
);
comment on table accounts."user" is 'An account. Made by an administrator only: there is no self-registration.';
create table accounts.session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references accounts."user" on delete cascade
);
comment on table accounts.session is 'A signed-in device.';
create index session_of_user on accounts.session ("userId");
create table accounts.account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references accounts."user" on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
comment on table accounts.account is 'How an account proves itself: a password hash.';
create index account_of_user on accounts.account ("userId");
create table accounts.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
comment on table accounts.verification is 'One-time links and second-factor challenges.';
create index verification_identifier on accounts.verification (identifier);
create table accounts."twoFactor" (
  id text primary key,
  secret text not null,
  "backupCodes" text not null,
  "userId" text not null references accounts."user" on delete cascade,
  verified boolean default true,
  "failedVerificationCount" int default 0,
  "lockedUntil" timestamptz
);
comment on table accounts."twoFactor" is 'The second factor: TOTP secret and backup codes, encrypted by better-auth.';
create index two_factor_user on accounts."twoFactor" ("userId");
create table accounts.failed_sign_in (
  account_hash bytea not null,
  device_hash bytea not null,
  failures int not null check (failures > 0),
  locked_until timestamptz,
  last_at timestamptz not null,
  primary key (account_hash, device_hash)
);
comment on table accounts.failed_sign_in is 'Our timed lock-out: tries per account (hash of the address, so that a mistyped address leaves no trace) and known device.';
comment on column accounts.failed_sign_in.device_hash is 'Empty for all devices together on which the account never signed in: strangers lock each other out, never the owner.';
create table accounts.known_device (
  account_hash bytea not null,
  device_hash bytea not null,
  last_at timestamptz not null,
  primary key (account_hash, device_hash)
);
comment on table accounts.known_device is 'A browser on which the account has signed in: hash of the random text in its cookie, nothing else of the device.';
create index known_device_hash on accounts.known_device (device_hash);
grant select, insert, update, delete on all tables in schema accounts to gandan_app;

create table organization.person (
  id bigint generated always as identity primary key,
  name text not null check (length(btrim(name)) between 2 and 120),
  user_id text unique references accounts."user" on delete set null
);
comment on table organization.person is 'Somebody who works for a unit. Never a citizen.';

create table organization.post (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  title text not null check (length(btrim(title)) between 2 and 160),
  roles text[] not null check (roles <@ array['head','deputy','intake','officer','reviewer','observer','administrator'] and cardinality(roles) > 0),
  reports_to bigint references organization.post check (reports_to <> id),
  phone text,
  abolished_on date,
  unique (unit_id, title)
);
comment on table organization.post is 'A post of a unit; what its holder may do follows from its roles.';
comment on column organization.post.reports_to is 'The direct superior: escalation goes there. The head of a commune reports to a post of the province.';
create index post_unit on organization.post (unit_id);
create unique index post_one_head on organization.post (unit_id) where 'head' = any (roles) and abolished_on is null;
create index post_reports_to on organization.post (reports_to);

create table organization.post_holding (
  post_id bigint not null references organization.post,
  person_id bigint not null references organization.person,
  held daterange not null check (not isempty(held)),
  exclude using gist (post_id with =, held with &&)
);
comment on table organization.post_holding is 'Who holds which post when: one person at a time.';
create index post_holding_person on organization.post_holding (person_id);

create table organization.deputation (
  id bigint generated always as identity primary key,
  post_id bigint not null references organization.post,
  deputy_post_id bigint not null references organization.post check (deputy_post_id <> post_id),
  form text not null check (form in ('KT', 'TL')),
  away daterange not null check (not isempty(away)),
  document_number text not null,
  exclude using gist (post_id with =, away with &&)
);
comment on table organization.deputation is 'Who acts for a post while its holder is away: KT. (deputy for the head) or TL. (by order), under a written document.';

create table organization.opening (
  unit_id bigint primary key references organization.unit,
  head_post_id bigint not null references organization.post,
  intake_post_id bigint not null references organization.post,
  opened_on date not null,
  closed_on date check (closed_on >= opened_on),
  phone text not null check (length(btrim(phone)) > 2),
  address text not null check (length(btrim(address)) > 5),
  hours text not null check (length(btrim(hours)) > 3),
  theme text not null default 'red' check (theme in ('red', 'blue', 'yellow', 'green')),
  address_form text not null default 'bà con' check (address_form in ('bà con', 'ông bà', 'quý vị')),
  urgent_notice text check (length(urgent_notice) <= 300),
  legal_aid text,
  front_unit_id bigint references organization.unit,
  demo boolean not null default false
);
comment on table organization.opening is 'A unit that receives: opened by an administrator, with a head''s post and an intake post that are held.';
comment on column organization.opening.front_unit_id is 'The Fatherland Front body beside this unit: a receiver the sender may choose when an official here is concerned.';

-- A unit receives only when both posts are its own and held on the day it opens.
create function organization.check_opening() returns trigger language plpgsql as $$
begin
  if exists (select 1 from unnest(array[new.head_post_id, new.intake_post_id]) as p(id)
      where not exists (select 1 from organization.post o where o.id = p.id and o.unit_id = new.unit_id)) then
    raise exception 'the head''s and the intake post must be posts of the unit' using errcode = 'check_violation';
  end if;
  if not exists (select 1 from organization.post o where o.id = new.head_post_id and 'head' = any (o.roles))
    or not exists (select 1 from organization.post o where o.id = new.intake_post_id and 'intake' = any (o.roles)) then
    raise exception 'the head''s post must have the role head, the intake post the role intake' using errcode = 'check_violation';
  end if;
  if exists (select 1 from unnest(array[new.head_post_id, new.intake_post_id]) as p(id)
      where not exists (select 1 from organization.post_holding h where h.post_id = p.id and h.held @> new.opened_on)) then
    raise exception 'the head''s and the intake post must be held on the day the unit opens' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_opening before insert or update of head_post_id, intake_post_id, opened_on on organization.opening
  for each row execute function organization.check_opening();

grant select on all tables in schema organization to gandan_app;
grant insert, update on organization.person, organization.post, organization.post_holding, organization.deputation,
  organization.opening to gandan_app;
