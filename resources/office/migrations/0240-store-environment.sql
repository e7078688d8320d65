-- 'live', 'test', 'training' or 'bench': that of the store's first till, and of every later one; null before.
ALTER TABLE stores ADD COLUMN IF NOT EXISTS environment text;
