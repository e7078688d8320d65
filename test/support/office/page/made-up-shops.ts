/** Two stores with a till each, as the office's tables have them; what is in the rows only these tests know. */
import { z } from 'zod';
import type { TillState } from '#domain/office/till-state.ts';
import { tillState } from '#domain/office/till-state.ts';
import type { Database, Value } from '../../../../src-office/database/database.ts';
import { uncoveredOf } from '../../../../src-office/journal/again/due-again.ts';
import { dueAt } from '../../../../src-office/journal/due-at.ts';
import { sumUpDays } from '../../../../src-office/journal/sums/station-days.ts';
import { NOON } from './office.ts';

const HOUR = 3_600_000;

export const TODAY = '2026-11-30';
export const WEEK_BEFORE = '2026-11-23';
export const WEEK = 7 * 24 * HOUR;

export const GOOD_STATE: TillState = {
  version: '1.2.3',
  environment: 'live',
  storeName: 'Shop',
  storeId: 'S',
  terminalId: 'T1',
  currency: 'EUR',
  cutOff: '04:00',
  timeZone: 'Europe/Berlin',
  openSince: null,
  unresolved: { count: 0, oldestAt: null },
  unsettled: { count: 0, oldestAt: null },
  display: 'good',
  journal: 'good',
  gateway: 'good',
};

type Row = Readonly<Record<string, Value>>;

export const insert = async (db: Database, table: string, row: Row): Promise<void> => {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  await db.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  );
};

const stationRow = z.object({
  heard_at: z.int(),
  state: z.string().transform((text) => tillState.parse(JSON.parse(text))),
});

/** What a push works out of what a till has said and of its rows. */
const workOut = async (db: Database, station: string): Promise<void> => {
  const { covered, uncovered } = await uncoveredOf(db, station);
  const [row] = await db.query('SELECT heard_at, state FROM stations WHERE station = $1', [station]);
  const { heard_at: heardAt, state } = stationRow.parse(row);
  await db.query(
    `UPDATE stations SET covered = $2, uncovered = $3, due_at = $4, due_as_of = heard_at WHERE station = $1`,
    [station, covered, uncovered, dueAt({ state, heardAt, uncovered }, NOON)],
  );
};

/** What the till has said since. */
export const said = async (
  db: Database,
  station: string,
  { heardAt, state }: { readonly heardAt: number; readonly state: Partial<TillState> },
): Promise<void> => {
  await db.query('UPDATE stations SET heard_at = $2, state = $3 WHERE station = $1', [
    station,
    heardAt,
    JSON.stringify({ ...GOOD_STATE, ...state }),
  ]);
  await workOut(db, station);
};

interface Z {
  readonly number: number;
  readonly sequence: number;
  readonly date: string;
  readonly at: number;
}

export const addZ = async (db: Database, station: string, { at, ...made }: Z): Promise<void> => {
  await insert(db, 'days', { station, ...made, closed_at: at, net: '{}' });
  await workOut(db, station);
};

/** The store's environment is that of its first till. */
export const addStation = async (
  db: Database,
  station: string,
  store: string,
  said: { readonly heardAt?: number; readonly state?: Partial<TillState> } = {},
): Promise<void> => {
  const environment = said.state?.environment ?? 'live';
  await db.query('UPDATE stores SET environment = $2 WHERE store = $1 AND environment IS NULL', [
    store,
    environment,
  ]);
  await insert(db, 'stations', {
    station,
    store,
    name: `till ${station}`,
    installation: 'ABC123',
    environment,
    enrolled_at: NOON - WEEK,
    heard_at: said.heardAt ?? NOON,
    credential_hash: '',
    state: JSON.stringify({ ...GOOD_STATE, ...said.state }),
    rows_there: 12,
    head_sequence: 10,
    head_hash: '0'.repeat(64),
    last_payment: 0,
    last_refund: 0,
  });
};

interface Paid {
  readonly date: string;
  readonly hour: number;
  readonly at: number;
  readonly amount: number;
  readonly sequence: number;
}

/** Money that a till took, in its moves and in the sums of its day. */
export const addPaid = async (db: Database, station: string, paid: Paid): Promise<void> => {
  const { date, hour, at, amount, sequence } = paid;
  await insert(db, 'moves', {
    station,
    sequence,
    part: 0,
    at,
    date,
    hour,
    kind: 'paid',
    currency: 'EUR',
    count: 1,
    amount,
  });
  await db.transaction((statements) => {
    sumUpDays(statements, station, [date]);
    return Promise.resolve();
  });
  await workOut(db, station);
};

/** How charges that began on a date have ended, beside what is there of it. */
export const addEnded = async (
  db: Database,
  station: string,
  { date, ended, count }: { readonly date: string; readonly ended: string; readonly count: number },
): Promise<void> => {
  await db.query(`UPDATE station_days SET ${ended} = $3 WHERE station = $1 AND date = $2`, [
    station,
    date,
    count,
  ]);
};

export const addPayment = (
  db: Database,
  station: string,
  payment: Row & { readonly reference: string },
): Promise<void> =>
  insert(db, 'payments', {
    station,
    number: 7,
    state: 'paid',
    ended: 'paid',
    started_at: NOON - HOUR,
    changed_at: NOON - HOUR,
    date: TODAY,
    amount: 1_250,
    currency: 'EUR',
    order_reference: '',
    gateway_id: null,
    method_id: null,
    cashier: null,
    sequence: 1,
    body: '{}',
    ...payment,
  });

/** 'north' with the till NORTH, 'south' with the till SOUTH: each took 10.00 and 20.00 today. */
export const twoShops = async (db: Database): Promise<void> => {
  for (const [store, station, amount] of [
    ['north', 'NORTH', 1_000],
    ['south', 'SOUTH', 2_000],
  ] as const) {
    await insert(db, 'stores', { store, name: `Shop ${store}`, created_at: 0 });
    await addStation(db, station, store);
    await addPaid(db, station, { date: TODAY, hour: 11, at: NOON - HOUR, amount, sequence: 5 });
    await addPayment(db, station, { reference: `T1-20261130-000007-Q4ZK7MA3F8-${station}AAA`, amount });
    await insert(db, 'events', {
      station,
      sequence: 1,
      at: NOON - HOUR,
      reference: `T1-20261130-000007-Q4ZK7MA3F8-${station}AAA`,
      type: 'intended',
      payload: '{}',
      hash: 'a'.repeat(64),
    });
    await insert(db, 'alerts', {
      station,
      kind: 'silent',
      since: NOON,
      detail: null,
      found_at: NOON,
      tries: 0,
      next_at: NOON,
    });
    await insert(db, 'days', {
      station,
      number: 1,
      sequence: 2,
      date: '2026-11-29',
      closed_at: NOON - 12 * HOUR,
      net: JSON.stringify({ EUR: amount }),
    });
    await workOut(db, station);
  }
};

export const referenceOf = (station: 'NORTH' | 'SOUTH'): string =>
  `T1-20261130-000007-Q4ZK7MA3F8-${station}AAA`;
