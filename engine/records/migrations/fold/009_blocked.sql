-- Whom the company has blocked: since when, and until when (null = until it is lifted).
alter table visitors add column blocked_at bigint;
alter table visitors add column blocked_until bigint;
create index visitors_blocked on visitors (workspace) where blocked_at is not null;
