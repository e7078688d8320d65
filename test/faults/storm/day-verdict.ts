/** Checks the closed days of a journal against each other and the gateway's records. */
import type { Report } from '#domain/day/report.ts';
import type { ByCurrency } from '#domain/totals.ts';
import { Counting } from '#domain/totals.ts';
import type { JournalTotals } from '#sqlite/tables/totals.ts';
import type { AtGateway, GatewayRecords } from './verdict.ts';
import { PAYMENTS, REFUNDS } from './verdict.ts';

/** A closed day and its row in the journal. */
export interface Z {
  readonly sequence: number;
  readonly number: number;
  readonly report: Pick<Report, 'rows' | 'payments' | 'refunds'>;
}

/** Where the journal had lost its end, and the highest Z number so far. */
export interface Loss {
  readonly sequence: number;
  readonly zs: number;
}

/**
 * Numbers that are skipped or used twice, and rows of the journal that are between two Zs or in both. The
 * number of a lost Z may be skipped.
 */
export const gapsIn = (zs: readonly Z[], losses: readonly Loss[] = []): readonly string[] =>
  zs.flatMap(({ sequence, number, report: { rows } }, index) => {
    const after = zs[index - 1]?.sequence ?? 0;
    const lost = losses.findLast((loss) => loss.sequence < sequence)?.zs ?? 0;
    const next = Math.max(zs[index - 1]?.number ?? 0, lost) + 1;
    return [
      ...(number === next ? [] : [`Z ${number} in row ${sequence} is number ${next}`]),
      ...(rows.first === after + 1 && rows.last === sequence - 1
        ? []
        : [`Z ${number} covers rows ${rows.first} to ${rows.last}, not ${after + 1} to ${sequence - 1}`]),
    ];
  });

const CURRENCY = 'CNY';
const NOTHING = { count: 0, sum: 0 };

type Sums = Readonly<Record<'paid' | 'refunded', ByCurrency[string]>>;

const inGateway = ({ payments, refunds }: GatewayRecords): Sums => {
  const counting = new Counting<string>();
  const add = (ends: Readonly<Record<number, string>>, atGateway: readonly AtGateway[]): void => {
    for (const { statusId, amount } of atGateway)
      counting.add(ends[statusId] ?? '', { amount, currency: CURRENCY });
  };
  add(PAYMENTS.ends, payments);
  add(REFUNDS.ends, refunds);
  const of = (end: string) => counting.of(end)[CURRENCY] ?? NOTHING;
  return { paid: of('paid'), refunded: of('refunded') };
};

const together = (totals: readonly (ByCurrency | undefined)[]): ByCurrency[string] =>
  totals
    .map((one) => one?.[CURRENCY] ?? NOTHING)
    .reduce((all, one) => ({ count: all.count + one.count, sum: all.sum + one.sum }), NOTHING);

/**
 * Where all Zs together, or the journal's totals, differ from the gateway's records. The last Z must have
 * been written after everything had ended.
 */
export const wrongTotals = (
  zs: readonly Z[],
  totals: Omit<JournalTotals, 'net' | 'byHand'>,
  records: GatewayRecords,
): readonly string[] => {
  const gateway = inGateway(records);
  const inZs: Sums = {
    paid: together(zs.map(({ report }) => report.payments.paid)),
    refunded: together(zs.map(({ report }) => report.refunds.refunded)),
  };
  const inTotals: Sums = {
    paid: together([totals.payments['paid']]),
    refunded: together([totals.refunds['refunded']]),
  };
  const words = ({ count, sum }: ByCurrency[string]): string => `${sum} in ${count}`;
  const problems = (who: string, sums: Sums): readonly string[] =>
    (['paid', 'refunded'] as const)
      .filter((end) => words(sums[end]) !== words(gateway[end]))
      .map((end) => `${who}: ${words(sums[end])} ${end}, at the gateway ${words(gateway[end])}`);
  const numbers = zs.map(({ number }) => number);
  return [
    ...problems('all Zs', inZs),
    ...problems('journal totals', inTotals),
    ...(String(totals.zNumbers) === String(numbers) ? [] : [`journal totals: Zs ${String(totals.zNumbers)}`]),
    ...totals.unresolved.map(({ reference, state }) => `journal totals: ${reference} still ${state}`),
  ];
};
