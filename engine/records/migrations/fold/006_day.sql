-- The wall counts the day's conversations every few seconds.
create index conversations_opened on conversations (workspace, opened_at);
