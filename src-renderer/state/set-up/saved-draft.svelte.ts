import type {
  Bridge,
  CallInput,
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

/** What was typed, to be continued. */
type LeftSetUp = Pick<CallInput<'setUp.keep'>, 'typed' | 'amountsIn'>;

/** The input of the set-up. Main keeps it at every step, with the key sealed. */
export class SavedDraft {
  readonly #bridge: Bridge;
  #view = $state.raw<SettingsView | null>(null);
  /** The input when the set-up was entered, in the currency in which its amounts were typed. */
  #begun = $state.raw<SettingsInput | null>(null);
  /** The currency in which the amounts were typed, or in which somebody has gone on with them. */
  #amountsIn = '';
  /** The input that main has; null if it was brought from Settings. */
  #inMain = $state.raw<SettingsInput | null>(null);
  /** What a restored journal knows of the shop; null without one. */
  #restored = $state.raw<RestoringView['shop']>(null);
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

  /** What this till goes by already, and may keep though a rule has become stricter; null until main has answered. */
  get onRecord(): SettingsInput | null {
    return this.saved && { ...this.saved, ...this.#restored };
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

  /** What is typed, and the settings that the till used meanwhile; null before main has answered. */
  left(): (LeftSetUp & Pick<SettingsView, 'saved'>) | null {
    const { saved } = this;
    if (!this.typed || !saved) return null;
    const typed = $state.snapshot(this.typed);
    // Whoever continues is asked about the amounts, too.
    return { typed, saved, ...(this.#amountsIn !== typed.currency && { amountsIn: this.#amountsIn }) };
  }

  /** Somebody has seen the amounts in the typed currency, and goes on. */
  acceptAmounts(): void {
    this.#amountsIn = this.typed?.currency ?? '';
  }

  /** What is wrong with a field, once it is touched or everything `isChecked`. */
  shownFault(field: TextField, isChecked: boolean): FieldFault | null {
    const { typed, keySaved, onRecord } = this;
    if (!typed) return null;
    return isChecked || typed[field].trim() !== '' ? faultOf(field, typed, keySaved, onRecord) : null;
  }

  isPrinterAddressWrong(isChecked: boolean): boolean {
    const { typed, keySaved } = this;
    if (!typed) return false;
    const isTouched = typed.receipts.address.trim() !== '';
    return (isTouched || isChecked) && fieldFault('receipts.address', typed, keySaved) !== null;
  }

  /**
   * Starts with what was left, else with the saved settings. `isInMain`: main has kept it. `isFilled`: it has what a
   * restored journal knows of the shop.
   */
  begin(view: SettingsView, left: LeftSetUp | null, isInMain: boolean, isFilled: boolean): SettingsInput {
    this.#view = view;
    this.#restored = null;
    const typed = { ...(left?.typed ?? draftFrom(view.saved)) };
    this.typed = typed;
    this.#amountsIn = left?.amountsIn ?? typed.currency;
    const begun = $state.snapshot(typed);
    this.#begun = { ...begun, currency: this.#amountsIn };
    this.#inMain = isInMain ? begun : null;
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
    this.#restored = shop;
    if (this.#unfilled) return;
    this.#unfilled = before;
    Object.assign(typed, Object.fromEntries(Object.entries(shop ?? {}).filter(([, value]) => value !== '')));
  }

  /** Takes back what a journal knew of the shop, once that is given up: a new till would share its numbers. */
  unfill(): void {
    if (this.#unfilled) this.typed = { ...this.#unfilled };
    this.#unfilled = this.#restored = null;
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
  async keep(
    input: Omit<CallInput<'setUp.keep'>, keyof LeftSetUp>,
    onSealed: () => void,
  ): Promise<Problem | null> {
    const left = this.left();
    if (!left) return null;
    const { typed: sent, amountsIn } = left;
    const reply = await ask(this.#bridge, 'setUp.keep', { ...input, typed: sent, amountsIn });
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
