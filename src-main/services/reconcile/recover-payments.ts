/** After rows of the journal were lost, imports the payments and refunds that the gateway has and the journal lacks. */
import { incompleteListWait, jittered, PACE, retryWait } from '#domain/pace.ts';
import type { Installation, Listed, Ownership } from '#domain/installation/payment-ownership.ts';
import { CLOCK_MARGIN_MS, ownershipOf } from '#domain/installation/payment-ownership.ts';
import type { Listing } from './list-own-payments.ts';
import { listOwnPayments } from './list-own-payments.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { Alarm } from '#services/alarm.ts';
import type { Emits } from '#services/changes.ts';
import type { Journal, OnUnreadable, RefundJournal } from '#services/journal-ports.ts';
import type { Ids } from '#services/ports.ts';
import { canReadRefundsOf, readRefunds } from '#services/refund/read-refunds.ts';
import type { RefundTracker } from '#services/refund/refund-tracker.ts';
import type { ImportPaymentsPorts } from './import-payments.ts';
import { importPaymentsFromGateway } from './import-payments.ts';
import { hasAnswered } from './not-reconciled.ts';

export interface RecoverPaymentsPorts extends ImportPaymentsPorts {
  readonly journal: Journal & Pick<RefundJournal, 'paymentOfRefund' | 'refundsOf'>;
  readonly gateway: Pick<Gateway, 'list' | 'listRefunds' | 'getRefund'>;
  readonly refunds: { readonly tracker: Pick<RefundTracker, 'applyReported'> };
  readonly ids: Ids;
  readonly installation: Installation;
  /**
   * The gateway has listed its payments, and this many payments and refunds were imported in all. The caller resumes
   * the unfinished ones. Unless the list was `complete`, it is requested again.
   */
  readonly onListed: (imported: number, complete: boolean) => void;
  readonly changes: Emits<'imported'>;
}

/** What the journal has lost. */
export interface Lost {
  /** When its last remaining event happened (epoch ms); 0 if there is none. */
  readonly lastAt: number;
  /** How many refunds were lost, and the payments of the newest ones. */
  readonly refundsLost: number;
  readonly refunded: readonly string[];
  /**
   * Rows that came from the office; null if none did. If some came, `refunded` does not name the refunds that the
   * office lacked.
   */
  readonly received: number | null;
  /** Payments and refunds that were imported at earlier starts; null while the gateway has not answered. */
  readonly found: number | null;
}

export interface PaymentRecovery {
  /** Settles when nothing is running. */
  stop(): Promise<void>;
}

/** Whether the gateway has answered, but its list may be incomplete. */
const isIncomplete = (outcome: Listing, failures: number): boolean =>
  ['incomplete', 'malformed', 'rejected', 'not-found'].includes(outcome) ||
  (outcome === 'server-fault' && failures >= PACE.incompleteLists.failures);

const importPayments = (
  ports: RecoverPaymentsPorts,
  { lastAt }: Lost,
  onImported: (count: number) => void,
  isStopped: () => boolean,
): Promise<Listing> => {
  const isKnown = (reference: string): boolean => ports.journal.numberOf(reference) !== undefined;
  const ownership = (listed: Listed): Ownership =>
    ownershipOf(listed, ports.installation, [ports.settings.terminal.terminalId], isKnown);
  return listOwnPayments(
    {
      gateway: ports.gateway,
      log: ports.log,
      ownership,
      startAt: lastAt === 0 ? null : lastAt - CLOCK_MARGIN_MS,
      endAt: ports.clock.now() + CLOCK_MARGIN_MS,
      readsOn: true,
    },
    (listed) => {
      const lost = listed.filter((payment) => ownership(payment) === 'lost');
      onImported(importPaymentsFromGateway(ports, lost));
    },
    isStopped,
  );
};

/**
 * Most refunds are made on the day of the payment or the day after. Others are found when the day is closed, or at the
 * next refund.
 */
const REFUNDED_WITHIN_MS = 48 * 3_600_000;
/** The most payments asked about, since each takes a call. */
const MAX_ASKED = 200;

/** The payments that lost refunds may belong to. */
const maybeRefunded = (
  { journal, clock }: RecoverPaymentsPorts,
  { lastAt, refunded, refundsLost, received }: Lost,
  onUnreadable: OnUnreadable,
): ReadonlySet<string> => {
  const named = refunded.slice(0, refundsLost);
  if (received === null) return new Set(named);
  const [from, to] = [lastAt - REFUNDED_WITHIN_MS, clock.now() + CLOCK_MARGIN_MS];
  const recent = journal.startedBetween(from, to, onUnreadable);
  return new Set([...named, ...recent.slice(0, MAX_ASKED).map(({ reference }) => reference)]);
};

/**
 * Asks only about payments that lost refunds may belong to, since the gateway lists refunds by payment. If it does
 * not tell those of one, or the journal cannot read one, the others are asked about all the same.
 */
const importRefunds = async (
  ports: RecoverPaymentsPorts,
  lost: Lost,
  onImported: (count: number) => void,
): Promise<Listing> => {
  const { journal, refunds } = ports;
  let outcome: Listing = lost.refundsLost <= lost.refunded.length ? 'ok' : 'incomplete';
  const onUnreadable = (): void => void (outcome = 'incomplete');
  for (const reference of maybeRefunded(ports, lost, onUnreadable)) {
    const payment = journal.payment(reference, onUnreadable);
    if (payment?.state !== 'paid' || !payment.gateway) continue;
    if (!canReadRefundsOf(journal, reference, onUnreadable)) continue;
    const answer = await readRefunds(ports, { ...payment, gateway: payment.gateway });
    if (!hasAnswered(answer.kind)) return answer.kind;
    if (answer.kind === 'ok') {
      const before = journal.refundsOf(reference).length;
      refunds.tracker.applyReported(payment, answer.value);
      onImported(journal.refundsOf(reference).length - before);
    } else if (answer.kind !== 'not-found') outcome = answer.kind;
  }
  return outcome;
};

/**
 * Lists everything at the gateway since the journal's last event (all of it if there is none) and imports what the
 * journal lacks, a page at a time so that the till goes on selling. Retries until everything is listed and on disk:
 * soon while the gateway does not answer, less and less often while its list may be incomplete. Repeating it adds
 * nothing.
 */
export const recoverPayments = (ports: RecoverPaymentsPorts, lost: Lost): PaymentRecovery => {
  const { clock, ids, log } = ports;
  const onListed = (complete: boolean): void => {
    ports.onListed(imported, complete);
    ports.changes.emit('imported');
  };
  let imported = lost.found ?? 0;
  let failures = 0;
  let incomplete = 0;
  let stopped = false;
  const alarm = new Alarm(clock);
  const add = (count: number): void => void (imported += count);

  /** Asks for refunds even if the list was incomplete. `tries`: how often it has failed, if it fails again. */
  const attempt = async (tries: number): Promise<Listing> => {
    const listed = await importPayments(ports, lost, add, () => stopped);
    if (listed !== 'ok' && !isIncomplete(listed, tries)) return listed;
    const refunds = await importRefunds(ports, lost, add);
    if (stopped) return 'stopped';
    return refunds === 'ok' ? listed : refunds;
  };
  /** The wait before the next attempt; null after the last. */
  const waitAfter = (outcome: Listing, tries: number): number | null => {
    if (outcome === 'stopped') return null;
    if (outcome === 'ok') {
      onListed(true);
      return null;
    }
    log.warn('lost payments could not be listed', { outcome });
    failures = tries;
    if (!isIncomplete(outcome, tries)) return retryWait(tries);
    onListed(false);
    incomplete += 1;
    return incompleteListWait(incomplete);
  };
  const run = async (): Promise<void> => {
    let wait: number | null = PACE.retryAfterFault;
    const tries = failures + 1;
    try {
      wait = waitAfter(await attempt(tries), tries);
    } catch (error) {
      log.error('lost payments could not be imported', { error });
    }
    if (wait === null || stopped) return;
    alarm.setIn(jittered(wait, ids.random()), () => void (running = run()));
  };

  let running = run();
  return {
    stop: async () => {
      stopped = true;
      alarm.cancel();
      await running;
    },
  };
};
