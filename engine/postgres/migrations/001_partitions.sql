-- How far the projector is, told by itself every second: gateways show it and wait by it.
-- `behind_since` is the time of the oldest batch that is not in the tables yet, 0 when caught up.
create table partitions (
  partition integer primary key,
  behind_since bigint not null,
  events bigint not null,
  noted_at bigint not null
);
