/** Why a charge does not start. */
import type { AmountProblem, CurrencyProblem, Hundredths, Money } from '#domain/money.ts';
import { amountProblem, currencyProblem, fitsCurrency } from '#domain/money.ts';
import { sameAmountBefore } from '#domain/payment/next-charge.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { SaleWords, SaleWordsProblem } from '#domain/payment/sale-words.ts';
import { saleWordsProblem } from '#domain/payment/sale-words.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';

export type StartRefusal = AmountProblem | CurrencyProblem | SaleWordsProblem | 'payment-running';

export type Started =
  | { readonly started: true; readonly payment: Payment }
  | { readonly started: false; readonly why: StartRefusal }
  /**
   * Any amount may have been charged before: the journal has lost rows, and the gateway has not said yet which payments
   * were in them.
   */
  | { readonly started: false; readonly why: 'payments-missing' }
  /** An earlier payment blocks it, or may be the same sale and a person must decide. */
  | {
      readonly started: false;
      readonly why: 'payment-unresolved' | 'same-amount';
      readonly earlier: Payment;
    };

export type NotStarted = Started & { readonly started: false };

/**
 * What a person was asked about before they charged all the same: the earlier payment of the same amount, as it was
 * then, or that payments may be missing here.
 */
export type Acknowledged = Pick<Payment, 'reference' | 'state'> | 'payments-missing';

/** What is wrong with what was typed; the amount is in the terminal's currency. */
export const inputRefusal = (
  {
    terminal,
    enabledCurrencies,
    ceiling,
  }: Pick<EffectiveSettings, 'terminal' | 'enabledCurrencies' | 'ceiling'>,
  amount: Hundredths,
  words: SaleWords,
): StartRefusal | undefined =>
  saleWordsProblem(words) ??
  currencyProblem(terminal.currency, enabledCurrencies) ??
  amountProblem(amount, ceiling) ??
  (fitsCurrency(amount, terminal.currency) ? undefined : 'amount-malformed');

/** What came before a charge and may block it. */
export interface Before {
  /** The parked payment that blocks the till. */
  readonly blocking: Payment | undefined;
  /** Unfinished, or ended in the last minutes. */
  readonly recent: readonly Payment[];
  readonly mayLackPayments: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** What blocks a charge of this money, or must be acknowledged first. */
export const conflictOf = (
  money: Money,
  acknowledged: Acknowledged | undefined,
  { blocking, recent, mayLackPayments, now }: Before,
  settings: Pick<EffectiveSettings, 'asksAfterPaid'>,
): NotStarted | undefined => {
  if (blocking) return { started: false, why: 'payment-unresolved', earlier: blocking };
  const earlier = sameAmountBefore(recent, money, settings, now);
  if (acknowledged !== undefined && acknowledged !== 'payments-missing') {
    const isSame = earlier?.reference === acknowledged.reference && earlier.state === acknowledged.state;
    // A person who has just said that this is another sale is not asked twice.
    if (isSame || !earlier) return undefined;
  }
  if (earlier) return { started: false, why: 'same-amount', earlier };
  const isMissing = mayLackPayments && acknowledged !== 'payments-missing';
  return isMissing ? { started: false, why: 'payments-missing' } : undefined;
};
