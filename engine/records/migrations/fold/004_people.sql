create table visitors (
  workspace text not null,
  visitor text not null,
  visitor_key text not null,
  card jsonb,
  facts jsonb,
  first_at bigint not null,
  last_at bigint not null,
  conversations integer not null,
  erased_at bigint,
  erasure_completed_at bigint,
  primary key (workspace, visitor)
);
alter table visitors alter column card set statistics 0, alter column card set storage external;
alter table visitors alter column facts set statistics 0, alter column facts set storage external;

create table agents (
  workspace text not null,
  agent text not null,
  record jsonb,
  removed_at bigint,
  presence text not null,
  connection text not null,
  changed_at bigint not null,
  primary key (workspace, agent)
);

-- Every change of an agent's presence or connection: the agents' days are computed from these.
create table presences (
  workspace text not null,
  seq bigint not null,
  agent text not null,
  at bigint not null,
  type text not null,
  presence text not null,
  connection text not null,
  primary key (workspace, seq)
);
create index presences_agent on presences (workspace, agent, at desc);
