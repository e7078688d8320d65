/**
 * The number of a closed day that was lost with the end of the journal is not used again. Only a journal that has lost
 * one needs this. Shipped: never edit, add the next migration instead.
 */
export const lostZs = `
DROP TRIGGER closed_days_are_numbered_without_gaps;
CREATE TRIGGER closed_days_are_numbered_without_gaps BEFORE INSERT ON events
WHEN NEW.type = 'day-closed'
  AND (NEW.payload ->> '$.number') IS NOT 1 + max(
    coalesce((
      SELECT payload ->> '$.number' FROM events
      WHERE reference = 'house' AND type = 'day-closed' ORDER BY sequence DESC LIMIT 1
    ), 0),
    coalesce((
      SELECT payload ->> '$.zs' FROM events
      WHERE reference = 'house' AND type = 'tail-lost' ORDER BY sequence DESC LIMIT 1
    ), 0)
  )
BEGIN SELECT RAISE(ABORT, 'the next closed day has the next number'); END;
`;
