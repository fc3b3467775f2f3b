-- Kiến nghị cử tri: what voters asked for at meetings with deputies, answered before the next session.
create schema voters;
grant usage on schema voters to gandan_app;
comment on schema voters is 'Recommendations of voters, per session, meeting and deputy (NQLT 72/2025).';

create table voters.session (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  council text not null check (council in ('national', 'province', 'commune')),
  name text not null check (length(btrim(name)) between 3 and 200),
  opens_on date not null,
  unique (unit_id, council, name)
);
comment on table voters.session is 'A session of a council whose report counts the recommendations of the meetings before it.';

create table voters.meeting (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  session_id bigint not null references voters.session,
  held_on date not null,
  place text not null check (length(btrim(place)) between 3 and 300),
  deputies text not null check (length(btrim(deputies)) between 3 and 1000),
  attendances int not null check (attendances >= 0),
  submissions_passed int not null default 0 check (submissions_passed >= 0)
);
comment on table voters.meeting is 'A meeting of voters with deputies. No voter is named; complaints and denunciations raised there leave this path (article 37.4).';
comment on column voters.meeting.submissions_passed is 'Complaints and denunciations that were passed to the way of submissions: a number only.';
create index meeting_session on voters.meeting (session_id, held_on);

create table voters.recommendation (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  meeting_id bigint not null references voters.meeting,
  number text not null unique check (number ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  deputy text not null check (length(btrim(deputy)) between 2 and 200),
  text text not null check (length(btrim(text)) between 10 and 5000),
  category text not null,
  received_on date not null,
  state text not null default 'received' check (state in ('received', 'assigned', 'answered')),
  commitment_id bigint not null unique references commitments.commitment,
  result text check (result in ('resolved', 'studied', 'explained')),
  answer text check (length(btrim(answer)) between 10 and 5000),
  roadmap_on date,
  roadmap_commitment_id bigint unique references commitments.commitment,
  publish_commitment_id bigint unique references commitments.commitment,
  roadmap_done_on date,
  roadmap_evidence text check (length(btrim(roadmap_evidence)) >= 5),
  answered_on date,
  published_on date,
  posted_until date check (posted_until > published_on),
  version int not null default 1,
  check ((state = 'answered') = (result is not null)),
  check ((result is null) = (answer is null) and (result is null) = (answered_on is null)),
  check ((roadmap_on is not null) = coalesce(result = 'studied', false)),
  check ((roadmap_on is null) = (roadmap_commitment_id is null)),
  check ((roadmap_done_on is null) = (roadmap_evidence is null)),
  check (roadmap_done_on is null or roadmap_on is not null),
  check (published_on is null or (answered_on is not null and published_on >= answered_on)),
  check ((published_on is null) = (posted_until is null))
);
comment on table voters.recommendation is 'One recommendation: resolved, being studied with a roadmap and a date, or explained (CT-02).';
create index recommendation_unit on voters.recommendation (unit_id, state, id);
create index recommendation_meeting on voters.recommendation (meeting_id);
create index recommendation_published on voters.recommendation (unit_id, published_on desc, id desc) where published_on is not null;

alter table voters.session enable row level security;
alter table voters.meeting enable row level security;
alter table voters.recommendation enable row level security;
create policy of_unit on voters.session using (unit_id = (select platform.current_unit()));
create policy of_unit on voters.meeting using (unit_id = (select platform.current_unit()));
create policy of_unit on voters.recommendation using (unit_id = (select platform.current_unit()));
grant select, insert on voters.session, voters.meeting to gandan_app;
grant select, insert, update on voters.recommendation to gandan_app;
