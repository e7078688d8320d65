/** Payments that changed in some time come from an index. Shipped: never edit, add the next migration instead. */
export const paymentsByChange = `
CREATE INDEX payments_by_change ON payments (changed_at);
`;
