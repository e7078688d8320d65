-- The gateway's accounts whose notifications are taken; of `store`, or of all stores where it is null. `hash` is salted, of
-- SiteID and ApiKey together. `heard_at` is when it last notified.
CREATE TABLE IF NOT EXISTS gateways (
  gateway text PRIMARY KEY,
  store text,
  site_id text NOT NULL,
  salt text NOT NULL,
  hash text NOT NULL,
  added_at bigint NOT NULL,
  heard_at bigint
);

CREATE INDEX IF NOT EXISTS gateways_by_site ON gateways (site_id);

-- What the gateway has notified of, for a week. `notification` is a hash of the body, so that repeats are one row; `type`
-- is the body's root, `reference` the MerchantTransactionID where there is one. `body` is kept of unknown types alone: of
-- the others the till asks the gateway itself.
CREATE TABLE IF NOT EXISTS notifications (
  notification text PRIMARY KEY,
  gateway text NOT NULL,
  received_at bigint NOT NULL,
  type text NOT NULL,
  reference text,
  body text
);

CREATE INDEX IF NOT EXISTS notifications_by_time ON notifications (received_at);
