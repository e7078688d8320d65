/** Calls about payments. */
import type { CallInput } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { StartView } from '#contract/views.ts';
import { parseAmount } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Counter } from '#station/station.ts';
import type { GuardedHandlers } from './guard.ts';
import { moneyText, storyView, unresolvedProblem } from '#handlers/views/payment-view.ts';
import { showPayment } from '#handlers/views/snapshot.ts';
import type { Door, HandlerPorts } from './ports.ts';
import { done } from './ports.ts';

const start = (
  counter: Counter,
  { amount, orderReference, despite }: CallInput<'payments.start'>,
): Reply<StartView> => {
  const { desk, blocked, terms, day } = counter;
  const shown = showPayment(counter);
  if (blocked) return { ok: false, problem: blocked };
  if (!day.shifts.current) return refuse('shift-needed');
  const started = desk.start(amount, orderReference.trim(), despite);
  if (started.started) {
    return { ok: true, value: { answer: 'started', payment: shown(started.payment) } };
  }
  if (started.why === 'same-amount') {
    return { ok: true, value: { answer: 'same-amount', earlier: shown(started.earlier) } };
  }
  if (started.why === 'payment-unresolved') {
    return { ok: false, problem: unresolvedProblem(started.earlier) };
  }
  const { currency } = terms.terminal;
  return refuse(started.why, { ceiling: moneyText({ amount: terms.ceiling, currency }), currency });
};

export const paymentHandlers = ({ counter }: HandlerPorts, door: Door) =>
  ({
    'payments.start': (order) => (door.changing ? refuse('settings-changing') : start(counter(), order)),
    'payments.cancel': ({ reference }) => {
      const cancelled: Payment | undefined = counter().desk.cancel(reference);
      return cancelled ? { ok: true, value: showPayment(counter())(cancelled) } : refuse('payment-ended');
    },
    'payments.putAway': ({ reference }) =>
      counter().desk.putAway(reference) ? done : refuse('payment-running'),
    'payments.bringBack': ({ reference }) => {
      const brought = counter().desk.bringBack(reference);
      return brought.back
        ? { ok: true, value: showPayment(counter())(brought.payment) }
        : refuse(brought.why);
    },
    'payments.acceptLate': ({ reference }) => {
      const accepted = counter().desk.acceptLate(reference);
      return accepted ? { ok: true, value: showPayment(counter())(accepted) } : refuse('payment-not-found');
    },
    'payments.story': ({ reference }) => {
      const { journal } = counter();
      const payment = journal.payment(reference);
      if (!payment) return refuse('payment-not-found');
      return { ok: true, value: storyView(showPayment(counter())(payment), journal.story(reference)) };
    },
    'payments.search': ({ text }) => ({
      ok: true,
      value: counter()
        .journal.search(text.trim(), parseAmount(text, counter().terms.terminal.currency) ?? null)
        .map(showPayment(counter())),
    }),
  }) satisfies Partial<GuardedHandlers>;
