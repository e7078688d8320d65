/** A Z as a list of figures: exactly what is on it, nothing recalculated. */
import type { Hundredths } from '#domain/money.ts';
import { signedDecimal } from '#domain/money.ts';
import type { Recorded } from '#domain/journal/activity-record.ts';
import { BY_HAND_ENDS, PAYMENT_COUNTS, REFUND_COUNTS } from '#domain/day/ends.ts';
import type { GrandTotal, Report } from '#domain/day/report.ts';
import { totalUnresolved } from '#domain/day/unresolved.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { ByCurrency } from '#domain/totals.ts';
import { currenciesIn } from '#domain/totals.ts';
import type { Column } from '#domain/export/column.ts';
import { decimalColumn, plainColumn, textColumn, timeColumns } from '#domain/export/column.ts';

export interface Figure {
  readonly section: string;
  /** What the figure is about: a state, a cashier, an hour, a reference. */
  readonly name: string;
  /** Which figure of it, if there are several. */
  readonly what?: string;
  readonly count?: number;
  readonly sum?: Hundredths;
  readonly currency?: string;
  readonly text?: string;
  /** Epoch ms. */
  readonly at?: number | null;
}

const plain = plainColumn<Figure>;
const text = textColumn<Figure>;

/** docs/csv.md explains each column; add new ones at the end, never rename, move or drop one. */
export const zColumns = (environment: Environment): readonly Column<Figure>[] => [
  plain('environment', () => environment),
  plain('training', () => (environment === 'training' ? 'TRAINING' : '')),
  plain('section', ({ section }) => section),
  text('name', ({ name }) => name),
  plain('what', ({ what = '' }) => what),
  plain('count', ({ count = '' }) => String(count)),
  plain('sum_hundredths', ({ sum = '' }) => String(sum)),
  decimalColumn<Figure>('sum', ({ sum, currency }) =>
    sum === undefined || currency === undefined ? '' : signedDecimal(sum, currency),
  ),
  text('currency', ({ currency = '' }) => currency),
  text('text', ({ text: words = '' }) => words),
  ...timeColumns<Figure>('at', ({ at = null }) => at),
];

type Of = Pick<Figure, 'section' | 'name' | 'what'>;

const totals = (of: Of, byCurrency: ByCurrency = {}): readonly Figure[] =>
  Object.entries(byCurrency).map(([currency, { count, sum }]) => ({ ...of, count, sum, currency }));

const texts = (section: string, facts: Readonly<Record<string, string | number>>): readonly Figure[] =>
  Object.entries(facts).map(([name, fact]) => ({ section, name, text: String(fact) }));

const dayFigures = ({ at, record }: Recorded<'day-closed'>): readonly Figure[] => [
  ...texts('day', {
    z_number: record.number,
    date: record.date,
    closed_by: record.by.name,
    store_name: record.storeName,
    store_id: record.storeId,
    terminal_id: record.terminalId,
    ...(record.installation === undefined ? {} : { installation: record.installation }),
    cut_off: record.cutOff,
    time_zone: record.timeZone,
    clock_was_behind: record.clockWasBehind ? 'yes' : 'no',
  }),
  { section: 'day', name: 'from', at: record.report.from },
  { section: 'day', name: 'to', at: record.report.to },
  { section: 'day', name: 'closed_at', at },
];

const grandFigures = (name: string, total: GrandTotal): readonly Figure[] =>
  currenciesIn(total).flatMap((currency) =>
    (['paid', 'refunded'] as const).map((what) => ({
      section: 'grand_total',
      name,
      what,
      sum: total[currency]?.[what] ?? 0,
      currency,
    })),
  );

const moneyFigures = ({ payments, refunds, net, grandTotal }: Report): readonly Figure[] => [
  ...PAYMENT_COUNTS.flatMap((name) => totals({ section: 'payments', name }, payments[name])),
  ...REFUND_COUNTS.flatMap((name) => totals({ section: 'refunds', name }, refunds[name])),
  ...Object.entries(net).map(([currency, sum]) => ({ section: 'net', name: 'net', sum, currency })),
  ...grandFigures('before', grandTotal.before),
  ...grandFigures('after', grandTotal.after),
];

const breakdownFigures = ({ cashiers, hours }: Report): readonly Figure[] =>
  [
    ...cashiers.map((line) => ({ ...line, section: 'cashiers', name: line.cashier?.name ?? '' })),
    ...hours.map((line) => ({ ...line, section: 'hours', name: String(line.hour) })),
  ].flatMap(({ section, name, paid, refunded }) => [
    ...totals({ section, name, what: 'paid' }, paid),
    ...totals({ section, name, what: 'refunded' }, refunded),
  ]);

const lineFigures = ({
  refundLines,
  late,
  unresolved,
  shifts,
  lostTails = [],
}: Report): readonly Figure[] => [
  ...refundLines.flatMap(
    ({ reference: name, state, amount, currency, paymentReference, askedBy, approvedBy }) => {
      const of = { section: 'refund', name };
      return [
        { ...of, what: state, sum: amount, currency },
        { ...of, what: 'refund_of', text: paymentReference },
        { ...of, what: 'asked_by', text: askedBy?.name ?? '' },
        { ...of, what: 'approved_by', text: approvedBy?.name ?? '' },
      ];
    },
  ),
  ...late.flatMap(({ reference: name, amount, currency, was, settled, earlier }) => [
    { section: 'late', name, what: 'paid_after', sum: amount, currency, text: was },
    { section: 'late', name, what: 'accepted', text: settled === 'accepted' ? 'yes' : 'no' },
    { section: 'late', name, what: 'settled', text: settled },
    { section: 'late', name, what: 'in_an_earlier_z', text: earlier ? 'yes' : 'no' },
  ]),
  ...unresolved.flatMap(({ kind, reference: name, state, amount, currency, startedAt, signedOff }) => {
    const of = { section: `unresolved_${kind}`, name };
    return [
      { ...of, what: state, sum: amount, currency, at: startedAt },
      { ...of, what: 'signed_off_by', text: signedOff?.by.name ?? '' },
      { ...of, what: 'note', text: signedOff?.note ?? '' },
    ];
  }),
  ...shifts.flatMap(({ number, openedBy, openedAt, closedBy, closedAt }) => {
    const of = { section: 'shift', name: String(number) };
    return [
      { ...of, what: 'opened', text: openedBy.name, at: openedAt },
      ...(closedBy ? [{ ...of, what: 'closed', text: closedBy.name, at: closedAt }] : []),
    ];
  }),
  ...lostTails.flatMap(({ rows, since, until, zs, zsLost }) => {
    const of = { section: 'lost', name: 'journal' };
    return [
      rows === null ? { ...of, what: 'rows' } : { ...of, what: 'rows', count: rows },
      { ...of, what: 'since', at: since === 0 ? null : since },
      { ...of, what: 'until', at: until },
      ...(zsLost > 0 ? [{ ...of, what: 'zs', count: zsLost, text: String(zs) }] : []),
    ];
  }),
];

const proofFigures = ({ hash, record }: Recorded<'day-closed'>): readonly Figure[] => {
  const { rows, references, pinFailures, reprints, reconciliation, previousHash, journalHead } =
    record.report;
  return texts('proof', {
    first_row: rows.first,
    last_row: rows.last,
    first_reference: references?.first ?? '',
    last_reference: references?.last ?? '',
    pin_failures: pinFailures,
    reprints,
    reconciliation,
    previous_z_hash: previousHash ?? '',
    journal_head: journalHead ?? '',
    z_hash: hash,
    signature: record.seal?.signature ?? '',
    public_key: record.seal?.publicKey ?? '',
  });
};

const reconciliationFigures = ({ compared }: Report): readonly Figure[] =>
  compared.flatMap(({ date: name, result, payments, refunds, refundsAsked }) => [
    { section: 'compared', name, what: 'result', text: result },
    ...(refundsAsked ? [{ section: 'compared', name, what: 'refunds_asked', text: refundsAsked }] : []),
    ...Object.entries({ compared_payments: payments, compared_refunds: refunds }).flatMap(
      ([section, counts]) => Object.entries(counts).map(([what, count]) => ({ section, name, what, count })),
    ),
  ]);

const unresolvedFigures = ({ unresolved }: Report): readonly Figure[] => {
  const { payment, refund } = totalUnresolved(unresolved);
  return [
    ...totals({ section: 'unresolved', name: 'payment' }, payment),
    ...totals({ section: 'unresolved', name: 'refund' }, refund),
  ];
};

const unreadFigures = ({ unreadUncounted = [] }: Report): readonly Figure[] =>
  unreadUncounted.map((name) => ({ section: 'unreadable', name }));

const byHandFigures = ({ byHand }: Report): readonly Figure[] =>
  BY_HAND_ENDS.flatMap((name) => [
    ...totals({ section: 'settled_by_hand', name, what: 'settled' }, byHand?.settled[name]),
    ...totals({ section: 'settled_by_hand', name, what: 'corrected' }, byHand?.corrected[name]),
  ]);

export const zFigures = (z: Recorded<'day-closed'>): readonly Figure[] => [
  ...dayFigures(z),
  ...moneyFigures(z.record.report),
  ...breakdownFigures(z.record.report),
  ...lineFigures(z.record.report),
  ...proofFigures(z),
  ...reconciliationFigures(z.record.report),
  ...unresolvedFigures(z.record.report),
  ...byHandFigures(z.record.report),
  ...unreadFigures(z.record.report),
];
