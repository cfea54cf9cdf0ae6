-- Pages that a visitor with a session looked at, newest last, and the orders that the shop's page
-- told of. Both are sealed with the visitor's key: an erased visitor's are unreadable at once, and
-- their rows are removed.
create table desk.visits (
  workspace text not null,
  visitor text not null,
  at bigint not null,
  sealed text not null,
  primary key (workspace, visitor, at)
);
create table desk.visitor_orders (
  workspace text not null,
  visitor text not null,
  sealed text not null,
  changed_at bigint not null,
  primary key (workspace, visitor)
);
