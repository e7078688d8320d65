import type { Bridge, CustomerView, LanguageName } from '#contract';
import { ask } from './ask.ts';
import { mirror } from './asking/mirror.ts';

/** How long "paid" is shown before the idle screen. */
const THANKS_MS = 6_000;
/** With a receipt to scan, the customer has to take out the phone once more. */
const RECEIPT_MS = 20_000;
const SECOND_MS = 1_000;
/** How long a language that somebody chose between two sales waits for its sale. */
const CHOICE_MS = 60_000;
/** How long the window identifies itself to the person who sets up the till. */
const IDENTIFIED_MS = 5_000;

/** Shown until main has sent a view: no code, no amount. */
const NOTHING: CustomerView = {
  state: 'idle',
  storeName: '',
  environment: 'live',
  amount: 0,
  currency: '',
  code: null,
  page: false,
  rest: 'wait',
  nothingTaken: false,
  usualLanguage: 'en',
  chosenLanguage: null,
  receipt: null,
  paidAgo: 0,
  line: '',
  display: { inches: null, distance: null },
};

/** What the customer sees now: main's view, adjusted for the time since it arrived. */
export interface CustomerScreen extends CustomerView {
  /** Time left for the code, ms; 0 without one. */
  readonly left: number;
}

/** Ms until the thanks are over. */
const thanksLeft = ({ receipt, paidAgo }: CustomerView, since: number, now: number): number =>
  (receipt === null ? THANKS_MS : RECEIPT_MS) - paidAgo - (now - since);

/**
 * The screen at `now` for a view that arrived at `since`; both are monotonic ms. An expired code disappears,
 * and the screen does not say whether the customer paid. The thanks end after a while, also in a window that
 * opens late: the next customer must not see the receipt of this one.
 */
export const screenAt = (view: CustomerView, since: number, now: number): CustomerScreen => {
  const left = view.code ? Math.max(0, Math.ceil(view.code.left - (now - since))) : 0;
  if (view.state === 'paid' && thanksLeft(view, since, now) <= 0)
    return { ...view, state: 'idle', code: null, receipt: null, left: 0 };
  if (view.state !== 'open') return { ...view, code: null, left: 0 };
  if (view.code && left === 0) return { ...view, state: 'expired', code: null, nothingTaken: false, left };
  return { ...view, left };
};

/** Ms until the screen changes without any news from main; undefined if it will not. */
const nextChange = (screen: CustomerScreen, since: number, now: number): number | undefined => {
  if (screen.state === 'paid') return thanksLeft(screen, since, now);
  return screen.code ? screen.left % SECOND_MS || SECOND_MS : undefined;
};

/** Mirrors main for the customer display and updates it as time passes. */
export class CustomerState {
  #view = $state.raw(NOTHING);
  #since = $state.raw(0);
  #now = $state.raw(0);
  #chosen = $state.raw<LanguageName | null>(null);
  /** The choice that main's last view had, and how many choices main has not heard of yet. */
  #heard: LanguageName | null = null;
  #unheard = 0;
  #choiceTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #bridge: Bridge;
  readonly #onchange: (before: CustomerView | null, now: CustomerView) => void;
  readonly #screen = $derived(screenAt(this.#view, this.#since, this.#now));
  #received = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #identified = $state(false);
  #identifiedTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #stopListening: () => void;

  /** @param onchange called with each new view from main; with null before the first */
  constructor(
    bridge: Bridge,
    onchange: (before: CustomerView | null, now: CustomerView) => void = () => undefined,
  ) {
    this.#bridge = bridge;
    this.#onchange = onchange;
    const stops = [
      // Without any view, the window stays idle.
      mirror(
        bridge,
        'customer.changed',
        () => ask(bridge, 'customer.snapshot', {}),
        (view) => this.#receive(view),
      ),
      bridge.on('customer.identified', () => this.#identify()),
    ];
    this.#stopListening = () => stops.forEach((stop) => stop());
  }

  get screen(): CustomerScreen {
    return this.#screen;
  }

  /** Whether the window identifies itself to the person who sets up the till. */
  get identified(): boolean {
    return this.#identified;
  }

  get language(): LanguageName {
    return this.#chosen ?? this.#view.usualLanguage;
  }

  /** The customer's choice of language; it lasts until the sale is over, or until no sale follows. */
  choose(language: LanguageName): void {
    clearTimeout(this.#choiceTimer);
    this.#choiceTimer = undefined;
    this.#choose(language);
    this.#awaitSale();
  }

  close(): void {
    this.#stopListening();
    clearTimeout(this.#timer);
    clearTimeout(this.#choiceTimer);
    clearTimeout(this.#identifiedTimer);
  }

  #receive(view: CustomerView): void {
    this.#follow(view);
    const known = this.#received ? this.#view : null;
    this.#received = true;
    if (JSON.stringify(view) === JSON.stringify(this.#view)) return;
    const before = this.#screen.state;
    this.#since = performance.now();
    this.#view = view;
    this.#onchange(known, view);
    this.#update(before);
  }

  #identify(): void {
    clearTimeout(this.#identifiedTimer);
    this.#identified = true;
    this.#identifiedTimer = setTimeout(() => (this.#identified = false), IDENTIFIED_MS);
  }

  /** Main remembers the choice if this window or the till restarts during a sale, and forgets it after the sale. */
  #follow({ chosenLanguage }: CustomerView): void {
    if (chosenLanguage !== this.#heard && this.#unheard === 0) this.#chosen = chosenLanguage;
    this.#heard = chosenLanguage;
  }

  /** The receipt uses this language too; if the call fails, it is in the shop's language. */
  #choose(language: LanguageName | null): void {
    this.#chosen = language;
    this.#unheard += 1;
    void ask(this.#bridge, 'customer.language', { language }).then(() => (this.#unheard -= 1));
  }

  /** Main knows by itself when a sale is over, but not when the thanks are. */
  #endSale(): void {
    if (this.#view.state === 'paid' || this.#chosen !== null) this.#choose(null);
  }

  /** A choice that no sale follows was a passer-by's; the next customer starts in the usual language. */
  #awaitSale(): void {
    if (this.#chosen !== null && this.#screen.state === 'idle')
      this.#choiceTimer ??= setTimeout(() => this.#choose(null), CHOICE_MS);
    else {
      clearTimeout(this.#choiceTimer);
      this.#choiceTimer = undefined;
    }
  }

  #update(before = this.#screen.state): void {
    clearTimeout(this.#timer);
    this.#now = performance.now();
    if (before !== 'idle' && this.#screen.state === 'idle') this.#endSale();
    this.#awaitSale();
    const wait = nextChange(this.#screen, this.#since, this.#now);
    if (wait !== undefined) this.#timer = setTimeout(() => this.#update(), wait);
  }
}
