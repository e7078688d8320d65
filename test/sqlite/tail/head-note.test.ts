import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OutOfReach } from '#files/within-reach.ts';
import { readHeadNote } from '#sqlite/tail/head-note.ts';
import { whileHeld } from '../../files/while-held.ts';
import {
  afterPowerCut,
  keep,
  lossesIn,
  noteOf,
  sellNext,
  sellTwo,
  twoAndTwo,
  withoutLog,
} from '../kit/crash.ts';
import { NOON, sell } from '../kit/new-journal.ts';
import { newShop } from '../kit/shop-journal.ts';

const MINUTE = 60_000;

describe('the note of where a journal ends', () => {
  test('that lags behind, as after a power cut, is no loss', async () => {
    const { shop, kept } = await twoAndTwo();
    const lagging = readFileSync(noteOf(shop));
    sellNext(kept.journal, 5);
    const cut = afterPowerCut(shop);
    writeFileSync(noteOf(cut), lagging);
    const again = keep(cut);
    expect(lossesIn(again)).toEqual([]);
    expect(again.kept.recovery.read()).toBeNull();
    expect(readHeadNote(cut.file)).toMatchObject({ reach: { sequence: 15, payments: 5 } });
  });

  test.each([
    ['torn', (file: string) => truncateSync(file, 100)],
    ['empty', (file: string) => writeFileSync(file, '')],
    [
      'altered',
      (file: string) =>
        writeFileSync(file, readFileSync(file, 'utf8').replace('"payments":4', '"payments":9')),
    ],
  ])('that is %s is not trusted, and the gateway is asked for what is missing', async (_how, spoil) => {
    const { shop } = await twoAndTwo();
    const cut = afterPowerCut(shop);
    spoil(noteOf(cut));
    const again = keep(cut);
    expect(again.kept.recovery.read()).toMatchObject({
      why: 'unsure',
      rows: null,
      lastAt: NOON + 4 * MINUTE + 2_000,
    });
    expect(lossesIn(again)).toMatchObject([{ rows: null, payments: 4 }]);
  });

  test('that another program holds for a moment is not a torn one: the till does not open, and nothing counts as lost', async () => {
    const { shop } = await twoAndTwo();
    const cut = afterPowerCut(shop);
    expect(() => whileHeld('last-head.json', () => keep(cut))).toThrow(OutOfReach);
    const again = keep(cut);
    expect(again.kept.recovery.read()).toBeNull();
    expect(lossesIn(again)).toEqual([]);
  });

  test('that is missing shows nothing: the gateway is asked, whether it was lost with the end or the journal came alone', async () => {
    const { shop } = await twoAndTwo();
    const cut = afterPowerCut(withoutLog(shop));
    rmSync(noteOf(cut));
    const again = keep(cut);
    expect(again.kept.recovery.read()).toMatchObject({ why: 'unsure', lastAt: NOON + 2 * MINUTE + 2_000 });
    expect(lossesIn(again)).toMatchObject([{ rows: null, payments: 2 }]);

    const alone = newShop();
    copyFileSync(shop.file, alone.file);
    expect(keep(alone).kept.recovery.read()).toMatchObject({
      why: 'unsure',
      lastAt: NOON + 2 * MINUTE + 2_000,
    });
    expect(keep(newShop()).kept.recovery.read()).toBeNull();
  });

  test('of another journal takes no numbers from it, and a data folder that was moved as a whole is complete', async () => {
    const { shop } = await twoAndTwo();
    const other = newShop();
    const { kept } = keep(other);
    sell(kept.journal, 'T9-1', NOON - MINUTE);
    await kept.close();
    copyFileSync(noteOf(shop), noteOf(other));
    const again = keep(other);
    expect(again.kept.recovery.read()).toMatchObject({ why: 'unsure' });
    expect(again.kept.journal.lastPaymentNumber()).toBe(1);
    expect(keep(afterPowerCut(shop)).kept.recovery.read()).toBeNull();
  });

  test('of a journal that was replaced by a copy with later sales of its own is not trusted', async () => {
    const { shop } = await twoAndTwo();
    const copy = withoutLog(afterPowerCut(shop));
    const { kept } = keep(copy);
    for (const minute of [3, 4, 5]) sellNext(kept.journal, minute);
    await kept.close();
    const home = afterPowerCut(shop);
    for (const suffix of ['-wal', '-shm']) rmSync(`${home.file}${suffix}`, { force: true });
    copyFileSync(copy.file, home.file);
    rmSync(join(home.folder, 'checkpoints'), { recursive: true });
    expect(keep(home).kept.recovery.read()).toMatchObject({ why: 'unsure' });
  });

  test('never gets ahead of what is on disk: several writes at once that are undone leave it as it was', async () => {
    const { shop, kept } = await twoAndTwo();
    const before = readFileSync(noteOf(shop), 'utf8');
    expect(() =>
      kept.journal.transaction(() => {
        sellNext(kept.journal, 5);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(readFileSync(noteOf(shop), 'utf8')).toBe(before);
    kept.journal.transaction(() => sellNext(kept.journal, 5));
    expect(readHeadNote(shop.file)).toMatchObject({ reach: { payments: 5 } });
  });

  test('that cannot be written is logged once, and sales go on', () => {
    const shop = newShop();
    mkdirSync(noteOf(shop));
    const { kept, log } = keep(shop);
    sellTwo(kept.journal);
    expect(kept.journal.lastPaymentNumber()).toBe(2);
    expect(log.lines.filter((line) => line.includes('could not be noted'))).toHaveLength(1);
  });
});
