/** Refunds, and records of what people did. Shipped: never edit, add the next migration instead. */
export const activity = `
DROP INDEX a_payment_begins_once;
CREATE UNIQUE INDEX a_story_begins_once ON events (reference)
WHERE type IN ('intended', 'found', 'refund-intended', 'refund-found');

DROP TRIGGER events_are_never_replaced;
CREATE TRIGGER events_are_never_replaced BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE hash = NEW.hash)
  OR (NEW.type IN ('intended', 'found', 'refund-intended', 'refund-found')
    AND EXISTS (SELECT 1 FROM events WHERE reference = NEW.reference))
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: a hash or a reference is never used again'); END;

-- Records stand alone, all under one name.
CREATE INDEX records_by_type ON events (type, sequence) WHERE reference = 'house';

-- Follows from the events like payments does.
CREATE TABLE refunds (
  reference         TEXT PRIMARY KEY,
  number            INTEGER NOT NULL UNIQUE,
  payment_reference TEXT NOT NULL,
  state             TEXT NOT NULL,
  started_at        INTEGER NOT NULL,
  changed_at        INTEGER NOT NULL,
  amount            INTEGER NOT NULL CHECK (amount > 0),
  currency          TEXT NOT NULL,
  gateway_id        TEXT,
  body              TEXT NOT NULL,
  sequence          INTEGER NOT NULL,
  hash              TEXT NOT NULL
) STRICT;

CREATE INDEX refunds_by_payment ON refunds (payment_reference, number);
CREATE INDEX refunds_by_start ON refunds (started_at, number);
CREATE INDEX refunds_alive ON refunds (changed_at) WHERE state <> 'refunded';

-- Only a refund that is being asked for just now is held to it: what the gateway has done is written down as it is.
CREATE TRIGGER refunds_never_exceed_what_was_paid BEFORE INSERT ON refunds
WHEN NEW.state = 'sending'
  AND NEW.sequence = (SELECT max(sequence) FROM events)
  AND NEW.amount > coalesce((
    SELECT amount FROM payments
    WHERE reference = NEW.payment_reference AND state = 'paid' AND currency = NEW.currency
  ), 0) - (
    SELECT coalesce(sum(amount), 0) FROM refunds
    WHERE payment_reference = NEW.payment_reference AND state <> 'failed'
  )
BEGIN SELECT RAISE(ABORT, 'a refund never exceeds what is left of a paid payment'); END;
`;
