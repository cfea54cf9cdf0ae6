-- What a person chose for the own desk: language, look, sounds. One document per account.
create table desk.settings (
  account text primary key references desk.accounts (account) on delete cascade,
  document jsonb not null,
  changed_at bigint not null
);

-- How visitors see an agent: nickname, picture (base64), and what is sent by itself when a
-- conversation begins. Rows are never removed, so that gateways can read what changed since.
create table desk.profiles (
  workspace text not null,
  agent text not null,
  nickname text not null default '',
  auto_answer jsonb,
  picture_type text,
  picture text,
  picture_version text,
  changed_at bigint not null,
  primary key (workspace, agent)
);
create index profiles_changed on desk.profiles (changed_at);
