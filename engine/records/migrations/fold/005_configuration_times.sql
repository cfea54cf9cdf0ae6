-- Why a configuration was published when nobody did it by hand, and until when.
alter table configurations add column cause text;
alter table configurations add column scheduled_for bigint;
alter table configurations add column revert_at bigint;
