-- What a company settled for its desk and widget beside routing: one document per workspace.
create table desk.company_settings (
  workspace text primary key,
  document jsonb not null,
  changed_at bigint not null
);
