/** The details of a payment, as main knows them. */
import type { PaymentView, RefundView } from '#contract';
import type { TillWindow } from '../till-window.ts';
import { till } from '../views.ts';
import { ok, press } from './show.ts';

/** Main has this payment and these refunds, and the whole amount can be refunded. */
export const mainKnows = async (
  shown: TillWindow,
  of: PaymentView,
  refunds: readonly RefundView[] = [],
): Promise<void> => {
  const { reference, amount, currency } = of;
  const offer = { paymentReference: reference, currency, paid: amount, left: amount, partial: true };
  await shown.reply('payments.story', ok({ payment: of, lines: [] }));
  await shown.reply('refunds.ofPayment', ok(refunds));
  await shown.reply('receipts.read', ok({ reference, state: 'none', copies: 0, problem: null }));
  await shown.reply('refunds.refundable', ok(offer));
};

/** Opens the payment's details from the list beside the keypad. */
export const openStoryIn = async (
  shown: TillWindow,
  of: PaymentView,
  refunds: readonly RefundView[] = [],
): Promise<void> => {
  await shown.open({ till: till({ unsettled: of.late ? [of] : [] }), history: [of] });
  await mainKnows(shown, of, refunds);
  await press(shown, 'history-row', 'story');
};
