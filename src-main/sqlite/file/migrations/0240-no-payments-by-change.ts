/** Accounting files are made from the journal's rows; nothing asks for this index. Shipped: never edit, add the next migration instead. */
export const noPaymentsByChange = `
DROP INDEX IF EXISTS payments_by_change;
`;
