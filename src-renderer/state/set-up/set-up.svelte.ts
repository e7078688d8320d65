import type { Bridge, Problem, RollOutFault, SettingsInput, SetUpStep } from '#contract';
import { ask } from '../ask.ts';
import type { Unsaved } from '../leave-guard.svelte.ts';
import { PersonForm } from '../staff/person-form.svelte.ts';
import { AfterSetUp } from './after-set-up.ts';
import { finishSetUp } from './finishing.ts';
import { GoingLive } from './going-live.svelte.ts';
import { InterruptedSetUp } from './interrupted-set-up.ts';
import { Keeping } from './keeping.svelte.ts';
import { LinkTest } from './link-test.svelte.ts';
import { RestoreTill } from './restore-till.svelte.ts';
import { SavedDraft } from './saved-draft.svelte.ts';
import { firstMissing, isAfterOffice, stepOf } from './set-up-draft.ts';
import { StepFaults } from './step-faults.svelte.ts';
import { Steps } from './steps.svelte.ts';

/** The guided set-up, step by step. */
export class SetUp implements Unsaved {
  readonly isPutBy = true;
  readonly #bridge: Bridge;
  /** Whether people work here already. */
  readonly #hasPeople: () => boolean;
  readonly draft: SavedDraft;
  readonly link: LinkTest;
  readonly live: GoingLive;
  readonly restoring: RestoreTill;
  readonly steps: Steps;
  readonly faults: StepFaults;
  readonly after: AfterSetUp;
  readonly interrupted: InterruptedSetUp;
  readonly keeping: Keeping;
  /** The first manager, if there are no people yet. */
  readonly manager: PersonForm;
  #problem = $state.raw<Problem | null>(null);
  /** What is wrong with countertop.json, or null. */
  #rollOutFault = $state.raw<RollOutFault | null>(null);

  constructor(bridge: Bridge, hasPeople: () => boolean) {
    this.#bridge = bridge;
    this.#hasPeople = hasPeople;
    this.draft = new SavedDraft(bridge);
    this.link = new LinkTest(bridge);
    this.live = new GoingLive(this.draft, this.link);
    const onGivenUp = (): void => void this.#beginAnew();
    this.restoring = new RestoreTill(bridge, { onHere: () => this.#takeOver(), onGivenUp });
    this.steps = new Steps(() => this.isRestoring && !this.restoring.isHere);
    this.faults = new StepFaults(this.draft, this.steps);
    this.after = new AfterSetUp(bridge);
    this.interrupted = new InterruptedSetUp(this.draft);
    this.keeping = new Keeping(this.draft, this.steps, () => this.link.forget());
    this.manager = PersonForm.ofFirstManager(bridge);
  }

  get step(): SetUpStep {
    return this.steps.current;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  get busy(): boolean {
    return this.keeping.busy;
  }

  get rollOutFault(): RollOutFault | null {
    return this.#rollOutFault;
  }

  /** Whether this computer is becoming another till: no new shop can be set up on it. */
  get isRestoring(): boolean {
    return this.restoring.isBegun || this.restoring.isBusy;
  }

  /** Whether the till opens with it for that person, who may have been interrupted in it. */
  async opensFor(person: string): Promise<boolean> {
    if (await this.interrupted.opensFor(person)) return true;
    const reply = await ask(this.#bridge, 'setUp.read', {});
    return reply.ok && reply.value.opens;
  }

  /**
   * Opens where it was left. `draft` is input from elsewhere; the set-up then opens at the first step that it
   * lacks. `by`: the id of the person signed in.
   */
  async enter(draft: SettingsInput | null = null, by = ''): Promise<void> {
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
    const waiting = this.interrupted.take(by, settings.value.saved);
    const left = draft ? null : waiting;
    const { kept, rollOutFault } = note.ok ? note.value : { kept: null, rollOutFault: null };
    this.#rollOutFault = rollOutFault;
    const { isBegun, isHere } = this.restoring;
    // Such a step was kept only after the journal had come, and was filled in.
    const isFilled = isHere && !draft && kept?.restores === true && isAfterOffice(kept.step);
    const input = draft ? { typed: draft } : left;
    const typed = this.draft.begin(settings.value, input ?? kept, input === null, isFilled);
    this.live.reason = left?.reason ?? '';
    this.restoring.address = left?.address ?? '';
    this.keeping.begin(kept?.opensShift, left?.opensShift);
    this.steps.restores = isBegun || (kept?.restores ?? false);
    const where = left?.step ?? kept?.step ?? 'start';
    const step = draft ? firstMissing(typed, this.draft.keySaved, settings.value.saved) : where;
    this.#show(isBegun && !isFilled && isAfterOffice(step) ? 'office' : step);
    if (isHere) this.#takeOver();
  }

  /** Chooses how to begin, and goes on. */
  async begin(restores: boolean): Promise<void> {
    if (!restores && this.isRestoring) return;
    this.steps.restores = restores;
    await this.next();
  }

  /** Goes to a step that was reached before. */
  go(step: SetUpStep): void {
    if (this.steps.isReached(step)) this.#show(step);
  }

  /** Goes to a step at which something has to be corrected, reached again or not; it is marked there. */
  correct(step: SetUpStep): void {
    this.#show(step);
    this.faults.mark();
  }

  back(): void {
    const { before } = this.steps;
    if (before) this.#show(before);
  }

  /** Goes to the next step once the input is correct and on disk, unless the person has gone elsewhere meanwhile. */
  async next(): Promise<void> {
    const { step } = this;
    if (step === 'office') {
      if (!this.restoring.isHere || this.restoring.isBusy) return this.restoring.begin();
      this.#takeOver();
    }
    const { following } = this.steps;
    if (!this.draft.typed || !following || this.busy || !this.#mayGoOn()) return;
    if (step === 'shop') this.draft.acceptAmounts();
    if (this.addsManager && !(await this.keeping.alone(() => this.manager.createFirstManager()))) return;
    const isKept = await this.#keep(following);
    if (isKept && this.step === step) this.#show(following);
  }

  /** Whether leaving this step first adds someone to the staff list. */
  get addsManager(): boolean {
    return this.step === 'people' && !this.#hasPeople() && this.manager.isTyped;
  }

  get isDirty(): boolean {
    return this.keeping.isDirty;
  }

  /** Keeps the input of this step, correct or not. */
  async save(): Promise<boolean> {
    return this.draft.typed === null || this.#keep(this.step);
  }

  discard(): void {
    this.keeping.discard();
  }

  async test(): Promise<void> {
    const { typed } = this.draft;
    if (typed) await this.link.run($state.snapshot(typed));
  }

  /** After a passphrase was made: what was refused for lack of a place for secrets is possible now. */
  async look(): Promise<void> {
    await this.draft.look();
    this.#problem = null;
    this.restoring.forgetProblem();
  }

  /** The till locks itself while that person is at the set-up. */
  interrupt(by: string): void {
    const { step } = this;
    const { opensShift } = this.keeping;
    const { address } = this.restoring;
    const left = this.draft.left();
    const reason = this.live.reason.trim();
    if (left && (this.isDirty || `${reason}${address}` !== ''))
      this.interrupted.note({ ...left, by, step, opensShift, reason, address });
    this.draft.clear();
  }

  /** Leaves the set-up; nothing is lost, and it continues at the same step. */
  async leave(stage: 'later' | 'done'): Promise<void> {
    await ask(this.#bridge, 'setUp.leave', { stage });
  }

  /** Saves everything; true once the till uses it. On a bench there is nothing to save. */
  async finish(): Promise<boolean> {
    const { typed } = this.draft;
    if (!this.live.mayFinish() || !typed || this.busy) return false;
    if (this.draft.isBench) {
      this.discard();
      await this.leave('done');
      return true;
    }
    const saved = $state.snapshot(typed);
    const problem = await this.keeping.alone(() => finishSetUp(this, saved));
    if (problem) this.#showWhy(problem);
    return problem === null;
  }

  /** Why the settings cannot be saved, at the step where that can be changed. */
  #showWhy(problem: Problem): void {
    const isUntested = problem.code === 'live-untested';
    // Main has the last word: a test that the window remembers may have failed elsewhere since.
    if (isUntested) this.link.forget();
    const step = isUntested ? 'test' : stepOf(problem.details.field);
    if (step) {
      this.#show(step);
      this.faults.mark();
    }
    this.#problem = problem;
  }

  /** Only the shop of the journal that has come can be set up here. */
  #takeOver(): void {
    const { view } = this.restoring;
    this.steps.restores = true;
    if (view && this.step !== 'start') this.draft.fill(view);
  }

  /** The journal is given up; what it knew is neither typed nor kept. */
  async #beginAnew(): Promise<void> {
    this.draft.unfill();
    this.steps.beginAt('office');
    this.#show('office');
    await this.#keep('office');
  }

  /** Whether this step can be left; marks what is wrong. */
  #mayGoOn(): boolean {
    return this.step === 'test' ? this.live.vouched : this.faults.check();
  }

  async #keep(step: SetUpStep): Promise<boolean> {
    this.#problem = await this.keeping.keep(step);
    return this.#problem === null;
  }

  #show(step: SetUpStep): void {
    this.steps.show(step);
    this.#problem = null;
    this.faults.turnPage();
    this.live.turnPage();
    const { typed } = this.draft;
    if (step === 'test' && typed && !this.link.hasVerdicts(typed)) void this.test();
  }

  #reset(): void {
    this.draft.clear();
    this.live.reason = '';
    this.manager.clearPin();
    this.restoring.forgetTyped();
    this.#show('start');
    this.steps.beginAt('start');
  }
}
