/** Calls about refunds. */
import type { CallInput } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { RefundableView, RefundView } from '#contract/refund-views.ts';
import type { Refundable } from '#services/refund/refundable.ts';
import type { Acting } from '#services/staff/session.ts';
import type { Station } from '#station/station.ts';
import type { GuardedHandlers } from './guard.ts';
import { refundRefusal } from '#handlers/views/refund-view.ts';
import { showRefund } from '#handlers/views/snapshot.ts';
import type { SettingsLock, HandlerPorts } from './ports.ts';

const refundableView = ({ payment, left, partial }: Refundable): RefundableView => ({
  paymentReference: payment.reference,
  currency: payment.currency,
  paid: payment.amount,
  left,
  partial,
});

const start = async (
  station: Station,
  { reference, amount, reason, note }: CallInput<'refunds.start'>,
  { by, approvedBy }: Acting,
): Promise<Reply<RefundView>> => {
  const { refunds, blocked } = station;
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
    ? { ok: true, value: showRefund(station)(started.refund) }
    : { ok: false, problem: refundRefusal(started) };
};

export const refundHandlers = ({ station }: HandlerPorts, settingsLock: SettingsLock) =>
  ({
    'refunds.refundable': async ({ reference }) => {
      const { refunds, blocked } = station();
      if (blocked) return { ok: false, problem: blocked };
      const answer = await refunds.refundable(reference);
      return answer.ok
        ? { ok: true, value: refundableView(answer.refundable) }
        : { ok: false, problem: refundRefusal(answer) };
    },
    'refunds.start': async (order, acting) =>
      settingsLock.changing ? refuse('settings-changing') : start(station(), order, acting),
    'refunds.ofPayment': ({ reference }) => ({
      ok: true,
      value: station().journal.refundsOf(reference).map(showRefund(station())),
    }),
  }) satisfies Partial<GuardedHandlers>;
