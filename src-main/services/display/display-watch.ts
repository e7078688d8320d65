import type { CustomerWindowFacts, PaintedCode } from '#domain/health/health-facts.ts';
import type { DisplayFault } from '#domain/shop/display-fault.ts';
import { Alarm } from '#services/alarm.ts';
import type { Emits } from '#services/changes.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { CustomerScreen, DisplayHealth } from './display-ports.ts';

export interface DisplayWatchPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly changes: Emits<'display'>;
  readonly customerScreen: CustomerScreen;
  /** Whether the customer's window has a code to show now. */
  readonly isCodeDue: () => boolean;
}

/** The window beats every two seconds; it may miss two beats. */
const SILENT_MS = 5_000;
/** A page that is loading, or a till that is opening, may delay the beats. */
const STARTING_MS = 15_000;
/** One beat may fall between two codes, or into a change of the display's size; the next one does not. */
const BLANK_MS = 1_500;
/** How long a page may hang before it is killed, and before it is killed again. */
const RESTART_MS = 10_000;

/**
 * Watches whether the customer can see what they should, by the beats of their window. Times are of the steady clock.
 */
export class DisplayWatch {
  readonly #ports: DisplayWatchPorts;
  readonly #alarm: Alarm;
  #silentAt: number;
  #code = 0;
  #beatAt: number | null = null;
  /** The last code that was painted. */
  #painted: (PaintedCode & { readonly at: number }) | null = null;
  /** Since when the window has reported that it shows no code although one was due. */
  #blankSince: number | null = null;
  #isBlank = false;
  #restartAt: number | null = null;
  #shownFault: DisplayFault | null = null;
  /** Without an open till nobody knows whether a code is due. */
  #isStopped = true;

  constructor(ports: DisplayWatchPorts) {
    this.#ports = ports;
    this.#alarm = new Alarm(ports.clock);
    this.#silentAt = this.#now + STARTING_MS;
  }

  /** Call it whenever a till has opened. */
  start(): void {
    this.#isStopped = false;
    this.#silentAt = this.#now + STARTING_MS;
    this.#ports.customerScreen.onChange(() => {
      this.#shownFault = this.#fault();
      this.#wait();
      this.#ports.changes.emit('display');
    });
    this.look();
  }

  get health(): DisplayHealth {
    return { fault: this.#shownFault, own: this.#ports.customerScreen.own(), code: this.#code };
  }

  /** Whether the customer cannot see their window: their display is missing, or the till covers it. */
  get isUnseen(): boolean {
    return this.#ports.customerScreen.own() === null && this.#withoutOwn() !== null;
  }

  get window(): CustomerWindowFacts {
    const now = this.#now;
    const painted = this.#painted;
    return {
      fault: this.#shownFault,
      beatAgo: this.#beatAt === null ? null : now - this.#beatAt,
      painted: painted && { pixels: painted.pixels, mm: painted.mm, ago: now - painted.at },
    };
  }

  /**
   * The window is alive. `code`: device pixels along the code that it has painted; 0 without a code. `mm`: the same in
   * millimetres, if the display was measured.
   */
  beat(code: number, mm: number | null = null): void {
    if (this.#isStopped) return;
    const now = this.#now;
    this.#silentAt = now + SILENT_MS;
    this.#restartAt = null;
    this.#code = code;
    this.#beatAt = now;
    if (code > 0) this.#painted = { pixels: code, mm, at: now };
    if (code > 0 || !this.#ports.isCodeDue()) this.#blankSince = null;
    else this.#blankSince ??= now;
    this.#isBlank = this.#blankSince !== null && now - this.#blankSince >= BLANK_MS;
    this.look();
  }

  /** Call it when a code becomes due or no longer is. */
  look(): void {
    if (this.#isStopped) return;
    // First, so that the watch goes on even if the till cannot say now whether a code is due.
    this.#wait();
    if (!this.#ports.isCodeDue()) [this.#blankSince, this.#isBlank] = [null, false];
    const fault = this.#fault();
    if (fault === this.#shownFault) return;
    this.#shownFault = fault;
    this.#ports.log.info('the customer’s display', { fault, code: this.#code });
    this.#ports.changes.emit('display');
  }

  /** The computer was asleep: the missing beats of that time are no fault. */
  wake(): void {
    this.#silentAt = this.#now + STARTING_MS;
    this.look();
  }

  forget(): void {
    this.#ports.customerScreen.forget();
    this.look();
  }

  /** Call it before the till closes, because `isCodeDue` asks the till. */
  stop(): void {
    this.#isStopped = true;
    this.#alarm.cancel();
  }

  get #now(): number {
    return this.#ports.clock.steady();
  }

  #fault(): DisplayFault | null {
    const { customerScreen } = this.#ports;
    if (customerScreen.own() === null) return this.#withoutOwn();
    if (this.#now >= this.#silentAt) return 'silent';
    return this.#isBlank ? 'no-code' : null;
  }

  #withoutOwn(): DisplayFault | null {
    const { customerScreen } = this.#ports;
    if (customerScreen.hadOwn()) return 'missing';
    return customerScreen.isCovered() ? 'covered' : null;
  }

  /**
   * Sets the alarm for when the window counts as silent, or for when a silent one is killed. A covered window may be
   * silent.
   */
  #wait(): void {
    const now = this.#now;
    if (now < this.#silentAt) this.#alarm.setIn(this.#silentAt - now, () => this.look());
    else if (this.#ports.customerScreen.own() !== null) this.#awaitRestart(now);
    else this.#restartAt = null;
  }

  #awaitRestart(now: number): void {
    this.#restartAt ??= now + RESTART_MS;
    if (now >= this.#restartAt) {
      this.#ports.customerScreen.restart();
      this.#restartAt = now + RESTART_MS + STARTING_MS;
    }
    this.#alarm.setIn(this.#restartAt - now, () => this.look());
  }
}
