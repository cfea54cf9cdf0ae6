-- The wall reads a waiting line page by page; whoever waits no longer is in no index.
create index conversations_waiting on conversations (workspace, group_id, enqueued_at, conversation)
  where state = 'waiting';
