/** Who asked to cancel a payment is read among what people did. Shipped: never edit, add the next migration instead. */
export const cancels = `
DROP INDEX events_of_people;
CREATE INDEX events_of_people ON events (sequence)
WHERE reference = 'house' OR type IN ('late-accepted', 'refund-intended', 'cancel-asked');
`;
