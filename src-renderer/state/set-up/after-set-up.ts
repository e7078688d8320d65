import type { Bridge, CallInput, Problem } from '#contract';
import { ask } from '../ask.ts';

/** What follows once the settings are saved. */
interface Plan {
  readonly opensShift: boolean;
  readonly opensOffice: boolean;
  /** Whether the person who finishes the set-up stays signed in, because the environment does not change. */
  readonly keepsSession: boolean;
}

/** The end of the set-up, and what follows it once somebody is signed in. */
export class AfterSetUp {
  readonly #bridge: Bridge;
  #isShiftDue = false;
  #isOfficeDue = false;
  #keepsSession = false;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get keepsSession(): boolean {
    return this.#keepsSession;
  }

  /** Null once the till uses the settings; saving signs everyone out if the environment changes. */
  async save(settings: CallInput<'settings.save'>, plan: Plan): Promise<Problem | null> {
    // Somebody may have signed in again before the answer is here.
    this.#plan(plan);
    const reply = await ask(this.#bridge, 'settings.save', { ...settings, endsSetUp: true });
    if (reply.ok) return null;
    this.#plan({ opensShift: false, opensOffice: false, keepsSession: false });
    return reply.problem;
  }

  /** Opens the first shift for the first person who signs in after the set-up and may open one. */
  async openFirstShift(): Promise<void> {
    if (!this.#isShiftDue) return;
    this.#isShiftDue = false;
    const reply = await ask(this.#bridge, 'shift.open', {});
    if (!reply.ok && reply.problem.code === 'not-permitted') this.#isShiftDue = true;
  }

  /** Whether the office page is to open for the person signed in after the set-up; true once. */
  takeOfficeDue(): boolean {
    const isDue = this.#isOfficeDue;
    this.#isOfficeDue = false;
    return isDue;
  }

  #plan({ opensShift, opensOffice, keepsSession }: Plan): void {
    this.#isShiftDue = opensShift;
    this.#isOfficeDue = opensOffice;
    this.#keepsSession = keepsSession;
  }
}
