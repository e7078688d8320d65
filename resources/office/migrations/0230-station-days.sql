-- What a till took on a business date in one currency, and how its charges that began on it have ended: computed anew for
-- each date that a push touches, never added to. `hours` is what came in by the hour of the clock, '9:1250 14:-300'.
CREATE TABLE IF NOT EXISTS station_days (
  station text NOT NULL,
  date text NOT NULL,
  currency text NOT NULL,
  paid bigint NOT NULL,
  paid_count bigint NOT NULL,
  refunded bigint NOT NULL,
  refunded_count bigint NOT NULL,
  hours text NOT NULL,
  ended_paid bigint NOT NULL,
  ended_cancelled bigint NOT NULL,
  ended_expired bigint NOT NULL,
  ended_failed bigint NOT NULL,
  unfinished bigint NOT NULL,
  PRIMARY KEY (station, date, currency)
);

CREATE INDEX IF NOT EXISTS station_days_by_date ON station_days (date);

-- When a row of stations last changed, by the database's clock; epoch µs. Whoever remembers tills asks for those since.
ALTER TABLE stations ADD COLUMN IF NOT EXISTS changed_at bigint NOT NULL DEFAULT 0;

CREATE INDEX IF NOT EXISTS stations_by_change ON stations (changed_at);
