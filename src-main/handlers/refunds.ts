/** Calls about money on its way back. */
import type { CallInput } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { RefundOffer, RefundView } from '#contract/refund-views.ts';
import type { Offer } from '#services/refund/refund-desk.ts';
import type { Acting } from '#services/staff/session.ts';
import type { Counter } from '#station/station.ts';
import type { GuardedHandlers } from './guard.ts';
import { refundRefusal } from '#handlers/views/refund-view.ts';
import { showRefund } from '#handlers/views/snapshot.ts';
import type { Door, HandlerPorts } from './ports.ts';

const offerView = ({ payment, left, partial }: Offer): RefundOffer => ({
  paymentReference: payment.reference,
  currency: payment.currency,
  paid: payment.amount,
  left,
  partial,
});

const start = async (
  counter: Counter,
  { reference, amount, reason, note }: CallInput<'refunds.start'>,
  { by, approvedBy }: Acting,
): Promise<Reply<RefundView>> => {
  const { refunds, blocked } = counter;
  if (blocked) return { ok: false, problem: blocked };
  const started = await refunds.start({
    paymentReference: reference,
    amount,
    reason,
    note: note.trim(),
    askedBy: by,
    approvedBy,
  });
  return started.ok
    ? { ok: true, value: showRefund(counter)(started.refund) }
    : { ok: false, problem: refundRefusal(started) };
};

export const refundHandlers = ({ counter }: HandlerPorts, door: Door) =>
  ({
    'refunds.offer': async ({ reference }) => {
      const { refunds, blocked } = counter();
      if (blocked) return { ok: false, problem: blocked };
      const offered = await refunds.offer(reference);
      return offered.ok
        ? { ok: true, value: offerView(offered.offer) }
        : { ok: false, problem: refundRefusal(offered) };
    },
    'refunds.start': async (order, acting) =>
      door.changing ? refuse('settings-changing') : start(counter(), order, acting),
    'refunds.ofPayment': ({ reference }) => ({
      ok: true,
      value: counter().journal.refundsOf(reference).map(showRefund(counter())),
    }),
  }) satisfies Partial<GuardedHandlers>;
