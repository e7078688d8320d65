import type Database from 'better-sqlite3';
import { inBackground } from '#sqlite/care/background.ts';
import { checkCopy } from '#sqlite/care/backup.ts';
import type { Checked } from '#sqlite/check/check-since.ts';
import { checkSince } from '#sqlite/check/check-since.ts';
import { walkSlices } from '#sqlite/check/walk-chain.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { isDamage } from '#sqlite/file/refusal.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import { compareTakings } from '#sqlite/takings/compare-takings.ts';
import type { JournalOrder } from './journal-order.ts';
import type { WorkWatch } from './run-worker.ts';

type CheckOrder = Exclude<JournalOrder, { readonly what: 'copy' }>;

function* slicesOf(db: Database.Database, order: CheckOrder): Generator<unknown, Checked> {
  switch (order.what) {
    case 'check':
      return yield* checkSince(db);
    case 'walk':
      return yield* walkSlices(db, { begun: 'unread', signed: order.signed });
    case 'takings':
      return (yield* compareTakings(db)) ?? { ok: true, ...eventsTable(db).head() };
    default:
      return order satisfies never;
  }
}

/** Rows between two reports of the progress. */
const PROGRESS_STEP = 10_000;

/** The slices of a check, telling now and then by their rows how far it is. */
function* toldBy<T>(
  slices: Generator<unknown, T>,
  total: number,
  { onProgress }: WorkWatch,
): Generator<unknown, T> {
  let told = 0;
  let slice = slices.next();
  for (; slice.done !== true; slice = slices.next()) {
    const done = rowOf(slice.value);
    if (done >= told + PROGRESS_STEP) {
      onProgress?.({ done, total });
      told = done;
    }
    yield;
  }
  return slice.value;
}

const rowOf = (slice: unknown): number =>
  typeof slice === 'object' && slice !== null && 'sequence' in slice ? Number(slice.sequence) : 0;

/** In slices, because a thread that is busy hears no message that cancels it. */
const check = async (db: Database.Database, order: CheckOrder, watch: WorkWatch): Promise<Checked | null> => {
  const { sequence } = eventsTable(db).head();
  const running = inBackground(toldBy(slicesOf(db, order), sequence, watch));
  watch.signal?.addEventListener('abort', () => running.stop(), { once: true });
  return (await running.result) ?? null;
};

/** What a worker does with an order; null where it was cancelled. */
export const doJournalOrder = async (order: JournalOrder, watch: WorkWatch): Promise<Checked | null> => {
  try {
    return await work(order, watch);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { ok: false, sequence: null, why: `SQLite finds damage: ${String(error)}` };
  }
};

const work = async (order: JournalOrder, watch: WorkWatch): Promise<Checked | null> => {
  const { db, close } = openReadOnly(order.file);
  try {
    // One transaction shows one moment, while the till goes on writing.
    db.exec('BEGIN');
    if (order.what !== 'copy') return await check(db, order, watch);
    eventsTable(db).head();
    await db.backup(order.draft);
    return checkCopy(order.draft, order.from);
  } finally {
    close();
  }
};
