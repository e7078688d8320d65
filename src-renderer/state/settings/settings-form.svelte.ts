import type { Bridge, ConnectionVerdict, Problem, SettingsInput, SettingsView, TillView } from '#contract';
import { ask } from '../ask.ts';
import type { FieldFault, TypedField } from './settings-check.ts';
import { faultOf, isPrinterLost } from './settings-check.ts';

const FIELDS = [
  'siteId',
  'apiKey',
  'storeName',
  'storeAddress',
  'storeId',
  'terminalId',
  'country',
  'currency',
  'email',
  'returnUrl',
  'tokenLifetime',
  'cutOff',
  'timeZone',
  'ceiling',
] as const satisfies readonly TypedField[];

/** What came of the last press of Save or Test. */
export type Outcome =
  | { readonly kind: 'none' | 'saving' | 'testing' | 'saved' | 'printing' | 'printed' }
  | { readonly kind: 'verdict'; readonly verdict: ConnectionVerdict['verdict'] }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** The settings as they are being typed; main checks them again and keeps them. */
export class SettingsForm {
  readonly #bridge: Bridge;
  #view = $state.raw<SettingsView | null>(null);
  #outcome = $state.raw<Outcome>({ kind: 'none' });
  /** Fields that main found missing or wrong. */
  #marked = $state<string | null>(null);
  #checkAll = $state(false);
  #readFor: TillView | null = null;
  /** Bound to the fields; null until main has answered. */
  typed = $state<SettingsInput | null>(null);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get outcome(): Outcome {
    return this.#outcome;
  }

  get locked(): SettingsView['locked'] {
    return this.#view?.locked ?? null;
  }

  get keyStoreMissing(): boolean {
    return this.#view?.keyStore === 'missing';
  }

  /** Whether the ApiKey of the chosen environment is kept already. */
  get keySaved(): boolean {
    return this.typed !== null && (this.#view?.keySaved.includes(this.typed.environment) ?? false);
  }

  get busy(): boolean {
    return ['saving', 'testing', 'printing'].includes(this.#outcome.kind);
  }

  /** Shown once a field differs from what is saved, or after Save or Test. */
  shownFault(field: TypedField): FieldFault | null {
    if (!this.typed) return null;
    const touched = this.typed[field] !== this.#view?.saved[field];
    const fault = faultOf(field, this.typed, this.keySaved);
    if (touched || this.#checkAll) return fault;
    return this.#marked === field ? (fault ?? 'invalid') : null;
  }

  /** Whether it is to be shown that the printer cannot be where it is said to be. */
  get printerLost(): boolean {
    if (!this.typed) return false;
    const touched = this.typed.receipts.address !== this.#view?.saved.receipts.address;
    return (touched || this.#checkAll || this.#marked === 'printerAddress') && isPrinterLost(this.typed);
  }

  /** Reads what is saved and what is locked as of this view of the till; what is being typed stays. */
  async readFor(till: TillView): Promise<void> {
    if (till === this.#readFor) return;
    this.#readFor = till;
    const reply = await ask(this.#bridge, 'settings.read', {});
    if (reply.ok) this.#take(reply.value);
    else this.#outcome = { kind: 'problem', problem: reply.problem };
  }

  async save(): Promise<void> {
    const typed = this.#ready('saving');
    if (!typed) return;
    const reply = await ask(this.#bridge, 'settings.save', typed);
    if (!reply.ok) {
      this.#fail(reply.problem);
      return;
    }
    this.typed = null;
    this.#checkAll = false;
    this.#take(reply.value.settings);
    this.#outcome = { kind: 'saved' };
  }

  async test(): Promise<void> {
    const typed = this.#ready('testing');
    if (!typed) return;
    const reply = await ask(this.#bridge, 'settings.test', typed);
    if (!reply.ok) {
      this.#fail(reply.problem);
      return;
    }
    this.#marked = reply.value.field;
    this.#outcome = { kind: 'verdict', verdict: reply.value.verdict };
  }

  /** Another way to print leads to another address: the one that is saved for it, if any. */
  choosePrinter(printer: SettingsInput['receipts']['printer']): void {
    const saved = this.#view?.saved.receipts;
    if (!this.typed) return;
    const address = saved?.printer === printer ? saved.address : '';
    this.typed.receipts = { ...this.typed.receipts, printer, address };
  }

  async testPrinter(): Promise<void> {
    const { typed } = this;
    if (!typed || this.busy) return;
    this.#outcome = { kind: 'printing' };
    const { storeAddress, receipts } = $state.snapshot(typed);
    const reply = await ask(this.#bridge, 'receipts.test', { ...receipts, storeAddress });
    if (reply.ok) this.#outcome = { kind: 'printed' };
    else this.#fail(reply.problem);
  }

  #take(view: SettingsView): void {
    this.#view = view;
    this.typed ??= { ...view.saved };
  }

  /** What to send, or null while busy or while a field is wrong: then every fault is shown. */
  #ready(kind: 'saving' | 'testing'): SettingsInput | null {
    const { typed } = this;
    if (!typed || this.busy) return null;
    this.#checkAll = true;
    this.#marked = null;
    if (isPrinterLost(typed) || FIELDS.some((field) => faultOf(field, typed, this.keySaved) !== null)) {
      this.#fail({ code: 'settings-invalid', details: {} });
      return null;
    }
    this.#outcome = { kind };
    return $state.snapshot(typed);
  }

  #fail(problem: Problem): void {
    const { field } = problem.details;
    if (typeof field === 'string') this.#marked = field;
    this.#outcome = { kind: 'problem', problem };
  }
}
