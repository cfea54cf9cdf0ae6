-- Who a visitor is to the shop, as its server signed it. Sealed with the visitor's key, like what
-- else the shop's pages tell.
create table desk.visitor_customers (
  workspace text not null,
  visitor text not null,
  sealed text not null,
  changed_at bigint not null,
  primary key (workspace, visitor)
);
