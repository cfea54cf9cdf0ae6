-- Who may sign in to the console. `account` is the sign-in name, one across all workspaces;
-- `agent` names the roster entry that this person works as.
create table desk.accounts (
  account text primary key,
  workspace text not null,
  agent text,
  name text not null,
  role text not null check (role in ('agent', 'supervisor', 'admin')),
  password_hash text not null,
  disabled boolean not null default false,
  created_at bigint not null,
  password_at bigint not null default 0
);
create unique index accounts_agent on desk.accounts (workspace, agent) where agent is not null;

-- Sessions are found by the hash of their cookie; the cookie itself is stored nowhere.
create table desk.sessions (
  id_hash text primary key,
  account text not null references desk.accounts (account) on delete cascade,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  device text
);
create index sessions_account on desk.sessions (account);
create index sessions_expiry on desk.sessions (expires_at);
