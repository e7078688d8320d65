import type { Bridge, CallInput, CallOutput, Problem, SettingsInput, SettingsView } from '#contract';
import { draftFrom } from '#contract';
import { ask } from '../ask.ts';
import { isSame } from '../settings/field-value.ts';
import type { AmountsToCheck } from './set-up-draft.ts';
import { amountsToCheck } from './set-up-draft.ts';

type Kept = CallOutput<'setUp.read'>['kept'];

/** What is typed in the set-up; main keeps it at every step, with the key sealed. */
export class KeptDraft {
  readonly #bridge: Bridge;
  #view = $state.raw<SettingsView | null>(null);
  /** What was typed when the set-up was entered. */
  #begun = $state.raw<SettingsInput | null>(null);
  /** What main has of it; null where somebody brought it from elsewhere. */
  #kept = $state.raw<SettingsInput | null>(null);
  /** Bound to the fields; null until main has answered. */
  typed = $state<SettingsInput | null>(null);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** The settings that the till works with; null until main has answered. */
  get saved(): SettingsView['saved'] | null {
    return this.#view?.saved ?? null;
  }

  get computerTimeZone(): string {
    return this.#view?.computerTimeZone ?? '';
  }

  /** On a bench everything is tried and nothing saved. */
  get isBench(): boolean {
    return this.#view?.locked === 'bench';
  }

  get keySaved(): boolean {
    return this.typed !== null && (this.#view?.keySaved.includes(this.typed.environment) ?? false);
  }

  get keyStoreMissing(): boolean {
    return this.#view?.keyStore === 'missing';
  }

  get isDirty(): boolean {
    return this.typed !== null && (this.#kept === null || !isSame(this.typed, this.#kept));
  }

  get amounts(): AmountsToCheck {
    const { typed } = this;
    return this.#begun && typed ? amountsToCheck(this.#begun, typed.currency) : { fields: [], before: null };
  }

  /** Begins with what somebody has typed elsewhere, else with what main has kept, else with the saved settings. */
  begin(view: SettingsView, kept: Kept, draft: SettingsInput | null): SettingsInput {
    this.#view = view;
    const typed = { ...(draft ?? kept?.typed ?? draftFrom(view.saved)) };
    this.typed = typed;
    this.#begun = $state.snapshot(typed);
    this.#kept = draft ? null : this.#begun;
    return typed;
  }

  /** Asks main anew what it can keep: a passphrase was made. */
  async look(): Promise<void> {
    const reply = await ask(this.#bridge, 'settings.read', {});
    if (reply.ok) this.#view = reply.value;
  }

  clear(): void {
    this.typed = null;
  }

  discard(): void {
    this.#kept = $state.snapshot(this.typed);
  }

  /** Has main keep it, to go on at that step; resolves to the problem, or to null. */
  async keep(input: Omit<CallInput<'setUp.keep'>, 'typed'>, onSealed: () => void): Promise<Problem | null> {
    const { typed } = this;
    if (!typed) return null;
    const reply = await ask(this.#bridge, 'setUp.keep', { ...input, typed: $state.snapshot(typed) });
    if (!reply.ok) return reply.problem;
    if (await this.#takesSealed(typed)) onSealed();
    this.#kept = $state.snapshot(typed);
    return null;
  }

  /** A key that was sealed is no longer held by the window; whether that is so now. */
  async #takesSealed(typed: SettingsInput): Promise<boolean> {
    const reply = await ask(this.#bridge, 'settings.read', {});
    if (!reply.ok) return false;
    this.#view = reply.value;
    const isInUse = typed.environment === reply.value.saved.environment;
    if (!this.keySaved || isInUse || this.isBench || typed.apiKey === '') return false;
    typed.apiKey = '';
    return true;
  }
}
