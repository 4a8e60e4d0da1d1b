-- Frozen: a change is a new file beside this one.
-- H2 has no checksum over what it stores. Rows from before have none.
ALTER TABLE run ADD COLUMN checksum BIGINT;

ALTER TABLE entry ADD COLUMN checksum BIGINT;
