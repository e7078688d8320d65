import type { Bridge, Problem, SettingsInput, SettingsView, SetUpStep, TextField } from '#contract';
import { draftFrom, fieldFault, SET_UP_STEPS } from '#contract';
import { ask } from '../ask.ts';
import type { Unsaved } from '../leave-guard.svelte.ts';
import { isSame } from '../settings/field-value.ts';
import type { FieldFault } from '../settings/settings-check.ts';
import { faultOf } from '../settings/settings-check.ts';
import { PersonForm } from '../staff/person-form.svelte.ts';
import { LinkTest } from './link-test.svelte.ts';
import type { AmountsToCheck } from './set-up-draft.ts';
import { amountsToCheck, firstMissing, isStepRight, stepOf } from './set-up-draft.ts';

/** The guided set-up as it is being gone through; main keeps what was typed at every step. */
export class SetUp implements Unsaved {
  readonly isPutBy = true;
  readonly #bridge: Bridge;
  readonly link: LinkTest;
  /** The first manager, where nobody works here yet. */
  readonly manager: PersonForm;
  #view = $state.raw<SettingsView | null>(null);
  /** What was typed when the set-up was entered. */
  #begun = $state.raw<SettingsInput | null>(null);
  /** What main has of it; null where somebody brought it from elsewhere. */
  #kept = $state.raw<SettingsInput | null>(null);
  #step = $state<SetUpStep>('start');
  #furthest = $state(0);
  #problem = $state.raw<Problem | null>(null);
  #checked = $state(false);
  #rollOutFault = $state<string | null>(null);
  #busy = $state(false);
  #asksToConfirm = $state(false);
  #shiftDue = false;
  /** Bound to the fields; null until main has answered. */
  typed = $state<SettingsInput | null>(null);
  /** Why to go on without a passed test. */
  reason = $state('');
  opensShift = $state(true);
  confirmed = $state(false);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.link = new LinkTest(bridge);
    this.manager = new PersonForm(bridge, null);
    this.manager.role = 'manager';
  }

  get step(): SetUpStep {
    return this.#step;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** What is wrong with countertop.json, or null. */
  get rollOutFault(): string | null {
    return this.#rollOutFault;
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

  /** Whether somebody has been there already, so that it can be gone back to. */
  isReached(step: SetUpStep): boolean {
    return SET_UP_STEPS.indexOf(step) <= this.#furthest;
  }

  get passed(): boolean {
    return this.typed !== null && this.link.passed(this.typed);
  }

  /** Whether the connection is sound, or somebody answers for it. Only for real money does anybody have to. */
  get vouched(): boolean {
    return this.passed || this.typed?.environment !== 'live' || this.reason.trim() !== '';
  }

  /** Whether the last page asks once more to confirm that real money moves. */
  get asksToConfirm(): boolean {
    return this.#asksToConfirm && !this.confirmed;
  }

  get amounts(): AmountsToCheck {
    const { typed } = this;
    return this.#begun && typed ? amountsToCheck(this.#begun, typed.currency) : { fields: [], before: null };
  }

  /** Whether going on was refused for what is still wrong on this step. */
  get isHeldBack(): boolean {
    return this.#checked && this.typed !== null && !isStepRight(this.#step, this.typed, this.keySaved);
  }

  shownFault(field: TextField): FieldFault | null {
    if (!this.typed) return null;
    const isTouched = this.typed[field].trim() !== '';
    return isTouched || this.#checked ? faultOf(field, this.typed, this.keySaved) : null;
  }

  /** Whether the printer's address is shown as wrong. */
  get isPrinterAddressWrong(): boolean {
    if (!this.typed) return false;
    const isTouched = this.typed.receipts.address.trim() !== '';
    return (isTouched || this.#checked) && fieldFault('receipts.address', this.typed, this.keySaved) !== null;
  }

  /** Reads where the set-up stands; true where the till opens with it. */
  async read(): Promise<boolean> {
    const reply = await ask(this.#bridge, 'setUp.read', {});
    return reply.ok && reply.value.opens;
  }

  /** Opens where it was left; `draft` is what somebody has typed elsewhere, and begins at what that lacks. */
  async enter(draft: SettingsInput | null = null): Promise<void> {
    this.#reset();
    const [settings, note] = await Promise.all([
      ask(this.#bridge, 'settings.read', {}),
      ask(this.#bridge, 'setUp.read', {}),
    ]);
    if (!settings.ok) {
      this.#problem = settings.problem;
      return;
    }
    this.#view = settings.value;
    const kept = note.ok ? note.value.kept : null;
    this.#rollOutFault = note.ok ? note.value.rollOutFault : null;
    this.typed = draft ? { ...draft } : { ...(kept?.typed ?? draftFrom(settings.value.saved)) };
    this.#begun = $state.snapshot(this.typed);
    this.#kept = draft ? null : this.#begun;
    if (kept) this.opensShift = kept.opensShift;
    if (draft) this.#show(firstMissing(this.typed, this.keySaved));
    else if (kept) this.#show(kept.step);
  }

  /** Goes to a step that has been reached before. */
  go(step: SetUpStep): void {
    if (this.isReached(step)) this.#show(step);
  }

  back(): void {
    const before = SET_UP_STEPS[SET_UP_STEPS.indexOf(this.#step) - 1];
    if (before) this.#show(before);
  }

  /** The next step, once what was typed is right and on disk. */
  async next(): Promise<void> {
    const { typed } = this;
    const following = SET_UP_STEPS[SET_UP_STEPS.indexOf(this.#step) + 1];
    if (!typed || !following || this.#busy || this.#isHeld(typed)) return;
    if (this.addsManager && !(await this.#addManager())) return;
    if (await this.#keep(typed, following)) this.#show(following);
  }

  /** Whether the next step first puts somebody on the staff list. */
  get addsManager(): boolean {
    const { name, pin, again } = this.manager;
    return this.#step === 'people' && `${name}${pin}${again}`.trim() !== '';
  }

  get isDirty(): boolean {
    return this.typed !== null && (this.#kept === null || !isSame(this.typed, this.#kept));
  }

  /** Puts by what is typed in this step, right or not. */
  async save(): Promise<boolean> {
    return this.typed === null || this.#keep(this.typed, this.#step);
  }

  discard(): void {
    this.#kept = $state.snapshot(this.typed);
  }

  async test(): Promise<void> {
    if (this.typed) await this.link.run($state.snapshot(this.typed));
  }

  /** Nothing is lost: the set-up goes on where it was left. */
  async leave(stage: 'later' | 'done'): Promise<void> {
    await ask(this.#bridge, 'setUp.leave', { stage });
  }

  /** Saves everything; true once the till works with it. On a bench there is nothing to save. */
  async finish(): Promise<boolean> {
    const { typed } = this;
    this.#asksToConfirm = typed?.environment === 'live' && !this.confirmed;
    if (!typed || this.#busy || this.asksToConfirm) return false;
    if (this.isBench) {
      this.discard();
      await this.leave('done');
      return true;
    }
    const overruled = this.passed || !this.reason.trim() ? {} : { overruled: this.reason.trim() };
    const saved = $state.snapshot(typed);
    return this.#alone(async () => {
      // Saving signs everybody out where the environment changes.
      this.#shiftDue = this.opensShift;
      const reply = await ask(this.#bridge, 'settings.save', { ...saved, ...overruled });
      if (reply.ok) {
        this.discard();
        if (saved.environment === this.#view?.saved.environment) await this.openFirstShift();
        return true;
      }
      this.#shiftDue = false;
      const { code, details } = reply.problem;
      const step = code === 'live-untested' ? 'test' : stepOf(details.field);
      if (step) this.#show(step);
      this.#checked = step !== undefined;
      this.#problem = reply.problem;
      return false;
    });
  }

  /** Opens the first shift for whoever signs in after the set-up. */
  async openFirstShift(): Promise<void> {
    if (!this.#shiftDue) return;
    this.#shiftDue = false;
    await ask(this.#bridge, 'shift.open', {});
  }

  /** Whether this step cannot be left yet; marks what is wrong. */
  #isHeld(typed: SettingsInput): boolean {
    if (this.#step === 'test') return !this.vouched;
    this.#checked = !isStepRight(this.#step, typed, this.keySaved);
    return this.#checked;
  }

  async #addManager(): Promise<boolean> {
    const isAdded = await this.#alone(() => this.manager.createFirstManager());
    if (isAdded) this.manager.name = '';
    return isAdded;
  }

  async #keep(typed: SettingsInput, step: SetUpStep): Promise<boolean> {
    const { opensShift } = this;
    return this.#alone(async () => {
      const reply = await ask(this.#bridge, 'setUp.keep', {
        step,
        typed: $state.snapshot(typed),
        opensShift,
      });
      this.#problem = reply.ok ? null : reply.problem;
      if (reply.ok) {
        await this.#readSealed(typed);
        this.#kept = $state.snapshot(typed);
      }
      return reply.ok;
    });
  }

  /** A key that was sealed is no longer held by the window. */
  async #readSealed(typed: SettingsInput): Promise<void> {
    const reply = await ask(this.#bridge, 'settings.read', {});
    if (!reply.ok) return;
    this.#view = reply.value;
    const isInUse = typed.environment === reply.value.saved.environment;
    if (!this.keySaved || isInUse || this.isBench || typed.apiKey === '') return;
    typed.apiKey = '';
    this.link.forget();
  }

  async #alone(work: () => Promise<boolean>): Promise<boolean> {
    this.#busy = true;
    try {
      return await work();
    } finally {
      this.#busy = false;
    }
  }

  #show(step: SetUpStep): void {
    this.#step = step;
    this.#checked = false;
    this.#problem = null;
    if (step === 'test' && this.typed && !this.link.hasVerdicts(this.typed)) void this.test();
    this.#furthest = Math.max(this.#furthest, SET_UP_STEPS.indexOf(step));
    this.confirmed = false;
    this.#asksToConfirm = false;
  }

  #reset(): void {
    this.typed = null;
    this.reason = '';
    this.confirmed = false;
    this.#problem = null;
    this.#step = 'start';
    this.#furthest = 0;
  }
}
