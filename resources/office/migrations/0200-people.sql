-- Who reads the owner's page, and what they did there.

-- `folded_name` is the name as it is compared; `stores` the ids that a manager sees (JSON), null for all; `password` what
-- scrypt made of it.
CREATE TABLE IF NOT EXISTS people (
  person text PRIMARY KEY,
  name text NOT NULL,
  folded_name text NOT NULL,
  role text NOT NULL,
  stores text,
  password text NOT NULL,
  made_at bigint NOT NULL,
  stopped_at bigint,
  signed_in_at bigint
);

CREATE UNIQUE INDEX IF NOT EXISTS people_by_name ON people (folded_name);

-- `session` is a hash of what the browser holds.
CREATE TABLE IF NOT EXISTS sessions (
  session text PRIMARY KEY,
  person text NOT NULL,
  started_at bigint NOT NULL,
  seen_at bigint NOT NULL
);

CREATE INDEX IF NOT EXISTS sessions_by_person ON sessions (person);

-- `key` is a hash of a name or an address; `failures` in a row.
CREATE TABLE IF NOT EXISTS sign_in_tries (
  key text PRIMARY KEY,
  failures bigint NOT NULL,
  tried_at bigint NOT NULL,
  locked_until bigint NOT NULL
);

-- The code of the first account, hashed: one row until it is used.
CREATE TABLE IF NOT EXISTS first_owner (
  one bigint PRIMARY KEY,
  code text NOT NULL,
  tries bigint NOT NULL
);

-- Added to and never changed; ids are in the order of time.
CREATE TABLE IF NOT EXISTS audit (
  id text PRIMARY KEY,
  at bigint NOT NULL,
  person text,
  person_name text,
  what text NOT NULL,
  about text NOT NULL
);
