-- Letters go on with their matter when a unit ends: read and delivered by the successor, issued by the unit that was.
alter table letters.letter add column issuer_unit_id bigint references organization.unit;
alter table letters.letter disable trigger keep_letter;
update letters.letter set issuer_unit_id = unit_id;
alter table letters.letter enable trigger keep_letter;
alter table letters.letter alter column issuer_unit_id set not null;
comment on column letters.letter.issuer_unit_id is 'Whose letter it is, by whose register; unit_id is who holds the matter today.';
alter table letters.letter drop constraint one_number_one_letter;
alter table letters.letter add constraint one_number_one_letter unique (issuer_unit_id, year, document_type, number);
drop index letters.letter_register;
create index letter_register on letters.letter (issuer_unit_id, numbered_on, document_type, number) where number is not null;

-- As before, and the issuer stays too; the application never gives a letter to another unit, only letters.hand_on does.
create or replace function letters.keep_letter() returns trigger language plpgsql as $$
declare
  signed constant text[] := array['subject_kind','subject_id','subject_number','submission_id','kind','document_type','title','facts',
    'template_id','checked_by','checked_person_id','checked_on','signer_post_id','signed_form','signed_on','signed_at','signed_person_id',
    'signed_how','recorded_by','recorded_on','delegation_id','signed_hash'];
  numbered constant text[] := array['year','number','document_number','numbered_on','numbered_by','numbered_how','issued_hash'];
  delivered constant text[] := array['released_on','released_by'];
  kept text[] := array['issuer_unit_id','subject_kind','subject_id','subject_number','submission_id','drafted_by','drafted_person_id','drafted_on','kind','document_type'];
  name text;
  was jsonb := to_jsonb(old);
  becomes jsonb := to_jsonb(new);
begin
  if current_user = 'gandan_app' then kept := kept || array['unit_id']; end if;
  if old.signed_at is not null then kept := kept || signed; end if;
  if old.number is not null then kept := kept || numbered; end if;
  if old.released_on is not null then kept := kept || delivered; end if;
  foreach name in array kept loop
    if was -> name is distinct from becomes -> name then
      raise exception 'a letter is not changed after its signature: %', name using errcode = 'check_violation';
    end if;
  end loop;
  if old.state <> new.state and not (old.state || ' ' || new.state = any (array['drafted checked','drafted dropped','checked drafted','checked signed',
      'checked dropped','signed numbered','numbered released','numbered voided','released delivered'])) then
    raise exception 'a letter does not go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- Signed and not yet on its way: the unit must number and release it while it is there.
create function letters.unissued_of(the_unit bigint) returns int language sql stable security definer set search_path = letters, pg_temp
  as $$ select count(*)::int from letters.letter l where l.unit_id = the_unit and l.state in ('signed', 'numbered') $$;

-- Drafts end with the unit that wrote them; the rest goes where its matter went. Called after cases.hand_on.
create function letters.hand_on(from_unit bigint, to_unit bigint) returns void language plpgsql security definer
  set search_path = letters, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update letters.letter l set state = 'dropped', dropped_reason = 'Đơn vị đã kết thúc; đơn vị tiếp nhận soạn lại.', version = l.version + 1
    where l.unit_id = from_unit and l.state in ('drafted', 'checked');
  update letters.recipient r set unit_id = to_unit from letters.letter l join cases.citizen_case c on c.id = l.subject_id
    where r.letter_id = l.id and l.unit_id = from_unit and c.unit_id = to_unit;
  update letters.recipient_view r set unit_id = to_unit from letters.letter l join cases.citizen_case c on c.id = l.subject_id
    where r.letter_id = l.id and l.unit_id = from_unit and c.unit_id = to_unit;
  update letters.document d set unit_id = to_unit from letters.letter l join cases.citizen_case c on c.id = l.subject_id
    where d.letter_id = l.id and l.unit_id = from_unit and c.unit_id = to_unit;
  update letters.letter l set unit_id = to_unit, version = l.version + 1 from cases.citizen_case c
    where c.id = l.subject_id and l.unit_id = from_unit and c.unit_id = to_unit;
end $$;
