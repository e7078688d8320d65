import type { Bridge, LinkCheckView, Problem, SettingsInput } from '#contract';
import { isLinkSound, LINK_STEPS } from '#contract';
import { ask } from '../ask.ts';

/** The input that the verdicts depend on. */
const linkOf = ({ environment, siteId, apiKey, currency }: SettingsInput): string =>
  JSON.stringify([environment, siteId, apiKey, currency]);

/** The connection test of the typed account. Editing anything it depends on clears its verdicts. */
export class LinkTest {
  readonly #bridge: Bridge;
  #checks = $state.raw<readonly LinkCheckView[]>([]);
  #testedLink = $state('');
  #testing = $state(false);
  #problem = $state.raw<Problem | null>(null);
  /** What is to be tested; it may change while the former input is. */
  #wanted: SettingsInput | undefined;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get testing(): boolean {
    return this.#testing;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** A verdict for every step, in order; `not-tried` and `waits` before the test. */
  checksOf(typed: SettingsInput): readonly LinkCheckView[] {
    const known = linkOf(typed) === this.#testedLink ? this.#checks : [];
    return LINK_STEPS.map(
      (step) =>
        known.find((check) => check.step === step) ??
        ({ step, verdict: 'not-tried', reason: 'waits', facts: {} } as const),
    );
  }

  passed(typed: SettingsInput): boolean {
    return isLinkSound(this.checksOf(typed));
  }

  /** Whether there are verdicts, good or bad. */
  hasVerdicts(typed: SettingsInput): boolean {
    return linkOf(typed) === this.#testedLink;
  }

  /** Call when the ApiKey has changed to one that the window no longer holds. */
  forget(): void {
    this.#testedLink = '';
    this.#problem = null;
  }

  async run(typed: SettingsInput): Promise<void> {
    this.#wanted = typed;
    if (this.#testing) return;
    this.#testing = true;
    let tested: SettingsInput;
    do {
      tested = this.#wanted;
      await this.#test(tested);
    } while (linkOf(this.#wanted) !== linkOf(tested));
    this.#testing = false;
  }

  async #test(typed: SettingsInput): Promise<void> {
    this.#problem = null;
    this.#testedLink = '';
    const reply = await ask(this.#bridge, 'setUp.test', typed);
    if (!reply.ok) this.#problem = reply.problem;
    else if (reply.value.field !== null)
      this.#problem = { code: 'settings-invalid', details: { field: reply.value.field } };
    else {
      this.#checks = reply.value.checks;
      this.#testedLink = linkOf(typed);
    }
  }
}
