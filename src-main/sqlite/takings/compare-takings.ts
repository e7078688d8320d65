/** Compares the tables of takings with what the rows of the journal add up to. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Taken } from '#domain/takings/takings.ts';
import { eventsTable } from '#sqlite/tables/events-table.ts';
import type { Broken } from '#sqlite/tables/replay.ts';
import { takenByRows } from './taken-by-rows.ts';
import type { SummedTable } from './takings-rows.ts';
import { additionsOf, peopleIn, SUMMED } from './takings-rows.ts';
import type { TakingsTarget } from './takings-tables.ts';
import { takingsTables } from './takings-tables.ts';

/** Rows added up in one go; about 4 ms on a till. */
const SLICE = 60;

type Row = Record<string, string | number>;

const nothing = (columns: readonly string[]): Row => Object.fromEntries(columns.map((column) => [column, 0]));

const NOTHING = {
  takings: nothing(SUMMED.takings.sums),
  takings_by_hour: nothing(SUMMED.takings_by_hour.sums),
  takings_by_day: nothing(SUMMED.takings_by_day.sums),
  charges: nothing(SUMMED.charges.sums),
  charges_by_day: nothing(SUMMED.charges_by_day.sums),
} satisfies Record<SummedTable, Row>;

/** The rows that the tables should have, by their table and key. */
class ExpectedTakings implements TakingsTarget {
  readonly #rows = new Map<string, Row>();
  readonly #fromRow: number;

  /** `fromRow`: the first row that is added up. */
  constructor(fromRow: number) {
    this.#fromRow = fromRow;
  }

  add(taken: Taken, sequence: number): void {
    if (sequence < this.#fromRow) return;
    for (const { table, key, sums } of additionsOf(taken)) {
      const name = JSON.stringify([table, ...Object.values(key)]);
      const row = this.#rows.get(name) ?? { ...key, ...NOTHING[table] };
      for (const [column, sum] of Object.entries(sums))
        if (sum !== 0) row[column] = Number(row[column]) + sum;
      if (table === 'takings') {
        row['first_row'] = Math.min(Number(row['first_row'] ?? sequence), sequence);
        row['last_row'] = Math.max(Number(row['last_row'] ?? sequence), sequence);
      }
      this.#rows.set(name, row);
    }
    for (const { id, person } of peopleIn(taken)) {
      const name = JSON.stringify(['cashiers', id]);
      const known = this.#rows.get(name);
      if (!known || Number(known['last_row']) < sequence)
        this.#rows.set(name, { id, person, last_row: sequence });
    }
  }

  /** How many rows each table should have. */
  count(table: string): number {
    return [...this.#rows.keys()].filter((name) => name.startsWith(`["${table}",`)).length;
  }

  has(table: string, key: readonly string[], row: Row): boolean {
    const expected = this.#rows.get(JSON.stringify([table, ...key.map((column) => row[column])]));
    return expected !== undefined && Object.entries(row).every(([name, value]) => expected[name] === value);
  }
}

const COMPARED = { ...SUMMED, cashiers: { key: ['id'] } } as const;
const tableRow = z.record(z.string(), z.union([z.string(), z.number()]));

const isAsExpected = (db: Database.Database, expected: ExpectedTakings): boolean =>
  Object.entries(COMPARED).every(([table, { key }]) => {
    let count = 0;
    for (const found of db.prepare(`SELECT * FROM ${table}`).iterate()) {
      if (!expected.has(table, key, tableRow.parse(found))) return false;
      count += 1;
    }
    return count === expected.count(table);
  });

const faultOf = (db: Database.Database, expected: ExpectedTakings): Broken | undefined =>
  isAsExpected(db, expected)
    ? undefined
    : { ok: false, sequence: null, why: 'the takings differ from the rows of the journal' };

export interface TakingsComparison extends TakingsTarget {
  /** The first place where the tables differ from what the rows add up to; call once all rows were added. */
  fault(): Broken | undefined;
}

/** Compares the tables with rows that a check replays anyway. */
export const takingsComparison = (db: Database.Database): TakingsComparison => {
  const expected = new ExpectedTakings(takingsTables(db).fromRow());
  return {
    add: (taken, sequence) => {
      expected.add(taken, sequence);
    },
    fault: () => faultOf(db, expected),
  };
};

/**
 * Works in slices, between which the till may write; only the last slice compares. Rows that are not added up yet are
 * left out.
 */
export function* compareTakings(db: Database.Database): Generator<undefined, Broken | undefined> {
  let next = takingsTables(db).fromRow();
  const expected = new ExpectedTakings(next);
  const takenBy = takenByRows(db);
  const events = eventsTable(db);
  for (;;) {
    const last = Math.min(events.head().sequence, next + SLICE - 1);
    for (const { taken, sequence } of takenBy(next, last)) expected.add(taken, sequence);
    next = last + 1;
    if (last === events.head().sequence) break;
    yield;
  }
  return faultOf(db, expected);
}
