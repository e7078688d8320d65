/** Shifts: who has the till. One at a time; money is taken only while one is open. */
import type { Recorded, RecordOf } from '#domain/journal/activity-record.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ReportPorts } from './report.ts';
import { Reading } from './report.ts';

/** The shift that is open. */
export type OpenShift = Recorded<'shift-opened'>;

export type ShiftClosed =
  | { readonly closed: true; readonly shift: Recorded<'shift-closed'> }
  | { readonly closed: false; readonly why: 'shift-not-open' };

type Why = RecordOf<'shift-closed'>['why'];

export class Shifts {
  readonly #ports: ReportPorts;

  constructor(ports: ReportPorts) {
    this.#ports = ports;
  }

  get current(): OpenShift | null {
    const { journal } = this.#ports;
    const opened = journal.lastRecord('shift-opened');
    const closed = journal.lastRecord('shift-closed');
    return opened && opened.sequence > (closed?.sequence ?? 0) ? opened : null;
  }

  /** Opens a shift; undefined when one is open. */
  open(by: Person): OpenShift | undefined {
    if (this.current) return undefined;
    const { journal, clock } = this.#ports;
    const number = (journal.lastRecord('shift-opened')?.record.number ?? 0) + 1;
    const record = { type: 'shift-opened', number, by } as const;
    const at = clock.now();
    const { sequence, hash } = journal.record(record, at);
    return { sequence, at, record, hash };
  }

  /** Closes the open shift with what was taken in it; `declared` is what the cashier counted, in hundredths. */
  async close(by: Person, declared: number | null, why: Why = 'asked'): Promise<ShiftClosed> {
    const shift = this.current;
    if (!shift) return { closed: false, why: 'shift-not-open' };
    const reading = new Reading(this.#ports, shift);
    await reading.catchUp();
    return this.#write(shift, reading, by, declared, why);
  }

  /** Closes the open shift and opens the next person's in one step; the day goes on. */
  async handOver(to: Person, declared: number | null): Promise<ShiftClosed> {
    const closed = await this.close(to, declared, 'handover');
    if (closed.closed) this.open(to);
    return closed;
  }

  #write(shift: OpenShift, reading: Reading, by: Person, declared: number | null, why: Why): ShiftClosed {
    const { journal, clock } = this.#ports;
    if (this.current?.sequence !== shift.sequence) return { closed: false, why: 'shift-not-open' };
    reading.finish();
    const { payments, refunds } = reading.told();
    const { number, by: openedBy } = shift.record;
    const what = { number, openedBy, openedAt: shift.at, by, why, declared, payments, refunds };
    const record = { type: 'shift-closed', ...what } as const;
    const at = clock.now();
    const { sequence, hash } = journal.record(record, at);
    return { closed: true, shift: { sequence, at, record, hash } };
  }
}
