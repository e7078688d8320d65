/** Closed days: SQLite itself holds their numbers and that no row falls between two. Shipped: never edit, add the next migration instead. */
export const days = `
CREATE UNIQUE INDEX a_day_is_closed_once ON events (payload ->> '$.number') WHERE type = 'day-closed';

CREATE TRIGGER closed_days_are_numbered_without_gaps BEFORE INSERT ON events
WHEN NEW.type = 'day-closed'
  AND (NEW.payload ->> '$.number') IS NOT
    (SELECT count(*) + 1 FROM events WHERE reference = 'house' AND type = 'day-closed')
BEGIN SELECT RAISE(ABORT, 'the next closed day has the next number'); END;

CREATE TRIGGER closed_days_leave_no_row_out BEFORE INSERT ON events
WHEN NEW.type = 'day-closed' AND (
  (NEW.payload ->> '$.report.rows.last') IS NOT NEW.sequence - 1
  OR (NEW.payload ->> '$.report.rows.first') IS NOT
    (SELECT coalesce(max(sequence), 0) + 1 FROM events WHERE reference = 'house' AND type = 'day-closed')
)
BEGIN SELECT RAISE(ABORT, 'a closed day covers every row after the one before'); END;
`;
