import { expect, test } from 'vitest';
import { leftToRefund } from '#domain/refund/refund.ts';
import { Changes } from '#services/changes.ts';
import { RefundDesk } from '#services/refund/refund-desk.ts';
import { intended, reportedPayment } from '../../sqlite/kit/new-journal.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { WildRefunds } from '../../support/fakes/wild-refunds.ts';
import { numbersFrom } from '../../support/numbers-from.ts';
import { countingIds, installation, settings, silentLog } from '../../support/station-kit.ts';
import { cashier, manager, PAYMENT } from './refund-kit.ts';

const [REFUNDED, FAILED] = [2, 4];
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A sale of 12.50 of which a person refunds 5.00, again whenever the till says that it failed; with power cuts. */
class WildShop {
  readonly clock = new HandClock();
  readonly gateway: WildRefunds;
  readonly random: () => number;
  readonly #ids;
  journal: MemoryJournal;
  #desk: RefundDesk;
  /** It was refunded in the gateway's dashboard, so nobody asks for it here any more. */
  #isDone = false;

  constructor(seed: number) {
    this.random = numbersFrom(seed);
    this.gateway = new WildRefunds(this.random, () => this.clock.now());
    this.#ids = countingIds(this.random);
    this.journal = this.#sold();
    this.#desk = this.#open();
  }

  #sold(): MemoryJournal {
    const journal = new MemoryJournal();
    journal.append(PAYMENT, intended(PAYMENT), this.clock.now());
    const created = { type: 'created', payment: reportedPayment(PAYMENT, 2) } as const;
    journal.append(PAYMENT, created, this.clock.now());
    return journal;
  }

  #open(): RefundDesk {
    const { journal, gateway, clock } = this;
    const more = {
      settings,
      log: silentLog,
      changes: new Changes(silentLog),
      isChangingSettings: () => false,
    };
    return new RefundDesk({
      journal,
      gateway,
      clock,
      ids: this.#ids,
      installation,
      terminalId: 'T1',
      ...more,
    });
  }

  async ask(): Promise<void> {
    const refunds = this.journal.refundsOf(PAYMENT);
    if (this.#isDone || refunds.some(({ state }) => state !== 'failed')) return;
    const left = leftToRefund(this.journal.payment(PAYMENT)!, refunds);
    const refund = { paymentReference: PAYMENT, amount: 500, left, reason: 'other', note: '' } as const;
    await this.#desk.start({ ...refund, askedBy: cashier, approvedBy: manager });
  }

  async restart(): Promise<void> {
    await this.#desk.tracker.stop();
    this.#desk = this.#open();
    this.#desk.tracker.resume();
  }

  /** The till is cut off; a manager who finds nothing in the gateway's dashboard refunds it there. */
  async cutOff(): Promise<void> {
    this.gateway.isCutOff = true;
    await this.clock.pass(MINUTE);
    if (this.#isThere() || this.random() < 0.5) return void (this.gateway.isCutOff = false);
    this.gateway.madeElsewhere(500);
    this.#isDone = true;
    this.gateway.hasList = true;
    this.gateway.isCutOff = false;
  }

  #isThere(): boolean {
    return this.gateway.stored.some(({ statusId }) => statusId !== FAILED);
  }

  /** The journal loses its last rows about refunds. */
  async loseRows(): Promise<void> {
    await this.#desk.tracker.stop();
    const rows = this.journal
      .refundsOf(PAYMENT)
      .flatMap(({ reference }) => this.journal.refundStory(reference));
    const kept = rows.sort((one, other) => one.sequence - other.sequence).slice(0, -2);
    this.journal = this.#sold();
    for (const { reference, event, at } of kept) this.journal.appendRefund(reference, event, at);
    const numbers = { payments: 1, refunds: rows.length, shifts: 0, zs: 0, zsLost: 0 };
    this.journal.record({ type: 'tail-lost', rows: 2, since: 0, until: null, ...numbers }, this.clock.now());
    this.gateway.hasList = true;
    this.#desk = this.#open();
    this.#desk.tracker.resume();
    // Until the gateway's list is up to date again.
    await this.clock.pass(30 * SECOND);
  }

  /** The gateway answers well, has refunded what it has, and somebody looks at the refunds. */
  async calm() {
    this.gateway.isWild = false;
    for (const one of [...this.gateway.stored])
      if (one.statusId !== FAILED) this.gateway.set(one.reference, REFUNDED);
    await this.clock.pass(2 * MINUTE);
    await this.#desk.refundable(PAYMENT);
    await this.clock.pass(118 * MINUTE);
    await this.#desk.tracker.stop();
    const states = this.journal.refundsOf(PAYMENT).map(({ state }) => state);
    const stored = this.gateway.stored.filter(({ statusId }) => statusId !== FAILED);
    return { stored: stored.length, states: states.filter((state) => state !== 'failed') };
  }
}

const refundOnce = async (seed: number) => {
  const shop = new WildShop(seed);
  for (let times = 0; times < 60; times += 1) {
    await shop.ask();
    const what = shop.random();
    if (what < 0.08) await shop.restart();
    else if (what < 0.11) await shop.cutOff();
    else if (what < 0.14) await shop.loseRows();
    await shop.clock.pass(10 * SECOND);
  }
  return { seed, ...(await shop.calm()) };
};

test('whatever the gateway answers, a refund that is asked for until it succeeds is made once, and the journal knows', async () => {
  for (let seed = 1; seed <= 150; seed += 1)
    expect(await refundOnce(seed)).toEqual({ seed, stored: 1, states: ['refunded'] });
});
