import type { Bridge, CustomerView, LanguageName } from '#contract';
import { ask } from './ask.ts';

/** How long "paid" stays before the window is calm again. */
const THANKS_MS = 6_000;
const SECOND_MS = 1_000;

/** Shown until main has spoken: never a code, never an amount. */
const NOTHING: CustomerView = {
  state: 'idle',
  storeName: '',
  training: false,
  amount: 0,
  currency: '',
  code: null,
  nothingTaken: false,
};

/** What the customer sees at one moment: main's view, and what time alone has changed about it. */
export interface CustomerScreen extends CustomerView {
  /** Of the code, ms; 0 without one. */
  readonly left: number;
}

/**
 * The view as it is at `now`, ms of the window's own count, which nobody can set: a code past its time is gone and its sale may or may not have been paid;
 * thanks are over after a while. `since` is when main sent the view.
 */
export const screenAt = (view: CustomerView, since: number, now: number): CustomerScreen => {
  const left = view.code ? Math.max(0, Math.ceil(view.code.left - (now - since))) : 0;
  if (view.state === 'paid' && now - since >= THANKS_MS)
    return { ...view, state: 'idle', code: null, left: 0 };
  if (view.state !== 'open') return { ...view, code: null, left: 0 };
  if (view.code && left === 0) return { ...view, state: 'expired', code: null, nothingTaken: false, left };
  return { ...view, left };
};

/** Ms until time alone changes the screen again, or undefined. */
const nextChange = (screen: CustomerScreen, since: number, now: number): number | undefined => {
  if (screen.state === 'paid') return since + THANKS_MS - now;
  return screen.code ? screen.left % SECOND_MS || SECOND_MS : undefined;
};

/** Mirrors main for the customer's window, and keeps the clock of what it shows. */
export class CustomerState {
  #view = $state.raw(NOTHING);
  #since = $state.raw(0);
  #now = $state.raw(0);
  #language = $state.raw<LanguageName>('en');
  readonly #bridge: Bridge;
  readonly #screen = $derived(screenAt(this.#view, this.#since, this.#now));
  #heard = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #stopListening: () => void;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.#stopListening = bridge.on('customer.changed', (view) => this.#hear(view));
    void this.#ask(bridge);
  }

  get screen(): CustomerScreen {
    return this.#screen;
  }

  get language(): LanguageName {
    return this.#language;
  }

  /** The customer's choice; it lasts until the sale is over. */
  choose(language: LanguageName): void {
    this.#language = language;
    // The receipt follows it; without an answer it is in the shop's own language.
    void ask(this.#bridge, 'customer.language', { language });
  }

  close(): void {
    this.#stopListening();
    clearTimeout(this.#timer);
  }

  async #ask(bridge: Bridge): Promise<void> {
    // A push is newer than the snapshot, and whole: without a snapshot the window waits for one.
    const reply = await bridge.call('customer.snapshot', {}).catch(() => undefined);
    if (reply?.ok && !this.#heard) this.#hear(reply.value);
  }

  #hear(view: CustomerView): void {
    this.#heard = true;
    if (JSON.stringify(view) === JSON.stringify(this.#view)) return;
    const before = this.#screen.state;
    this.#view = view;
    this.#since = performance.now();
    this.#lookAtClock(before);
  }

  #forgetLanguage(): void {
    this.#language = 'en';
    void ask(this.#bridge, 'customer.language', { language: null });
  }

  #lookAtClock(before = this.#screen.state): void {
    clearTimeout(this.#timer);
    this.#now = performance.now();
    if (before !== 'idle' && this.#screen.state === 'idle') this.#forgetLanguage();
    const wait = nextChange(this.#screen, this.#since, this.#now);
    if (wait !== undefined) this.#timer = setTimeout(() => this.#lookAtClock(), wait);
  }
}
