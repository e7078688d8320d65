/** Calls about payments. */
import type { CallInput } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { PaymentView, StartView } from '#contract/views.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Journal, RefundJournal } from '#services/journal-ports.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { Emits } from '#services/changes.ts';
import type { Readiness } from '#services/payment/readiness.ts';
import type { PaymentDesk } from '#services/payment/payment-desk.ts';
import { showPayment, unresolvedProblem } from '#handlers/views/payment-view.ts';
import { unreadyProblem } from '#handlers/views/readiness-view.ts';
import { storyView } from '#handlers/views/story-view.ts';
import { moneyWords } from '#words/money-words.ts';
import { settlementReason } from '#domain/story/by-hand.ts';
import type { Acting } from '#services/staff/session-types.ts';
import type { Handlers } from './handlers.ts';
import { done } from './handlers.ts';

export interface PaymentHandlerPorts {
  readonly payments: PaymentDesk;
  readonly journal: Pick<Journal, 'payment' | 'story'> & Pick<RefundJournal, 'refundsOf'>;
  readonly settings: Pick<EffectiveSettings, 'terminal' | 'ceiling'>;
  readonly readiness: () => Readiness;
  readonly changes: Emits<'status'>;
}

const start = (
  ports: PaymentHandlerPorts,
  { amount, orderReference, note = '', acknowledged }: CallInput<'payments.start'>,
): Reply<StartView> => {
  const { payments, settings, readiness, changes } = ports;
  const now = readiness();
  if (!now.ready) {
    // A window that still offered to charge has an outdated status.
    changes.emit('status');
    return { ok: false, problem: unreadyProblem(now) };
  }
  const started = payments.start(amount, orderReference.trim(), acknowledged, note.trim());
  const shown = showPayment(ports);
  if (started.started) {
    return { ok: true, value: { answer: 'started', payment: shown(started.payment) } };
  }
  if (started.why === 'same-amount') {
    return { ok: true, value: { answer: 'same-amount', earlier: shown(started.earlier) } };
  }
  if (started.why === 'payments-missing') return { ok: true, value: { answer: 'payments-missing' } };
  if (started.why === 'payment-unresolved') {
    return { ok: false, problem: unresolvedProblem(started.earlier) };
  }
  const { currency } = settings.terminal;
  return refuse(started.why, { ceiling: moneyWords({ amount: settings.ceiling, currency }), currency });
};

const settle = (
  ports: PaymentHandlerPorts,
  { reference, outcome, reason }: CallInput<'payments.settle'>,
  acting: Acting,
): Reply<PaymentView> => {
  const given = settlementReason(reason);
  if (given === undefined) return refuse('settle-reason-missing');
  const settled = ports.payments.tracker.settle(reference, { outcome, reason: given, ...acting });
  return settled ? { ok: true, value: showPayment(ports)(settled) } : refuse('settle-not-now');
};

export const paymentHandlers = (ports: PaymentHandlerPorts) => {
  const { payments, journal } = ports;
  const shown = showPayment(ports);
  const reply = (payment: Payment): Reply<PaymentView> => ({ ok: true, value: shown(payment) });
  return {
    'payments.start': (order) => start(ports, order),
    'payments.cancel': ({ reference }) => {
      const cancelled = payments.cancel(reference);
      return cancelled ? reply(cancelled) : refuse('payment-ended');
    },
    'payments.dismiss': ({ reference }) => (payments.dismiss(reference) ? done : refuse('payment-running')),
    'payments.unpark': ({ reference }) => {
      const answer = payments.unpark(reference);
      return answer.unparked ? reply(answer.payment) : refuse(answer.why);
    },
    'payments.acceptUnsettled': ({ reference, state }) => {
      const accepted = payments.tracker.acceptUnsettled(reference, state);
      return accepted ? reply(accepted) : refuse('payment-changed');
    },
    'payments.settle': (input, acting) => settle(ports, input, acting),
    'payments.freeTill': (_, acting) => (payments.freeTill(acting) ? done : refuse('till-not-blocked')),
    'payments.story': ({ reference }) => {
      const payment = journal.payment(reference);
      if (!payment) return refuse('payment-not-found');
      const walletNumber = payment.gateway?.methodTransactionId ?? null;
      return { ok: true, value: storyView(shown(payment), walletNumber, journal.story(reference)) };
    },
  } satisfies Partial<Handlers>;
};
