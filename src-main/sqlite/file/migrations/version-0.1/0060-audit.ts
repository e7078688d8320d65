/** Who did what can be read without going through every row. Shipped: never edit, add the next migration instead. */
export const audit = `
CREATE INDEX events_of_people ON events (sequence)
WHERE reference = 'house' OR type IN ('late-accepted', 'refund-intended');
`;
