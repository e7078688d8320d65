/** What there is to know of a payment or refund besides its state and amount. */
import type { HistoryRowView, PaymentView, StoryView } from '#contract';
import { nameWords, shortName, text } from '#contract';
import { fullTime } from '../time-words.ts';

type Facts = readonly (readonly [name: string, value: string])[];

const known = (facts: Facts): Facts => facts.filter(([, value]) => value !== '');

/** @param read null for what is known without reading the events */
export const paymentFacts = (
  payment: PaymentView,
  read: Pick<StoryView, 'cashier' | 'walletNumber'> | null,
): Facts =>
  known([
    [text('story.date'), fullTime(payment.startedAt)],
    [text('story.cashier'), nameWords(read?.cashier ?? '')],
    [text('story.method'), read ? text('story.method.alipay') : ''],
    [text('payment.order'), payment.orderReference],
    [text('payment.note'), payment.note],
    [text('payment.reference'), payment.reference],
    [text('story.gateway-id'), payment.gatewayId ?? ''],
    [text('story.wallet-number'), read?.walletNumber ?? ''],
  ]);

const refundFacts = ({
  refund: { startedAt, askedBy, approvedBy, reason, note, reference },
  payment,
}: Extract<HistoryRowView, { kind: 'refund' }>): Facts =>
  known([
    [text('story.date'), fullTime(startedAt)],
    [text('history.refund.of'), payment ? shortName(payment) : ''],
    [text('history.refund.asked'), nameWords(askedBy ?? '')],
    [text('history.refund.approved'), approvedBy === askedBy ? '' : nameWords(approvedBy ?? '')],
    [text('refund.reason'), [text(`refund.reason.${reason}`), note].filter(Boolean).join(' · ')],
    [text('payment.reference'), reference],
  ]);

export const rowFacts = (row: HistoryRowView): Facts =>
  row.kind === 'refund' ? refundFacts(row) : paymentFacts(row.payment, null);
