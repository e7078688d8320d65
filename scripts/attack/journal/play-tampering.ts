/** Plays one attack on a till of its own, and returns what the next start, its audit log and `verify` report. */
import { join } from 'node:path';
import type { JournalAlarm } from '#domain/journal/journal-alarm.ts';
import { JournalRefused } from '#sqlite/file/refusal.ts';
import { verifyJournal } from '../../journal/verify-journal.ts';
import type { AttackedTill, OpenedTill } from './attacked-till.ts';
import { newTill, openTill, writeSales } from './attacked-till.ts';
import type { Tampering } from './tamperings.ts';
import { ROWS } from './tamperings.ts';

export interface Played {
  /** The alarms in the audit log, in the order they were recorded. */
  readonly named: readonly JournalAlarm[];
  /** Whether the till shows that something is wrong. */
  readonly isShown: boolean;
  /** The exit code of `verify`, before the start. */
  readonly code: number;
  /** Whether the start after that raises no alarm again. */
  readonly isToldOnce: boolean;
}

const CODES = { broken: 1, 'bad-checkpoints': 1, unsigned: 6, another: 7 } as const;

interface Witness {
  readonly key: string;
  readonly atLeast: { readonly sequence: number; readonly hash: string };
}

const verifyCode = (file: string, { key, atLeast }: Witness): number => {
  try {
    const verified = verifyJournal(file, { keys: [key], atLeast });
    return verified.ok ? 0 : CODES[verified.why];
  } catch (error) {
    if (error instanceof JournalRefused) return 3;
    throw error;
  }
};

export const alarmsIn = ({ journal }: Pick<OpenedTill, 'journal'>): readonly JournalAlarm[] =>
  journal.records(['journal-alarm'], 0).map(({ record }) => record.kind);

/** A till that traded for two days, and a copy of its folder from between them. */
export const tillWithSales = async (): Promise<{
  readonly till: AttackedTill;
  readonly older: string;
  readonly witness: Witness;
}> => {
  const till = newTill();
  const first = await openTill(till);
  writeSales(first, ROWS.before);
  await first.close();
  const older = till.save('older');
  const second = await openTill(till);
  writeSales(second, ROWS.after, 1_764_100_000_000);
  const last = second.journal.records(['payment-set-aside'], 0).at(-1);
  await second.close();
  const atLeast = { sequence: last?.sequence ?? 0, hash: last?.hash ?? '' };
  return { till, older, witness: { key: second.fingerprint, atLeast } };
};

/** Waits long enough for the walk over all hashes, which begins at the start. */
const untilWalked = async (isEnough: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 2_000 && !isEnough(); turn += 1)
    await new Promise((resolve) => setImmediate(resolve));
};

export const playTampering = async ({ play, startsWith, named }: Tampering): Promise<Played> => {
  const { till, older, witness } = await tillWithSales();
  try {
    play(till, older);
    const folders = { ...till, ...startsWith?.(till) };
    const code = verifyCode(join(folders.home, 'live', 'journal.db'), witness);
    const opened = await openTill(folders);
    const isNamed = (): boolean => named.every((kind) => alarmsIn(opened).includes(kind));
    await untilWalked(isNamed);
    const alarms = alarmsIn(opened);
    const { alarm, damaged, recovery } = opened.health();
    await opened.close();
    const again = await openTill(folders);
    const isToldOnce = damaged || alarmsIn(again).length === alarms.length;
    await again.close();
    return { named: alarms, isShown: alarm !== null || damaged || recovery !== null, code, isToldOnce };
  } finally {
    till.remove();
  }
};
