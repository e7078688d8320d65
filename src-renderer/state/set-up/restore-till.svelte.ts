import type { Bridge, Problem, Reply, RestoringView } from '#contract';
import { typedOfficeFault } from '#contract';
import { ask } from '../ask.ts';
import { repeat } from '../asking/repeat.ts';
import { TypedProblem } from '../asking/typed-problem.svelte.ts';

/** Often enough to see progress. */
const EVERY_MS = 2_000;

/** What follows from a restore. */
export interface AfterRestore {
  /** Called when the journal has come. */
  readonly onHere: (view: RestoringView) => void;
  /** Called when the computer has become a new one again. */
  readonly onGivenUp: () => void;
}

/** The restore of a till from the office, as a step of the set-up. */
export class RestoreTill {
  readonly #bridge: Bridge;
  readonly #after: AfterRestore;
  #view = $state.raw<RestoringView | null>(null);
  readonly #problem = new TypedProblem(() => [this.address, this.code].join('\n'));
  #isAsked = $state(false);
  #asks = $state<'restore' | 'give-up' | null>(null);
  address = $state('');
  code = $state('');

  constructor(bridge: Bridge, after: AfterRestore) {
    this.#bridge = bridge;
    this.#after = after;
  }

  /** Null until main has answered, and where no till can be restored. */
  get view(): RestoringView | null {
    return this.#view;
  }

  get problem(): Problem | null {
    return this.#problem.current;
  }

  /** Whether rows are coming, whoever asked for them, or main has not answered yet. */
  get isBusy(): boolean {
    return this.#isAsked || (this.#view?.progress ?? null) !== null;
  }

  /** Whether the office has let this computer take a till's place. */
  get isBegun(): boolean {
    return this.#view !== null && this.#view.state !== 'offered';
  }

  get isHere(): boolean {
    return this.#view?.state === 'here';
  }

  /** Whoever comes next types their own office and code. */
  forgetTyped(): void {
    this.address = this.code = '';
    this.#asks = null;
  }

  /** Call once what it is about has changed. */
  forgetProblem(): void {
    this.#problem.about()(null);
  }

  /** What the till asks before it acts. */
  get asks(): 'restore' | 'give-up' | null {
    return this.#asks;
  }

  /** Reads now and repeatedly from then on; the result stops it. */
  start(): () => void {
    return repeat(EVERY_MS, () => void this.read());
  }

  async read(): Promise<void> {
    const reply = await ask(this.#bridge, 'setUp.restoring', {});
    if (reply.ok) this.#show(reply.value);
  }

  /**
   * Asks first, since it shuts out the former computer, but not about what cannot be done. A restore that was interrupted
   * goes on at once.
   */
  async begin(): Promise<void> {
    if (this.isBusy) return;
    if (this.isBegun) return this.#change(() => ask(this.#bridge, 'setUp.resumeRestore', {}));
    const fault = typedOfficeFault(this);
    if (fault) this.#problem.show({ code: `office-${fault}`, details: {} });
    else this.#asks = 'restore';
  }

  /** Asks first, since the code is used up and the former computer stays shut out. */
  askToGiveUp(): void {
    if (!this.isBusy) this.#asks = 'give-up';
  }

  stay(): void {
    this.#asks = null;
  }

  async restore(): Promise<void> {
    this.#asks = null;
    const { address, code } = this;
    await this.#change(() => ask(this.#bridge, 'setUp.restore', { address, code }));
    // Until then a problem may be shown with what was typed.
    if (this.isHere) this.code = '';
  }

  async giveUp(): Promise<void> {
    this.#asks = null;
    await this.#change(() => ask(this.#bridge, 'setUp.giveUpRestore', {}));
    if (this.isBegun) return;
    this.code = '';
    this.#after.onGivenUp();
  }

  #show(view: RestoringView | null): void {
    const wasHere = this.isHere;
    this.#view = view;
    if (view?.state === 'here' && !wasHere) this.#after.onHere(view);
  }

  async #change(call: () => Promise<Reply<unknown>>): Promise<void> {
    if (this.isBusy) return;
    this.#isAsked = true;
    const answered = this.#problem.about();
    const reply = await call();
    await this.read();
    answered(reply.ok ? null : reply.problem);
    this.#isAsked = false;
  }
}
