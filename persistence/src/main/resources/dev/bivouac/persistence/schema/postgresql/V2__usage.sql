-- Frozen: a change is a new file beside this one.
-- What a run has used, after so many entries. Unknown for runs from before until their next entry,
-- and for those that an older program, still at work, has written on.
ALTER TABLE run ADD COLUMN used TEXT;

ALTER TABLE run ADD COLUMN used_entries INTEGER;

ALTER TABLE run ADD COLUMN used_checksum BIGINT;
