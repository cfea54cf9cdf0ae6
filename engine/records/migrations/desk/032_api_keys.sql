-- Keys of programs. `hash` is the SHA-256 of a key of 256 random bits, which is stored nowhere; a revoked key
-- stays, so that what it did can be read.
create table desk.api_keys (
  id text primary key,
  workspace text not null,
  name text not null,
  hash text not null unique,
  scopes text[] not null,
  created_by text not null,
  created_at bigint not null,
  expires_at bigint not null,
  revoked_at bigint,
  used_at bigint
);
create index api_keys_workspace on desk.api_keys (workspace, created_at desc);
