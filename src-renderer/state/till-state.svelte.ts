import { untrack } from 'svelte';
import type { Bridge, SessionView, SettingsInput } from '#contract';
import { followLanguage, may } from '#contract';
import { AppearanceMirror } from './look/appearance-mirror.svelte.ts';
import { ask } from './ask.ts';
import { Clock } from './clock.svelte.ts';
import { CustomerDisplay } from './display/customer-display.svelte.ts';
import { Help } from './help.svelte.ts';
import { Receipts } from './history/receipts.svelte.ts';
import { Place } from './place.svelte.ts';
import { Printer } from './printer.svelte.ts';
import { ReceiptScan } from './sale/receipt-scan.ts';
import { Sale } from './sale/sale.svelte.ts';
import { SettingsForm } from './settings/settings-form.svelte.ts';
import { SetUp } from './set-up/set-up.svelte.ts';
import { Sound } from './sound/sound.ts';
import { toneAfter } from './sound/tone-after.ts';
import { Approvals } from './staff/approvals.svelte.ts';
import { StaffEditor } from './staff/staff-editor.svelte.ts';
import { SessionMirror } from './staff/session-mirror.svelte.ts';
import type { PaymentListener } from './till-mirror.svelte.ts';
import { TillMirror } from './till-mirror.svelte.ts';

/** Everything the till's window knows. Calls through `bridge` ask for an approval when main requires one. */
export class TillState {
  readonly bridge: Bridge;
  readonly approvals: Approvals;
  readonly place: Place;
  readonly clock = new Clock();
  readonly appearance: AppearanceMirror;
  /** How each window sounds; the settings can play them all. */
  readonly sounds: Readonly<Record<'till' | 'customer', Sound>>;
  readonly people: SessionMirror;
  readonly mirror: TillMirror;
  readonly sale: Sale;
  readonly display: CustomerDisplay;
  readonly printer: Printer;
  readonly receipts: Receipts;
  readonly scan: ReceiptScan;
  readonly setUp: SetUp;
  readonly settings: SettingsForm;
  readonly staff: StaffEditor;
  /** Whether the person signed in is changing their PIN. */
  changingPin = $state(false);
  readonly help = new Help();
  readonly #isSignedIn = $derived.by(() => this.session?.stage === 'signed-in');
  /** The last person to sign in; null until someone has. */
  #cashier: string | null = null;
  /** How often a person's things were cleared. */
  #cleared = 0;

  constructor(bridge: Bridge) {
    this.approvals = new Approvals(bridge);
    this.bridge = this.approvals.bridge;
    this.appearance = new AppearanceMirror(this.bridge);
    followLanguage(() => this.appearance.language);
    this.sounds = {
      till: new Sound(() => this.appearance.chosen.sounds.till),
      customer: new Sound(() => this.appearance.chosen.sounds.customer),
    };
    this.place = new Place(() => void ask(this.bridge, 'till.close', {}));
    this.people = new SessionMirror(this.bridge);
    this.mirror = new TillMirror(
      this.bridge,
      (before, now) => this.#soundOf(before, now),
      () => this.place.story,
    );
    this.sale = new Sale(this.bridge, this.mirror);
    this.display = new CustomerDisplay(
      this.bridge,
      () => this.sale.current,
      (move) => this.sale.notice.displayMoved(move),
      (problem) => this.sale.notice.showProblem(problem),
    );
    this.printer = new Printer(this.mirror, () => this.session, this.place);
    this.receipts = new Receipts(
      this.bridge,
      (problem) => this.sale.notice.showProblem(problem),
      this.printer,
    );
    this.setUp = new SetUp(this.bridge, () => (this.session?.people.length ?? 0) > 0);
    this.settings = new SettingsForm(this.bridge, (draft) => void this.openSetUp(draft));
    this.staff = new StaffEditor(this.bridge);
    this.scan = new ReceiptScan(this.bridge, this.sale, this.place, () => this.asksForPin);
  }

  get session(): SessionView | null {
    return this.people.view;
  }

  /** Changes only on sign-in or sign-out, not with every push about people. */
  get isSignedIn(): boolean {
    return this.#isSignedIn;
  }

  /** Whether keys go to a PIN. */
  get asksForPin(): boolean {
    return !this.isSignedIn || this.approvals.permission !== null || this.changingPin;
  }

  /** A "paid" tone for a parked payment would make the cashier hand over another customer's goods. */
  #soundOf(...[before, now]: Parameters<PaymentListener>): void {
    const tone = toneAfter(before, now);
    const isCurrent = now.reference === this.mirror.till?.current?.reference;
    if (tone) this.sounds.till.play(isCurrent ? tone : 'attention');
  }

  /** Whether keys go to something over the screen. */
  get keysElsewhere(): boolean {
    return this.asksForPin || this.help.isOpen || this.place.guard.asking || this.display.shown !== null;
  }

  /** Called after sign-in: another person's ended sale leaves the screen. */
  welcome(): void {
    const person = this.session?.stage === 'signed-in' ? this.session.person : null;
    if (!person) return;
    // An answer that came after the sign-out was for the person before.
    this.sale.notice.clear();
    const isAnother = this.#cashier !== null && this.#cashier !== person.id;
    this.#cashier = person.id;
    if (isAnother && this.sale.phase === 'ended') void this.sale.startNewSale();
  }

  /** The id of the person signed in, or ''. */
  get #person(): string {
    return this.session?.stage === 'signed-in' ? this.session.person.id : '';
  }

  /** Whether the person signed in may set up the till. */
  get maySetUp(): boolean {
    const { session } = this;
    return session?.stage === 'signed-in' && may(session.person.role, 'change-settings');
  }

  /** Whether the training band offers the set-up on this screen. */
  get offersSetUp(): boolean {
    return this.maySetUp && this.mirror.till?.environment === 'training' && this.place.screen !== 'set-up';
  }

  /** After sign-in: opens the first shift of a new till, and resumes a set-up that was interrupted. */
  async goOnSettingUp(): Promise<void> {
    const cleared = this.#cleared;
    await this.setUp.after.openFirstShift();
    if (cleared !== this.#cleared) return;
    if (this.setUp.after.takeOfficeDue()) {
      this.place.openPage('office');
      return;
    }
    const opens = this.maySetUp && (await this.setUp.opensFor(this.#person));
    if (opens && cleared === this.#cleared) await this.openSetUp();
  }

  /** `draft` is what was typed in Settings. */
  async openSetUp(draft: SettingsInput | null = null): Promise<void> {
    const cleared = this.#cleared;
    await this.setUp.enter(draft, this.#person);
    if (cleared === this.#cleared) this.place.go('set-up');
  }

  /**
   * Clears everything of the previous cashier: input, open screen and pending approval. What was typed in the set-up, in
   * Settings or about a person waits for whom it is if the till has locked itself.
   */
  clear(): void {
    this.#cleared += 1;
    untrack(() => this.#interrupt());
    this.place.guard.drop();
    this.place.go('sale');
    this.sale.forget();
    this.approvals.settle(false);
    this.changingPin = false;
    this.help.close();
    this.display.hideCode();
  }

  #interrupt(): void {
    const locked = this.session?.stage === 'signed-out' ? this.session.locked : null;
    if (locked && this.place.screen === 'set-up') this.setUp.interrupt(locked.id);
    this.settings.interrupt(locked?.id ?? null);
    this.staff.interrupt(locked?.id ?? null);
  }

  /** Starts mirroring main; the result stops it. */
  start(): () => void {
    const stops = [
      this.mirror.start(),
      this.appearance.start(),
      this.people.start(),
      this.receipts.start(),
      this.clock.start(),
      this.display.start(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }
}
