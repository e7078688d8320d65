/** Refunds that changed in some time, or have not ended, come from indexes. Shipped: never edit, add the next migration instead. */
export const refundsByChange = `
CREATE INDEX refunds_by_change ON refunds (changed_at);
DROP INDEX refunds_alive;
CREATE INDEX refunds_alive ON refunds (number) WHERE state NOT IN ('refunded', 'failed');
`;
