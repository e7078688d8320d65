/** Shifts: who works at the till. One shift is open at a time, and payments are taken only while one is. */
import type { Recorded, RecordOf } from '#domain/journal/activity-record.ts';
import type { Hundredths } from '#domain/money.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { RecordPlace } from '#services/journal-ports.ts';
import { RowReader } from './read-rows.ts';
import type { ReportPorts } from './report-ports.ts';
import { lastLossIn, lastReadable, RowsUnreadable } from './rows-unreadable.ts';

/** The shift that is open. */
export type OpenShift = Recorded<'shift-opened'>;

/** Closes a shift whose rows have been read, in one synchronous step. */
type PreparedClose = () => ShiftClosed;

export type ShiftClosed =
  | { readonly closed: true; readonly shift: Recorded<'shift-closed'> }
  | { readonly closed: false; readonly why: 'shift-not-open' };

/** Who closes a shift, what they counted, and why. */
type Closing = Pick<RecordOf<'shift-closed'>, 'by' | 'declared' | 'why'>;

export class Shifts {
  readonly #ports: ReportPorts;

  constructor(ports: ReportPorts) {
    this.#ports = ports;
  }

  /** When the open shift began (epoch ms), null while none is open. Charging goes on if its record cannot be read. */
  get openSince(): number | null {
    return this.#openPlace?.at ?? null;
  }

  /** The open shift as people see it; `openedBy` is null if its record cannot be read. */
  get shown(): {
    readonly number: number;
    readonly openedBy: Person | null;
    readonly openedAt: number;
  } | null {
    const place = this.#openPlace;
    return place && { number: place.number ?? 0, openedBy: this.#openedBy, openedAt: place.at };
  }

  /** Throws RowsUnreadable. */
  get current(): OpenShift | null {
    if (this.openSince === null) return null;
    return lastReadable(this.#ports.journal, 'shift-opened') ?? null;
  }

  /** Opens a shift; undefined if one is open already. Throws RowsUnreadable. */
  open(by: Person): OpenShift | undefined {
    if (this.openSince !== null) return undefined;
    const { journal, clock } = this.#ports;
    const opened = journal.lastPlace('shift-opened')?.number ?? 0;
    const closed = journal.lastPlace('shift-closed')?.number ?? 0;
    const lost = lastLossIn(journal)?.shifts ?? 0;
    const number = Math.max(opened, closed, lost) + 1;
    return journal.record({ type: 'shift-opened', number, by }, clock.now());
  }

  /** Closes the open shift with what was taken in it; `declared` is what the cashier counted. Throws RowsUnreadable. */
  async close(by: Person, declared: Hundredths | null): Promise<ShiftClosed> {
    const close = await this.prepareClose({ by, declared, why: 'asked' });
    return close();
  }

  /** Closes the open shift and opens the next person's in one step, or neither; the day goes on. Throws RowsUnreadable. */
  async handOver(to: Person, declared: Hundredths | null): Promise<ShiftClosed> {
    const close = await this.prepareClose({ by: to, declared, why: 'handover' });
    return this.#ports.journal.transaction(() => {
      const closed = close();
      if (closed.closed) this.open(to);
      return closed;
    });
  }

  /** Reads what was taken in the open shift and returns a function that closes it; writes nothing itself. */
  async prepareClose(closing: Closing): Promise<PreparedClose> {
    const shift = this.current;
    if (!shift) return () => ({ closed: false, why: 'shift-not-open' });
    const rows = new RowReader(this.#ports, shift);
    await rows.catchUp();
    return () => this.#write(shift, rows, closing);
  }

  get #openPlace(): RecordPlace | null {
    const { journal } = this.#ports;
    const opened = journal.lastPlace('shift-opened');
    const closed = journal.lastPlace('shift-closed');
    return opened && opened.sequence > (closed?.sequence ?? 0) ? opened : null;
  }

  get #openedBy(): Person | null {
    try {
      return this.current?.record.by ?? null;
    } catch (error) {
      if (!(error instanceof RowsUnreadable)) throw error;
      return null;
    }
  }

  #write(shift: OpenShift, rows: RowReader, closing: Closing): ShiftClosed {
    const { journal, clock } = this.#ports;
    if (this.current?.sequence !== shift.sequence) return { closed: false, why: 'shift-not-open' };
    rows.finish();
    rows.checkMoney();
    const { payments, refunds, byHand } = rows.money();
    const { number, by: openedBy } = shift.record;
    const taken = { number, openedBy, openedAt: shift.at, payments, refunds, ...(byHand && { byHand }) };
    const closed = journal.record({ type: 'shift-closed', ...taken, ...closing }, clock.now());
    return { closed: true, shift: closed };
  }
}
