-- The audit grows and never changes, whatever role writes it: who owns the tables would first have to take
-- this away, which a gateway's role cannot.
create function desk.audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'desk.audit is append-only' using errcode = '42501';
end
$$;
create trigger audit_append_only before update or delete or truncate on desk.audit
  for each statement execute function desk.audit_is_append_only();
