-- The name of the till's store, so that a push that asks for it reads one row; null until the first that asks.
ALTER TABLE stations ADD COLUMN IF NOT EXISTS store_name text;
