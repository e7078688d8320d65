/**
 * A row of payments or refunds no longer repeats what its events say: with `began`, the row that it began with, its body
 * has only the rest. A row without it is whole; it becomes lean when it next changes. Shipped: never edit, add the next
 * migration instead.
 */
export const leanRows = `
ALTER TABLE payments ADD COLUMN began INTEGER;
ALTER TABLE refunds ADD COLUMN began INTEGER;
`;
