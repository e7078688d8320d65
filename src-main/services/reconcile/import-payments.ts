import { findByReference } from '#domain/gateway/find-by-reference.ts';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Intent } from '#domain/payment/payment.ts';
import type { Journal } from '#services/journal-ports.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { Clock, Log } from '#services/ports.ts';

export interface ImportPaymentsPorts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Pick<EffectiveSettings, 'environment' | 'siteId' | 'terminal'>;
}

const intentOf = (
  payment: GatewayPayment,
  { environment, siteId, terminal }: ImportPaymentsPorts['settings'],
): Intent => ({
  reference: payment.reference,
  // These, and the note, were only in the lost rows.
  requestId: '',
  orderReference: '',
  amount: payment.amount,
  currency: payment.currency,
  environment,
  siteId,
  terminal,
  cashier: null,
});

/**
 * Imports payments that the gateway has and the journal has lost (see `ownershipOf`), and returns how many. Of several
 * under one reference in `lost`, such as one page of a list, the one that matters most to the money (see
 * `findByReference`); another page's shows as a difference when its day is reconciled. Each keeps the gateway's start
 * time. Repeating it adds nothing. The caller resumes unfinished ones.
 */
export const importPaymentsFromGateway = (
  { journal, clock, log, settings }: ImportPaymentsPorts,
  lost: readonly GatewayPayment[],
): number => {
  let count = 0;
  for (const reference of new Set(lost.map((payment) => payment.reference))) {
    const payment = findByReference(lost, reference);
    if (!payment) continue;
    const { createdAt } = payment;
    const event = { type: 'found', intent: intentOf(payment, settings), payment } as const;
    const imported = journal.append(reference, event, createdAt ?? clock.now());
    if (!imported) continue;
    log.warn('imported a lost payment', { reference, state: imported.state });
    count += 1;
  }
  return count;
};
