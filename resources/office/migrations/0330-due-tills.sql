-- `due_at` is when somebody must look at the till unless it says otherwise before, null for never: 0 until its next push. So
-- the search for alerts reads only those that are due.
ALTER TABLE stations ADD COLUMN IF NOT EXISTS due_at bigint DEFAULT 0;

-- `covered` is the row of the till's last Z, `uncovered` the first business date on which money moved after it, null if
-- none did.
ALTER TABLE stations ADD COLUMN IF NOT EXISTS covered bigint NOT NULL DEFAULT 0;

ALTER TABLE stations ADD COLUMN IF NOT EXISTS uncovered text;

-- The `heard_at` of the push that these three were worked out at. It differs where a process of an earlier version has
-- taken one since, and before this version has looked at the till for the first time.
ALTER TABLE stations ADD COLUMN IF NOT EXISTS due_as_of bigint;
