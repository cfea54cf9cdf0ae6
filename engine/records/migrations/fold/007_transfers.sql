-- The third transfer of each open conversation, without reading what was said in between.
create index timeline_transfers on timeline (workspace, conversation, seq)
  where type = 'conversation.transferred';
