-- A second factor per account (RFC 6238). `secret` is sealed with a key of the deployment; the codes for a
-- lost device are stored as hashes and leave the list when used. `used_step` makes a code good once.
create table desk.second_factors (
  account text primary key references desk.accounts (account) on delete cascade,
  secret text not null,
  confirmed_at bigint,
  used_step bigint not null default 0,
  recovery text[] not null default '{}'
);
