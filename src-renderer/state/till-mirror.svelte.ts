import type { Bridge, PaymentView, TillSnapshot, TillView } from '#contract';
import { ask } from './ask.ts';

/** Only the current payment is new today; one that is neither listed nor current is of another day, or of today and further down. */
const withPayment = (known: TillSnapshot, changed: PaymentView): TillSnapshot => {
  const { till, history, charges } = known;
  const { reference } = changed;
  if (history.some((payment) => payment.reference === reference)) {
    const lines = history.map((payment) => (payment.reference === reference ? changed : payment));
    return { ...known, history: lines };
  }
  if (till.current?.reference !== reference) return known;
  return { ...known, history: [changed, ...history], charges: charges + 1 };
};

/**
 * The payments of `now` that are other objects than in `before`, each once and with its former view. Of those not
 * listed, only one that has become unsettled is news.
 */
const changesBetween = (
  before: TillSnapshot,
  { till: { current, unsettled }, history }: TillSnapshot,
): readonly (readonly [PaymentView | null, PaymentView])[] => {
  const known = [before.till.current, ...before.history, ...before.till.unsettled];
  const former = new Map(known.flatMap((one) => (one ? [[one.reference, one] as const] : [])).toReversed());
  const others = history.filter(({ reference }) => reference !== current?.reference);
  const today = [...(current ? [current] : []), ...others];
  const references = new Set([...former.keys(), ...today.map(({ reference }) => reference)]);
  return [
    ...today.filter((payment) => !known.includes(payment)),
    ...unsettled.filter(({ reference }) => !references.has(reference)),
  ].map((payment) => [former.get(payment.reference) ?? null, payment]);
};

/** Enough for the payments that somebody may have open. */
const MAX_EARLIER = 20;

/** Called for every change of a payment, with its previous view. */
export type PaymentListener = (before: PaymentView | null, now: PaymentView) => void;

/** Mirrors the till's state in main; read-only for the window. */
export class TillMirror {
  readonly #bridge: Bridge;
  readonly #onPayment: PaymentListener;
  readonly #openStory: () => string | null;
  #snapshot = $state.raw<TillSnapshot | null>(null);
  /** The current payment has one view: what its customer's page changes about it is said of its line here, too. */
  readonly #history = $derived.by(() => {
    const { till, history } = this.#snapshot ?? { till: null, history: [] };
    return history.map((payment) =>
      payment.reference === till?.current?.reference ? till.current : payment,
    );
  });
  /** Payments that are not listed, of other days or further down, as they last changed, newest change first. */
  #earlier = $state.raw<readonly PaymentView[]>([]);
  #failed = $state(false);
  #missedPush = false;
  #turn = $state(0);
  /** When the till's view arrived; monotonic ms. */
  #receivedAt = $state.raw(0);

  /** `openStory`: the reference of the payment that somebody has open. */
  constructor(bridge: Bridge, onPayment: PaymentListener, openStory: () => string | null) {
    this.#bridge = bridge;
    this.#onPayment = onPayment;
    this.#openStory = openStory;
  }

  get till(): TillView | null {
    return this.#snapshot?.till ?? null;
  }

  /** Counts the payments that have become current: the same one may, twice. */
  get turn(): number {
    return this.#turn;
  }

  /** Age of the current payment at `steady` (monotonic ms); ms. */
  currentAgeAt(steady: number): number {
    return (this.till?.currentAge ?? 0) + steady - this.#receivedAt;
  }

  get history(): readonly PaymentView[] {
    return this.#history;
  }

  /** How many payments have begun today, listed or not. */
  get charges(): number {
    return this.#snapshot?.charges ?? 0;
  }

  /** How many of today's payments `history` leaves out. */
  get unlisted(): number {
    return this.#snapshot?.unlisted ?? 0;
  }

  /** The newest view of a payment of today, of an unsettled one, or of one that has changed; else undefined. */
  newest(reference: string): PaymentView | undefined {
    const { till, history } = this;
    return [...history, ...(till?.unsettled ?? []), ...this.#earlier].find(
      (payment) => payment.reference === reference,
    );
  }

  /** Whether the first snapshot could not be read. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Follows changes before it reads the snapshot, so that none is missed; the result stops it. */
  start(): () => void {
    const stops = [
      this.#bridge.on('till.changed', (till) => {
        const open = this.newest(this.#openStory() ?? '');
        this.#change((known) => this.#arrived({ ...known, till }));
        // One that is no longer unsettled stays open, with what is being typed there.
        if (open && !this.newest(open.reference)) this.#keepEarlier(open);
      }),
      this.#bridge.on('history.changed', (payment) => {
        this.#change((known) => withPayment(known, payment));
        this.#keepEarlier(payment);
      }),
      this.#bridge.on('till.replaced', (snapshot) => this.#replace(snapshot)),
    ];
    void this.#read();
    return () => {
      for (const stop of stops) stop();
    };
  }

  async #read(): Promise<void> {
    const reply = await ask(this.#bridge, 'till.snapshot', {});
    // Everything was pushed meanwhile, which is newer.
    if (this.#snapshot) return;
    if (this.#missedPush) {
      // A push overtook the reply, so it is unclear which is newer; read again.
      this.#missedPush = false;
      return this.#read();
    }
    if (reply.ok) this.#show(this.#arrived(reply.value));
    else this.#failed = true;
  }

  #arrived(snapshot: TillSnapshot): TillSnapshot {
    this.#receivedAt = performance.now();
    return snapshot;
  }

  #show(snapshot: TillSnapshot): void {
    if (snapshot.till.current?.reference !== this.till?.current?.reference) this.#turn += 1;
    this.#snapshot = snapshot;
  }

  #change(change: (snapshot: TillSnapshot) => TillSnapshot): void {
    const before = this.#snapshot;
    if (!before) {
      this.#missedPush = true;
      return;
    }
    const now = change(before);
    this.#show(now);
    for (const [former, changed] of changesBetween(before, now)) this.#onPayment(former, changed);
  }

  #keepEarlier(changed: PaymentView): void {
    const { reference } = changed;
    if (this.history.some((payment) => payment.reference === reference)) return;
    const others = this.#earlier.filter((payment) => payment.reference !== reference);
    // However many others change, what somebody has open stays.
    const open = this.#openStory();
    this.#earlier = [changed, ...others].filter((one, at) => at < MAX_EARLIER || one.reference === open);
  }

  #replace(snapshot: TillSnapshot): void {
    const before = this.#snapshot;
    const open = this.newest(this.#openStory() ?? '');
    this.#show(this.#arrived(snapshot));
    // What somebody has open stays, listed or not: they may be typing in a form of it.
    this.#earlier = open && before?.till.environment === snapshot.till.environment ? [open] : [];
    if (!before) return;
    for (const [former, now] of changesBetween(before, snapshot)) {
      // What another person may see, or another day or environment has, is no news; every view is a new object.
      if (former && JSON.stringify(former) !== JSON.stringify(now)) this.#onPayment(former, now);
    }
  }
}
