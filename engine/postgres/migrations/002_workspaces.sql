-- The companies of this installation. `partition` is set for those that were placed by hand (32 to
-- 63, with a mapping line of their own in the servers' configuration); absent: by hash.
create table workspaces (
  workspace text primary key,
  name jsonb not null,
  partition integer check (partition between 32 and 63),
  created_at bigint not null
);
