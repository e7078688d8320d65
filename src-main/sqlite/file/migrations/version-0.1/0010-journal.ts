/** The journal itself and the payments it adds up to. Shipped: never edit, add the next migration instead. */
export const journal = `
CREATE TABLE events (
  sequence      INTEGER PRIMARY KEY,
  at            INTEGER NOT NULL,
  reference     TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 50 AND reference NOT GLOB '*[^0-9A-Za-z_-]*'),
  type          TEXT NOT NULL CHECK (type = payload ->> '$.type'),
  payload       TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash          TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX events_by_reference ON events (reference);
CREATE UNIQUE INDEX a_reference_is_intended_once ON events (reference) WHERE type = 'intended';

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: a row is never changed'); END;

CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: a row is never deleted'); END;

CREATE TRIGGER events_have_no_gaps BEFORE INSERT ON events
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM events)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: a row follows the last one without a gap'); END;

CREATE TRIGGER events_are_chained BEFORE INSERT ON events
WHEN NEW.previous_hash IS NOT
  coalesce((SELECT hash FROM events ORDER BY sequence DESC LIMIT 1), printf('%064d', 0))
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: a row carries the hash of the row before'); END;

-- INSERT OR REPLACE would drop the older row without asking the trigger on DELETE.
CREATE TRIGGER events_are_never_replaced BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE hash = NEW.hash)
  OR (NEW.type = 'intended' AND EXISTS (SELECT 1 FROM events WHERE reference = NEW.reference))
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: a hash or a reference is never used again'); END;

-- Everything below follows from the events and can be rebuilt from them at any time.
CREATE TABLE payments (
  reference    TEXT PRIMARY KEY,
  number       INTEGER NOT NULL UNIQUE,
  state        TEXT NOT NULL,
  started_at   INTEGER NOT NULL,
  changed_at   INTEGER NOT NULL,
  amount       INTEGER NOT NULL,
  currency     TEXT NOT NULL,
  gateway_id   TEXT,
  final        INTEGER NOT NULL CHECK (final IN (0, 1)),
  -- Since when a late success is waited for; NULL while the payment lives and where none can come.
  watched_from INTEGER,
  body         TEXT NOT NULL,
  sequence     INTEGER NOT NULL,
  hash         TEXT NOT NULL
) STRICT;

CREATE INDEX payments_by_start ON payments (started_at, number);
CREATE INDEX payments_alive ON payments (number) WHERE final = 0;
CREATE INDEX payments_watched ON payments (watched_from) WHERE watched_from IS NOT NULL;
`;
