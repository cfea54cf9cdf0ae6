-- Who may sign in to the console. `account` is the sign-in name, one across all workspaces;
-- `agent` names the roster entry that this person works as; `password` is its salted hash.
create table desk.accounts (
  account text primary key,
  workspace text not null,
  agent text,
  name text not null,
  role text not null check (role in ('agent', 'supervisor', 'admin')),
  password text not null,
  disabled boolean not null default false,
  created_at bigint not null,
  changed_at bigint not null
);
create unique index accounts_agent on desk.accounts (workspace, agent) where agent is not null;

-- `id` is the SHA-256 of the session's cookie; the cookie itself is stored nowhere.
create table desk.sessions (
  id text primary key,
  account text not null references desk.accounts (account) on delete cascade,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null
);
create index sessions_account on desk.sessions (account);
create index sessions_expiry on desk.sessions (expires_at);
