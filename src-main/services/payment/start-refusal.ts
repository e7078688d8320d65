/** Why a charge does not start. */
import type { AmountProblem, CurrencyProblem, Hundredths } from '#domain/money.ts';
import { amountProblem, currencyProblem } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { EffectiveSettings } from '#domain/shop/effective-settings.ts';

export type StartRefusal = AmountProblem | CurrencyProblem | 'order-reference-invalid' | 'payment-running';

export type Started =
  | { readonly started: true; readonly payment: Payment }
  | { readonly started: false; readonly why: StartRefusal }
  /** An earlier payment forbids it: it is unfinished, or may be the same sale, and a person must decide. */
  | {
      readonly started: false;
      readonly why: 'payment-unresolved' | 'same-amount';
      readonly earlier: Payment;
    };

export type NotStarted = Started & { readonly started: false };

/** The earlier payment of the same amount that a person was asked about, as it stood then: they charge all the same. */
export type AcknowledgedPayment = Pick<Payment, 'reference' | 'state'>;

/** One line of printable text, or nothing. */
const ORDER_REFERENCE = /^[^\p{Cc}\p{Cs}]{0,50}$/u;

/** What is wrong with what was typed; the amount is in the terminal's currency. */
export const inputRefusal = (
  {
    terminal,
    enabledCurrencies,
    ceiling,
  }: Pick<EffectiveSettings, 'terminal' | 'enabledCurrencies' | 'ceiling'>,
  amount: Hundredths,
  orderReference: string,
): StartRefusal | undefined => {
  if (!ORDER_REFERENCE.test(orderReference)) return 'order-reference-invalid';
  return currencyProblem(terminal.currency, enabledCurrencies) ?? amountProblem(amount, ceiling);
};
