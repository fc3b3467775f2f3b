-- Programs are rewritten until they are signed, committees end, campaigns have a plan and targets, photos say what they show.
alter table programs.program add column document_id bigint references directives.document;
comment on column programs.program.document_id is 'The program as it was signed, in the registry of documents.';
grant delete on programs.party, programs.content, programs.priority_document to gandan_app;

create function programs.must_be_drafted() returns trigger language plpgsql set search_path = programs, pg_temp as $$
declare the_program bigint := case when tg_op = 'DELETE' then old.program_id else new.program_id end;
begin
  if (select state from program where id = the_program) <> 'drafted' then
    raise exception 'a signed program stays as it was signed' using errcode = 'check_violation';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger must_be_drafted before insert or delete on programs.party for each row execute function programs.must_be_drafted();
create trigger must_be_drafted before insert or delete on programs.content for each row execute function programs.must_be_drafted();
create trigger must_be_drafted before insert or delete on programs.priority_document for each row execute function programs.must_be_drafted();

alter table programs.committee
  add column ended_reason text check (length(btrim(ended_reason)) between 5 and 500),
  add check ((ended_on is null) = (ended_reason is null));
create function programs.must_sit() returns trigger language plpgsql set search_path = programs, pg_temp as $$
begin
  if exists (select from committee where id = new.committee_id and ended_on < new.held_on) then
    raise exception 'the committee had ended' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger must_sit before insert or update of held_on on programs.session for each row execute function programs.must_sit();
create function programs.must_have_sat() returns trigger language plpgsql set search_path = programs, pg_temp as $$
begin
  if exists (select from session where committee_id = new.id and held_on > new.ended_on) then
    raise exception 'the committee met after that day' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger must_have_sat before update of ended_on on programs.committee for each row execute function programs.must_have_sat();

alter table programs.campaign add constraint campaign_plan unique (plan_id);
comment on column programs.campaign.plan_id is 'The plan it runs by: its tasks are the promises of the campaign.';
alter table programs.measure add column target numeric check (target > 0 and target < 1e12);
comment on column programs.measure.target is 'What was set out to reach; null where nothing was.';
alter table programs.result add column pictured text check (length(btrim(pictured)) between 3 and 300);
comment on column programs.result.pictured is 'What the photos show, for those who cannot see them.';
