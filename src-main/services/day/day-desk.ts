/**
 * Closes the day. The journal is read in slices while the till goes on selling, and the business dates of the payments
 * and refunds in its rows are reconciled with the gateway, as far as it answers in time. Then, without a pause in which
 * anything else could be written, the last rows are read, and the end of the shift and the Z are written after them. A
 * payment that moves meanwhile counts in this Z if its row comes before the Z's, and in the next one if it comes after.
 */
import { tidyShownLine } from '#domain/free-text/shown-line.ts';
import type { Recorded } from '#domain/journal/activity-record.ts';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import type { ClosedDay, Seal } from '#domain/day/report.ts';
import { sealedText } from '#domain/day/report.ts';
import type { UnresolvedLine } from '#domain/day/report-lines.ts';
import type { Mark } from '#domain/installation/mark.ts';
import type { Person } from '#domain/staff/staff.ts';
import { may } from '#domain/staff/staff.ts';
import type { Terminal } from '#domain/shop/terminal.ts';
import type { SigningKey } from '#services/ports.ts';
import type { RowReader } from './read-rows.ts';
import type { ReportPorts } from './report-ports.ts';
import { reportOf } from './report.ts';
import type { SinceZ } from './rows-since-z.ts';
import { RowsSinceZ } from './rows-since-z.ts';
import { lastLossIn, RowsUnreadable } from './rows-unreadable.ts';
import type { Shifts } from './shifts.ts';

export interface DayPorts extends ReportPorts {
  readonly shifts: Shifts;
  readonly terminal: Pick<Terminal, 'storeName' | 'storeId' | 'terminalId'>;
  readonly installation: Pick<Mark, 'identity'>;
  /** Null if this station has no key. */
  readonly key: SigningKey | null;
  /** Reconciles business dates with the gateway and records the result of each, within a bounded time. */
  readonly reconcile: (dates: readonly string[], by: Person) => Promise<unknown>;
}

export interface Closing {
  readonly by: Person;
  /** Who signs off what is unresolved; the same person if they may do both. */
  readonly approvedBy: Person;
  /** What the manager has seen and signs off: by the reference of the payment or refund, a note or ''. */
  readonly signOffs: Readonly<Record<string, string>>;
}

export type DayClosed =
  | {
      readonly closed: true;
      readonly z: Recorded<'day-closed'>;
      /**
       * The business dates of the payments and refunds that began in its rows, oldest first; its own date if none did.
       */
      readonly begunOn: readonly string[];
    }
  | { readonly closed: false; readonly why: 'day-closing' }
  /** Unresolved payments and refunds: a manager must sign them off, or has not signed off all of them. */
  | {
      readonly closed: false;
      readonly why: 'day-unresolved' | 'sign-off-needed';
      readonly unresolved: readonly UnresolvedLine[];
    };

/** What the till was doing when the close failed. */
export type CloseStep = 'reading' | 'reconciling' | 'signing' | 'writing';

/** The day is not closed: nothing was written, and the shift is as it was. */
export class CloseFailed extends Error {
  override readonly name = 'CloseFailed';
  readonly step: CloseStep;

  constructor(step: CloseStep, options: ErrorOptions) {
    super(`the close failed while ${step}`, options);
    this.step = step;
  }
}

/** Leaves as they are DiskFailed and RowsUnreadable, whichever step they come from, and keeps the name of an inner step. */
const asCloseFailed = (step: CloseStep, error: unknown): unknown =>
  error instanceof DiskFailed || error instanceof RowsUnreadable || error instanceof CloseFailed
    ? error
    : new CloseFailed(step, { cause: error });

const during = async <T>(step: CloseStep, act: () => T | Promise<T>): Promise<T> => {
  try {
    return await act();
  } catch (error) {
    throw asCloseFailed(step, error);
  }
};

type Refusal = Extract<DayClosed, { readonly closed: false }>;

const refusalOf = (rows: RowReader, { approvedBy, signOffs }: Closing): Refusal | undefined => {
  const unresolved = rows.unresolved().filter(({ signedOff }) => signedOff === null);
  if (unresolved.length === 0) return undefined;
  if (!may(approvedBy.role, 'sign-off')) return { closed: false, why: 'sign-off-needed', unresolved };
  return unresolved.every(({ reference }) => Object.hasOwn(signOffs, reference))
    ? undefined
    : { closed: false, why: 'day-unresolved', unresolved };
};

/** Not where only the shop's zone or the start of its day has changed, which sets its date back with a clock that is right. */
const isClockBehind = ({ at, record }: Recorded<'day-closed'>, now: number): boolean =>
  record.clockWasBehind || now < at;

export class DayDesk {
  readonly #ports: DayPorts;
  /** The rows that the next Z will cover; an X is read from them too. */
  readonly sinceZ: RowsSinceZ;
  #closing = false;

  constructor(ports: DayPorts) {
    this.#ports = ports;
    this.sinceZ = new RowsSinceZ(ports);
  }

  /**
   * Signs off what is unresolved, ends the shift and writes the Z, all three or none; refused while another close is
   * under way. Throws CloseFailed, DiskFailed or RowsUnreadable.
   */
  async close(closing: Closing): Promise<DayClosed> {
    if (this.#closing) return { closed: false, why: 'day-closing' };
    this.#closing = true;
    try {
      const closed = await this.#close(closing);
      if (!closed.closed && closed.why === 'sign-off-needed') this.#noteRefusal(closing.by);
      return closed;
    } finally {
      this.#closing = false;
    }
  }

  async #close(closing: Closing): Promise<DayClosed> {
    const { clock, shifts } = this.#ports;
    const since = await during('reading', () => this.sinceZ.caughtUp());
    const { previous, rows } = since;
    await during('reading', () => rows.checkWhole());
    const dates = rows.moved(this.#dateOf(previous, clock.now()));
    await during('reconciling', () => this.#ports.reconcile(dates, closing.by));
    await during('reading', () => rows.catchUp());
    const refusal = refusalOf(rows, closing);
    if (refusal) return refusal;
    const endShift = await during('reading', () =>
      shifts.prepareClose({ by: closing.by, declared: null, why: 'day-closed' }),
    );
    await during('reading', () => rows.catchUp());
    return during('writing', () => this.#write(since, closing, endShift));
  }

  /** Synchronous, so that no other row can come between; all of it is on disk or none. */
  #write(since: SinceZ, closing: Closing, endShift: () => unknown): DayClosed {
    const { journal, clock } = this.#ports;
    const { rows } = since;
    rows.finish();
    rows.checkWhole();
    const refusal = refusalOf(rows, closing);
    if (refusal) return refusal;
    // The close reads its own rows before they are on disk. If it fails they are undone, so nothing read may be kept.
    this.sinceZ.forget();
    return journal.transaction(() => {
      endShift();
      const at = clock.now();
      for (const { reference, signedOff } of rows.unresolved()) {
        const note = Object.hasOwn(closing.signOffs, reference) ? closing.signOffs[reference] : undefined;
        if (!signedOff)
          journal.record(
            { type: 'signed-off', reference, by: closing.approvedBy, note: tidyShownLine(note ?? '') },
            at,
          );
      }
      rows.finish();
      const day = this.#dayOf(since, closing.by, at);
      const z = journal.record({ type: 'day-closed', ...day, seal: this.#seal(day) }, at);
      return { closed: true, z, begunOn: rows.begun(day.date) };
    });
  }

  #noteRefusal(by: Person): void {
    const { journal, clock } = this.#ports;
    const missing = { permission: 'sign-off', call: 'day.close', why: 'approval-needed' } as const;
    journal.record({ type: 'permission-refused', by, ...missing }, clock.now());
  }

  #dayOf(since: SinceZ, by: Person, now: number): ClosedDay {
    const { days, terminal, installation, journal } = this.#ports;
    const { previous } = since;
    const { storeName, storeId, terminalId } = terminal;
    const date = this.#dateOf(previous, now);
    return {
      number: Math.max(previous?.record.number ?? 0, lastLossIn(journal)?.zs ?? 0) + 1,
      by,
      date,
      clockWasBehind: previous !== undefined && days.dateOf(now) < date && isClockBehind(previous, now),
      ...days.rule,
      storeName,
      storeId,
      terminalId,
      installation: installation.identity,
      report: reportOf(since, date, now),
    };
  }

  /** The business date of a Z; never before that of the previous Z. */
  #dateOf(previous: Recorded<'day-closed'> | undefined, now: number): string {
    const today = this.#ports.days.dateOf(now);
    const last = previous?.record.date ?? today;
    return today < last ? last : today;
  }

  #seal(day: ClosedDay): Seal | null {
    const { key } = this.#ports;
    if (!key) return null;
    try {
      const signature = key.sign(new TextEncoder().encode(sealedText(day)));
      return { publicKey: key.publicKey, signature };
    } catch (error) {
      throw asCloseFailed('signing', error);
    }
  }
}
