-- "Văn bản chỉ đạo": what the centre, the province and the unit itself ask for, each known once, with what it cites and what became of it.
create schema directives;
grant usage on schema directives to gandan_app;
comment on schema directives is 'The registry of directives: identity, registers of incoming and outgoing documents, citations, relations.';

-- The centre as an issuer; its bodies are named on each document. It has no accounts and no door. Made when first asked for,
-- so that a new database holds no rows and a backup can be restored into it.
create function organization.centre_unit() returns bigint language plpgsql security definer set search_path = organization, pg_temp as $$
declare found bigint;
begin
  select unit_id into found from unit_version where tier = 'centre' order by unit_id limit 1;
  if found is not null then return found; end if;
  perform pg_advisory_xact_lock(hashtextextended('organization.centre_unit', 0));
  select unit_id into found from unit_version where tier = 'centre' order by unit_id limit 1;
  if found is not null then return found; end if;
  insert into unit (slug) values ('trung-uong') returning id into found;
  insert into unit_version (unit_id, name, full_name, kind, tier, parent_id, valid)
    values (found, 'Trung ương', 'Trung ương', 'agency', 'centre', null, '(,)');
  return found;
end $$;

create table directives.document (
  id bigint generated always as identity primary key,
  system text not null check (system in ('state', 'party', 'front')),
  type text not null check (type in ('Nghị quyết', 'Quyết định', 'Quy định', 'Chỉ thị', 'Kết luận', 'Quy chế', 'Thông báo', 'Hướng dẫn',
    'Kế hoạch', 'Chương trình', 'Báo cáo', 'Tờ trình', 'Công văn', 'Đề án', 'Phương án', 'Biên bản', 'Nghị định', 'Thông tư',
    'Thông tri', 'Thông tư liên tịch', 'Nghị quyết liên tịch', 'Luật', 'Pháp lệnh', 'Công điện', 'Chương trình phối hợp',
    'Quy chế phối hợp', 'Văn bản hợp nhất')),
  number text not null check (number ~ '^[0-9]{1,5}([.][0-9]{1,3})?[a-zđ]?$'),
  body text not null check (length(body) between 1 and 60),
  symbol text not null check (length(symbol) between 3 and 100),
  as_written text not null check (length(as_written) between 3 and 120),
  issuer_unit_id bigint not null references organization.unit,
  issuer text not null check (length(btrim(issuer)) between 2 and 200),
  title text not null check (length(btrim(title)) between 3 and 1000),
  signer text check (length(btrim(signer)) between 2 and 200),
  issued_on date not null,
  term text check (length(btrim(term)) between 2 and 40),
  in_force daterange not null check (not isempty(in_force) and not lower_inf(in_force)),
  secrecy text not null default 'none' check (secrecy = 'none'),
  entered_unit_id bigint not null references organization.unit,
  entered_by bigint not null references organization.post,
  entered_on date not null check (issued_on <= entered_on),
  version int not null default 1,
  folded text not null generated always as (organization.fold(symbol || ' ' || as_written || ' ' || type || ' ' || title)) stored,
  check ((system = 'party') = (term is not null)),
  check (lower(in_force) >= issued_on)
);
comment on table directives.document is 'One document, known once for all units. Only documents without a secrecy grade may stand here.';
comment on column directives.document.number is 'The ordinal as printed, without its zero before: 5, 30c, 66.22.';
comment on column directives.document.symbol is 'The number written as its system asks: 114-KL/TW, 16/CT-TTg.';
comment on column directives.document.as_written is 'The number as the paper has it.';
comment on column directives.document.issuer_unit_id is 'Whose authority it is: the centre, or a unit by its dated name; the body names the organ within.';
comment on column directives.document.term is 'Party numbers run through a term (05-HD/VPTW); the same number comes back in the next.';
-- Identity (domain 4.1): never the string alone.
create unique index document_identity on directives.document
  (system, type, ltrim(number, '0'), body, issuer_unit_id, coalesce(term, extract(year from issued_on)::text));
create index document_symbol on directives.document (symbol);
create index document_issued on directives.document (issued_on desc, id desc);
create index document_issuer on directives.document (issuer_unit_id, issued_on desc, id desc);
create index document_folded on directives.document using gin (folded gin_trgm_ops);

create table directives.entry (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  document_id bigint not null references directives.document,
  direction text not null check (direction in ('incoming', 'outgoing')),
  year int not null,
  number int not null check (number > 0),
  on_day date not null check (extract(year from on_day) = year),
  for_whom text check (length(btrim(for_whom)) between 2 and 300),
  post_id bigint references organization.post,
  handed_on date check (handed_on >= on_day),
  copies int check (copies between 1 and 10000),
  note text check (length(btrim(note)) between 2 and 500),
  entered_by bigint not null references organization.post,
  version int not null default 1,
  unique (unit_id, direction, year, number),
  unique (unit_id, direction, document_id)
);
comment on table directives.entry is 'Registers of incoming and outgoing documents in the columns of NĐ 30/2020/NĐ-CP phụ lục IV.';
create index entry_day on directives.entry (unit_id, direction, on_day desc, id desc);
create index entry_document on directives.entry (document_id);

create table directives.reading (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  document_id bigint references directives.document,
  source text not null check (source in ('pasted', 'text', 'docx', 'pdf', 'html')),
  name text check (length(name) between 1 and 200),
  text text not null check (length(text) between 1 and 2000000),
  read_by bigint not null references organization.post,
  read_on date not null
);
comment on table directives.reading is 'The text of a document as it was read, on which citations have their places.';
create index reading_document on directives.reading (document_id) where document_id is not null;
create index reading_unit on directives.reading (unit_id, id desc);

create table directives.citation (
  id bigint generated always as identity primary key,
  unit_id bigint not null references organization.unit,
  reading_id bigint not null references directives.reading on delete cascade,
  starts int not null check (starts >= 0),
  ends int not null check (ends > starts),
  quote text not null check (length(quote) between 1 and 3000),
  kind text not null check (kind in ('numbered', 'partial', 'unnumbered', 'regime')),
  number text, type text, issuer text, issued_on date, title text,
  relation text check (relation in ('implements', 'concretizes', 'continues', 'replaces', 'amends', 'based_on', 'linked_with')),
  flags text[] not null default '{}',
  inferred text check (length(inferred) between 1 and 500),
  state text not null default 'proposed' check (state in ('proposed', 'accepted', 'corrected', 'rejected')),
  target_id bigint references directives.document,
  decided_by bigint references organization.post,
  decided_on date,
  version int not null default 1,
  check ((state = 'proposed') = (decided_by is null)),
  check ((decided_by is null) = (decided_on is null)),
  unique (reading_id, starts)
);
comment on table directives.citation is 'What a text cites, at its place, read by the program and accepted, corrected or rejected by a person. Contradicting assertions stay side by side.';
create index citation_target on directives.citation (target_id) where target_id is not null;
create index citation_number on directives.citation (number) where state in ('accepted', 'corrected');

create table directives.relation (
  from_id bigint not null references directives.document,
  to_id bigint not null references directives.document check (to_id <> from_id),
  kind text not null check (kind in ('implements', 'concretizes', 'continues', 'replaces', 'amends', 'linked_with')),
  citation_id bigint references directives.citation,
  unit_id bigint not null references organization.unit,
  entered_by bigint not null references organization.post,
  entered_on date not null,
  primary key (from_id, to_id, kind)
);
comment on table directives.relation is 'What one document does to another: the younger one stands first. Stated by a citation, or entered by hand.';
create index relation_to on directives.relation (to_id, kind, from_id);

-- Whose documents bind a unit: its own, of what it came from, and of everything above it, the centre included.
create function directives.over(the_unit bigint, on_day date) returns setof bigint language sql stable security definer
  set search_path = directives, pg_temp
  as $$ with recursive up as (
      select the_unit as id
      union select x.id from up, lateral (
        select v.parent_id as id from organization.unit_version v where v.unit_id = up.id and v.valid @> on_day and v.parent_id is not null
        union all select s.from_unit_id from organization.unit_successor s where s.to_unit_id = up.id and s.extent = 'full') x)
    select id from up union select unit_id from organization.unit_version where tier = 'centre' $$;

alter table directives.document enable row level security;
create policy read_by_officials on directives.document for select using ((select platform.current_unit()) is not null);
create policy entered_by_unit on directives.document for insert with check (entered_unit_id = (select platform.current_unit()));
create policy corrected_by_unit on directives.document for update using (entered_unit_id = (select platform.current_unit()));
alter table directives.relation enable row level security;
create policy read_by_officials on directives.relation for select using ((select platform.current_unit()) is not null);
create policy entered_by_unit on directives.relation for insert with check (unit_id = (select platform.current_unit()));
create policy taken_back_by_unit on directives.relation for delete using (unit_id = (select platform.current_unit()));
alter table directives.entry enable row level security;
create policy of_unit on directives.entry using (unit_id = (select platform.current_unit()));
alter table directives.reading enable row level security;
create policy of_unit on directives.reading using (unit_id = (select platform.current_unit()));
alter table directives.citation enable row level security;
create policy of_unit on directives.citation using (unit_id = (select platform.current_unit()));
grant select, insert, update on directives.document, directives.entry, directives.reading, directives.citation to gandan_app;
grant select, insert, delete on directives.relation to gandan_app;

-- What others assert of a document: number, issuer, day, title, with the document that says so; never another unit's text.
create function directives.assertions_of(the_document bigint)
  returns table (citation_id bigint, by_id bigint, by_symbol text, number text, type text, issuer text, issued_on date, title text, quote text)
  language sql stable security definer set search_path = directives, pg_temp
  as $$ select c.id, r.document_id, d.symbol, c.number, c.type, c.issuer, c.issued_on, c.title, left(c.quote, 600)
         from directives.citation c join directives.reading r on r.id = c.reading_id left join directives.document d on d.id = r.document_id
         where c.target_id = the_document and c.state in ('accepted', 'corrected') and platform.current_unit() is not null
         order by c.id limit 100 $$;

-- A file stands with the document it is of.
alter table platform.file drop constraint file_owner_kind_check;
alter table platform.file add constraint file_owner_kind_check check (owner_kind in ('draft', 'submission', 'answer', 'message', 'document', 'campaign'));

create function directives.hand_on(from_unit bigint, to_unit bigint) returns void language plpgsql security definer
  set search_path = directives, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update directives.document set entered_unit_id = to_unit, version = version + 1 where entered_unit_id = from_unit;
  update directives.reading set unit_id = to_unit where unit_id = from_unit;
  update directives.citation set unit_id = to_unit where unit_id = from_unit;
  update directives.relation set unit_id = to_unit where unit_id = from_unit;
  update platform.file set unit_id = to_unit where owner_kind = 'document' and unit_id = from_unit;
end $$;

insert into vault.impersonal (table_name, column_name, why) values
  ('directives.document', '*', 'published documents; issuers and signers are offices'),
  ('directives.entry', '*', 'registers of documents'), ('directives.relation', '*', 'documents'),
  ('directives.reading', '*', 'the text of documents without a secrecy grade'),
  ('directives.citation', '*', 'what documents cite');
