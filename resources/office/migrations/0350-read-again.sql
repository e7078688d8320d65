-- The version of the office that last raised the alarm: another may be able to read that row. Null where that was an earlier
-- version, which did not say.
ALTER TABLE alarms ADD COLUMN IF NOT EXISTS reader text;

-- How often the till's tables were rebuilt from its journal: whoever remembers its days reads them anew after that.
ALTER TABLE stations ADD COLUMN IF NOT EXISTS rebuilt bigint NOT NULL DEFAULT 0;
