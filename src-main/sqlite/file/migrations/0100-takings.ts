/** What was taken, added up by quarter hours of UTC. Shipped: never edit, add the next migration instead. */
export const takings = `
-- Money as the journal learned of it, taken back where it was corrected. The rows are the first and last that moved any.
CREATE TABLE takings (
  quarter        INTEGER NOT NULL,
  cashier        TEXT NOT NULL,
  currency       TEXT NOT NULL,
  paid_count     INTEGER NOT NULL,
  paid           INTEGER NOT NULL,
  refunded_count INTEGER NOT NULL,
  refunded       INTEGER NOT NULL,
  first_row      INTEGER NOT NULL,
  last_row       INTEGER NOT NULL,
  PRIMARY KEY (quarter, cashier, currency)
) STRICT, WITHOUT ROWID;

-- How the payments that began in it have ended by now, and how many took so long from code to paid: steps of 10 s.
CREATE TABLE charges (
  quarter   INTEGER PRIMARY KEY,
  started   INTEGER NOT NULL,
  paid      INTEGER NOT NULL,
  cancelled INTEGER NOT NULL,
  expired   INTEGER NOT NULL,
  failed    INTEGER NOT NULL,
  wait_0    INTEGER NOT NULL,
  wait_1    INTEGER NOT NULL,
  wait_2    INTEGER NOT NULL,
  wait_3    INTEGER NOT NULL,
  wait_4    INTEGER NOT NULL,
  wait_5    INTEGER NOT NULL,
  wait_6    INTEGER NOT NULL,
  wait_7    INTEGER NOT NULL,
  wait_8    INTEGER NOT NULL,
  wait_9    INTEGER NOT NULL,
  wait_10   INTEGER NOT NULL,
  wait_11   INTEGER NOT NULL,
  wait_12   INTEGER NOT NULL
) STRICT;

-- The people in "takings", each as the last row that moved money of theirs names them.
CREATE TABLE cashiers (
  id       TEXT PRIMARY KEY,
  person   TEXT NOT NULL,
  last_row INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The first row of the journal that is added up; earlier ones are added in the background, the newest first.
CREATE TABLE added_up (from_row INTEGER NOT NULL) STRICT;
INSERT INTO added_up SELECT coalesce(max(sequence), 0) + 1 FROM events;
`;
