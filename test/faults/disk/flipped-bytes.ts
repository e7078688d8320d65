/** A disk that returns other bytes than were written. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backUp } from '#sqlite/restore/backup.ts';
import { hashesSignedBy, openCheckpoints, readCheckpoints } from '#sqlite/check/checkpoints.ts';
import { openJournalSafely } from '#sqlite/restore/open-safely.ts';
import { verify } from '#sqlite/check/verify.ts';
import { newKey } from '../../support/new-key.ts';
import { openJournal } from '../../sqlite/kit/open-journal.ts';
import { NOON, sell } from '../../sqlite/kit/sales.ts';
import { inFolder } from './in-folder.ts';
import type { DiskFault } from './rows.ts';

const BACKED_UP = 4;
const SALES = 6;

/** Random numbers from a seed (mulberry32). */
const numbersFrom = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

const key = newKey();
const checkpointsIn = (folder: string) => openCheckpoints(join(folder, 'checkpoints'), key);

/** Four sales in a backup, two more after it, all signed, everything closed. */
const makeShop = async (folder: string): Promise<void> => {
  const journal = openJournal(join(folder, 'journal.db'));
  const sellNumber = (number: number): void => sell(journal, `T1-${number}`, NOON + number * 60_000);
  for (let number = 1; number <= BACKED_UP; number += 1) sellNumber(number);
  await backUp(journal, join(folder, 'backups'), checkpointsIn(folder), NOON);
  for (let number = BACKED_UP + 1; number <= SALES; number += 1) sellNumber(number);
  checkpointsIn(folder).sign(journal.head(), NOON);
  journal.close();
};

type Outcome = 'harmless' | 'recovered' | 'rebuilt' | 'wrong';

const isSound = (file: string, folder: string): boolean => {
  const { good } = readCheckpoints(join(folder, 'checkpoints'));
  return verify(file, hashesSignedBy(good)).ok;
};

/** Opens the damaged journal as at a start that checks every row, sells, and verifies the journal. */
const outcomeIn = (folder: string): Outcome => {
  const file = join(folder, 'journal.db');
  const opened = openJournalSafely({
    file,
    backupsFolder: join(folder, 'backups'),
    checkpoints: checkpointsIn(folder),
    now: NOON,
    checkAll: true,
  });
  const { journal, recovered, fault } = opened;
  const kept = journal.lastPaymentNumber();
  sell(journal, 'T1-9', NOON + 3_600_000);
  journal.close();
  if (kept < (recovered ? BACKED_UP : SALES) || !isSound(file, folder)) return 'wrong';
  if (recovered) return fault === null || recovered.quarantined === null ? 'wrong' : 'recovered';
  return fault === null ? 'harmless' : 'rebuilt';
};

/** Flips one byte after the other in the journal, each time in a new copy of the shop. */
export const flippedBytes = async (flips: number, seed: number): Promise<DiskFault> => {
  const below = numbersFrom(seed);
  const counts: Record<Outcome, number> = { harmless: 0, recovered: 0, rebuilt: 0, wrong: 0 };
  const failed: string[] = [];
  await inFolder(async (folder) => {
    const whole = join(folder, 'whole');
    const damaged = join(folder, 'damaged');
    await makeShop(whole);
    const bytes = readFileSync(join(whole, 'journal.db'));
    for (let flip = 0; flip < flips; flip += 1) {
      const at = below(bytes.length);
      const by = below(255) + 1;
      cpSync(whole, damaged, { recursive: true });
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at) ^ by, at);
      writeFileSync(join(damaged, 'journal.db'), flipped);
      try {
        const outcome = outcomeIn(damaged);
        counts[outcome] += 1;
        if (outcome === 'wrong') failed.push(`byte ${at} ^ ${by}`);
      } catch (error) {
        failed.push(`byte ${at} ^ ${by}: ${String(error)}`);
      }
      rmSync(damaged, { recursive: true });
    }
  });
  return {
    fault: 'bytes flipped in the journal',
    outcome:
      `${flips} times (seed ${seed}): ${counts.recovered} recovered from the backup, ${counts.rebuilt} ` +
      `rebuilt from the events, ${counts.harmless} harmless${failed.map((one) => `; FAILED ${one}`).join('')}`,
    ok: failed.length === 0 && counts.recovered > 0,
  };
};
