-- Frozen: a change is a new file beside this one.
CREATE INDEX run_newest ON run (created_at DESC, id DESC);

-- One row: how many entries were ever written to this file, counted with every commit.
CREATE TABLE written (
  entries BIGINT NOT NULL
);

INSERT INTO written (entries) SELECT COALESCE(SUM(next_entry - 1), 0) FROM run;
