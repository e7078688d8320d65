/** Calls about the history. */
import type { HistoryInput, HistoryRowView } from '#contract/views/history-views.ts';
import type { HistoryQuery, HistoryRow } from '#domain/history/history.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import { showPayment } from '#handlers/views/payment-view.ts';
import { showRefund } from '#handlers/views/refund-view.ts';
import { readHistory } from '#services/history/read-history.ts';
import type { HistoryJournal, RefundJournal } from '#services/journal-ports.ts';
import type { PaymentTracker } from '#services/payment/payment-tracker.ts';
import type { Clock } from '#services/ports.ts';
import type { RefundTracker } from '#services/refund/refund-tracker.ts';
import type { Permissions } from '#services/staff/permissions.ts';
import type { Handlers } from './handlers.ts';

export interface HistoryHandlerPorts {
  readonly journal: HistoryJournal & Pick<RefundJournal, 'refundsOf'>;
  readonly businessDays: BusinessDays;
  readonly settings: Pick<EffectiveSettings, 'terminal'>;
  readonly payments: { readonly tracker: Pick<PaymentTracker, 'maySettle'> };
  readonly refunds: { readonly tracker: Pick<RefundTracker, 'otherSiteOf' | 'maySettle'> };
  readonly session: { readonly permissions: Pick<Permissions, 'mayAlone'> };
  readonly clock: Pick<Clock, 'now'>;
}

const queryOf = (
  { businessDays, settings }: HistoryHandlerPorts,
  { from, to, text, filter, cashier, least, most }: HistoryInput,
): HistoryQuery => ({
  text,
  filter,
  cashier,
  least,
  most,
  currency: settings.terminal.currency,
  from: from === null ? null : businessDays.rangeOf(from).from,
  to: to === null ? null : businessDays.rangeOf(to).to,
});

const rowView =
  (ports: HistoryHandlerPorts) =>
  (row: HistoryRow, date: string): HistoryRowView => {
    const shown = showPayment(ports);
    if (row.kind === 'payment') return { kind: 'payment', date, payment: shown(row.payment) };
    const refund = showRefund(ports.refunds)(row.refund);
    return { kind: 'refund', date, refund, payment: row.payment && shown(row.payment) };
  };

export const historyHandlers = (ports: HistoryHandlerPorts) => {
  const { journal, businessDays, clock, session } = ports;
  const view = rowView(ports);
  return {
    'history.page': (input) => {
      const seesTotals = session.permissions.mayAlone('see-totals');
      const { rows, days, next } = readHistory(ports, queryOf(ports, input), input.after);
      return {
        ok: true,
        value: {
          rows: rows.map(({ row, date }) => view(row, date)),
          days: days.map((day) => ({ ...day, net: seesTotals ? [...day.net] : null })),
          next,
          today: businessDays.dateOf(clock.now()),
          whole: journal.isHistoryWhole(),
        },
      };
    },
    'history.cashiers': () => ({
      ok: true,
      value: journal.historyCashiers().map(({ id, name }) => ({ id, name })),
    }),
  } satisfies Partial<Handlers>;
};
