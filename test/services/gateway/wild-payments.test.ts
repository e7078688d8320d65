import { expect, test } from 'vitest';
import type { Installation } from '#domain/installation/payment-ownership.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { codeOf, isFinal } from '#domain/payment/payment.ts';
import type { Person } from '#domain/staff/staff.ts';
import { isAwaited } from '#domain/story/by-hand.ts';
import { Changes } from '#services/changes.ts';
import { PaymentDesk } from '#services/payment/payment-desk.ts';
import { recoverPayments } from '#services/reconcile/recover-payments.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { WildPayments } from '../../support/fakes/wild-payments.ts';
import { numbersFrom } from '../../support/numbers-from.ts';
import { countingIds, installation, lin, settings, silentLog } from '../../support/station-kit.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const [OPEN, PAID, FAILED, EXPIRED] = [1, 2, 4, 5];
const chen: Person = { id: 'chen', name: 'Chen', role: 'manager' };
const NO_REFUNDS = { tracker: { applyReported: () => undefined } };

/** A till whose cashier charges, cancels and parks, at a gateway that answers wildly; with power cuts and lost rows. */
class WildTill {
  readonly clock = new HandClock();
  readonly gateway: WildPayments;
  journal = new MemoryJournal();
  readonly #random: () => number;
  readonly #ids;
  #openings = 1;
  #here: Installation = installation;
  #desk: PaymentDesk;
  /** References of the payments whose code a customer has seen. */
  readonly shown = new Set<string>();

  constructor(seed: number) {
    this.#random = numbersFrom(seed);
    this.#ids = countingIds(this.#random);
    this.gateway = new WildPayments(this.#random, () => this.clock.now());
    this.#desk = this.#open();
  }

  #open(): PaymentDesk {
    const { clock, gateway, journal } = this;
    return new PaymentDesk({
      ...{ settings, journal, installation: this.#here, gateway, clock, ids: this.#ids, log: silentLog },
      ...{ mayLackPayments: () => false, signedIn: () => lin, changes: new Changes(silentLog) },
    });
  }

  #happens(share: number): boolean {
    return this.#random() < share;
  }

  /** A power cut; `lost` rows of payments are gone with it. */
  async #restart(lost: number): Promise<void> {
    await this.#desk.tracker.stop();
    this.#openings += 1;
    const openings = [...this.#here.gap.openings, this.#here.opening];
    const rows = this.journal.entries.slice(0, this.journal.entries.length - lost);
    if (lost > 0) {
      this.journal = new MemoryJournal();
      for (const { reference, event, at } of rows) this.journal.append(reference, event, at);
    }
    const from = rows.at(-1)?.at ?? 0;
    const gap = {
      lastNumber: this.journal.highestNumber(from),
      from,
      to: this.clock.now(),
      openings,
      reached: 0,
    };
    this.#here = { ...installation, opening: String(1_000 + this.#openings), gap };
    this.#desk = this.#open();
    this.#desk.resume();
    if (lost > 0) await this.#import(from);
  }

  async #import(lastAt: number): Promise<void> {
    const { clock, gateway, journal } = this;
    const desk = this.#desk;
    const wild = gateway.isWild;
    // Its list is whole by the time a till has started again: what it lacks is imported when the day is reconciled.
    gateway.isWild = false;
    const recovery = recoverPayments(
      {
        ...{ journal, gateway, clock, ids: this.#ids, log: silentLog, settings, refunds: NO_REFUNDS },
        ...{ installation: this.#here, changes: new Changes(silentLog), onListed: () => desk.resume() },
      },
      { lastAt, refundsLost: 0, refunded: [], received: null, found: null },
    );
    await clock.pass(5 * MINUTE);
    gateway.isWild = wild;
    await recovery.stop();
  }

  #cashier(): void {
    const { current } = this.#desk;
    if (current && codeOf(current)) this.shown.add(current.reference);
    if (!current || isFinal(current)) {
      const earlier = this.#desk.tracker.recent.at(-1);
      const start = this.#desk.start(1250, '', earlier);
      if (!start.started && start.why === 'same-amount') this.#desk.start(1250, '', start.earlier);
    } else if (this.#happens(0.2)) this.#desk.cancel(current.reference);
    else if (this.#happens(0.3)) this.#desk.dismiss(current.reference);
  }

  #manager(): void {
    for (const payment of this.#desk.parked)
      if (this.#desk.tracker.maySettle(payment) && this.#happens(0.1)) {
        const outcome = this.#happens(0.5) ? 'paid' : 'not-paid';
        this.#desk.tracker.settle(payment.reference, { outcome, reason: 'x', by: lin, approvedBy: chen });
      }
    for (const { reference, state } of this.#desk.tracker.unsettled)
      if (this.#happens(0.1)) this.#desk.tracker.acceptUnsettled(reference, state);
  }

  /** What has shown a code can be paid, even what the till has cancelled; and what was told as failed may be. */
  #mayBePaid(reference: string): boolean {
    return this.shown.has(reference) || this.gateway.toldAsFailed.has(reference);
  }

  #customers(): void {
    for (const { reference, statusId } of [...this.gateway.stored]) {
      if (!this.#mayBePaid(reference)) continue;
      const end = this.#happens(0.5) ? PAID : FAILED;
      if (statusId === OPEN ? this.#happens(0.15) : this.#happens(0.01)) this.gateway.set(reference, end);
    }
  }

  async day(): Promise<void> {
    for (let times = 0; times < 80; times += 1) {
      this.#cashier();
      this.#manager();
      this.#customers();
      if (this.#happens(0.06)) {
        const few = Math.min(this.journal.entries.length, Math.floor(this.#random() * 6));
        await this.#restart(this.#happens(0.3) ? few : 0);
      }
      await this.clock.pass(5_000);
    }
  }

  /** From now on the gateway answers well, and what is still open there ends. */
  async evening(): Promise<void> {
    this.gateway.isWild = false;
    for (const { reference, statusId } of [...this.gateway.stored])
      if (statusId === OPEN) this.gateway.set(reference, this.#mayBePaid(reference) ? PAID : EXPIRED);
    await this.clock.pass(2 * HOUR);
    await this.#desk.tracker.stop();
  }

  /** What the journal says was paid, without what only a manager says; and what the gateway has not ended in it. */
  books() {
    const all = [...new Set(this.journal.entries.map(({ reference }) => reference))].map(
      (reference): Payment => this.journal.payment(reference)!,
    );
    const isThere = ({ reference }: Payment): boolean =>
      this.gateway.stored.some((one) => one.reference === reference);
    return {
      paid: all
        .filter((one) => one.state === 'paid' && !isAwaited(one))
        .map(({ reference }) => reference)
        .sort(),
      open: all
        .filter((one) => !isFinal(one) || (isAwaited(one) && isThere(one)))
        .map(({ reference, state }) => `${reference} ${state}`),
    };
  }

  taken(): readonly string[] {
    return this.gateway.stored
      .filter(({ statusId }) => statusId === PAID)
      .map(({ reference }) => reference)
      .sort();
  }
}

test('whatever the gateway answers, and whatever people do meanwhile, the journal ends with what was paid', async () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const till = new WildTill(seed);
    await till.day();
    await till.evening();
    expect({ seed, ...till.books() }).toEqual({ seed, paid: till.taken(), open: [] });
  }
});
