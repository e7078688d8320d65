import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ManagedJournal } from '#sqlite/care/managed-journal.ts';
import { openManagedJournal } from '#sqlite/care/managed-journal.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { NOON, openForTest } from '../kit/new-journal.ts';
import type { Shop } from '../kit/shop-journal.ts';
import { addNewerEvent, newShop, PaperLog, sellMany, spoilRow, tradedShop } from '../kit/shop-journal.ts';
import { newAnchor } from '../../support/fakes/new-anchor.ts';
import { worker } from '../kit/journal-worker.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const opened = (shop: Shop, clock = new HandClock(NOON)) => {
  const log = new PaperLog();
  let changes = 0;
  let busy = false;
  const kept: ManagedJournal = openManagedJournal({
    worker,
    file: shop.file,
    key: shop.key,
    anchor: newAnchor(),
    clock,
    log,
    isBusy: () => busy,
    onChange: () => (changes += 1),
    onWritten: () => undefined,
  });
  onTestFinished(async () => kept.close());
  const lastCheck = (): unknown => {
    try {
      return JSON.parse(readFileSync(join(shop.folder, 'last-check.json'), 'utf8'));
    } catch {
      return null;
    }
  };
  return { kept, clock, log, lastCheck, changes: () => changes, setBusy: (to: boolean) => (busy = to) };
};

const alarmsIn = ({ journal }: ManagedJournal) =>
  journal.records(['journal-alarm'], 0).map(({ record }) => record);

test('every row is checked once a day, a minute after the start and not while a payment is in progress', async () => {
  const shop = await tradedShop(3, 2);
  const { clock, lastCheck, setBusy, kept } = opened(shop);
  setBusy(true);
  await clock.pass(2 * MINUTE);
  expect(lastCheck()).toBeNull();
  setBusy(false);
  await clock.pass(MINUTE);
  await expect.poll(lastCheck).toEqual({ at: NOON + 3 * MINUTE, sound: true });
  await kept.close();

  const later = opened(shop, new HandClock(NOON + DAY / 2));
  await later.clock.pass(DAY / 4);
  expect(lastCheck()).toEqual({ at: NOON + 3 * MINUTE, sound: true });
  await later.clock.pass(DAY / 4 + 3 * MINUTE);
  await expect.poll(lastCheck).toEqual({ at: NOON + DAY + 3 * MINUTE, sound: true });
});

test('a row that was changed before the last signature is found at the next start, named, and recovered from', async () => {
  const shop = await tradedShop(3, 2);
  spoilRow(shop.file, 1);
  const first = opened(shop);
  await expect.poll(first.lastCheck).toMatchObject({ sound: false });
  expect(first.kept.health().damaged).toBe(true);
  expect(first.changes()).toBe(1);
  expect(alarmsIn(first.kept)).toMatchObject([
    { kind: 'changed', fault: 'row 1: its content does not match its hash' },
  ]);
  expect(first.log.lines).toContain('the journal is damaged');
  await first.kept.close();

  const next = opened(shop);
  expect(next.log.lines).toContain('the journal was damaged');
  // The first rows come from the backup, the rest from the damaged file.
  expect(next.kept.recovery.read()).toMatchObject({ found: null });
  expect(next.kept.journal.lastPaymentNumber()).toBe(5);
  expect(alarmsIn(next.kept)).toContainEqual(expect.objectContaining({ kind: 'changed' }));
  await next.clock.pass(2 * MINUTE);
  await expect.poll(next.lastCheck).toMatchObject({ sound: true });
});

test('takings that were being added up are added up further, although one row cannot be read', async () => {
  const shop = newShop();
  const journal = openForTest(shop.file);
  sellMany(journal, 1, 30);
  addNewerEvent(shop.file, 'T1-30');
  journal.clearTakings();
  journal.addUp().next();
  expect(journal.isAddedUp()).toBe(false);
  journal.close();
  const { kept } = opened(shop);
  await expect.poll(() => kept.journal.isAddedUp()).toBe(true);
});

test('a journal that nobody has signed yet is checked at the start, then daily, and whenever a person asks', async () => {
  const shop = newShop();
  const journal = openForTest(shop.file);
  sellMany(journal, 1, 2);
  journal.close();
  const { kept, clock, lastCheck } = opened(shop);
  await expect.poll(lastCheck).toEqual({ at: NOON, sound: true });
  await expect.poll(() => kept.care.facts()).toMatchObject({ checking: null });
  await clock.pass(DAY - MINUTE);
  expect(kept.care.facts()).toMatchObject({ checking: null });
  expect(lastCheck()).toEqual({ at: NOON, sound: true });
  await clock.pass(MINUTE);
  await expect.poll(lastCheck).toEqual({ at: NOON + DAY, sound: true });
  await expect.poll(() => kept.care.facts()).toMatchObject({ checking: null });
  await clock.pass(MINUTE);
  kept.care.checkNow();
  expect(kept.care.facts()).toMatchObject({ checking: { done: 0 } });
  await expect.poll(lastCheck).toEqual({ at: NOON + MINUTE + DAY, sound: true });
});

test('an unreadable record of the last check does no harm', async () => {
  const shop = await tradedShop(1, 0);
  writeFileSync(join(shop.folder, 'last-check.json'), 'not a note');
  const { clock, lastCheck } = opened(shop);
  await clock.pass(2 * MINUTE);
  await expect.poll(lastCheck).toMatchObject({ sound: true });
});

test('the record of damage is not signed, not even as the hundredth row', async () => {
  const shop = newShop();
  const { kept } = opened(shop);
  sellMany(kept.journal, 1, 33);
  spoilRow(shop.file, 50);
  kept.care.checkNow();
  await expect.poll(() => kept.health().damaged).toBe(true);
  expect(alarmsIn(kept)).toMatchObject([{ kind: 'changed' }]);
  expect(kept.journal.head().sequence).toBe(100);
  await kept.close();
  expect(shop.checkpoints.latest()).toBeUndefined();
});
