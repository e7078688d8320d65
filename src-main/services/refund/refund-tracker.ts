/** Tracks refunds to their end, and applies what people and the gateway report about them. */
import { PACE } from '#domain/pace.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { GatewayRefund, Refund, RefundEvent, RefundSettledAs } from '#domain/refund/refund.ts';
import { hasRefundEnded, reportedOf } from '#domain/refund/refund.ts';
import { mayRefundBeSettled, refundReportOf } from '#domain/refund/refund-settled-by-hand.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { Settlement } from '#domain/story/by-hand.ts';
import type { Emits } from '#services/changes.ts';
import type { GatewayLoopPorts } from '#services/gateway/gateway-loop.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { Runs } from '#services/gateway/runs.ts';
import type { ActivityJournal, Journal, OnUnreadable, RefundJournal } from '#services/journal-ports.ts';
import { everyUnfinishedRefund } from '#services/read-or-replay.ts';
import { importRefundsFromGateway } from './import-refunds.ts';
import { runRefund } from './run-refund.ts';

export interface RefundTrackerPorts extends GatewayLoopPorts {
  readonly settings: Pick<EffectiveSettings, 'siteId'>;
  readonly journal: Journal & RefundJournal & Pick<ActivityJournal, 'lastPlace'>;
  readonly gateway: Gateway;
  readonly changes: Emits<'refund'>;
}

export class RefundTracker {
  readonly #ports: RefundTrackerPorts;
  readonly #runs = new Runs<Refund, RefundEvent>();

  constructor(ports: RefundTrackerPorts) {
    this.#ports = ports;
  }

  /** Begins to track one that has just been journaled, and tells the windows. */
  begin(refund: Refund): void {
    this.#changed(refund, false);
  }

  /**
   * The gateway has reported these refunds of a payment: imports those made elsewhere and updates ours. `reported`: see
   * `readRefunds`.
   */
  applyReported(payment: Payment, reported: readonly GatewayRefund[]): void {
    // Ours first: once the gateway's IDs of them are known, a second record under our reference is another refund.
    const known = this.#ports.journal.refundsOf(payment.reference);
    for (const refund of known) {
      const one = reportedOf(refund, reported, known);
      if (one) this.applyStatus(refund, one);
    }
    const imported = importRefundsFromGateway(this.#ports, payment, reported);
    for (const refund of imported) this.#changed(refund, true);
  }

  /** The gateway has reported the status of this refund outside its run. */
  applyStatus(refund: Refund, reported: GatewayRefund): void {
    const { reference } = refund;
    // An imported refund has another reference here than at the gateway; see `importRefundsFromGateway`.
    this.#apply(reference, refundReportOf(refund, { ...reported, reference }));
  }

  /** Whether a person may settle it by hand now. */
  maySettle(refund: Refund): boolean {
    return mayRefundBeSettled(refund, this.#ports.clock.now());
  }

  /** A manager settles it; undefined if that is not allowed now. */
  settle(reference: string, settlement: Settlement<RefundSettledAs>): Refund | undefined {
    return this.#ports.journal.refund(reference)
      ? this.#apply(reference, { type: 'refund-settled', ...settlement })
      : undefined;
  }

  /** The SiteID under which the gateway has this refund, if that is not this till's; else null. */
  otherSiteOf({ paymentReference }: Refund): string | null {
    const { journal, settings } = this.#ports;
    const siteId = journal.payment(paymentReference, () => undefined)?.siteId ?? settings.siteId;
    return siteId === settings.siteId ? null : siteId;
  }

  /** A refund whose outcome could not be looked up under another SiteID, if there is one. */
  get needingThisSite(): Refund | undefined {
    const { journal, clock } = this.#ports;
    const since = clock.now() - PACE.refundHoldsSite;
    return everyUnfinishedRefund(journal).find(
      (refund) => refund.startedAt > since && this.otherSiteOf(refund) === null,
    );
  }

  /** Resumes every unfinished refund of the journal that is not running yet. Those under another SiteID only rest. */
  resume(onUnreadable?: OnUnreadable): void {
    const { journal, clock } = this.#ports;
    const week = PACE.watch.at(-1)?.untilAge ?? 0;
    for (const refund of journal.unfinishedRefunds(clock.now() - week, onUnreadable))
      this.#track(refund, true);
  }

  /** The machine was asleep: looks up every unfinished refund at once. */
  wake(): void {
    this.#runs.wake((refund) => !hasRefundEnded(refund));
  }

  /** The office says that the gateway has news about a refund, so it is looked up at once. */
  hint(reference: string): void {
    this.#runs.hint(reference);
  }

  async stop(): Promise<void> {
    await this.#runs.stop();
  }

  #apply(reference: string, event: RefundEvent): Refund | undefined {
    const { journal, clock } = this.#ports;
    const run = this.#runs.get(reference);
    if (run) return run.apply(event);
    const refund = journal.appendRefund(reference, event, clock.now());
    if (refund) this.#changed(refund, true);
    return refund;
  }

  #changed(refund: Refund, sentBefore: boolean): void {
    this.#track(refund, sentBefore);
    this.#ports.changes.emit('refund', refund);
  }

  #track(refund: Refund, sentBefore: boolean): void {
    if (this.#runs.has(refund.reference)) return;
    const isElsewhere = (one: Refund): boolean => this.otherSiteOf(one) !== null;
    this.#runs.add(runRefund({ ...this.#ports, isElsewhere }, refund, sentBefore));
  }
}
