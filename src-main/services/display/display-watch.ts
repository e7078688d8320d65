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

/** The window tells of itself every two seconds; twice may be late. */
const SILENT_MS = 5_000;
/** A page that loads, and a till that opens, keep it waiting. */
const STARTING_MS = 15_000;
/** One look may fall between two codes, or into a change of the display's size; the next one does not. */
const BLANK_MS = 1_500;
/** How long a page may hang before it is ended, and before it is ended again. */
const RESTART_MS = 10_000;

/** Whether the customer can see what they should, by what their window tells of itself. Times are of the steady clock. */
export class DisplayWatch {
  readonly #ports: DisplayWatchPorts;
  readonly #alarm: Alarm;
  #silentAt: number;
  #code = 0;
  #toldAt: number | null = null;
  /** The last code that was painted. */
  #painted: (PaintedCode & { readonly at: number }) | null = null;
  /** Since when the window has said that it shows no code, while one was due. */
  #blankSince: number | null = null;
  #isBlank = false;
  #restartAt: number | null = null;
  #told: DisplayFault | null = null;
  /** While there is no open till, nothing is known of a code that is due. */
  #isStopped = true;

  constructor(ports: DisplayWatchPorts) {
    this.#ports = ports;
    this.#alarm = new Alarm(ports.clock);
    this.#silentAt = this.#now + STARTING_MS;
  }

  /** Whenever a till has opened. */
  start(): void {
    this.#isStopped = false;
    this.#silentAt = this.#now + STARTING_MS;
    this.#ports.customerScreen.onChange(() => {
      this.#told = this.#fault();
      this.#wait();
      this.#ports.changes.emit('display');
    });
    this.look();
  }

  get health(): DisplayHealth {
    return { fault: this.#told, own: this.#ports.customerScreen.own(), code: this.#code };
  }

  get window(): CustomerWindowFacts {
    const now = this.#now;
    const painted = this.#painted;
    return {
      fault: this.#told,
      toldAgo: this.#toldAt === null ? null : now - this.#toldAt,
      painted: painted && { pixels: painted.pixels, mm: painted.mm, ago: now - painted.at },
    };
  }

  /**
   * The window is alive. `code`: device pixels along the code that it has painted; 0 where it shows none. `mm`: as many
   * millimetres, where the display was measured.
   */
  beat(code: number, mm: number | null = null): void {
    if (this.#isStopped) return;
    const now = this.#now;
    this.#silentAt = now + SILENT_MS;
    this.#restartAt = null;
    this.#code = code;
    this.#toldAt = now;
    if (code > 0) this.#painted = { pixels: code, mm, at: now };
    if (code > 0 || !this.#ports.isCodeDue()) this.#blankSince = null;
    else this.#blankSince ??= now;
    this.#isBlank = this.#blankSince !== null && now - this.#blankSince >= BLANK_MS;
    this.look();
  }

  /** To be called when a code has become due, or no longer is. */
  look(): void {
    if (this.#isStopped) return;
    if (!this.#ports.isCodeDue()) [this.#blankSince, this.#isBlank] = [null, false];
    const fault = this.#fault();
    this.#wait();
    if (fault === this.#told) return;
    this.#told = fault;
    this.#ports.log.info('the customer’s display', { fault, code: this.#code });
    this.#ports.changes.emit('display');
  }

  /** The computer was asleep: nothing was told in that time, and that is no fault. */
  wake(): void {
    this.#silentAt = this.#now + STARTING_MS;
    this.look();
  }

  forget(): void {
    this.#ports.customerScreen.forget();
    this.look();
  }

  /** Before the till closes, and with it what is asked for a code. */
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

  /** Rings when the window is silent, and when a silent one is to be ended. One that lies behind the till may rest. */
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
