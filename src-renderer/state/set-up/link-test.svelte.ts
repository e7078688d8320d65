import type { Bridge, LinkCheckView, Problem, SettingsInput } from '#contract';
import { isLinkSound, LINK_STEPS } from '#contract';
import { ask } from '../ask.ts';
import { Newest } from '../asking/newest.ts';

/** The input that the verdicts depend on. */
const linkOf = ({ environment, siteId, apiKey, currency }: SettingsInput): string =>
  JSON.stringify([environment, siteId, apiKey, currency]);

/** The connection test of the typed account. Editing anything it depends on clears its verdicts. */
export class LinkTest {
  readonly #bridge: Bridge;
  readonly #newest = new Newest();
  #checks = $state.raw<readonly LinkCheckView[]>([]);
  #testedLink = $state('');
  /** The link that is being tested; '' if none is. */
  #testing = $state('');
  #problem = $state.raw<Problem | null>(null);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get testing(): boolean {
    return this.#testing !== '';
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

  /** Call when the ApiKey has changed to one that the window no longer holds: no test knows it yet. */
  forget(): void {
    this.#newest.begin();
    this.#testing = '';
    this.#testedLink = '';
    this.#problem = null;
  }

  /** Tests it, once; a test of anything else that still runs is no longer waited for. */
  async run(typed: SettingsInput): Promise<void> {
    const link = linkOf(typed);
    if (this.#testing === link) return;
    const isNewest = this.#newest.begin();
    this.#testing = link;
    this.#problem = null;
    this.#testedLink = '';
    const reply = await ask(this.#bridge, 'setUp.test', typed);
    if (!isNewest()) return;
    this.#testing = '';
    if (!reply.ok) this.#problem = reply.problem;
    else if (reply.value.field !== null)
      this.#problem = { code: 'settings-invalid', details: { field: reply.value.field } };
    else {
      this.#checks = reply.value.checks;
      this.#testedLink = link;
    }
  }
}
