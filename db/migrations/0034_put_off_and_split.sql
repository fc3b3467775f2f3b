-- A session that was put off: its new day keeps the days of notice (TCD-08, TCD-20), or says to everybody why it comes sooner.
alter table reception.session add column short_notice text check (length(btrim(short_notice)) between 5 and 500);
comment on column reception.session.short_notice is 'Why the new day of a session that was put off is nearer than the notice of the law; published with it. Null: the notice was kept.';

-- A unit that is split: open dialogues and visits go where a person sent them; the rest to whoever keeps the archive.
alter table succession.choice drop constraint choice_kind_check,
  add constraint choice_kind_check check (kind in ('case', 'voters', 'body', 'visit', 'dialogue'));

drop function visits.hand_on(bigint, bigint);
create function visits.hand_on(from_unit bigint, to_unit bigint, only_ids bigint[]) returns void language plpgsql security definer
  set search_path = visits, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update visits.visitor set unit_id = to_unit where unit_id = from_unit and (only_ids is null or visit_id = any (only_ids));
  update visits.visitor_view set unit_id = to_unit where unit_id = from_unit and (only_ids is null or visit_id = any (only_ids));
  update visits.paper set unit_id = to_unit where unit_id = from_unit and (only_ids is null or visit_id = any (only_ids));
  update visits.visit set unit_id = to_unit, version = version + 1 where unit_id = from_unit and (only_ids is null or id = any (only_ids));
  -- Who read goes on with the visit, so that the head who takes over can still ask.
  update privacy.secret_read set unit_id = to_unit where unit_id = from_unit and visit_id = any (only_ids);
  if only_ids is not null then return; end if;
  update visits.conclusion_point set unit_id = to_unit where unit_id = from_unit;
  update visits.conclusion set unit_id = to_unit where unit_id = from_unit;
  update visits.online set unit_id = to_unit, version = version + 1 where unit_id = from_unit;
end $$;

drop function dialogues.hand_on(bigint, bigint);
create function dialogues.hand_on(from_unit bigint, to_unit bigint, only_ids bigint[]) returns void language plpgsql security definer
  set search_path = dialogues, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update dialogues.dialogue set unit_id = to_unit, version = version + 1
    where unit_id = from_unit and (only_ids is null or id = any (only_ids));
  update dialogues.question set unit_id = to_unit where unit_id = from_unit and (only_ids is null or dialogue_id = any (only_ids));
  update dialogues.rating set unit_id = to_unit where unit_id = from_unit and (only_ids is null or dialogue_id = any (only_ids));
  if only_ids is null then update dialogues.request set unit_id = to_unit where unit_id = from_unit; end if;
end $$;

-- What is still owed to visitors, among all who ever came.
create index visit_owed on visits.visit (unit_id, id) where commitment_id is not null and state <> 'told';
