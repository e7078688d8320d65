/** Tills as the office sees them: journals that the till's own code has written, pushed as they are. */
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { Head } from '#domain/journal/chained-row.ts';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import type { Enrolled } from '#domain/office/enrolment.ts';
import type { Push, PushAnswer, PushedRow } from '#domain/office/push.ts';
import type { TillState } from '#domain/office/till-state.ts';
import type { Database as OfficeDatabase } from '../../../src-office/database/database.ts';
import { takePush } from '../../../src-office/journal/push.ts';
import type { Outside } from '../../../src-office/outside.ts';
import type { Shown } from '../../../src-office/stations/credentials.ts';
import { codeForNewTill } from '../../../src-office/stations/codes.ts';
import { enrol } from '../../../src-office/stations/enrol.ts';
import { hashOf } from '../../../src-office/stations/secrets.ts';
import { addStore } from '../../../src-office/stations/stores.ts';

export const tillState = (change: Partial<TillState> = {}): TillState => ({
  version: '0.1.0',
  environment: 'test',
  storeName: 'One',
  storeId: 'S1',
  terminalId: 'T1',
  currency: 'CNY',
  cutOff: '04:00',
  timeZone: 'Asia/Shanghai',
  openSince: null,
  unresolved: { count: 0, oldestAt: null },
  unsettled: { count: 0, oldestAt: null },
  display: 'good',
  journal: 'good',
  gateway: 'good',
  ...change,
});

/** A clock set by hand, and chance that never repeats itself. */
export const handOutside = (at = 1_795_000_000_000): Outside & { pass(ms: number): void } => {
  let now = at;
  let made = 0;
  return {
    now: () => now,
    pass: (ms) => void (now += ms),
    randomBytes: (bytes) => {
      made += 1;
      return Uint8Array.from({ length: bytes }, (_, index) => (made * 7 + index * 31 + (made >> 5)) & 255);
    },
  };
};

export const enrolledTill = async (
  database: OfficeDatabase,
  outside: Outside,
  installation = '7HJ2K9',
): Promise<Enrolled & Shown> => {
  const { store } = await addStore(database, outside, 'Main street');
  const code = await codeForNewTill(database, outside, { store, name: 'Front' });
  const answer = await enrol(
    database,
    outside,
    { code: code!.code, installation, state: tillState() },
    '192.0.2.1',
  );
  if ('refused' in answer) throw new Error(answer.refused);
  return { ...answer.in, hash: hashOf(answer.in.credential) };
};

/** A journal as a till pushes it. */
export interface PushedJournal {
  readonly rows: readonly PushedRow[];
  /** The row with this number; that before the first has 0. */
  readonly headAt: (sequence: number) => Head;
}

const stored = z.array(
  z.strictObject({
    at: z.int(),
    reference: z.string(),
    type: z.string(),
    payload: z.string(),
    hash: z.string(),
  }),
);

/** Of a till's journal file. */
export const readJournal = (file: string): PushedJournal => {
  const db = new Database(file, { readonly: true });
  const rows = stored.parse(
    db.prepare('SELECT at, reference, type, payload, hash FROM events ORDER BY sequence').all(),
  );
  db.close();
  return {
    rows: rows.map(({ at, reference, type, payload }) => [at, reference, type, payload]),
    headAt: (sequence) => (sequence === 0 ? NO_ROWS : { sequence, hash: rows[sequence - 1]!.hash }),
  };
};

/** Rows `from` + 1 … `to`, while the journal ends at `end`. */
export const pushOf = (
  { rows, headAt }: PushedJournal,
  from: number,
  to: number,
  end = rows.length,
): Push => ({
  after: headAt(from),
  rows: rows.slice(from, to).map((row) => [...row]),
  upTo: headAt(to),
  end: headAt(end),
  state: tillState(),
});

/** Takes a push and expects it to be no matter of credentials. */
export const pushed = async (
  database: OfficeDatabase,
  shown: Shown,
  push: Push,
  now = 1_795_000_000_000,
): Promise<PushAnswer> => {
  const answer = await takePush(database, shown, push, now);
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
};
