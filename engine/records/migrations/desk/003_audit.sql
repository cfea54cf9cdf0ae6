-- What people did at the console that is no event of the journal: sign-ins, refusals by role,
-- exports, account changes. Ids and codes only, never a visitor's words.
create table desk.audit (
  id uuid primary key default gen_random_uuid(),
  at bigint not null,
  workspace text not null,
  author text not null,
  action text not null,
  request_id text,
  detail jsonb not null default '{}'
);
create index audit_time on desk.audit (workspace, at desc);

-- Answers to POSTs that change only this schema, so that a repeat gets the first one's answer.
create table desk.answers (
  scope text not null,
  key text not null,
  body_hash text not null,
  status integer not null,
  answer jsonb not null,
  at bigint not null,
  primary key (scope, key)
);
create index answers_time on desk.answers (at);
