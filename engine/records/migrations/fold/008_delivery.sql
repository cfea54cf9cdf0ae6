-- What the channel last said of a message that it was given to bring: delivered, failed, blocked.
alter table timeline add column delivery text;
