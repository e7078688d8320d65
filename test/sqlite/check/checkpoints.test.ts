import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { inBackground } from '#sqlite/worker/background.ts';
import { openCheckpointer } from '#sqlite/care/checkpointer.ts';
import { hashesSignedBy, openCheckpoints, readCheckpoints } from '#sqlite/check/checkpoints.ts';
import { hashOf } from '#sqlite/tables/hash-chain.ts';
import { verify } from '#sqlite/check/verify.ts';
import { drain } from '#sqlite/rows/drain.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { newKey } from '../../support/new-key.ts';
import { intended, NOON, openForTest, sell } from '../kit/new-journal.ts';
import { newShop, PaperLog, sellMany, tradedShop } from '../kit/shop-journal.ts';

const DAY = 86_400_000;

interface Row {
  sequence: number;
  at: number;
  reference: string;
  type: string;
  payload: string;
  previous_hash: string;
  hash: string;
}

/**
 * What anyone with the file and the definition of the hash can do: change a row and rehash everything after
 * it.
 */
const forge = (file: string, sequence: number, change: (payload: string) => string): void => {
  const db = new Database(file);
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as Record<
    'name' | 'sql',
    string
  >[];
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  let previousHash = '';
  for (const row of db.prepare('SELECT * FROM events ORDER BY sequence').all() as Row[]) {
    const payload = row.sequence === sequence ? change(row.payload) : row.payload;
    const forged = { ...row, payload, previousHash: previousHash || row.previous_hash };
    previousHash = hashOf(forged);
    db.prepare('UPDATE events SET payload = ?, previous_hash = ?, hash = ? WHERE sequence = ?').run(
      payload,
      forged.previousHash,
      previousHash,
      row.sequence,
    );
    db.prepare('UPDATE payments SET hash = ? WHERE sequence = ?').run(previousHash, row.sequence);
  }
  for (const { sql } of triggers) db.exec(sql);
  db.close();
};

const verdictOf = (shop: { file: string; folder: string }) =>
  verify(shop.file, hashesSignedBy(readCheckpoints(join(shop.folder, 'checkpoints')).good));

describe('a signed checkpoint', () => {
  test('agrees with the journal it was made of', async () => {
    const shop = await tradedShop(1, 1);
    expect(shop.checkpoints.latest()).toMatchObject({ sequence: 6, at: NOON, publicKey: shop.key.publicKey });
    expect(verdictOf(shop)).toMatchObject({ ok: true, events: 6 });
  });

  test('contradicts a journal that was changed and rehashed, which hashes alone cannot detect', async () => {
    const shop = await tradedShop(1, 1);
    // Row 6 has the second sale's success; the wallet's number is not part of the payments table.
    forge(shop.file, 5, (payload) =>
      payload.replace('"createdAt":1795435200000', '"createdAt":1795435200001'),
    );
    expect(verify(shop.file)).toMatchObject({ ok: true });
    expect(verdictOf(shop)).toMatchObject({
      ok: false,
      sequence: 6,
      why: 'it is not the row that was signed',
    });
    const journal = openForTest(shop.file);
    expect(drain(journal.check(shop.checkpoints.latest()))).toMatchObject({ ok: false, sequence: 6 });
  });

  test('contradicts a journal that was replaced by an older copy', async () => {
    const shop = await tradedShop(2, 1);
    rmSync(shop.file);
    const [backup = ''] = readdirSync(shop.backupsFolder);
    writeFileSync(shop.file, readFileSync(join(shop.backupsFolder, backup)));
    expect(verdictOf(shop)).toEqual({
      ok: false,
      sequence: 7,
      why: 'it is missing, and rows up to 9 were signed',
    });
  });

  test('is ignored when it was altered or signed with another key', async () => {
    const shop = await tradedShop(1, 1);
    const path = join(shop.folder, 'checkpoints', '000000000006.json');
    const good = readFileSync(path, 'utf8');
    for (const bad of [
      good.replace(/"at":\d/, '"at":9'),
      good.replace('"sequence":6', '"sequence":7'),
      '{}',
      '',
    ]) {
      writeFileSync(path, bad);
      expect(shop.checkpoints.latest()).toBeUndefined();
      expect(readCheckpoints(join(shop.folder, 'checkpoints'))).toEqual({
        good: [],
        bad: ['000000000006.json'],
      });
    }
    openCheckpoints(join(shop.folder, 'checkpoints'), newKey()).sign(
      { sequence: 6, hash: '0'.repeat(64) },
      NOON,
    );
    expect(shop.checkpoints.latest()).toBeUndefined();
    expect(readCheckpoints(join(shop.folder, 'checkpoints')).good).toHaveLength(1);
  });
});

describe('signing the journal', () => {
  const kept = () => {
    const shop = newShop();
    const clock = new HandClock(NOON);
    const log = new PaperLog();
    const journal = openForTest(shop.file);
    const checkpointer = openCheckpointer({
      journal,
      checkpoints: shop.checkpoints,
      clock,
      log,
      onSigned: () => undefined,
    });
    const signed = () => [...shop.checkpoints.signed().keys()];
    return { ...shop, clock, log, checkpointer, journal: checkpointer.journal, signed };
  };

  test('happens at every hundredth event', () => {
    const { journal, signed } = kept();
    sellMany(journal, 1, 33);
    expect(signed()).toEqual([]);
    sellMany(journal, 34, 40);
    expect(signed()).toEqual([100, 200]);
  });

  test('happens at the end of each day and at the close, when something was written', async () => {
    const { journal, checkpointer, clock, signed } = kept();
    await clock.pass(DAY);
    expect(signed()).toEqual([]);
    sell(journal, 'T1-1');
    await clock.pass(2 * DAY);
    expect(signed()).toEqual([3]);
    journal.append('T1-2', intended('T1-2'), NOON);
    checkpointer.close();
    expect(signed()).toEqual([3, 4]);
  });

  test('does not prevent a payment from being written when the disk is too full for it', () => {
    const { journal, checkpointer, log, folder } = kept();
    writeFileSync(join(folder, 'checkpoints'), 'in the way');
    sellMany(journal, 1, 34);
    expect(journal.lastPaymentNumber()).toBe(34);
    checkpointer.close();
    expect(log.lines).toContain('the journal could not be signed');
  });

  test('stops when the journal was found damaged', () => {
    const { journal, checkpointer, signed } = kept();
    sell(journal, 'T1-1');
    checkpointer.distrust();
    checkpointer.close();
    expect(signed()).toEqual([]);
  });
});

describe('the check in the background', () => {
  test('lets the till go on selling and starts at the checkpoint', async () => {
    const shop = await tradedShop(20, 20);
    const journal = openForTest(shop.file);
    const check = inBackground(journal.check());
    for (let number = 41; number < 60; number += 1) {
      sellMany(journal, number, 1);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await check.result).toMatchObject({ ok: true });

    sellMany(journal, 60, 2);
    let slices = 0;
    const work = journal.check({ ...shop.checkpoints.latest()!, ...journal.head() });
    for (let step = work.next(); step.done !== true; step = work.next()) slices += 1;
    expect(slices).toBe(2);
  });

  test('finds a payment whose projection differs from its rows', async () => {
    const shop = await tradedShop(1, 1);
    const db = new Database(shop.file);
    db.exec("UPDATE payments SET amount = 1 WHERE reference = 'T1-2'");
    db.close();
    expect(drain(openForTest(shop.file).check())).toMatchObject({
      ok: false,
      why: expect.stringContaining('differs from the rows of payment T1-2') as string,
    });
  });

  test('stops when the till is closed', async () => {
    const shop = await tradedShop(20, 20);
    const check = inBackground(openForTest(shop.file).check());
    check.stop();
    expect(await check.result).toBeUndefined();
  });
});
