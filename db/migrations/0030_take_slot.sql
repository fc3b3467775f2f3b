-- One slot for one ticket, decided where it lies. Whoever comes second is told by the unique index, gives back the number in the
-- same breath, and lets the next one through without waiting for an answer of the application.

create function reception.take_slot(session bigint, slot bigint, ticket_number text, code bytea, made timestamptz)
  returns table (is_open boolean, ticket_id bigint) language plpgsql as $$
declare
  next int;
  unit bigint;
  made_id bigint;
begin
  update reception.session s set last_number = s.last_number + 1 where s.id = session and s.state = 'announced'
    returning s.last_number, s.unit_id into next, unit;
  if next is null then
    return query select false, null::bigint;
    return;
  end if;
  insert into reception.ticket (number, unit_id, session_id, slot_id, kind, state, n, code_hash, made_at)
    values (ticket_number, unit, session, slot, 'booked', 'booked', next, code, made) returning id into made_id;
  return query select true, made_id;
exception when unique_violation then
  return query select true, null::bigint;
end $$;
comment on function reception.take_slot(bigint, bigint, text, bytea, timestamptz) is
  'Books a slot: whether the session is open, and the ticket, none when somebody else holds the slot. Row-level security is the caller''s.';
revoke execute on function reception.take_slot(bigint, bigint, text, bytea, timestamptz) from public;
grant execute on function reception.take_slot(bigint, bigint, text, bytea, timestamptz) to gandan_app;
