-- `due_at` is when somebody must look at the till unless it says otherwise before, null for never: 0 until its next push. So
-- the search for alerts reads only those that are due.
ALTER TABLE stations ADD COLUMN IF NOT EXISTS due_at bigint DEFAULT 0;

-- `covered` is the row of the till's last Z, `uncovered` the first business date on which money moved after it, null if
-- none did.
ALTER TABLE stations ADD COLUMN IF NOT EXISTS covered bigint NOT NULL DEFAULT 0;

ALTER TABLE stations ADD COLUMN IF NOT EXISTS uncovered text;

UPDATE stations SET covered = coalesce((SELECT max(sequence) FROM days WHERE days.station = stations.station), 0)
  WHERE covered = 0;

UPDATE stations SET uncovered = (
    SELECT min(date) FROM moves WHERE moves.station = stations.station AND moves.sequence > stations.covered
  )
  WHERE uncovered IS NULL;
