/** The tables of takings: what the rows of the journal add up to by quarter hours, hours and days. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Taken } from '#domain/takings/takings.ts';
import type { SummedTable } from './takings-rows.ts';
import { additionsOf, peopleIn, SUMMED } from './takings-rows.ts';

/** Where the takings of rows are added up. */
export interface TakingsTarget {
  /** Adds what row `sequence` took; rows may come in any order. The caller holds the transaction. */
  add(taken: Taken, sequence: number): void;
}

export interface TakingsTables extends TakingsTarget {
  /** The first row that is added up; all rows are when it is 1. */
  fromRow(): number;
  /** The rows from this one on are added up now. */
  reached(fromRow: number): void;
  /** Empties the tables: all rows written so far will be added up again. The caller holds the transaction. */
  clear(): void;
}

const EMPTIED = [...Object.keys(SUMMED), 'cashiers'];

const upsert = (table: SummedTable): string => {
  const { key, sums, rows } = SUMMED[table];
  const columns = [...key, ...sums, ...rows];
  const moves = [
    ...sums.map((name) => `${name} = ${name} + excluded.${name}`),
    ...rows.map((name) => `${name} = ${name === 'first_row' ? 'min' : 'max'}(${name}, excluded.${name})`),
  ];
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})
    ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${moves.join(', ')}`;
};

const rowsOf = (table: SummedTable, sequence: number): Readonly<Record<string, number>> =>
  Object.fromEntries(SUMMED[table].rows.map((name) => [name, sequence]));

/** Statements are prepared once, here. */
export const takingsTables = (db: Database.Database): TakingsTables => {
  const statements = {
    takings: db.prepare(upsert('takings')),
    takings_by_hour: db.prepare(upsert('takings_by_hour')),
    takings_by_day: db.prepare(upsert('takings_by_day')),
    charges: db.prepare(upsert('charges')),
    charges_by_day: db.prepare(upsert('charges_by_day')),
  } satisfies Record<SummedTable, unknown>;
  const name = db.prepare(
    `INSERT INTO cashiers (id, person, last_row) VALUES (@id, @person, @sequence)
     ON CONFLICT (id) DO UPDATE SET person = excluded.person, last_row = excluded.last_row
     WHERE excluded.last_row > last_row`,
  );
  const fromRow = db.prepare('SELECT from_row FROM added_up').pluck();
  const reached = db.prepare<[number]>('UPDATE added_up SET from_row = ?');
  return {
    add(taken, sequence) {
      for (const { table, key, sums } of additionsOf(taken))
        statements[table].run({ ...key, ...sums, ...rowsOf(table, sequence) });
      for (const person of peopleIn(taken)) name.run({ ...person, sequence });
    },
    fromRow: () => z.int().parse(fromRow.get()),
    reached: (row) => void reached.run(row),
    clear: () =>
      void db.exec(`${EMPTIED.map((table) => `DELETE FROM ${table};`).join(' ')}
        UPDATE added_up SET from_row = (SELECT coalesce(max(sequence), 0) + 1 FROM events);`),
  };
};
