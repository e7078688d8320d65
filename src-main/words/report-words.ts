/** A report in a shopkeeper's words: sections of lines, each with a name, what it means, how many and how much. */
import type { Report } from '#domain/day/report.ts';
import { BY_HAND_ENDS, PAYMENT_COUNTS, REFUND_COUNTS } from '#domain/day/ends.ts';
import { totalUnresolved } from '#domain/day/unresolved.ts';
import type { Money } from '#domain/money.ts';
import { currenciesIn } from '#domain/totals.ts';
import type { Draft, ReportLine, Totals } from './report-lines.ts';
import { cashierWords, negated, plain, totalLines } from './report-lines.ts';
import type { Stamp, ZSeal } from './report-records.ts';
import {
  lateLines,
  lostLines,
  proofLines,
  reconciliationLines,
  shiftLines,
  uncountedLines,
  unreadLines,
  unresolvedLines,
} from './report-records.ts';
import { text } from './text.ts';

export interface ReportSection {
  readonly title: string;
  readonly lines: readonly ReportLine[];
  /** On a screen: shown large above, the parts of that, what somebody should look at, or folded away. */
  readonly shown: 'above' | 'first' | 'open' | 'folded';
}

type DraftSection = Omit<ReportSection, 'lines'> & { readonly lines: readonly Draft[] };

/**
 * How a report formats times (epoch ms), business dates and money: with words and signs on the screen, with digits and
 * codes on paper.
 */
export interface ReportHand {
  readonly time: Stamp;
  readonly date: (date: string) => string;
  readonly money: (money: Money) => string;
}

type Counted =
  | (typeof PAYMENT_COUNTS)[number]
  | Exclude<(typeof REFUND_COUNTS)[number], 'failed'>
  | 'refund-failed'
  | 'unresolved';

const named = (key: Counted, totals: Totals) =>
  totalLines(text(`report.${key}`), text(`report.${key}.note`), totals);

const netLines = ({ net, grandTotal }: Report): readonly Draft[] => {
  const named = plain(text('report.net'), text('report.net.note'));
  const lines = currenciesIn(grandTotal.after).map((currency) => ({
    ...named,
    sum: { amount: net[currency] ?? 0, currency },
  }));
  return lines.length > 0 ? lines : [{ ...named, count: '0' }];
};

const takenLines = ({ payments, refunds }: Report): readonly Draft[] => [
  ...named('paid', payments.paid),
  ...negated(named('refunded', refunds.refunded)),
];

const paymentLines = ({ payments, unresolved }: Report): readonly Draft[] => [
  ...PAYMENT_COUNTS.filter((key) => key !== 'paid').flatMap((key) => named(key, payments[key])),
  ...named('unresolved', totalUnresolved(unresolved).payment),
];

const refundLines = ({ refunds, refundLines: lines, unresolved }: Report): readonly Draft[] =>
  negated([
    ...REFUND_COUNTS.filter((key) => key !== 'refunded').flatMap((key) =>
      named(key === 'failed' ? 'refund-failed' : key, refunds[key]),
    ),
    ...named('unresolved', totalUnresolved(unresolved).refund),
    ...lines.map(({ reference, state, askedBy, approvedBy, amount, currency }) =>
      plain(
        reference,
        text('report.refund.by', {
          state: text(`report.refund.state.${state}`),
          asked: cashierWords(askedBy),
          approved: cashierWords(approvedBy),
        }),
        { amount, currency },
      ),
    ),
  ]);

const grandLines = (
  { grandTotal: { before, after }, grandTotalUnknown }: Report,
  { money }: Pick<ReportHand, 'money'>,
): readonly Draft[] =>
  (grandTotalUnknown ? [] : currenciesIn(after)).flatMap((currency) =>
    (['paid', 'refunded'] as const).map((kind) => {
      const sumOf = (totals: typeof after): Money => ({
        amount: (totals[currency]?.[kind] ?? 0) * (kind === 'refunded' ? -1 : 1),
        currency,
      });
      return plain(
        text(`report.grand.${kind}`),
        text('report.grand.paid.note', { before: money(sumOf(before)) }),
        sumOf(after),
      );
    }),
  );

const movedLines = (
  name: string,
  { paid, refunded }: Report['hours'][number] | Report['cashiers'][number],
) => [
  ...(Object.keys(paid).length > 0 ? totalLines(name, text('report.cashier.paid'), paid) : []),
  ...(Object.keys(refunded).length > 0
    ? negated(totalLines(name, text('report.cashier.refunded'), refunded))
    : []),
];

/** Only lines that count something. */
const byHandLines = ({ byHand }: Report): readonly Draft[] =>
  (['settled', 'corrected'] as const).flatMap((what) =>
    BY_HAND_ENDS.filter((end) => byHand?.[what][end]).flatMap((end) => {
      const note = text(`report.by-hand.${what}.note`);
      const lines = totalLines(text(`report.by-hand.${what}.${end}`), note, byHand?.[what][end]);
      return end === 'paid' || end === 'not-paid' ? lines : negated(lines);
    }),
  );

const twoDigits = (hour: number): string => String(hour).padStart(2, '0');

/** Every section with at least one line; `seal` is null for an X. */
export const reportSections = (
  report: Report,
  seal: ZSeal | null,
  hand: ReportHand,
): readonly ReportSection[] => {
  const hours = report.hours.flatMap((line) =>
    movedLines(
      text('report.hour', { from: twoDigits(line.hour), to: twoDigits((line.hour + 1) % 24) }),
      line,
    ),
  );
  const cashiers = report.cashiers.flatMap((line) => movedLines(cashierWords(line.cashier), line));
  const folded = (title: string, lines: readonly Draft[]): DraftSection => ({
    title,
    lines,
    shown: 'folded',
  });
  const sections: readonly DraftSection[] = [
    { title: text('report.first'), lines: netLines(report), shown: 'above' },
    { title: text('report.first'), lines: takenLines(report), shown: 'first' },
    { title: text('report.unread'), lines: unreadLines(report), shown: 'open' },
    { title: text('report.lost'), lines: lostLines(report, hand.time), shown: 'open' },
    { title: text('report.unresolved'), lines: unresolvedLines(report), shown: 'open' },
    { title: text('report.late'), lines: lateLines(report), shown: 'open' },
    { title: text('report.by-hand'), lines: byHandLines(report), shown: 'open' },
    folded(text('report.payments'), paymentLines(report)),
    folded(text('report.refunds'), refundLines(report)),
    folded(text('report.cashiers'), cashiers),
    folded(text('report.hours'), hours),
    folded(text('report.grand'), grandLines(report, hand)),
    folded(text('report.shifts'), shiftLines(report, hand.time)),
    folded(text('reconcile.title'), reconciliationLines(report, hand.date)),
    folded(text('report.unread-uncounted'), uncountedLines(report)),
    folded(text('report.proof'), proofLines(report, seal)),
  ];
  return sections
    .filter(({ lines }) => lines.length > 0)
    .map((section) => ({
      ...section,
      lines: section.lines.map((line) => ({ ...line, sum: line.sum === null ? '' : hand.money(line.sum) })),
    }));
};
