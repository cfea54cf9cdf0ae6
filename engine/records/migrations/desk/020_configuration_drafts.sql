-- One draft of the next configuration per company. `edition` goes up with every write, so that of
-- two supervisors who edit the same one the second is told. `json` keeps the order of the fields:
-- a document is published under the hash of its text.
create table desk.configuration_drafts (
  workspace text primary key,
  edition integer not null,
  document json not null,
  based_on integer not null,
  author text not null,
  at bigint not null
);
