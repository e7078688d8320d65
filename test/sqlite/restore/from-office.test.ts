/** The journal that the office had of a till replaces that of a fresh one. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openInstallation } from '#services/installation/open-installation.ts';
import { ownershipOf } from '#domain/installation/payment-ownership.ts';
import { makeReference } from '#domain/payment/reference.ts';
import { installationNote } from '#sqlite/care/installation-note.ts';
import { placeRestored } from '#sqlite/restore/place-restored.ts';
import { countingIds, silentLog } from '../../support/station-kit.ts';
import type { ManagedShop } from '../kit/crash.ts';
import { afterPowerCut, keep, lossesIn, sellNext } from '../kit/crash.ts';
import { NOON } from '../kit/new-journal.ts';
import type { Shop } from '../kit/shop-journal.ts';
import { newShop } from '../kit/shop-journal.ts';
import { cutsDuring } from './file-operations.ts';
import { acting, backupsOf, identify, replacedIn, salesIn } from './restore-kit.ts';

const HOUR = 3_600_000;
const OFFICE = {
  address: 'https://office.example',
  station: 'st-1',
  storeName: 'Garden Café',
  stationName: 'Till 2',
};

const unwatched = { onProgress: () => undefined, signal: new AbortController().signal };

/**
 * A fresh till, opened and closed once, that has received the whole journal of another till with three sales.
 */
const restored = async (): Promise<ManagedShop> => {
  const former = keep(newShop());
  identify(former);
  for (const minute of [1, 2, 3]) sellNext(former.kept.journal, minute);
  const { rows, upTo: end } = former.kept.journal.rowsToPush(0, 500, Infinity)!;
  const shop = newShop();
  const first = keep(shop, NOON);
  identify(first, 'FRESH1');
  await first.kept.close();
  const fresh = keep(shop, NOON + HOUR);
  const draft = fresh.kept.care.draft();
  expect(draft.add(rows.slice(0, 5)) && draft.add(rows.slice(5))).toBe(true);
  expect(await draft.ready({ installation: 'Q4ZK7M', end }, OFFICE, acting, unwatched)).toBe('ready');
  draft.drop();
  return fresh;
};

const expectMoved = (shop: Shop): ManagedShop => {
  const opened = keep(shop, NOON + 2 * HOUR);
  const { journal, recovery } = opened.kept;
  expect(salesIn(opened)).toBe(3);
  expect(journal.lastRecord('installation-identified')?.record.identity).toBe('Q4ZK7M');
  expect(opened.kept.health()).toMatchObject({ alarm: null, damaged: false });
  expect(recovery.read()).toMatchObject({ why: 'from-office', received: 10, found: null });
  expect(journal.records(['office-restored'], 0).map(({ record }) => record)).toMatchObject([
    { ...acting, address: OFFICE.address, rows: 10, askedAt: NOON + HOUR },
  ]);
  expect(journal.records(['office-connected'], 0)).toHaveLength(1);
  expect(existsSync(join(shop.folder, 'restore.json'))).toBe(false);
  expect(replacedIn(shop)).toContain('journal-20261123T130000Z.db');
  return opened;
};

test('replaces it at the next opening, without an alarm, and says who did it', async () => {
  const { kept, shop } = await restored();
  await kept.close();
  expectMoved(shop);
});

test('backups and checkpoints of the fresh till go with its journal: neither is of the one that is there now', async () => {
  const { kept, shop } = await restored();
  await kept.close();
  expect(backupsOf(shop).length).toBeGreaterThan(0);
  const { kept: moved } = expectMoved(shop);
  expect(moved.care.backups()).toEqual([]);
  expect(replacedIn(shop)).toEqual([
    'backups-20261123T130000Z',
    'checkpoints-20261123T130000Z',
    'journal-20261123T130000Z.db',
  ]);
  await moved.close();
  expect(keep(shop, NOON + 3 * HOUR).kept.health()).toMatchObject({ alarm: null, damaged: false });
});

test('no running number is used that the former computer may have used', async () => {
  const { kept, shop } = await restored();
  await kept.close();
  const opened = expectMoved(shop);
  // Two hours less three minutes, and an hour for the clocks: no till makes a payment in less than ten
  // seconds.
  expect(lossesIn(opened)).toMatchObject([{ rows: null, payments: 3 + 1_062, refunds: 1_062, zs: 0 }]);
  expect(opened.kept.journal.numberOf(sellNext(opened.kept.journal, 121))).toBe(3 + 1_062 + 1);
});

test('what the former computer sold since belongs to it, but a payment after the restore does not', async () => {
  const { kept, shop } = await restored();
  await kept.close();
  const { clock, kept: moved } = expectMoved(shop);
  const ports = { journal: moved.journal, note: installationNote(shop.file), clock, log: silentLog };
  const installation = openInstallation({ ...ports, ids: countingIds() }, moved.recovery.read()!.lastAt);
  const made = (number: number, createdAt: number) => ({
    reference: makeReference(
      { terminalId: 'T1', mark: { identity: 'Q4ZK7M', opening: '7777' } },
      createdAt,
      number,
      new Uint8Array(8),
    ),
    createdAt,
  });
  const ownership = (number: number, at: number) =>
    ownershipOf(made(number, at), installation, ['T1'], () => false);
  expect(installation.identity).toBe('Q4ZK7M');
  expect(ownership(4, NOON + 30 * 60_000)).toBe('lost');
  expect(ownership(4, NOON + 4 * HOUR)).toBe('journal-copy');
});

test('after a power cut at any moment while the journal is replaced, the next start completes the restore', async () => {
  const { shop } = await restored();
  const after = afterPowerCut(shop);
  const cuts = cutsDuring(after, () => placeRestored(after, after.checkpoints));
  expect(cuts.length).toBeGreaterThan(5);
  for (const cut of [...cuts, afterPowerCut(after)]) expectMoved(cut);
});

test('a power cut while rows arrive leaves the fresh till as it was', () => {
  const shop = newShop();
  const fresh = keep(shop);
  identify(fresh, 'FRESH1');
  fresh.kept.care.draft().add([[NOON, 'T1-1', 'intended', '{}']]);
  const cut = keep(afterPowerCut(shop), NOON + HOUR);
  expect(cut.kept.journal.lastRecord('installation-identified')?.record.identity).toBe('FRESH1');
  expect(cut.kept.journal.lastRecord('office-restored')).toBeUndefined();
});
