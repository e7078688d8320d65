/** Calls about refunds. */
import type { CallInput } from '#contract/calls.ts';
import type { Problem, Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { RefundOffer, RefundView } from '#contract/refund-views.ts';
import type { RefundJournal } from '#services/journal-ports.ts';
import type { Offer, RefundDesk } from '#services/refund/refund-desk.ts';
import type { Acting } from '#services/staff/session.ts';
import { refundRefusal, showRefund } from '#handlers/views/refund-view.ts';
import type { Handlers } from './handlers.ts';
import type { SettingsLock } from './settings-lock.ts';

export interface RefundHandlerPorts {
  readonly refunds: RefundDesk;
  readonly journal: Pick<RefundJournal, 'refundsOf'>;
  /** What keeps this till from asking its gateway at all. */
  readonly blocked: Problem | null;
  readonly settingsLock: SettingsLock;
}

const offerView = ({ payment, left, partial }: Offer): RefundOffer => ({
  paymentReference: payment.reference,
  currency: payment.currency,
  paid: payment.amount,
  left,
  partial,
});

const start = async (
  { refunds, blocked, settingsLock }: RefundHandlerPorts,
  { reference, amount, reason, note }: CallInput<'refunds.start'>,
  { by, approvedBy }: Acting,
): Promise<Reply<RefundView>> => {
  if (settingsLock.changing) return refuse('settings-changing');
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
    ? { ok: true, value: showRefund(refunds)(started.refund) }
    : { ok: false, problem: refundRefusal(started) };
};

export const refundHandlers = (ports: RefundHandlerPorts) => {
  const { refunds, journal, blocked } = ports;
  return {
    'refunds.offer': async ({ reference }) => {
      if (blocked) return { ok: false, problem: blocked };
      const offered = await refunds.offer(reference);
      return offered.ok
        ? { ok: true, value: offerView(offered.offer) }
        : { ok: false, problem: refundRefusal(offered) };
    },
    'refunds.start': async (order, acting) => start(ports, order, acting),
    'refunds.ofPayment': ({ reference }) => ({
      ok: true,
      value: journal.refundsOf(reference).map(showRefund(refunds)),
    }),
  } satisfies Partial<Handlers>;
};
