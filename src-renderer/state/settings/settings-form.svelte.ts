import type {
  Bridge,
  ConnectionVerdict,
  Problem,
  SettingsInput,
  ScreenField,
  SettingsView,
  TillView,
} from '#contract';
import { wrongField } from '#contract';
import { ask } from '../ask.ts';
import type { Unsaved } from '../leave-guard.svelte.ts';
import { differingFields, isSame, valueOf } from './field-value.ts';
import { Interrupted } from './interrupted.ts';
import type { FieldFault } from './settings-check.ts';
import { faultOf } from './settings-check.ts';

/** The result of the last Save or Test. */
export type Outcome =
  | { readonly kind: 'none' | 'saving' | 'testing' | 'saved' | 'printing' | 'printed' }
  | { readonly kind: 'verdict'; readonly verdict: ConnectionVerdict['verdict'] }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** What somebody had typed, without the ApiKey. */
interface LeftSettings {
  readonly by: string;
  readonly typed: SettingsInput;
  readonly saved: SettingsInput;
}

type PrinterName = SettingsInput['receipts']['printer'];

/** The settings form. Main checks the settings again and saves them. */
export class SettingsForm implements Unsaved {
  readonly #bridge: Bridge;
  /** The guided set-up asks what must be asked before real money moves. */
  readonly #golive: (typed: SettingsInput) => void;
  #view = $state.raw<SettingsView | null>(null);
  #outcome = $state.raw<Outcome>({ kind: 'none' });
  /** The input when the outcome came; the outcome says nothing about any other input. */
  #outcomeOf = $state.raw<SettingsInput | null>(null);
  /** The field that main found missing or wrong, with its value; a new value clears the mark. */
  #marked = $state.raw<{ readonly field: string; readonly typed: SettingsInput } | null>(null);
  #checkAll = $state(false);
  #readFor: TillView | null = null;
  readonly #interrupted = new Interrupted<LeftSettings>();
  /** The id of the person signed in. */
  #by = '';
  /** What was typed as the address of each kind of printer. */
  #addresses: Partial<Record<PrinterName, string>> = {};
  /** Counts how often the form was opened; what is answered later is about the time before. */
  #visit = 0;
  /** Bound to the fields; null until main has answered. */
  typed = $state<SettingsInput | null>(null);

  constructor(bridge: Bridge, golive: (typed: SettingsInput) => void) {
    this.#bridge = bridge;
    this.#golive = golive;
  }

  /** Opens for that person, with what they had typed when the till locked itself. */
  enter(by: string): void {
    this.#by = by;
    this.#visit += 1;
    this.#readFor = null;
    this.#checkAll = false;
    this.#marked = null;
    this.#addresses = {};
    this.typed = null;
    this.#end({ kind: 'none' });
  }

  /** Nobody is signed in any more. `by`: the id of whom the till has locked out; null if they have signed out. */
  interrupt(by: string | null): void {
    const { typed, saved } = this;
    if (by !== null && typed && saved && this.isDirty)
      this.#interrupted.note({ by, typed: { ...$state.snapshot(typed), apiKey: '' }, saved });
    this.enter('');
  }

  /** Disappears once something else is typed. */
  get outcome(): Outcome {
    const isOld = this.typed && this.#outcomeOf && !isSame(this.typed, this.#outcomeOf);
    return isOld && !this.busy ? { kind: 'none' } : this.#outcome;
  }

  /** The settings as last saved; null until main has answered. */
  get saved(): SettingsInput | null {
    return this.#view?.saved ?? null;
  }

  /** The fields with unsaved values, in their order. */
  get changes(): readonly ScreenField[] {
    return this.typed && this.saved ? differingFields(this.typed, this.saved) : [];
  }

  get isDirty(): boolean {
    return this.typed !== null && this.saved !== null && !isSame(this.typed, this.saved);
  }

  get locked(): SettingsView['locked'] {
    return this.#view?.locked ?? null;
  }

  get assumedTimeZone(): SettingsView['assumedTimeZone'] {
    return this.#view?.assumedTimeZone ?? null;
  }

  get computerTimeZone(): string {
    return this.#view?.computerTimeZone ?? '';
  }

  get networks(): SettingsView['networks'] {
    return this.#view?.networks ?? [];
  }

  get keyStoreMissing(): boolean {
    return this.#view?.keyStore === 'missing';
  }

  /** Whether the ApiKey of the chosen environment is already saved. */
  get keySaved(): boolean {
    return this.typed !== null && (this.#view?.keySaved.includes(this.typed.environment) ?? false);
  }

  get busy(): boolean {
    return ['saving', 'testing', 'printing'].includes(this.#outcome.kind);
  }

  /** Errors are shown once a field differs from its saved value, or after Save or Test. */
  shownFault(field: ScreenField): FieldFault | null {
    if (!this.typed) return null;
    const { typed } = this;
    const fault = faultOf(field, typed, this.keySaved, this.saved);
    const value = valueOf(typed, field);
    const marked = this.#marked?.field === field && valueOf(this.#marked.typed, field) === value;
    if (marked) return fault ?? 'invalid';
    const touched = this.saved !== null && value !== valueOf(this.saved, field);
    return touched || this.#checkAll ? fault : null;
  }

  /** Reads what is saved and what is locked as of this view of the till; unsaved input stays. */
  async readFor(till: TillView): Promise<void> {
    if (till === this.#readFor) return;
    this.#readFor = till;
    const visit = this.#visit;
    const reply = await ask(this.#bridge, 'settings.read', {});
    if (visit !== this.#visit) return;
    if (reply.ok) this.#take(reply.value);
    else this.#end({ kind: 'problem', problem: reply.problem });
  }

  /** True once the settings are saved. */
  async save(): Promise<boolean> {
    const typed = this.#ready('saving');
    if (!typed) return false;
    if (typed.environment === 'live' && this.#view?.saved.environment !== 'live') {
      this.#leaveFor(typed);
      return false;
    }
    const visit = this.#visit;
    const reply = await ask(this.#bridge, 'settings.save', typed);
    if (visit !== this.#visit) return reply.ok;
    if (!reply.ok && reply.problem.code === 'live-untested') {
      this.#leaveFor(typed);
      return false;
    }
    if (!reply.ok) {
      this.#fail(reply.problem, typed);
      return false;
    }
    // Input typed while saving is not saved yet, and stays.
    if (this.typed && isSame(this.typed, typed)) this.typed = null;
    this.#checkAll = false;
    this.#take(reply.value.settings);
    this.#end({ kind: 'saved' }, reply.value.settings.saved);
    return true;
  }

  /** Returns to the saved settings. */
  discard(): void {
    this.typed = this.saved && { ...this.saved };
    this.#addresses = {};
    this.#checkAll = false;
    this.#marked = null;
    this.#end({ kind: 'none' });
  }

  async test(): Promise<void> {
    const typed = this.#ready('testing');
    if (!typed) return;
    const visit = this.#visit;
    const reply = await ask(this.#bridge, 'settings.test', typed);
    if (visit !== this.#visit) return;
    if (!reply.ok) {
      this.#fail(reply.problem, typed);
      return;
    }
    this.#mark(reply.value.field, typed);
    this.#end({ kind: 'verdict', verdict: reply.value.verdict }, typed);
  }

  /** Each kind of printer has its own address: shows what was typed for this kind, else the saved one, if any. */
  choosePrinter(printer: PrinterName): void {
    const { typed, saved } = this;
    if (!typed) return;
    this.#addresses[typed.receipts.printer] = typed.receipts.address;
    const kept = saved?.receipts.printer === printer ? saved.receipts.address : '';
    typed.receipts = { ...typed.receipts, printer, address: this.#addresses[printer] ?? kept };
  }

  async testPrinter(): Promise<void> {
    const { typed } = this;
    if (!typed || this.busy) return;
    this.#outcome = { kind: 'printing' };
    const sent = $state.snapshot(typed);
    const { storeAddress, receipts } = sent;
    const visit = this.#visit;
    const reply = await ask(this.#bridge, 'receipts.test', { ...receipts, storeAddress });
    if (visit !== this.#visit) return;
    if (reply.ok) this.#end({ kind: 'printed' }, sent);
    else this.#fail(reply.problem, sent);
  }

  #leaveFor(typed: SettingsInput): void {
    this.discard();
    this.#golive(typed);
  }

  #take(view: SettingsView): void {
    this.#view = view;
    this.typed ??= { ...(this.#interrupted.take(this.#by, view.saved)?.typed ?? view.saved) };
  }

  /** What to send, or null while busy or while a field is wrong; every fault is then shown. */
  #ready(kind: 'saving' | 'testing'): SettingsInput | null {
    const { typed } = this;
    if (!typed || this.busy) return null;
    this.#checkAll = true;
    this.#marked = null;
    if (wrongField(typed, this.keySaved, this.saved ?? undefined) !== null) {
      this.#end({ kind: 'problem', problem: { code: 'settings-invalid', details: {} } });
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
    this.#end({ kind: 'problem', problem }, sent);
  }

  /** `about` is the input that the outcome is about. */
  #end(outcome: Outcome, about = this.typed && $state.snapshot(this.typed)): void {
    this.#outcome = outcome;
    this.#outcomeOf = about;
  }
}
