import type { Bridge, Problem, RollOutFault, SettingsInput, SetUpStep, TextField } from '#contract';
import { SET_UP_STEPS } from '#contract';
import { ask } from '../ask.ts';
import type { Unsaved } from '../leave-guard.svelte.ts';
import type { FieldFault } from '../settings/settings-check.ts';
import { PersonForm } from '../staff/person-form.svelte.ts';
import { AfterSetUp } from './after-set-up.ts';
import { SavedDraft } from './saved-draft.svelte.ts';
import { LinkTest } from './link-test.svelte.ts';
import { RestoreTill } from './restore-till.svelte.ts';
import { firstMissing, isAfterOffice, isStepRight, stepBeside, stepOf } from './set-up-draft.ts';

/** The guided set-up, step by step. */
export class SetUp implements Unsaved {
  readonly isPutBy = true;
  readonly #bridge: Bridge;
  readonly draft: SavedDraft;
  readonly link: LinkTest;
  readonly restoring: RestoreTill;
  readonly after: AfterSetUp;
  /** The first manager, if there are no people yet. */
  readonly manager: PersonForm;
  #step = $state<SetUpStep>('start');
  #furthest = $state(0);
  #problem = $state.raw<Problem | null>(null);
  #checked = $state(false);
  #rollOutFault = $state.raw<RollOutFault | null>(null);
  #busy = $state(false);
  #asksToConfirm = $state(false);
  /** The reason to go on without a passed test. */
  reason = $state('');
  opensShift = $state(true);
  /** Whether this computer replaces a till that the office knows. */
  restores = $state(false);
  confirmed = $state(false);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.draft = new SavedDraft(bridge);
    this.link = new LinkTest(bridge);
    const onGivenUp = (): void => void this.#beginAnew();
    this.restoring = new RestoreTill(bridge, { onHere: () => this.#takeOver(), onGivenUp });
    this.after = new AfterSetUp(bridge);
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
  get rollOutFault(): RollOutFault | null {
    return this.#rollOutFault;
  }

  /** Whether this step has been reached, so that one can go back to it. */
  isReached(step: SetUpStep): boolean {
    if (isAfterOffice(step) && this.isRestoring && !this.restoring.isHere) return false;
    return SET_UP_STEPS.indexOf(step) <= this.#furthest;
  }

  /** Whether this computer is becoming another till: no new shop can be set up on it. */
  get isRestoring(): boolean {
    return this.restoring.isBegun || this.restoring.isBusy;
  }

  get passed(): boolean {
    const { typed } = this.draft;
    return typed !== null && this.link.passed(typed);
  }

  /** Whether the connection is sound or someone has given a reason to go on; only live requires either. */
  get vouched(): boolean {
    return this.passed || this.draft.typed?.environment !== 'live' || this.reason.trim() !== '';
  }

  /** Whether the last page asks for a final confirmation that real money moves. */
  get asksToConfirm(): boolean {
    return this.#asksToConfirm && !this.confirmed;
  }

  /** Whether going on was refused because something on this step is still wrong. */
  get isHeldBack(): boolean {
    const { typed, keySaved } = this.draft;
    return this.#checked && typed !== null && !isStepRight(this.#step, typed, keySaved);
  }

  /** Whether the gateway has refused the account that is typed. */
  get isRefused(): boolean {
    const { typed } = this.draft;
    return typed !== null && this.link.checksOf(typed).some(({ reason }) => reason === 'credentials-refused');
  }

  shownFault(field: TextField): FieldFault | null {
    return this.draft.shownFault(field, this.#checked);
  }

  /** Whether the printer's address is shown as wrong. */
  get isPrinterAddressWrong(): boolean {
    return this.draft.isPrinterAddressWrong(this.#checked);
  }

  /** Reads how far the set-up has come; true if the till opens with it. */
  async read(): Promise<boolean> {
    const reply = await ask(this.#bridge, 'setUp.read', {});
    return reply.ok && reply.value.opens;
  }

  /**
   * Opens where it was left. `draft` is input from elsewhere; the set-up then opens at the first step that it
   * lacks.
   */
  async enter(draft: SettingsInput | null = null): Promise<void> {
    this.#reset();
    const [settings, note] = await Promise.all([
      ask(this.#bridge, 'settings.read', {}),
      ask(this.#bridge, 'setUp.read', {}),
      this.restoring.read(),
    ]);
    if (!settings.ok) {
      this.#problem = settings.problem;
      return;
    }
    const kept = note.ok ? note.value.kept : null;
    this.#rollOutFault = note.ok ? note.value.rollOutFault : null;
    const { isBegun, isHere } = this.restoring;
    // Such a step was kept only after the journal had come, and was filled in.
    const isFilled = isHere && !draft && kept?.restores === true && isAfterOffice(kept.step);
    const typed = this.draft.begin(settings.value, kept, draft, isFilled);
    if (kept) this.opensShift = kept.opensShift;
    this.restores = isBegun || (kept?.restores ?? false);
    const step = draft ? firstMissing(typed, this.draft.keySaved) : (kept?.step ?? 'start');
    this.#show(isBegun && !isFilled && isAfterOffice(step) ? 'office' : step);
    if (isHere) this.#takeOver();
  }

  /** Chooses how to begin, and goes on. */
  async begin(restores: boolean): Promise<void> {
    if (!restores && this.isRestoring) return;
    this.restores = restores;
    await this.next();
  }

  /** Goes to a step that was reached before. */
  go(step: SetUpStep): void {
    if (this.isReached(step)) this.#show(step);
  }

  back(): void {
    const before = stepBeside(this.#step, -1, this.restores);
    if (before) this.#show(before);
  }

  /** Goes to the next step once the input is correct and on disk. */
  async next(): Promise<void> {
    const { typed } = this.draft;
    if (this.#step === 'office') {
      if (!this.restoring.isHere || this.restoring.isBusy) return this.restoring.begin();
      this.#takeOver();
    }
    const following = stepBeside(this.#step, 1, this.restores);
    if (!typed || !following || this.#busy || this.#isHeld(typed)) return;
    if (this.addsManager && !(await this.#addManager())) return;
    if (await this.#keep(following)) this.#show(following);
  }

  /** Whether leaving this step first adds someone to the staff list. */
  get addsManager(): boolean {
    const { name, pin, again } = this.manager;
    return this.#step === 'people' && `${name}${pin}${again}`.trim() !== '';
  }

  get isDirty(): boolean {
    return this.draft.isDirty;
  }

  /** Keeps the input of this step, correct or not. */
  async save(): Promise<boolean> {
    return this.draft.typed === null || this.#keep(this.#step);
  }

  discard(): void {
    this.draft.discard();
  }

  async test(): Promise<void> {
    const { typed } = this.draft;
    if (typed) await this.link.run($state.snapshot(typed));
  }

  /** Leaves the set-up; nothing is lost, and it continues at the same step. */
  async leave(stage: 'later' | 'done'): Promise<void> {
    await ask(this.#bridge, 'setUp.leave', { stage });
  }

  /** Saves everything; true once the till uses it. On a bench there is nothing to save. */
  async finish(): Promise<boolean> {
    const { typed } = this.draft;
    this.#asksToConfirm = typed?.environment === 'live' && !this.confirmed;
    if (!typed || this.#busy || this.asksToConfirm) return false;
    if (this.draft.isBench) {
      this.discard();
      await this.leave('done');
      return true;
    }
    const overruled = this.passed || !this.reason.trim() ? {} : { overruled: this.reason.trim() };
    const saved = $state.snapshot(typed);
    return this.#alone(async () => {
      // Saving signs everyone out if the environment changes. A restored till has its shift.
      const opensOffice = this.restores && !this.restoring.isHere;
      this.after.plan({ opensShift: this.opensShift && !this.restores, opensOffice });
      const reply = await ask(this.#bridge, 'settings.save', { ...saved, ...overruled });
      if (reply.ok) {
        this.discard();
        this.after.keepsSession = saved.environment === this.draft.saved?.environment;
        if (this.after.keepsSession) await this.after.openFirstShift();
        return true;
      }
      this.after.plan({ opensShift: false, opensOffice: false });
      const { code, details } = reply.problem;
      const step = code === 'live-untested' ? 'test' : stepOf(details.field);
      if (step) this.#show(step);
      this.#checked = step !== undefined;
      this.#problem = reply.problem;
      return false;
    });
  }

  /** Only the shop of the journal that has come can be set up here. */
  #takeOver(): void {
    const { view } = this.restoring;
    this.restores = true;
    if (view && this.#step !== 'start') this.draft.fill(view);
  }

  /** The journal is given up; what it knew is neither typed nor kept. */
  async #beginAnew(): Promise<void> {
    this.draft.unfill();
    this.#furthest = 0;
    this.#show('office');
    await this.#keep('office');
  }

  /** Whether this step cannot be left yet; marks what is wrong. */
  #isHeld(typed: SettingsInput): boolean {
    if (this.#step === 'test') return !this.vouched;
    this.#checked = !isStepRight(this.#step, typed, this.draft.keySaved);
    return this.#checked;
  }

  async #addManager(): Promise<boolean> {
    const isAdded = await this.#alone(() => this.manager.createFirstManager());
    if (isAdded) this.manager.name = '';
    return isAdded;
  }

  async #keep(step: SetUpStep): Promise<boolean> {
    const { opensShift, restores } = this;
    return this.#alone(async () => {
      this.#problem = await this.draft.keep({ step, opensShift, restores }, () => this.link.forget());
      return this.#problem === null;
    });
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
    const { typed } = this.draft;
    if (step === 'test' && typed && !this.link.hasVerdicts(typed)) void this.test();
    this.#furthest = Math.max(this.#furthest, SET_UP_STEPS.indexOf(step));
    this.confirmed = false;
    this.#asksToConfirm = false;
  }

  #reset(): void {
    this.draft.clear();
    this.reason = '';
    this.#show('start');
    this.#furthest = 0;
  }
}
