-- A law is cited by its name: "Luật Tiếp công dân". Type and name find the document, as its number does.
alter table directives.document add column name_folded text not null generated always as (organization.fold(
  regexp_replace(case when starts_with(lower(title), lower(type) || ' ') then substr(title, length(type) + 2) else title end,
                 '^\s*(v/v|về việc|về)\s+', '', 'i'))) stored;
comment on column directives.document.name_folded is 'The title without its type and without "về": how others name the document that give no number.';
create index document_name on directives.document (name_folded, type);
create index citation_unnumbered on directives.citation (unit_id, type) where number is null and target_id is null and state in ('accepted', 'corrected');
