import type { HistoryRowView } from '#contract';
import { nameWords, shortName, text } from '#contract';
import { fullTime } from '../time-words.ts';

type Facts = readonly (readonly [name: string, value: string])[];

/** What a selected row shows besides its state and amount. */
export const rowFacts = (row: HistoryRowView): Facts => {
  if (row.kind === 'refund') {
    const { startedAt, askedBy, approvedBy, reason, note, reference } = row.refund;
    const all: Facts = [
      [text('story.date'), fullTime(startedAt)],
      [text('history.refund.of'), row.payment ? shortName(row.payment) : ''],
      [text('history.refund.asked'), nameWords(askedBy ?? '')],
      [text('history.refund.approved'), approvedBy === askedBy ? '' : nameWords(approvedBy ?? '')],
      [text('refund.reason'), [text(`refund.reason.${reason}`), note].filter(Boolean).join(' · ')],
      [text('payment.reference'), reference],
    ];
    return all.filter(([, value]) => value !== '');
  }
  const { startedAt, orderReference, note, reference, gatewayId } = row.payment;
  const all: Facts = [
    [text('story.date'), fullTime(startedAt)],
    [text('payment.order'), orderReference],
    [text('payment.note'), note],
    [text('payment.reference'), reference],
    [text('story.gateway-id'), gatewayId ?? ''],
  ];
  return all.filter(([, value]) => value !== '');
};
