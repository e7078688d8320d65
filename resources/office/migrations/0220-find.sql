-- The eight characters that people call a payment by, a running number and an amount, of all tills.
CREATE INDEX IF NOT EXISTS payments_by_last_eight ON payments (right(reference, 8));

CREATE INDEX IF NOT EXISTS payments_of_all_by_number ON payments (number, started_at);

CREATE INDEX IF NOT EXISTS payments_of_all_by_amount ON payments (amount, started_at);

CREATE INDEX IF NOT EXISTS refunds_by_last_eight ON refunds (right(reference, 8));

CREATE INDEX IF NOT EXISTS refunds_of_all_by_number ON refunds (number, started_at);

CREATE INDEX IF NOT EXISTS refunds_of_all_by_amount ON refunds (amount, started_at);

-- A part of an hour, for the comparison with the same weekday.
CREATE INDEX IF NOT EXISTS moves_by_hour ON moves (date, hour, at);
