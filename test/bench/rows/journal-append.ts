/**
 * The cost of writing one event of a payment: its row, its hash, the payment, its history and takings, in one
 * FULL commit.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { PaymentEvent } from '#domain/payment/payment.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { journalOver } from '#sqlite/journal.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import { intended, NOON, reportedPayment } from '../../sqlite/kit/sales.ts';
import { inTurn } from '../kit/in-turn.ts';
import type { BenchRow, Measured } from '../kit/row.ts';
import { benchFolder } from '../kit/write-results.ts';
import { bareInsert } from '../limits/bare-insert.ts';

const ROUNDS = { warmUps: 300, rounds: 1_200 };
const SECOND = 1_000;

interface Step {
  readonly reference: string;
  readonly event: PaymentEvent;
}

const stepsOf = (reference: string): readonly Step[] =>
  [
    intended(reference),
    { type: 'created', payment: reportedPayment(reference, 1) } as const,
    { type: 'observed', payment: reportedPayment(reference, 2) } as const,
  ].map((event) => ({ reference, event }));

/** The columns of an event's row in the journal, in that many bytes. */
const bytesOf = ({ reference, event }: Step): string =>
  [reference, event.type, canonicalJson(event), '0'.repeat(64), '0'.repeat(64)].join('');

/** The events of sales from intent to paid, one for each round; made before anything is timed. */
const STEPS: readonly Step[] = Array.from({ length: (ROUNDS.warmUps + ROUNDS.rounds) / 3 }, (_, n) =>
  stepsOf(`C1-20261123-${String(n + 1).padStart(6, '0')}-Q4ZK7MA3F8-0000ABCD`),
).flat();

const measure = async (): Promise<Measured> => {
  const folder = mkdtempSync(join(benchFolder(), 'append-'));
  const file = join(folder, 'journal.db');
  const lock = lockJournal(file);
  const journal = journalOver(openDatabase(file), lock);
  const bare = bareInsert(join(folder, 'bare.db'));
  const ours = STEPS.values();
  const theirs = STEPS.map(bytesOf).values();
  let at = NOON;
  const station = (): void => {
    const { reference, event } = ours.next().value!;
    at += SECOND;
    journal.append(reference, event, at);
  };
  try {
    return await inTurn({ station, limit: () => bare.insert(theirs.next().value!) }, ROUNDS);
  } finally {
    journal.close();
    bare.close();
    rmSync(folder, { recursive: true });
  }
};

export const journalAppend: BenchRow = {
  name: 'journal-append',
  what: 'journal append: event, projections and hash, FULL',
  beside: 'one INSERT of the bytes of that event, FULL',
  unit: 'ms',
  promise: { p50: 1.6 },
  measure,
};
