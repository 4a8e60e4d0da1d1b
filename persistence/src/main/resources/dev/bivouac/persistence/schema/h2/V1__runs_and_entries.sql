-- Frozen: a change is a new file beside this one.
CREATE TABLE run (
  id VARCHAR(12) NOT NULL PRIMARY KEY,
  run_key VARCHAR(500) UNIQUE,
  workflow VARCHAR(500) NOT NULL,
  spec TEXT NOT NULL,
  status VARCHAR(20) NOT NULL,
  epoch INTEGER NOT NULL,
  next_entry INTEGER NOT NULL,
  steps INTEGER NOT NULL,
  owner VARCHAR(500) NOT NULL,
  owned_since TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE entry (
  run_id VARCHAR(12) NOT NULL REFERENCES run (id),
  number INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  type VARCHAR(40) NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (run_id, number)
);
