-- The version of the office that last raised the alarm: another may be able to read that row. Null where that was an earlier
-- version, which did not say.
ALTER TABLE alarms ADD COLUMN IF NOT EXISTS reader text;

-- How often the till's tables were rebuilt from its journal: whoever remembers its days reads them anew after that.
ALTER TABLE stations ADD COLUMN IF NOT EXISTS rebuilt bigint NOT NULL DEFAULT 0;

-- The refunds of one till and date, as exports and the rebuilding of a till read them.
CREATE INDEX IF NOT EXISTS refunds_by_date ON refunds (station, date);

-- Who made the code: whoever is blocked, or gets another role or other stores, leaves none behind. Null where an earlier version
-- made it.
ALTER TABLE codes ADD COLUMN IF NOT EXISTS made_by text;
