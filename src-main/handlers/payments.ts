/** Calls about payments. */
import type { CallInput } from '#contract/calls.ts';
import type { Problem, Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { PaymentView, StartView } from '#contract/views.ts';
import { readAmount } from '#domain/typed-amount/read-amount.ts';
import { referencesUnderOtherLayouts } from '#domain/payment/keyboard-layout.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Shifts } from '#services/day/run-shift.ts';
import type { Journal, RefundJournal } from '#services/journal-ports.ts';
import type { EffectiveSettings } from '#domain/shop/effective-settings.ts';
import type { PaymentDesk } from '#services/payment/take-payment.ts';
import type { SettingsStore } from '#services/settings/settings-store.ts';
import { showPayment, unresolvedProblem } from '#handlers/views/payment-view.ts';
import { storyView } from '#handlers/views/story-view.ts';
import { moneyWords } from '#words/money-words.ts';
import type { Handlers } from './handlers.ts';
import { done } from './handlers.ts';

export interface PaymentHandlerPorts {
  readonly payments: PaymentDesk;
  readonly journal: Pick<Journal, 'payment' | 'search' | 'story'> & Pick<RefundJournal, 'refundsOf'>;
  readonly shifts: Pick<Shifts, 'current'>;
  readonly settings: Pick<EffectiveSettings, 'terminal' | 'ceiling'>;
  /** Why this till cannot charge at all; null where it can. */
  readonly blocked: Problem | null;
  readonly settingsStore: Pick<SettingsStore, 'changing'>;
}

const start = (
  { payments, journal, shifts, settings, blocked, settingsStore }: PaymentHandlerPorts,
  { amount, orderReference, acknowledged }: CallInput<'payments.start'>,
): Reply<StartView> => {
  if (settingsStore.changing) return refuse('settings-changing');
  if (blocked) return { ok: false, problem: blocked };
  if (!shifts.current) return refuse('shift-needed');
  const started = payments.start(amount, orderReference.trim(), acknowledged);
  const shown = showPayment(journal);
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

export const paymentHandlers = (ports: PaymentHandlerPorts) => {
  const { payments, journal, settings } = ports;
  const shown = showPayment(journal);
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
    'payments.acceptUnsettled': ({ reference }) => {
      const accepted = payments.acceptUnsettled(reference);
      return accepted ? reply(accepted) : refuse('payment-not-found');
    },
    'payments.story': ({ reference }) => {
      const payment = journal.payment(reference);
      if (!payment) return refuse('payment-not-found');
      return { ok: true, value: storyView(shown(payment), journal.story(reference)) };
    },
    'payments.search': ({ text }) => {
      const read = readAmount(text, settings.terminal.currency);
      const amount = read.ok ? read.amount : null;
      const meanings = [text.trim(), ...referencesUnderOtherLayouts(text)];
      const found = meanings.map((meant) => journal.search(meant, amount)).find(({ length }) => length > 0);
      return { ok: true, value: (found ?? []).map(shown) };
    },
  } satisfies Partial<Handlers>;
};
