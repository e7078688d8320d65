-- An account of the gateway is there once for a store, and once for all of them. Of those that were entered twice the one
-- that notified last stays.
DELETE FROM gateways WHERE EXISTS (
  SELECT 1 FROM gateways o WHERE o.site_id = gateways.site_id AND coalesce(o.store, '') = coalesce(gateways.store, '')
    AND (coalesce(o.heard_at, 0), o.added_at, o.gateway) > (coalesce(gateways.heard_at, 0), gateways.added_at, gateways.gateway)
);

CREATE UNIQUE INDEX IF NOT EXISTS gateways_once ON gateways (site_id, coalesce(store, ''));
