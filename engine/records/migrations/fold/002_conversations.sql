-- One row per conversation, as it stands after the last folded event.
create table conversations (
  workspace text not null,
  conversation text not null,
  visitor text not null,
  visitor_key text not null,
  channel text not null,
  shop text not null,
  route text not null,
  home_group text not null,
  group_id text not null,
  class integer not null,
  cost_units integer not null,
  topic text,
  language text,
  state text not null,
  agent text,
  opened_at bigint not null,
  enqueued_at bigint not null,
  assigned_at bigint,
  closed_at bigint,
  close_reason text,
  closing_topic text,
  due_at bigint,
  forgotten_at bigint,
  continues text,
  continued_by text,
  first_response_ms bigint,
  round integer not null,
  preview text,
  preview_message text,
  facts jsonb,
  last_seq bigint not null,
  last_public_seq bigint not null,
  last_at bigint not null,
  primary key (workspace, conversation)
);
create index conversations_visitor on conversations (workspace, visitor, opened_at desc);
create index conversations_agent on conversations (workspace, agent, closed_at desc)
  where state = 'closed';
create index conversations_due on conversations (due_at)
  where due_at is not null and continued_by is null;

-- Messages and system lines in their order. `body` and `note` are the opened sealed parts: null
-- after a recall, after an erasure, and when the key was gone before they could be opened.
create table timeline (
  workspace text not null,
  conversation text not null,
  seq bigint not null,
  at bigint not null,
  author text not null,
  type text not null,
  visibility text not null,
  message text,
  auto text,
  body_kind text,
  body jsonb,
  note jsonb,
  recalled boolean not null,
  detail jsonb,
  primary key (workspace, conversation, seq)
);

-- Samples of visitors' words must not reach the planner's statistics, where no erasure finds them;
-- stored uncompressed, so that a search through the files can prove that words are gone.
alter table conversations alter column preview set statistics 0, alter column preview set storage external;
alter table conversations alter column facts set statistics 0, alter column facts set storage external;
alter table timeline alter column body set statistics 0, alter column body set storage external;
alter table timeline alter column note set statistics 0, alter column note set storage external;
