-- What somebody should look at, from when it was found until it ended. `since` is when it began; `told_at` when the webhook
-- took it, `next_at` when it is tried next, after `tries`.
CREATE TABLE IF NOT EXISTS alerts (
  station text NOT NULL,
  kind text NOT NULL,
  since bigint NOT NULL,
  detail text,
  found_at bigint NOT NULL,
  ended_at bigint,
  told_at bigint,
  tries bigint NOT NULL,
  next_at bigint NOT NULL,
  PRIMARY KEY (station, kind, since)
);

CREATE INDEX IF NOT EXISTS alerts_open ON alerts (since) WHERE ended_at IS NULL;

CREATE INDEX IF NOT EXISTS alerts_untold ON alerts (next_at) WHERE told_at IS NULL AND ended_at IS NULL;

-- When one of the processes last did what only one of them needs to do.
CREATE TABLE IF NOT EXISTS turns (
  name text PRIMARY KEY,
  at bigint NOT NULL
);
