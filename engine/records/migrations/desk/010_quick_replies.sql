-- Quick replies 快捷回复. `owner` is the account whose own it is, or empty for the company's.
-- `initials` are the first letters of the text's pinyin. A file goes along as base64, for a reply is
-- sent into many conversations and a stored file belongs to one.
create table desk.quick_replies (
  workspace text not null,
  id text not null,
  owner text not null,
  folder text not null default '',
  shortcut text not null default '',
  text text not null,
  initials text not null default '',
  file_name text,
  file_type text,
  file_bytes integer,
  file_content text,
  changed_at bigint not null,
  changed_by text not null,
  primary key (workspace, id)
);
create index quick_replies_owner on desk.quick_replies (workspace, owner);
