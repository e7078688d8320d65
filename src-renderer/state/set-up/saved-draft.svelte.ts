import type {
  Bridge,
  CallInput,
  CallOutput,
  Problem,
  RestoringView,
  SettingsInput,
  SettingsView,
  TextField,
} from '#contract';
import { draftFrom, fieldFault } from '#contract';
import { ask } from '../ask.ts';
import { isSame } from '../settings/field-value.ts';
import type { FieldFault } from '../settings/settings-check.ts';
import { faultOf } from '../settings/settings-check.ts';
import type { AmountsToCheck } from './set-up-draft.ts';
import { amountsToCheck } from './set-up-draft.ts';

type SavedSetUp = CallOutput<'setUp.read'>['kept'];

/** The input of the set-up. Main keeps it at every step, with the key sealed. */
export class SavedDraft {
  readonly #bridge: Bridge;
  #view = $state.raw<SettingsView | null>(null);
  /** The input when the set-up was entered. */
  #begun = $state.raw<SettingsInput | null>(null);
  /** The input that main has; null if it was brought from Settings. */
  #inMain = $state.raw<SettingsInput | null>(null);
  /** The input before that of a restored journal was filled in; null if none was. */
  #unfilled = $state.raw<SettingsInput | null>(null);
  /** Bound to the fields; null until main has answered. */
  typed = $state<SettingsInput | null>(null);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** The settings that the till uses; null until main has answered. */
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
    return this.typed !== null && (this.#inMain === null || !isSame(this.typed, this.#inMain));
  }

  get amounts(): AmountsToCheck {
    const { typed } = this;
    return this.#begun && typed ? amountsToCheck(this.#begun, typed.currency) : { fields: [], before: null };
  }

  /** What is wrong with a field, once it is touched or everything `isChecked`. */
  shownFault(field: TextField, isChecked: boolean): FieldFault | null {
    const { typed, keySaved } = this;
    if (!typed) return null;
    return isChecked || typed[field].trim() !== '' ? faultOf(field, typed, keySaved) : null;
  }

  isPrinterAddressWrong(isChecked: boolean): boolean {
    const { typed, keySaved } = this;
    if (!typed) return false;
    const isTouched = typed.receipts.address.trim() !== '';
    return (isTouched || isChecked) && fieldFault('receipts.address', typed, keySaved) !== null;
  }

  /**
   * Starts with input brought from elsewhere, else with what main has kept, else with the saved settings. `isFilled`:
   * what main has kept has what a restored journal knows of the shop.
   */
  begin(view: SettingsView, kept: SavedSetUp, draft: SettingsInput | null, isFilled: boolean): SettingsInput {
    this.#view = view;
    const typed = { ...(draft ?? kept?.typed ?? draftFrom(view.saved)) };
    this.typed = typed;
    this.#begun = $state.snapshot(typed);
    this.#inMain = draft ? null : this.#begun;
    this.#unfilled = isFilled ? draftFrom(view.saved) : null;
    return typed;
  }

  /**
   * Takes over what a restored journal knows of the shop: typed before, it would have been for another till. Only once,
   * since it may be corrected; but its environment cannot be another.
   */
  fill({ till, shop }: RestoringView): void {
    const { typed } = this;
    if (!typed || !till) return;
    const before = $state.snapshot(typed);
    typed.environment = till.environment;
    if (this.#unfilled) return;
    this.#unfilled = before;
    Object.assign(typed, Object.fromEntries(Object.entries(shop ?? {}).filter(([, value]) => value !== '')));
  }

  /** Takes back what a journal knew of the shop, once that is given up: a new till would share its numbers. */
  unfill(): void {
    if (this.#unfilled) this.typed = { ...this.#unfilled };
    this.#unfilled = null;
  }

  /** Asks main again what it can keep, after a passphrase was made. */
  async look(): Promise<void> {
    const reply = await ask(this.#bridge, 'settings.read', {});
    if (reply.ok) this.#view = reply.value;
  }

  clear(): void {
    this.typed = null;
  }

  discard(): void {
    this.#inMain = $state.snapshot(this.typed);
  }

  /** Has main keep the input, to continue at that step; resolves to the problem, or to null. */
  async keep(input: Omit<CallInput<'setUp.keep'>, 'typed'>, onSealed: () => void): Promise<Problem | null> {
    if (!this.typed) return null;
    const sent = $state.snapshot(this.typed);
    const reply = await ask(this.#bridge, 'setUp.keep', { ...input, typed: sent });
    if (!reply.ok) return reply.problem;
    const isSealed = await this.#isSealed(sent);
    // What was typed meanwhile stays, and is not kept yet.
    this.#inMain = isSealed ? { ...sent, apiKey: '' } : sent;
    if (!isSealed) return null;
    this.#dropKey(sent);
    onSealed();
    return null;
  }

  #dropKey({ environment, apiKey }: SettingsInput): void {
    const { typed } = this;
    if (typed?.environment === environment && typed.apiKey === apiKey) typed.apiKey = '';
  }

  /** Whether main has sealed the key that was sent, so that the window need no longer hold it. */
  async #isSealed({ environment, apiKey }: SettingsInput): Promise<boolean> {
    const reply = await ask(this.#bridge, 'settings.read', {});
    if (!reply.ok) return false;
    this.#view = reply.value;
    const { saved, keySaved } = reply.value;
    const isInUse = environment === saved.environment;
    return apiKey !== '' && keySaved.includes(environment) && !isInUse && !this.isBench;
  }
}
