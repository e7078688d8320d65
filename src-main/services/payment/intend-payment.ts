import type { Mark } from '#domain/installation/mark.ts';
import type { Hundredths } from '#domain/money.ts';
import type { Intent, Payment } from '#domain/payment/payment.ts';
import type { SaleWords } from '#domain/payment/sale-words.ts';
import { makeReference } from '#domain/payment/reference.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { Journal } from '#services/journal-ports.ts';
import type { Clock, Ids } from '#services/ports.ts';

export interface IntendPaymentPorts {
  readonly settings: Pick<EffectiveSettings, 'environment' | 'siteId' | 'terminal'>;
  readonly journal: Pick<Journal, 'append' | 'highestNumber' | 'lastPaymentNumber'>;
  readonly installation: Mark;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Who is signed in. */
  readonly signedIn: () => Person | null;
}

/** Journals what is to be charged, before anything is sent. Throws DiskFailed. */
export const intendPayment = (
  { settings, journal, installation, clock, ids, signedIn }: IntendPaymentPorts,
  amount: Hundredths,
  { orderReference, note }: SaleWords,
): Payment => {
  const at = clock.now();
  const { environment, siteId, terminal } = settings;
  const number = Math.max(journal.lastPaymentNumber(), journal.highestNumber(Number.MAX_SAFE_INTEGER)) + 1;
  const origin = { terminalId: terminal.terminalId, mark: installation };
  const reference = makeReference(origin, at, number, ids.bytes(8));
  const intent: Intent = {
    reference,
    requestId: ids.requestId(),
    amount,
    currency: terminal.currency,
    orderReference,
    ...(note === '' ? {} : { note }),
    environment,
    siteId,
    terminal,
    cashier: signedIn(),
  };
  const payment = journal.append(reference, { type: 'intended', intent }, at);
  if (!payment) throw new Error(`The reference ${reference} was used before.`);
  return payment;
};
