-- A row that whoever enrols a till of this installation holds: two codes at one moment must not make two tills of it.
CREATE TABLE IF NOT EXISTS installations (
  installation text PRIMARY KEY
);

-- What has ended is looked for at each enrolment.
CREATE INDEX IF NOT EXISTS codes_by_end ON codes (expires_at);

CREATE INDEX IF NOT EXISTS tries_by_time ON tries (since);

-- Each push changes a row of stations. Without an index of what changed then the row stays where it is and its other indexes
-- are let alone; who asks which have changed reads over ten thousand rows, once a second.
DROP INDEX IF EXISTS stations_by_change;

-- Most payments have no order's number, and none has the gateway's before the gateway has answered: those need no entries.
CREATE INDEX IF NOT EXISTS payments_by_known_gateway_id ON payments (gateway_id) WHERE gateway_id IS NOT NULL;

CREATE INDEX IF NOT EXISTS payments_by_known_method_id ON payments (method_id) WHERE method_id IS NOT NULL;

CREATE INDEX IF NOT EXISTS payments_by_known_order ON payments (order_reference) WHERE order_reference <> '';

DROP INDEX IF EXISTS payments_by_gateway_id;

DROP INDEX IF EXISTS payments_by_method_id;

DROP INDEX IF EXISTS payments_by_order;
