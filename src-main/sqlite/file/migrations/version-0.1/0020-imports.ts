/** A payment may also begin by being found at the gateway. Shipped: never edit, add the next migration instead. */
export const imports = `
DROP INDEX a_reference_is_intended_once;
CREATE UNIQUE INDEX a_payment_begins_once ON events (reference) WHERE type IN ('intended', 'found');

DROP TRIGGER events_are_never_replaced;
CREATE TRIGGER events_are_never_replaced BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE hash = NEW.hash)
  OR (NEW.type IN ('intended', 'found') AND EXISTS (SELECT 1 FROM events WHERE reference = NEW.reference))
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: a hash or a reference is never used again'); END;
`;
