-- Where a session began, for its owner to recognise: browser and system in two words, and the address.
alter table desk.sessions add column device text not null default '';
alter table desk.sessions add column address text not null default '';
