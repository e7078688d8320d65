/** Calls about payments. */
import type { CallInput } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { StartView } from '#contract/views.ts';
import { parseAmount } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Station } from '#station/station.ts';
import type { GuardedHandlers } from './guard.ts';
import { moneyText, storyView, unresolvedProblem } from '#handlers/views/payment-view.ts';
import { showPayment } from '#handlers/views/snapshot.ts';
import type { SettingsLock, HandlerPorts } from './ports.ts';
import { done } from './ports.ts';

const start = (
  station: Station,
  { amount, orderReference, acknowledged }: CallInput<'payments.start'>,
): Reply<StartView> => {
  const { desk, blocked, terms, day } = station;
  const shown = showPayment(station);
  if (blocked) return { ok: false, problem: blocked };
  if (!day.shifts.current) return refuse('shift-needed');
  const started = desk.start(amount, orderReference.trim(), acknowledged);
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

export const paymentHandlers = ({ station }: HandlerPorts, settingsLock: SettingsLock) =>
  ({
    'payments.start': (order) =>
      settingsLock.changing ? refuse('settings-changing') : start(station(), order),
    'payments.cancel': ({ reference }) => {
      const cancelled: Payment | undefined = station().desk.cancel(reference);
      return cancelled ? { ok: true, value: showPayment(station())(cancelled) } : refuse('payment-ended');
    },
    'payments.dismiss': ({ reference }) =>
      station().desk.dismiss(reference) ? done : refuse('payment-running'),
    'payments.unpark': ({ reference }) => {
      const answer = station().desk.unpark(reference);
      return answer.unparked
        ? { ok: true, value: showPayment(station())(answer.payment) }
        : refuse(answer.why);
    },
    'payments.acceptUnsettled': ({ reference }) => {
      const accepted = station().desk.acceptUnsettled(reference);
      return accepted ? { ok: true, value: showPayment(station())(accepted) } : refuse('payment-not-found');
    },
    'payments.story': ({ reference }) => {
      const { journal } = station();
      const payment = journal.payment(reference);
      if (!payment) return refuse('payment-not-found');
      return { ok: true, value: storyView(showPayment(station())(payment), journal.story(reference)) };
    },
    'payments.search': ({ text }) => ({
      ok: true,
      value: station()
        .journal.search(text.trim(), parseAmount(text, station().terms.terminal.currency) ?? null)
        .map(showPayment(station())),
    }),
  }) satisfies Partial<GuardedHandlers>;
