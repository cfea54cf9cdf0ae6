-- Who owned a conversation from when to when.
create table assignments (
  workspace text not null,
  seq bigint not null,
  conversation text not null,
  agent text not null,
  group_id text not null,
  at bigint not null,
  ended_at bigint,
  ended_by text,
  why jsonb,
  primary key (workspace, seq)
);
-- Never two agents (P2), kept by the database as well: a second open assignment stops the fold.
create unique index assignments_open on assignments (workspace, conversation)
  where ended_at is null;
create index assignments_agent on assignments (workspace, agent, at desc);

-- Rounds: the visitor's first unanswered message to the next reply, and whether the round's own
-- clock was breached in between.
create table rounds (
  workspace text not null,
  conversation text not null,
  round integer not null,
  began_at bigint not null,
  began_seq bigint not null,
  ended_at bigint,
  ended_seq bigint,
  agent text,
  breached boolean not null,
  primary key (workspace, conversation, round)
);
create index rounds_agent on rounds (workspace, agent, ended_at desc) where ended_at is not null;

create table alerts (
  workspace text not null,
  seq bigint not null,
  conversation text not null,
  clock text not null,
  round integer not null,
  threshold text not null,
  at bigint not null,
  due_at bigint not null,
  after_ms bigint not null,
  told jsonb not null,
  agent text,
  primary key (workspace, seq)
);
create index alerts_time on alerts (workspace, at desc);

-- The latest rating of a conversation.
create table ratings (
  workspace text not null,
  conversation text not null,
  seq bigint not null,
  at bigint not null,
  agent text,
  score integer not null,
  reasons jsonb,
  comment text,
  primary key (workspace, conversation)
);
create index ratings_agent on ratings (workspace, agent, at desc);
alter table ratings alter column comment set statistics 0, alter column comment set storage external;
