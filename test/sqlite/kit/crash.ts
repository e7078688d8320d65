/** What a power cut leaves of a shop's folder, and what else can happen to it before the next start. */
import { cpSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ManagedJournal } from '#sqlite/care/managed-journal.ts';
import { openManagedJournal } from '#sqlite/care/managed-journal.ts';
import { makeReference } from '#domain/payment/reference.ts';
import type { Journal } from '#services/journal-ports.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { NOON, sell, temporaryFolder } from './new-journal.ts';
import type { Shop } from './shop-journal.ts';
import { newShop, PaperLog } from './shop-journal.ts';
import { installation } from '../../support/station-kit.ts';
import { newAnchor } from '../../support/fakes/new-anchor.ts';
import { worker } from './journal-worker.ts';

export interface ManagedShop {
  readonly shop: Shop;
  readonly kept: ManagedJournal;
  readonly clock: HandClock;
  readonly log: PaperLog;
}

/** Opens the journal with everything that cares for it, as the till does; closed after the test. */
export const keep = (shop: Shop, at = NOON): ManagedShop => {
  const clock = new HandClock(at);
  const log = new PaperLog();
  const kept = openManagedJournal({
    worker,
    file: shop.file,
    key: shop.key,
    anchor: shop.anchor,
    clock,
    log,
    isBusy: () => false,
    onChange: () => undefined,
    onWritten: () => undefined,
  });
  let open = true;
  const close = async (): Promise<void> => {
    if (open) await kept.close();
    open = false;
  };
  onTestFinished(close);
  return { shop, kept: { ...kept, close }, clock, log };
};

/** The shop as it is on disk at this moment, copied to a new folder, as after a power cut. */
export const afterPowerCut = ({ folder, file, key, anchor }: Shop): Shop => {
  const home = join(temporaryFolder(), 'books');
  cpSync(folder, home, { recursive: true, filter: (path) => !path.endsWith('-shm') });
  return newShop(join(home, basename(file)), key, newAnchor(anchor.anchored()));
};

/** Deletes SQLite's write-ahead log, as a clean-up tool or a copy of the single file does. */
export const withoutLog = (shop: Shop): Shop => {
  for (const suffix of ['-wal', '-shm']) rmSync(`${shop.file}${suffix}`, { force: true });
  return shop;
};

const MINUTE = 60_000;

/** The reference that the till would use next. */
export const nextReference = (journal: Journal): string =>
  makeReference(
    { terminalId: 'T1', mark: installation },
    NOON,
    journal.lastPaymentNumber() + 1,
    new Uint8Array(8),
  );
export const sellNext = (journal: Journal, minute = 0): string => {
  const reference = nextReference(journal);
  sell(journal, reference, NOON + minute * MINUTE);
  return reference;
};
export const sellTwo = (journal: Journal): void => {
  for (const minute of [1, 2]) sellNext(journal, minute);
};
export const noteOf = ({ folder }: Shop): string => join(folder, 'last-head.json');
export const lossesIn = ({ kept }: ManagedShop) =>
  kept.journal.records(['tail-lost'], 0).map(({ record }) => record);

/** Closed properly after two sales, then two more sales. */
export const twoAndTwo = async (): Promise<ManagedShop> => {
  const shop = newShop();
  const first = keep(shop);
  sellTwo(first.kept.journal);
  await first.kept.close();
  const second = keep(shop);
  for (const minute of [3, 4]) sellNext(second.kept.journal, minute);
  return second;
};
