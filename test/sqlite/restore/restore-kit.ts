import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ManagedShop } from '../kit/crash.ts';
import { keep, sellNext } from '../kit/crash.ts';
import { NOON } from '../kit/new-journal.ts';
import type { Shop } from '../kit/shop-journal.ts';
import { newShop } from '../kit/shop-journal.ts';

const chen = { id: 'p2', name: 'Chen', role: 'manager' } as const;
const ivan = { id: 'p5', name: 'Ivan', role: 'installer' } as const;
export const mayRestore = (): boolean => true;
export const acting = { by: ivan, approvedBy: chen };

/** How many payments the journal has, without lost ones. */
export const salesIn = ({ kept }: ManagedShop): number =>
  kept.journal.startedBetween(0, Number.MAX_SAFE_INTEGER).length;

export const identify = ({ kept }: ManagedShop, identity = 'Q4ZK7M'): void => {
  kept.journal.record({ type: 'installation-identified', identity }, NOON);
};

export const backupsOf = ({ folder }: Shop): readonly string[] => readdirSync(join(folder, 'backups')).sort();

export const replacedIn = ({ folder }: Shop): readonly string[] => {
  try {
    return readdirSync(join(folder, 'replaced')).sort();
  } catch {
    return [];
  }
};

/** A till that was backed up after two sales and has made two more since; its journal is open. */
export const backedUpTill = async (): Promise<ManagedShop & { readonly backup: string }> => {
  const shop = newShop();
  const first = keep(shop);
  identify(first);
  for (const minute of [1, 2]) sellNext(first.kept.journal, minute);
  await first.kept.close();
  const [backup = ''] = backupsOf(shop);
  const second = keep(shop, NOON + 3_600_000);
  for (const minute of [61, 62]) sellNext(second.kept.journal, minute);
  return { ...second, backup };
};
