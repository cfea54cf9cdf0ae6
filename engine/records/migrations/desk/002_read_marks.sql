-- The newest sequence a participant has seen, per conversation. Participants are principals
-- (`visitor:<id>`, `agent:<id>`); marks only move forward.
create table desk.read_marks (
  workspace text not null,
  conversation text not null,
  participant text not null,
  seq bigint not null,
  at bigint not null,
  primary key (workspace, conversation, participant)
);
