-- How far each partition's journal is folded in. It moves in the same transaction as the rows, and
-- only from the position the projector started from: a batch applied twice, or by two projectors
-- at once, fails here before any row is touched.
create table applied (
  partition integer primary key,
  came_from bigint not null,
  sequence bigint not null,
  at bigint not null
);

create function moves_from_where_it_stands() returns trigger language plpgsql as $$
declare
  held bigint := 0;
begin
  if tg_op = 'UPDATE' then
    held := old.sequence;
  end if;
  if new.came_from <> held then
    raise exception 'applied position of partition % is %, not %',
      new.partition, held, new.came_from using errcode = '40001';
  end if;
  return null;
end $$;

create trigger applied_moves after insert or update on applied
  for each row execute function moves_from_where_it_stands();

-- The newest event number of each workspace, and the configuration in force.
create table workspaces (
  workspace text primary key,
  seq bigint not null,
  version integer,
  config_hash text,
  stopped_reason text
);

create table configurations (
  workspace text not null,
  version integer not null,
  config_hash text not null,
  at bigint not null,
  author text not null,
  primary key (workspace, version)
);
