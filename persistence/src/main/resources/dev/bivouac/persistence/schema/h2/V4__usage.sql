-- Frozen: a change is a new file beside this one.
-- What a run has used, after so many entries. Unknown for runs from before until their next entry.
ALTER TABLE run ADD COLUMN used VARCHAR;

ALTER TABLE run ADD COLUMN used_entries INTEGER;

ALTER TABLE run ADD COLUMN used_checksum BIGINT;
