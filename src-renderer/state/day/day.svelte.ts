import type {
  Bridge,
  CallInput,
  CallName,
  CallOutput,
  DayView,
  Hundredths,
  Problem,
  ReadinessView,
  ReportView,
  ShiftClosedView,
  ZView,
} from '#contract';
import { fewOf } from '#contract';
import { ask } from '../ask.ts';
import { Newest } from '../asking/newest.ts';
import { ShownProblem } from '../shown-problem.svelte.ts';

/** What is open on the Day screen besides the shift. */
export type Sheet =
  | { readonly kind: 'list' }
  | { readonly kind: 'export' }
  | { readonly kind: 'x'; readonly report: ReportView }
  /** The reconciliation of the date in `ReconciledDay`. */
  | { readonly kind: 'reconciliation' }
  /** The report shown before the day is closed, with what is unresolved. */
  | { readonly kind: 'closing'; readonly report: ReportView }
  | { readonly kind: 'z'; readonly z: ZView; readonly justClosed: boolean };

/** What keeps the day of a report from being closed; null for nothing. */
const lackingIn = ({ unread = [] }: ReportView): Problem | null => {
  if (unread.length === 0) return null;
  const { named, more } = fewOf(unread);
  return { code: 'rows-unreadable', details: { unread: named.join(','), more } };
};

/** Mirrors shifts, reports and closed days. */
export class Day {
  readonly #bridge: Bridge;
  readonly #reading = new Newest();
  readonly #opening = new Newest();
  #view = $state.raw<DayView | null>(null);
  #sheet = $state.raw<Sheet>({ kind: 'list' });
  #closedShift = $state.raw<ShiftClosedView | null>(null);
  readonly #problem: ShownProblem;
  #busy = $state(false);

  constructor(bridge: Bridge, readiness: () => ReadinessView | undefined) {
    this.#bridge = bridge;
    this.#problem = new ShownProblem(readiness);
  }

  get view(): DayView | null {
    return this.#view;
  }

  get sheet(): Sheet {
    return this.#sheet;
  }

  /** The shift that was last closed or handed over since the screen was opened. */
  get closedShift(): ShiftClosedView | null {
    return this.#closedShift;
  }

  get problem(): Problem | null {
    return this.#problem.current;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** A later reading that fails leaves the earlier view. */
  async read(): Promise<void> {
    const problem = await this.#read();
    if (problem && !this.#view) this.#problem.show(problem);
  }

  /** Why it could not be read; null also if something newer was asked meanwhile. */
  async #read(): Promise<Problem | null> {
    const isNewest = this.#reading.begin();
    const reply = await ask(this.#bridge, 'day.read', {});
    if (!isNewest()) return null;
    if (reply.ok) this.#view = reply.value;
    return reply.ok ? null : reply.problem;
  }

  async openShift(): Promise<void> {
    const view = await this.#call('shift.open', {});
    if (view) this.#closedShift = null;
  }

  /** True once it has ended. */
  async endShift(how: 'shift.close' | 'shift.handOver', declared: Hundredths | null): Promise<boolean> {
    const closed = await this.#call(how, { declared });
    if (closed) this.#closedShift = closed;
    return closed !== undefined;
  }

  async showX(): Promise<void> {
    await this.#openReport('day.xReport', {}, (report) => ({ kind: 'x', report }));
  }

  /** If the figures lack something, the X, which names it, is shown instead: that day cannot be closed. */
  async showClosing(): Promise<void> {
    await this.#openReport('day.xReport', {}, (report) => {
      const lacking = lackingIn(report);
      if (!lacking) return { kind: 'closing', report };
      this.#problem.show(lacking);
      return { kind: 'x', report };
    });
  }

  async showZ(number: number): Promise<void> {
    await this.#openReport('day.z', { number }, (z) => ({ kind: 'z', z, justClosed: false }));
  }

  /** `read`: reads what the form shows; false if that failed. */
  async showExport(read: () => Promise<boolean>): Promise<void> {
    await this.#open(async () => ((await read()) ? { kind: 'export' } : undefined));
  }

  showReconciliation(): void {
    this.#problem.clear();
    this.#show({ kind: 'reconciliation' });
  }

  showList(): void {
    this.#problem.clear();
    this.#show({ kind: 'list' });
  }

  /** Closes the day. If more has become unresolved meanwhile, shows the new report instead. */
  async close(signOffs: Readonly<Record<string, string>>): Promise<void> {
    const z = await this.#call('day.close', { signOffs });
    // Shown even if another sheet was opened meanwhile: nobody may miss that the day is closed.
    if (z) this.#show({ kind: 'z', z, justClosed: true });
    else if (this.problem?.code === 'day-unresolved') {
      const reply = await ask(this.#bridge, 'day.xReport', {});
      if (reply.ok && this.#sheet.kind === 'closing') this.#show({ kind: 'closing', report: reply.value });
    }
  }

  /** Opens a sheet once it is read, unless another was opened meanwhile. */
  async #open(read: () => Promise<Sheet | undefined>): Promise<void> {
    const isNewest = this.#opening.begin();
    this.#problem.clear();
    const sheet = await read();
    if (sheet && isNewest()) this.#sheet = sheet;
  }

  async #openReport<N extends 'day.xReport' | 'day.z'>(
    name: N,
    input: CallInput<N>,
    sheetOf: (value: CallOutput<N>) => Sheet,
  ): Promise<void> {
    if (this.#busy) return;
    await this.#open(async () => {
      const value = await this.#call(name, input);
      return value === undefined ? undefined : sheetOf(value);
    });
  }

  #show(sheet: Sheet): void {
    this.#opening.begin();
    this.#sheet = sheet;
  }

  /** Runs one call at a time, then reads the view again. Undefined if the call failed. */
  async #call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N> | undefined> {
    if (this.#busy) return undefined;
    this.#busy = true;
    this.#problem.clear();
    const reply = await ask(this.#bridge, name, input);
    if (!reply.ok) this.#problem.show(reply.problem);
    const unread = await this.#read();
    // What is on the screen is then from before.
    if (reply.ok && unread) this.#problem.show(unread);
    this.#busy = false;
    return reply.ok ? reply.value : undefined;
  }
}
