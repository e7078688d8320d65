import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { handoverText } from '#domain/secrets/handover.ts';
import type { SigningKey } from '#services/ports.ts';
import { fingerprint } from '#sqlite/check/fingerprint.ts';
import { keysAfter } from '#sqlite/check/keys-after.ts';
import { newKey } from '../../support/new-key.ts';

const handover = (from: SigningKey, to: SigningKey, signer = from) => {
  const names = { former: from.publicKey, publicKey: to.publicKey };
  return { type: 'signing-key-renewed', ...names, signature: signer.sign(Buffer.from(handoverText(names))) };
};
const journalWith = (...rows: object[]) => {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE events (sequence INTEGER PRIMARY KEY, reference TEXT, type TEXT, payload TEXT)');
  const insert = db.prepare(
    "INSERT INTO events (reference, type, payload) VALUES ('house', 'signing-key-renewed', ?)",
  );
  for (const row of rows) insert.run(JSON.stringify(row));
  return db;
};
const [first, second, third, thief] = [newKey(), newKey(), newKey(), newKey()];
const print = (key: SigningKey) => fingerprint(key.publicKey);

test('the first key, once written down, proves a journal signed by all its successors', () => {
  const db = journalWith(handover(first, second), handover(second, third));
  expect(keysAfter(db, [print(first)])).toEqual([print(first), print(second), print(third)]);
  expect(keysAfter(db, [print(second)])).toEqual([print(second), print(third)]);
});

test('a key that only claims to have named ours, or that ours has not signed, proves nothing', () => {
  expect(keysAfter(journalWith(handover(thief, first)), [print(first)])).toEqual([print(first)]);
  expect(keysAfter(journalWith(handover(first, thief, thief)), [print(first)])).toEqual([print(first)]);
  expect(keysAfter(journalWith(), [])).toEqual([]);
});
