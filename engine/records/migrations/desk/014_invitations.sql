-- Invitations of people who were looking around, and what became of them: counted per agent and
-- shop. Nothing here says who was invited; an accepted one names the conversation it began.
create table desk.invitations (
  workspace text not null,
  invitation text not null,
  agent text not null,
  shop text not null,
  at bigint not null,
  answer text check (answer in ('accepted', 'declined')),
  answered_at bigint,
  conversation text,
  primary key (workspace, invitation)
);
create index invitations_by_day on desk.invitations (workspace, at);
