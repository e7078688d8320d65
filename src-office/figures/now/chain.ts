/**
 * All tills of the office and their takings, cached by one process. Each look reads only what has changed since the
 * last, so its cost does not grow with the chain.
 */
import type { Statements } from '../../database/database.ts';
import { calendarOf } from '../../journal/sums/calendar.ts';
import { grouped } from '../grouped.ts';
import type { Compared } from './same-weekday.ts';
import { comparedWith } from './same-weekday.ts';
import type { DayRow, StationRow } from './station-rows.ts';
import { hasMoved, readDayRows, readStations } from './station-rows.ts';
import { rulingTill } from './store-rule.ts';
import type { StoreSum } from './store-sums.ts';
import { sumsOf } from './store-sums.ts';

/** How late after its statement a change may be committed for the next look to still see it; µs. */
const COMMITTED_WITHIN = 2_000_000;
/** How often all rows are compared, in case a change was committed even later; ms. */
const WHOLE_EVERY = 60_000;

/** A store's dates, by the rule of its `rulingTill`. */
export interface StoreDates extends Compared {
  /** That till's. */
  readonly currency: string;
}

interface Till extends StationRow {
  readonly days: readonly DayRow[];
}

export class Chain {
  readonly #statements: Statements;
  readonly #tills = new Map<string, Till>();
  readonly #byStore = new Map<string, Set<string>>();
  readonly #sums = new Map<string, readonly StoreSum[]>();
  #ruling: ReadonlyMap<string, StationRow> = new Map();
  #places: ReadonlyMap<string, StoreDates> = new Map();
  #dates: readonly string[] = [];
  #since = 0;
  #wholeAt = -Infinity;
  #looks = 0;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Counts the looks that found a change. */
  get version(): number {
    return this.#looks;
  }

  datesOf(store: string): StoreDates | undefined {
    return this.#places.get(store);
  }

  tillsOf(store: string): readonly Till[] {
    return [...(this.#byStore.get(store) ?? [])].flatMap((station) => this.#tills.get(station) ?? []);
  }

  /** Added up on demand, when first asked for after one of the store's tills has changed. */
  sumsOf(store: string): readonly StoreSum[] {
    const sums = this.#sums.get(store) ?? sumsOf(this.tillsOf(store).flatMap(({ days }) => days));
    this.#sums.set(store, sums);
    return sums;
  }

  /** `now`: epoch ms. Do not call while another look is running. */
  async look(now: number): Promise<void> {
    const isWhole = now < this.#wholeAt || now - this.#wholeAt >= WHOLE_EVERY;
    const rows = await readStations(
      this.#statements,
      isWhole ? 0 : this.#since - COMMITTED_WITHIN,
      (station, changedAt) => this.#tills.get(station)?.changed_at === changedAt,
    );
    const moved = rows.filter((row) => hasMoved(row, this.#tills.get(row.station)));
    const placesBefore = this.#places;
    const ruling = this.#rulingWith(rows);
    const places = this.#placesBy(ruling, now);
    const dates = [...new Set([...places.values()].flatMap(({ date, before }) => [date, before]))].toSorted();
    const isSame = dates.join() === this.#dates.join();
    const days = await readDayRows(
      this.#statements,
      dates,
      isSame ? moved.map(({ station }) => station) : null,
    );
    // Nothing is stored before everything has been read, so that after an error the next look asks for the same.
    this.#keep(rows, days, isSame);
    [this.#ruling, this.#places, this.#dates] = [ruling, places, dates];
    this.#since = rows.reduce((last, { changed_at }) => Math.max(last, changed_at), this.#since);
    if (isWhole) this.#wholeAt = now;
    if (rows.length > 0 || !isSame || placesBefore.size !== places.size) this.#looks += 1;
  }

  /** The till whose rule each store goes by, given these rows. */
  #rulingWith(rows: readonly StationRow[]): ReadonlyMap<string, StationRow> {
    const changed = new Set(rows.map(({ station }) => station));
    const ruling = new Map(this.#ruling);
    for (const [store, some] of grouped(rows, (row) => row.store)) {
      const others = this.tillsOf(store).filter(({ station }) => !changed.has(station));
      const till = rulingTill([...others, ...some]);
      if (till) ruling.set(store, till);
    }
    return ruling;
  }

  #placesBy(ruling: ReadonlyMap<string, StationRow>, now: number): ReadonlyMap<string, StoreDates> {
    const compared = new Map<unknown, Compared>();
    const places = new Map<string, StoreDates>();
    for (const [store, row] of ruling) {
      const days = calendarOf(row, now);
      const place = compared.get(days) ?? comparedWith(days, now);
      compared.set(days, place);
      places.set(store, { ...place, currency: row.currency });
    }
    return places;
  }

  #keep(rows: readonly StationRow[], days: readonly DayRow[], isSame: boolean): void {
    const byStation = grouped(days, ({ station }) => station);
    if (!isSame) {
      this.#sums.clear();
      for (const till of this.#tills.values())
        this.#tills.set(till.station, { ...till, days: byStation.get(till.station) ?? [] });
    }
    for (const row of rows) {
      const before = this.#tills.get(row.station);
      this.#sums.delete(row.store);
      const days = before && !hasMoved(row, before) ? before.days : (byStation.get(row.station) ?? []);
      this.#tills.set(row.station, { ...row, days });
      const stations = this.#byStore.get(row.store) ?? new Set();
      this.#byStore.set(row.store, stations.add(row.station));
    }
  }
}
