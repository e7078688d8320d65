import type {
  Bridge,
  ConnectionVerdict,
  Problem,
  SettingsInput,
  SettingsView,
  TextField,
  TillView,
} from '#contract';
import { fieldFault, wrongField } from '#contract';
import { ask } from '../ask.ts';
import type { FieldFault } from './settings-check.ts';
import { faultOf } from './settings-check.ts';

/** The result of the last Save or Test. */
export type Outcome =
  | { readonly kind: 'none' | 'saving' | 'testing' | 'saved' | 'printing' | 'printed' }
  | { readonly kind: 'verdict'; readonly verdict: ConnectionVerdict['verdict'] }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** The settings as they are being typed; main checks them again and saves them. */
export class SettingsForm {
  readonly #bridge: Bridge;
  /** What is asked before real money moves is asked by the guided set-up. */
  readonly #golive: (typed: SettingsInput) => void;
  #view = $state.raw<SettingsView | null>(null);
  #outcome = $state.raw<Outcome>({ kind: 'none' });
  /** The field that main found missing or wrong, in what was typed then: typing another value removes the mark. */
  #marked = $state.raw<{ readonly field: string; readonly typed: SettingsInput } | null>(null);
  #checkAll = $state(false);
  #readFor: TillView | null = null;
  /** Bound to the fields; null until main has answered. */
  typed = $state<SettingsInput | null>(null);

  constructor(bridge: Bridge, golive: (typed: SettingsInput) => void) {
    this.#bridge = bridge;
    this.#golive = golive;
  }

  get outcome(): Outcome {
    return this.#outcome;
  }

  get locked(): SettingsView['locked'] {
    return this.#view?.locked ?? null;
  }

  get assumedTimeZone(): SettingsView['assumedTimeZone'] {
    return this.#view?.assumedTimeZone ?? null;
  }

  get keyStoreMissing(): boolean {
    return this.#view?.keyStore === 'missing';
  }

  /** Whether the ApiKey of the chosen environment is saved already. */
  get keySaved(): boolean {
    return this.typed !== null && (this.#view?.keySaved.includes(this.typed.environment) ?? false);
  }

  get busy(): boolean {
    return ['saving', 'testing', 'printing'].includes(this.#outcome.kind);
  }

  /** Shown once a field differs from what is saved, or after Save or Test. */
  shownFault(field: TextField): FieldFault | null {
    if (!this.typed) return null;
    const { typed } = this;
    const fault = faultOf(field, typed, this.keySaved);
    const marked = this.#marked?.field === field && this.#marked.typed[field] === typed[field];
    if (marked) return fault ?? 'invalid';
    const touched = typed[field] !== this.#view?.saved[field];
    return touched || this.#checkAll ? fault : null;
  }

  /** Whether the printer's address is shown as wrong. */
  get isPrinterAddressWrong(): boolean {
    const { typed } = this;
    if (!typed) return false;
    const { address } = typed.receipts;
    if (this.#marked?.field === 'receipts.address' && this.#marked.typed.receipts.address === address)
      return true;
    const touched = address !== this.#view?.saved.receipts.address;
    return (touched || this.#checkAll) && fieldFault('receipts.address', typed, this.keySaved) !== null;
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
    if (typed.environment === 'live' && this.#view?.saved.environment !== 'live') {
      this.#leaveFor(typed);
      return;
    }
    const reply = await ask(this.#bridge, 'settings.save', typed);
    if (!reply.ok && reply.problem.code === 'live-untested') {
      this.#leaveFor(typed);
      return;
    }
    if (!reply.ok) {
      this.#fail(reply.problem, typed);
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
      this.#fail(reply.problem, typed);
      return;
    }
    this.#mark(reply.value.field, typed);
    this.#outcome = { kind: 'verdict', verdict: reply.value.verdict };
  }

  /** Another kind of printer has another address: the one that is saved for it, if any. */
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
    const sent = $state.snapshot(typed);
    const { storeAddress, receipts } = sent;
    const reply = await ask(this.#bridge, 'receipts.test', { ...receipts, storeAddress });
    if (reply.ok) this.#outcome = { kind: 'printed' };
    else this.#fail(reply.problem, sent);
  }

  #leaveFor(typed: SettingsInput): void {
    this.#outcome = { kind: 'none' };
    this.#golive(typed);
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
    if (wrongField(typed, this.keySaved) !== null) {
      this.#outcome = { kind: 'problem', problem: { code: 'settings-invalid', details: {} } };
      return null;
    }
    this.#outcome = { kind };
    return $state.snapshot(typed);
  }

  #mark(field: string | null, typed: SettingsInput): void {
    this.#marked = field === null ? null : { field, typed };
  }

  #fail(problem: Problem, sent: SettingsInput): void {
    const { field } = problem.details;
    if (typeof field === 'string') this.#mark(field, sent);
    this.#outcome = { kind: 'problem', problem };
  }
}
