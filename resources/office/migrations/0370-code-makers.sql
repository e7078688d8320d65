-- Who made the code: whoever is blocked, or gets another role or other stores, leaves none behind. Null where an earlier version
-- made it.
ALTER TABLE codes ADD COLUMN IF NOT EXISTS made_by text;
