/** What somebody who has the data folder and knows this program can do to a closed journal. */
import { FIRST_PREVIOUS_HASH } from '#domain/journal/chained-row.ts';
import { generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { openCheckpoints } from '#sqlite/check/checkpoints.ts';
import { hashOf } from '#sqlite/tables/hash-chain.ts';
import { openHeadNote } from '#sqlite/tail/head-note.ts';
import { reachIn } from '#sqlite/rows/reach.ts';

const row = z.strictObject({
  sequence: z.int(),
  at: z.int(),
  reference: z.string(),
  type: z.string(),
  payload: z.string(),
});
export type Row = z.infer<typeof row>;

const INSERT = `INSERT INTO events (sequence, at, reference, type, payload, previous_hash, hash)
  VALUES (@sequence, @at, @reference, @type, @payload, @previousHash, @hash)`;

const guards = z.array(z.strictObject({ name: z.string(), sql: z.string() }));

/** Replaces all rows with these, with correct numbers and hashes. */
const replaceRows = (db: Database.Database, rows: readonly Row[]): void => {
  db.exec('DELETE FROM events');
  const insert = db.prepare(INSERT);
  let previousHash = FIRST_PREVIOUS_HASH;
  rows.forEach((given, index) => {
    const next = { ...given, sequence: index + 1, previousHash };
    previousHash = hashOf(next);
    insert.run({ ...next, hash: previousHash });
  });
};

const withoutGuards = (db: Database.Database, change: () => void): void => {
  const kept = guards.parse(db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all());
  for (const { name } of kept) db.exec(`DROP TRIGGER ${name}`);
  change();
  for (const { sql } of kept) db.exec(sql);
};

const opened = (file: string, change: (db: Database.Database) => void): void => {
  const db = new Database(file);
  try {
    withoutGuards(db, () => change(db));
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
};

/** Writes the note of the journal's end as the till itself would for the current rows. */
const noteEnd = (file: string): void => {
  const db = new Database(file);
  const note = openHeadNote(file);
  try {
    note.write(reachIn(db)());
  } finally {
    note.close();
    db.close();
  }
};

/** Removes every checkpoint and backup that covers rows from this one on; for 1, all of them. */
const removeWitnesses = (file: string, from: number): void => {
  const folder = dirname(file);
  const checkpoints = join(folder, 'checkpoints');
  const names = existsSync(checkpoints) ? readdirSync(checkpoints) : [];
  for (const name of names) if (Number(name.slice(0, 12)) >= from) rmSync(join(checkpoints, name));
  rmSync(join(folder, 'backups'), { recursive: true, force: true });
  rmSync(join(folder, 'last-check.json'), { force: true });
};

/** Rewrites the rows, and everything beside the journal that would give it away. */
export const rewrite = (file: string, change: (rows: readonly Row[]) => readonly Row[]): void => {
  let from = 1;
  opened(file, (db) => {
    const before = z
      .array(row)
      .parse(db.prepare('SELECT sequence, at, reference, type, payload FROM events ORDER BY sequence').all());
    const after = change(before);
    const first = after.findIndex((one, index) => JSON.stringify(one) !== JSON.stringify(before[index]));
    from = (first < 0 ? after.length : first) + 1;
    replaceRows(db, after);
  });
  removeWitnesses(file, from);
  noteEnd(file);
};

/** Changes one row and nothing else, not even its hash. */
export const spoil = (file: string, sequence: number): void =>
  opened(file, (db) => void db.prepare('UPDATE events SET at = at + 1 WHERE sequence = ?').run(sequence));

export interface OwnKey {
  readonly publicKey: string;
  readonly former: readonly string[];
  sign(bytes: Uint8Array): string;
  /** What an unsealed `signing-key.json` holds. */
  readonly file: string;
}

export const ownKey = (): OwnKey => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const text = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  return {
    publicKey: text,
    former: [],
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64'),
    file: JSON.stringify({ publicKey: text, sealed: false, privateKey: secret }),
  };
};

/** Replaces the till's key with the attacker's own, in the clear, and signs the journal's end with it. */
export const resign = (home: string, file: string, key: OwnKey): void => {
  writeFileSync(join(home, 'signing-key.json'), key.file);
  const db = new Database(file);
  const { sequence, hash, at } = reachIn(db)();
  db.close();
  removeWitnesses(file, 1);
  openCheckpoints(join(dirname(file), 'checkpoints'), key).sign({ sequence, hash }, at);
};

/** Writes an anchor in the clear that says what the attacker wants. */
export const forgeAnchor = (home: string, text: object): void => {
  const plain = Buffer.from(JSON.stringify(text)).toString('base64');
  writeFileSync(join(home, 'anchor.json'), JSON.stringify({ plain }));
};
