import type { Bridge, KeysView, Problem, Reply } from '#contract';
import { ask } from '../ask.ts';
import { TypedProblem } from '../asking/typed-problem.svelte.ts';
import type { Unsaved } from '../leave-guard.svelte.ts';

/** The key store of this till, and what can be done about it. */
export class Keys implements Unsaved {
  readonly #bridge: Bridge;
  #view = $state.raw<KeysView | null>(null);
  readonly #problem = new TypedProblem(() => [this.former, this.passphrase, this.again].join('\n'));
  #isBusy = $state(false);
  #isDone = $state(false);
  former = $state('');
  passphrase = $state('');
  again = $state('');

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Null until main has answered. */
  get view(): KeysView | null {
    return this.#view;
  }

  get problem(): Problem | null {
    return this.#problem.current;
  }

  get isDirty(): boolean {
    return [this.former, this.passphrase, this.again].some((typed) => typed !== '');
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Whether something has changed since the page was opened. */
  get isDone(): boolean {
    return this.#isDone;
  }

  async read(): Promise<void> {
    this.#isDone = false;
    const answered = this.#problem.about();
    const reply = await ask(this.#bridge, 'keys.read', {});
    if (reply.ok) this.#view = reply.value;
    answered(reply.ok ? null : reply.problem);
  }

  /** Makes the passphrase, or changes the one that there is. */
  async save(): Promise<boolean> {
    return this.#view?.protectedBy === 'passphrase' ? this.changePassphrase() : this.makePassphrase();
  }

  discard(): void {
    this.former = '';
    this.passphrase = '';
    this.again = '';
  }

  /** True once the till uses the passphrase. */
  async makePassphrase(): Promise<boolean> {
    const { passphrase } = this;
    return this.#isTwice() && this.#change(() => ask(this.#bridge, 'passphrase.make', { passphrase }));
  }

  async changePassphrase(): Promise<boolean> {
    const { passphrase, former: formerPassphrase } = this;
    const input = { passphrase, formerPassphrase };
    return this.#isTwice() && this.#change(() => ask(this.#bridge, 'passphrase.change', input));
  }

  async renew(what: 'Pepper' | 'SigningKey'): Promise<boolean> {
    return this.#change(() => ask(this.#bridge, `keys.renew${what}`, {}));
  }

  #isTwice(): boolean {
    const isTwice = this.passphrase === this.again;
    if (!isTwice) this.#problem.show({ code: 'passphrases-differ', details: {} });
    return isTwice;
  }

  async #change(call: () => Promise<Reply<KeysView>>): Promise<boolean> {
    if (this.#isBusy) return false;
    this.#isBusy = true;
    const { former, passphrase, again } = this;
    const answered = this.#problem.about();
    const reply = await call();
    this.#isBusy = false;
    this.#isDone = reply.ok;
    answered(reply.ok ? null : reply.problem);
    if (reply.ok) {
      this.#view = reply.value;
      // What was typed meanwhile stays.
      if (this.former === former) this.former = '';
      if (this.passphrase === passphrase) this.passphrase = '';
      if (this.again === again) this.again = '';
    }
    return reply.ok;
  }
}
