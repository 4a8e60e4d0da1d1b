-- Frozen: a change is a new file beside this one.
CREATE TABLE run (
  id VARCHAR(12) COLLATE "C" NOT NULL PRIMARY KEY,
  run_key TEXT COLLATE "C" UNIQUE,
  workflow VARCHAR(500) NOT NULL,
  spec TEXT NOT NULL,
  status VARCHAR(20) NOT NULL,
  epoch INTEGER NOT NULL,
  next_entry INTEGER NOT NULL,
  steps INTEGER NOT NULL,
  owner TEXT NOT NULL,
  owned_since TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  checksum BIGINT
);

CREATE INDEX run_newest ON run (created_at DESC, id DESC);

CREATE TABLE entry (
  run_id VARCHAR(12) COLLATE "C" NOT NULL REFERENCES run (id),
  number INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  type VARCHAR(40) NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  checksum BIGINT,
  PRIMARY KEY (run_id, number)
);

-- The runs that are being driven. Whoever drives one holds the advisory lock of that key for as
-- long as it lives; where nobody holds the lock, the run was interrupted.
CREATE TABLE holder (
  run_id VARCHAR(12) COLLATE "C" NOT NULL PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  lock_key BIGINT NOT NULL
);
