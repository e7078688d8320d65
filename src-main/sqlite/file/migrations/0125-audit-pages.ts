/** Pages of the audit log come from indexes, whatever is asked for. Shipped: never edit, add the next migration instead. */
export const auditPages = `
CREATE INDEX events_by_hand ON events (sequence)
WHERE type IN ('settled', 'corrected', 'refund-settled', 'refund-corrected');

CREATE INDEX events_of_people_by_type ON events (type, sequence)
WHERE reference = 'house' OR type IN ('late-accepted', 'refund-intended', 'cancel-asked');
`;
