/** A receipt as plain text, short enough for a QR code that a phone can read from a screen. */
import { formatMoney } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isLateOrMismatched, moneyOf } from '#domain/payment/payment.ts';
import { bannersOf } from './slip-frame.ts';
import type { ReceiptSource } from './receipt-facts.ts';
import { timeOf, WALLET } from './receipt-facts.ts';
import type { ReceiptOptions } from './receipt-options.ts';

export type ReceiptTextSource = Pick<ReceiptSource, 'at' | 'environment'> & { readonly payment: Payment };

/** Whether exactly what was charged was paid in time, so that the customer is still at the display. */
const isPlainlyPaid = (payment: Payment): boolean =>
  payment.state === 'paid' && payment.byHand === undefined && !isLateOrMismatched(payment);

/** Null for a payment that is not plainly paid. */
export const receiptText = (
  { payment, at, environment }: ReceiptTextSource,
  { words, language, localTime }: Pick<ReceiptOptions, 'words' | 'language' | 'localTime'>,
): string | null => {
  if (!isPlainlyPaid(payment)) return null;
  const walletNumber = payment.gateway?.methodTransactionId ?? '';
  const unreal = bannersOf({ environment }, { copy: 1, words });
  return [
    ...unreal.flatMap((banner) => ('text' in banner ? [banner.text] : [])),
    payment.terminal.storeName,
    `${words.paid} ${formatMoney(moneyOf(payment), language)}`,
    timeOf(at, { localTime }),
    `${words.reference} ${payment.reference}`,
    walletNumber === '' ? WALLET : `${WALLET} ${walletNumber}`,
  ].join('\n');
};
