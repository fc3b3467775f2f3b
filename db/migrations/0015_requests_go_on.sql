-- What people asked about their own data goes on with their case when its unit ends.
create function privacy.hand_on(from_unit bigint, to_unit bigint, only_ids bigint[]) returns void language plpgsql security definer
  set search_path = privacy, pg_temp as $$
begin
  perform organization.must_hand_on(from_unit, to_unit);
  update privacy.request r set unit_id = to_unit, version = r.version + 1
    where r.unit_id = from_unit and (only_ids is null or r.case_id = any (only_ids));
end $$;
