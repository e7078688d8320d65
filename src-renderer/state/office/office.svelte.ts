import type { Bridge, OfficeView, Problem, Reply } from '#contract';
import { typedOfficeFault } from '#contract';
import { ask } from '../ask.ts';
import { repeat } from '../asking/repeat.ts';
import { TypedProblem } from '../asking/typed-problem.svelte.ts';
import type { Unsaved } from '../leave-guard.svelte.ts';

/** Often enough to see progress. */
const EVERY_MS = 2_000;

/** The till's connection to its office, read repeatedly while the page is open, and what can be done. */
export class Office implements Unsaved {
  readonly #bridge: Bridge;
  #view = $state.raw<OfficeView | null>(null);
  readonly #problem = new TypedProblem(() => [this.address, this.code].join('\n'));
  #isBusy = $state(false);
  /** Counts changes; a reading that began before the last one is out of date. */
  #changes = 0;
  #asks = $state<'disconnect' | 'restore' | 'give-up' | null>(null);
  address = $state('');
  code = $state('');

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Null until main has answered. */
  get view(): OfficeView | null {
    return this.#view;
  }

  get problem(): Problem | null {
    return this.#problem.current;
  }

  get isDirty(): boolean {
    return this.address.trim() !== '' || this.code.trim() !== '';
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** What the till asks before it acts. */
  get asks(): 'disconnect' | 'restore' | 'give-up' | null {
    return this.#asks;
  }

  /** Reads now and repeatedly from then on; the result stops it. */
  start(): () => void {
    return repeat(EVERY_MS, () => void this.#read());
  }

  async connect(): Promise<void> {
    const { address, code } = this;
    await this.#change(() => ask(this.#bridge, 'office.connect', { address, code }));
    this.#clear({ address, code });
  }

  /** True once the till is connected. */
  async save(): Promise<boolean> {
    await this.connect();
    return !this.isDirty;
  }

  discard(): void {
    this.address = '';
    this.code = '';
  }

  /** Nothing changes until the question is answered, and none is asked about what cannot be done. */
  askTo(what: 'disconnect' | 'restore' | 'give-up'): void {
    if (this.#isBusy) return;
    const fault = what === 'restore' ? typedOfficeFault(this) : null;
    if (fault) this.#problem.show({ code: `office-${fault}`, details: {} });
    else this.#asks = what;
  }

  stay(): void {
    this.#asks = null;
  }

  /** Makes this till go on as the one that the code replaces, or resumes a restore that was interrupted. */
  async restore(): Promise<void> {
    this.#asks = null;
    const { address, code } = this;
    const isBegun = this.#view?.restore === 'begun';
    const call = () =>
      isBegun
        ? ask(this.#bridge, 'office.resume', {})
        : ask(this.#bridge, 'office.restore', { address, code });
    await this.#change(async () => {
      const reply = await call();
      const read = await ask(this.#bridge, 'office.read', {});
      // An interrupted restore is shown together with the reason for the interruption.
      if (!reply.ok && read.ok) this.#view = read.value;
      return reply.ok ? read : reply;
    });
    this.#clear({ address, code });
  }

  async disconnect(): Promise<void> {
    this.#asks = null;
    await this.#change(() => ask(this.#bridge, 'office.disconnect', {}));
  }

  /** Once the till is connected; what was typed meanwhile stays. */
  #clear(sent: { readonly address: string; readonly code: string }): void {
    if (!this.#view?.connected) return;
    if (this.address === sent.address) this.address = '';
    if (this.code === sent.code) this.code = '';
  }

  async #read(): Promise<void> {
    const changes = this.#changes;
    const reply = await ask(this.#bridge, 'office.read', {});
    if (reply.ok && changes === this.#changes) this.#view = reply.value;
  }

  async #change(call: () => Promise<Reply<OfficeView>>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const answered = this.#problem.about();
    const reply = await call();
    this.#changes += 1;
    if (reply.ok) this.#view = reply.value;
    answered(reply.ok ? null : reply.problem);
    this.#isBusy = false;
  }
}
