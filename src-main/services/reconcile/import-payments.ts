import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Intent } from '#domain/payment/payment.ts';
import type { Journal } from '#services/journal-ports.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { EffectiveSettings } from '#domain/shop/effective-settings.ts';

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
  // Both were only ever in the journal that is lost.
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
 * Puts back what the gateway has of this station and the journal lacks; returns how many that were. Each starts when the
 * gateway says it did. Doing it twice adds nothing; unfinished ones wait for somebody to carry them on.
 */
export const importPayments = (
  { journal, clock, log, settings }: ImportPaymentsPorts,
  listed: readonly GatewayPayment[],
): number => {
  let count = 0;
  for (const payment of listed) {
    const { reference, createdAt } = payment;
    if (journal.payment(reference)) continue;
    const event = { type: 'found', intent: intentOf(payment, settings), payment } as const;
    const { state } = journal.append(reference, event, createdAt ?? clock.now());
    log.warn('a lost payment was put back', { reference, state });
    count += 1;
  }
  return count;
};
