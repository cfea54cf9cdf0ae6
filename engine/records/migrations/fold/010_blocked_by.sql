-- Who set the block that stands, as `agent:lin`; null = not blocked, or blocked before this was kept.
alter table visitors add column blocked_by text;
