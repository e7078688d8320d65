/** Calls about refunds. */
import type { CallInput } from '#contract/calls.ts';
import type { Problem, Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { RefundableView, RefundView } from '#contract/views/refund-views.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import type { RefundJournal } from '#services/journal-ports.ts';
import type { RefundDesk } from '#services/refund/refund-desk.ts';
import type { Refundable } from '#services/refund/refundable.ts';
import type { Acting } from '#services/staff/session-types.ts';
import { refundRefusal, showRefund } from '#handlers/views/refund-view.ts';
import { settlementReason } from '#domain/story/by-hand.ts';
import type { Handlers } from './handlers.ts';

export interface RefundHandlerPorts {
  readonly refunds: RefundDesk;
  readonly journal: Pick<RefundJournal, 'refundsOf'>;
  /** Why this till cannot call its gateway at all; null if it can. */
  readonly blocked: Problem | null;
}

const refundableView = ({ payment, left, partial }: Refundable): RefundableView => ({
  paymentReference: payment.reference,
  currency: payment.currency,
  paid: moneyOf(payment).amount,
  left,
  partial,
});

const start = async (
  { refunds, blocked }: RefundHandlerPorts,
  { reference, amount, left, reason, note }: CallInput<'refunds.start'>,
  { by, approvedBy }: Acting,
): Promise<Reply<RefundView>> => {
  if (blocked) return { ok: false, problem: blocked };
  const started = await refunds.start({
    paymentReference: reference,
    amount,
    left,
    reason,
    note: note.trim(),
    askedBy: by,
    approvedBy,
  });
  return started.ok
    ? { ok: true, value: showRefund(refunds)(started.refund) }
    : { ok: false, problem: refundRefusal(started) };
};

export const refundHandlers = (ports: RefundHandlerPorts) => {
  const { refunds, journal, blocked } = ports;
  return {
    'refunds.refundable': async ({ reference }) => {
      if (blocked) return { ok: false, problem: blocked };
      const answer = await refunds.refundable(reference);
      return answer.ok
        ? { ok: true, value: refundableView(answer.refundable) }
        : { ok: false, problem: refundRefusal(answer) };
    },
    'refunds.start': async (order, acting) => start(ports, order, acting),
    'refunds.settle': ({ reference, outcome, reason }, acting) => {
      const given = settlementReason(reason);
      if (given === undefined) return refuse('settle-reason-missing');
      const settled = refunds.tracker.settle(reference, { outcome, reason: given, ...acting });
      return settled ? { ok: true, value: showRefund(refunds)(settled) } : refuse('settle-not-now');
    },
    'refunds.ofPayment': ({ reference }) => ({
      ok: true,
      value: journal.refundsOf(reference).map(showRefund(refunds)),
    }),
  } satisfies Partial<Handlers>;
};
