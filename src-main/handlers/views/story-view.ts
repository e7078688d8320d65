/** A payment's story: one line for each of its events. */
import type { PaymentView, StoryView } from '#contract/views.ts';
import { statusName } from '#domain/gateway/gateway-payment.ts';
import type { PaymentEvent } from '#domain/payment/payment.ts';
import type { JournalEntry } from '#services/journal-ports.ts';
import { settlementLine } from './by-hand-view.ts';
import { reasonsLine } from './payment-view.ts';

const describe = (event: PaymentEvent): { status: string | null; detail: string } => {
  switch (event.type) {
    case 'intended':
      return {
        status: null,
        detail: [event.intent.orderReference, event.intent.note].filter(Boolean).join(' · '),
      };
    case 'found':
    case 'created':
    case 'observed':
    case 'corrected':
      return { status: statusName(event.payment.statusId), detail: reasonsLine(event.payment.reasons) };
    case 'refused':
      return {
        status: null,
        detail: [event.failure, reasonsLine(event.reasons)].filter(Boolean).join(' · '),
      };
    case 'doubted':
      return { status: null, detail: [event.doubt, reasonsLine(event.reasons)].filter(Boolean).join(' · ') };
    case 'cancel-asked':
      return { status: null, detail: [event.by, event.person?.name].filter(Boolean).join(' · ') };
    case 'cancel-answered':
      return { status: null, detail: [event.answer, reasonsLine(event.reasons)].filter(Boolean).join(' · ') };
    case 'missed':
    case 'resent':
      return { status: null, detail: '' };
    case 'late-accepted':
      return { status: null, detail: event.by?.name ?? '' };
    case 'settled':
      return { status: null, detail: settlementLine(event) };
    default:
      return event satisfies never;
  }
};

const cashierOf = (event: PaymentEvent): string | null =>
  event.type === 'intended' ? (event.intent.cashier?.name ?? null) : null;

/** A payment and every event of it in the journal, oldest first. */
export const storyView = (
  payment: PaymentView,
  walletNumber: string | null,
  entries: readonly JournalEntry[],
): StoryView => ({
  payment,
  walletNumber,
  cashier: entries.map(({ event }) => cashierOf(event)).find((name) => name !== null) ?? null,
  lines: entries.map(({ sequence, at, event }) => {
    const { status, detail } = describe(event);
    return { sequence, at, type: event.type, statusName: status, detail };
  }),
});
