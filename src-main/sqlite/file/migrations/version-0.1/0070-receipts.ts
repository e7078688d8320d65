/** The copies of one receipt are found without going through all others. Shipped: never edit, add the next migration instead. */
export const receipts = `
CREATE INDEX receipts_by_reference ON events (payload ->> '$.reference', sequence)
WHERE type = 'receipt-printed';
`;
