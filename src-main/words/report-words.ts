/** A report in a shopkeeper's words: sections of lines, each a name, what it means, how many and how much. */
import type { Report } from '#domain/day/report.ts';
import { BY_HAND_ENDS, PAYMENT_COUNTS, REFUND_COUNTS } from '#domain/day/ends.ts';
import { totalUnresolved } from '#domain/day/unresolved.ts';
import type { Money } from '#domain/money.ts';
import type { Person } from '#domain/staff/staff.ts';
import { currenciesIn } from '#domain/totals.ts';
import { nameWords } from './person-words.ts';
import { countWords } from './reconciliation-words.ts';
import type { TextKey } from './text.ts';
import { text } from './text.ts';

export interface ReportLine {
  readonly name: string;
  readonly note: string;
  /** '' where nothing is counted. */
  readonly count: string;
  /** '' where the line is not about money. */
  readonly sum: string;
}

export interface ReportSection {
  readonly title: string;
  readonly lines: readonly ReportLine[];
  /** On a screen: already said in large above, what it is made of, what somebody should look at, or folded away. */
  readonly shown: 'above' | 'first' | 'open' | 'folded';
}

type Draft = Omit<ReportLine, 'sum'> & { readonly sum: Money | null };
type DraftSection = Omit<ReportSection, 'lines'> & { readonly lines: readonly Draft[] };

type Totals = Report['payments']['paid'];

/** How a time (epoch ms) is written where the report is read. */
type Stamp = (at: number) => string;

/** How a report writes epoch ms, a business date and money: in words and signs on the screen, in digits and codes on paper. */
export interface ReportHand {
  readonly time: Stamp;
  readonly date: (date: string) => string;
  readonly money: (money: Money) => string;
}

/** One line for each currency, or one that says zero. */
const totalLines = (name: string, note: string, totals: Totals): readonly Draft[] => {
  const lines = Object.entries(totals ?? {}).map(([currency, { count, sum }]) => ({
    name,
    note,
    count: String(count),
    sum: { amount: sum, currency },
  }));
  return lines.length > 0 ? lines : [{ name, note, count: '0', sum: null }];
};

/** What goes back is below zero, as in the history and on the day's page. */
const goingBack = (lines: readonly Draft[]): readonly Draft[] =>
  lines.map((line) => ({ ...line, sum: line.sum && { ...line.sum, amount: -line.sum.amount } }));

const plain = (name: string, note = '', sum: Money | null = null): Draft => ({
  name,
  note,
  count: '',
  sum,
});

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
  ...goingBack(named('refunded', refunds.refunded)),
];

const cashierWords = (person: Person | null): string =>
  person ? nameWords(person.name) : text('report.cashier.nobody');

const paymentLines = ({ payments, unresolved }: Report): readonly Draft[] => [
  ...PAYMENT_COUNTS.filter((key) => key !== 'paid').flatMap((key) => named(key, payments[key])),
  ...named('unresolved', totalUnresolved(unresolved).payment),
];

const refundLines = ({ refunds, refundLines: lines, unresolved }: Report): readonly Draft[] =>
  goingBack([
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
  { grandTotal: { before, after } }: Report,
  { money }: Pick<ReportHand, 'money'>,
): readonly Draft[] =>
  currenciesIn(after).flatMap((currency) =>
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
    ? goingBack(totalLines(name, text('report.cashier.refunded'), refunded))
    : []),
];

/** Only what there is. */
const byHandLines = ({ byHand }: Report): readonly Draft[] =>
  (['settled', 'corrected'] as const).flatMap((what) =>
    BY_HAND_ENDS.filter((end) => byHand?.[what][end]).flatMap((end) => {
      const note = text(`report.by-hand.${what}.note`);
      const lines = totalLines(text(`report.by-hand.${what}.${end}`), note, byHand?.[what][end]);
      return end === 'paid' || end === 'not-paid' ? lines : goingBack(lines);
    }),
  );

const lateLines = ({ late }: Report): readonly Draft[] =>
  late.map(({ reference, was, settled, earlier, amount, currency }) =>
    plain(
      reference,
      text(earlier ? 'report.late.earlier' : 'report.late.note', {
        was: text(`report.${was}`),
        settled: text(`report.late.${settled}`),
      }),
      { amount, currency },
    ),
  );

const unresolvedLines = ({ unresolved }: Report): readonly Draft[] =>
  unresolved.flatMap(({ kind, reference, signedOff, amount, currency }) => {
    const { by, note } = signedOff ?? { by: null, note: '' };
    const signed: TextKey = note === '' ? 'report.unresolved.signed' : 'report.unresolved.signed.note';
    const words = by ? text(signed, { name: nameWords(by.name), note }) : text('report.unresolved.open');
    const lines = [plain(reference, words, { amount, currency })];
    return kind === 'refund' ? goingBack(lines) : lines;
  });

const shiftLines = ({ shifts }: Report, stamp: Stamp): readonly Draft[] =>
  shifts.map(({ number, openedBy, openedAt, closedBy, closedAt }) =>
    plain(
      text('report.shift', { number, openedBy: nameWords(openedBy.name), openedAt: stamp(openedAt) }),
      closedBy && closedAt !== null
        ? text('report.shift.closed', { closedBy: nameWords(closedBy.name), closedAt: stamp(closedAt) })
        : text('report.shift.open'),
    ),
  );

const lostLines = ({ lostTails = [] }: Report, stamp: Stamp): readonly Draft[] =>
  lostTails.map(({ rows, since, until, zs, zsLost }) =>
    plain(
      rows === null
        ? text('report.lost.unsure', { since: stamp(since) })
        : text('report.lost.rows', { rows, until: stamp(until ?? since) }),
      text('report.lost.note', { zs, zsLost }),
    ),
  );

const refundsAskedWords = ({ refundsAsked }: Report['compared'][number]): readonly string[] =>
  refundsAsked === 'known' ? [text('report.known-refunds')] : [];

const reconciliationLines = (
  { compared, reconciliation }: Report,
  { date }: Pick<ReportHand, 'date'>,
): readonly Draft[] => [
  plain(text(`day.reconciliation.${reconciliation}`)),
  ...compared.map((day) =>
    plain(
      text('day.date', { date: date(day.date) }),
      day.result === 'not-reconciled'
        ? text('report.not-reconciled')
        : [countWords('payments', day), countWords('refunds', day), ...refundsAskedWords(day)].join(' '),
    ),
  ),
];

/** What only a Z has: the hash of its own row, and whether it is signed. */
export interface ZSeal {
  readonly hash: string;
  readonly signed: boolean;
}

const proofLines = (report: Report, seal: ZSeal | null): readonly Draft[] => {
  const { rows, references, pinFailures, reprints, journalHead, previousHash } = report;
  return [
    rows.last < rows.first ? text('report.rows.none') : text('report.rows', rows),
    ...(references ? [text('report.references', references)] : []),
    text('report.pins', { count: pinFailures }),
    text('report.reprints', { count: reprints }),
    ...(journalHead ? [text('report.head', { hash: journalHead })] : []),
    ...(previousHash ? [text('report.previous', { hash: previousHash })] : []),
    ...(seal
      ? [text('report.hash', { hash: seal.hash }), text(seal.signed ? 'report.signed' : 'report.unsigned')]
      : []),
  ].map((words) => plain(words));
};

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
    folded(text('reconcile.title'), reconciliationLines(report, hand)),
    folded(text('report.proof'), proofLines(report, seal)),
  ];
  return sections
    .filter(({ lines }) => lines.length > 0)
    .map((section) => ({
      ...section,
      lines: section.lines.map((line) => ({ ...line, sum: line.sum === null ? '' : hand.money(line.sum) })),
    }));
};
