-- The office's first tables. Instants are epoch ms, amounts hundredths, dates business dates ('2026-11-30').
-- A statement ends with a semicolon at the end of a line, does nothing where it was done before, and runs on PostgreSQL,
-- Citus, CockroachDB and YugabyteDB alike. A released file never changes.

CREATE TABLE IF NOT EXISTS stores (
  store text PRIMARY KEY,
  name text NOT NULL,
  created_at bigint NOT NULL
);

-- A till. `credential_hash` is of the one credential that is good, '' without one; `head_…` is the last row of its journal that is here; `rows_there` how many it had when it was last heard;
-- `last_…` and `lost_…` are what `runningNumber` goes on from; `state` is what it last said of itself (JSON).
CREATE TABLE IF NOT EXISTS stations (
  station text PRIMARY KEY,
  store text NOT NULL,
  name text NOT NULL,
  installation text NOT NULL,
  environment text NOT NULL,
  enrolled_at bigint NOT NULL,
  heard_at bigint,
  revoked_at bigint,
  credential_hash text NOT NULL,
  state text NOT NULL,
  rows_there bigint NOT NULL,
  head_sequence bigint NOT NULL,
  head_hash text NOT NULL,
  last_payment bigint NOT NULL,
  last_refund bigint NOT NULL,
  lost_payments bigint,
  lost_refunds bigint
);

CREATE INDEX IF NOT EXISTS stations_by_store ON stations (store, name);

CREATE INDEX IF NOT EXISTS stations_by_installation ON stations (installation);

-- What tills have proven themselves by; `refused` says why one is no longer good.
CREATE TABLE IF NOT EXISTS credentials (
  station text NOT NULL,
  hash text NOT NULL,
  given_at bigint NOT NULL,
  refused text,
  refused_at bigint,
  PRIMARY KEY (station, hash)
);

-- One-time codes: for a new till of a store, or for a new computer in the place of `station`.
CREATE TABLE IF NOT EXISTS codes (
  hash text PRIMARY KEY,
  store text NOT NULL,
  name text NOT NULL,
  station text,
  expires_at bigint NOT NULL,
  used_at bigint,
  used_by text
);

-- Codes that an address has tried since `since`.
CREATE TABLE IF NOT EXISTS tries (
  address text PRIMARY KEY,
  since bigint NOT NULL,
  count bigint NOT NULL
);

-- The journals, row by row; `hash` is chained as the till chains it.
CREATE TABLE IF NOT EXISTS events (
  station text NOT NULL,
  sequence bigint NOT NULL,
  at bigint NOT NULL,
  reference text NOT NULL,
  type text NOT NULL,
  payload text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (station, sequence)
);

CREATE INDEX IF NOT EXISTS events_by_reference ON events (station, reference, sequence);

-- What the events add up to. `ended` is how a charge has ended by now, null while it is unfinished; `date` the business
-- date on which it began; `sequence` the row that changed it last; `body` the whole state as canonical JSON.
CREATE TABLE IF NOT EXISTS payments (
  station text NOT NULL,
  reference text NOT NULL,
  number bigint NOT NULL,
  state text NOT NULL,
  ended text,
  started_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  date text NOT NULL,
  amount bigint NOT NULL,
  currency text NOT NULL,
  order_reference text NOT NULL,
  gateway_id text,
  method_id text,
  cashier text,
  sequence bigint NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (station, reference)
);

CREATE INDEX IF NOT EXISTS payments_by_number ON payments (station, number);

CREATE INDEX IF NOT EXISTS payments_by_date ON payments (station, date, ended);

CREATE INDEX IF NOT EXISTS payments_by_start ON payments (station, started_at);

CREATE INDEX IF NOT EXISTS payments_by_reference ON payments (reference);

CREATE INDEX IF NOT EXISTS payments_by_gateway_id ON payments (gateway_id);

CREATE INDEX IF NOT EXISTS payments_by_method_id ON payments (method_id);

CREATE INDEX IF NOT EXISTS payments_by_order ON payments (order_reference);

CREATE TABLE IF NOT EXISTS refunds (
  station text NOT NULL,
  reference text NOT NULL,
  number bigint NOT NULL,
  state text NOT NULL,
  ended text,
  started_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  date text NOT NULL,
  amount bigint NOT NULL,
  currency text NOT NULL,
  payment_reference text NOT NULL,
  gateway_id text,
  cashier text,
  sequence bigint NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (station, reference)
);

CREATE INDEX IF NOT EXISTS refunds_by_number ON refunds (station, number);

CREATE INDEX IF NOT EXISTS refunds_by_payment ON refunds (station, payment_reference);

CREATE INDEX IF NOT EXISTS refunds_by_start ON refunds (station, started_at);

CREATE INDEX IF NOT EXISTS refunds_by_reference ON refunds (reference);

CREATE INDEX IF NOT EXISTS refunds_by_gateway_id ON refunds (gateway_id);

-- The money that a row of the journal moved, as the till's own takings count it: `kind` is 'paid' or 'refunded'; where
-- a correction takes something back, count and amount are negative. `part` counts the moves of one row.
CREATE TABLE IF NOT EXISTS moves (
  station text NOT NULL,
  sequence bigint NOT NULL,
  part bigint NOT NULL,
  at bigint NOT NULL,
  date text NOT NULL,
  hour bigint NOT NULL,
  kind text NOT NULL,
  currency text NOT NULL,
  count bigint NOT NULL,
  amount bigint NOT NULL,
  PRIMARY KEY (station, sequence, part)
);

CREATE INDEX IF NOT EXISTS moves_by_date ON moves (station, date);

-- The Zs; `net` is the report's, by currency (JSON).
CREATE TABLE IF NOT EXISTS days (
  station text NOT NULL,
  number bigint NOT NULL,
  sequence bigint NOT NULL,
  date text NOT NULL,
  closed_at bigint NOT NULL,
  net text NOT NULL,
  PRIMARY KEY (station, number)
);

CREATE INDEX IF NOT EXISTS days_by_date ON days (date);

-- What somebody must look at: 'ahead' and 'forked' as the push was answered, 'unread' for a row that is kept and counts
-- nowhere, since this office cannot read it. `row_number` is the row of the journal, `at` when it was first seen, `seen_at`
-- last, `accepted_at` when a person accepted it.
CREATE TABLE IF NOT EXISTS alarms (
  station text NOT NULL,
  kind text NOT NULL,
  row_number bigint NOT NULL,
  at bigint NOT NULL,
  seen_at bigint NOT NULL,
  detail text NOT NULL,
  accepted_at bigint,
  PRIMARY KEY (station, kind, row_number)
);

-- What tills are to be told over their streams, until they have been or a minute has passed.
CREATE TABLE IF NOT EXISTS messages (
  message text PRIMARY KEY,
  station text NOT NULL,
  made_at bigint NOT NULL,
  body text NOT NULL
);

CREATE INDEX IF NOT EXISTS messages_by_time ON messages (made_at);
