/** What a payment is searched by. Shipped: never edit, add the next migration instead. */
export const search = `
ALTER TABLE payments ADD COLUMN wallet_number TEXT;
ALTER TABLE payments ADD COLUMN order_reference TEXT;

CREATE INDEX payments_by_gateway_id ON payments (gateway_id);
CREATE INDEX payments_by_wallet_number ON payments (wallet_number);
CREATE INDEX payments_by_order_reference ON payments (order_reference);
CREATE INDEX payments_by_amount ON payments (amount, number);
-- The short name that people read: the end of the reference.
CREATE INDEX payments_by_short_name ON payments (substr(reference, -8));
`;
