/** The report on the rows since the last Z: an X by itself, or a part of the next Z. */
import { worstOf } from '#domain/day/reconciliation.ts';
import type { GrandTotal, Report } from '#domain/day/report.ts';
import type { MoneyFigures } from '#domain/journal/money-tally.ts';
import { paidIn, refundedIn, totalsMoved } from '#domain/day/moved.ts';
import { currenciesIn } from '#domain/totals.ts';
import type { ReportPorts } from './report-ports.ts';
import type { SinceZ } from './rows-since-z.ts';
import { RowsSinceZ } from './rows-since-z.ts';

const grown = (before: GrandTotal, figures: MoneyFigures): GrandTotal =>
  Object.fromEntries(
    currenciesIn(before, ...totalsMoved(figures)).map((currency) => [
      currency,
      {
        paid: (before[currency]?.paid ?? 0) + paidIn(figures, currency),
        refunded: (before[currency]?.refunded ?? 0) + refundedIn(figures, currency),
      },
    ]),
  );

const netOf = (figures: MoneyFigures): Report['net'] =>
  Object.fromEntries(
    currenciesIn(...totalsMoved(figures)).map((currency) => [
      currency,
      paidIn(figures, currency) - refundedIn(figures, currency),
    ]),
  );

/** The report of the rows after the previous Z, for a business date, as of `now` (epoch ms). */
export const reportOf = ({ rows, after, previous }: SinceZ, date: string, now: number): Report => {
  const figures = rows.figures();
  const { sequence, hash } = rows.last;
  const before = previous?.record.report.grandTotal.after ?? {};
  const compared = rows.reconciliations(date);
  const unresolved = rows.unresolved();
  const { unread, unreadUncounted } = rows;
  return {
    ...figures,
    rows: { first: (after?.sequence ?? 0) + 1, last: sequence },
    from: after?.at ?? null,
    to: now,
    ...(unread.length > 0 ? { unread } : {}),
    ...(unreadUncounted.length > 0 ? { unreadUncounted } : {}),
    net: netOf(figures),
    grandTotal: { before, after: grown(before, figures) },
    ...(after && !previous ? { grandTotalUnknown: true } : {}),
    unresolved,
    compared,
    reconciliation: worstOf(compared),
    previousHash: after?.hash ?? null,
    journalHead: hash,
  };
};

/** The X: everything since the last Z. Writes nothing. */
export const readReport = async (ports: ReportPorts, sinceZ = new RowsSinceZ(ports)): Promise<Report> => {
  const { clock, days } = ports;
  const since = await sinceZ.caughtUp();
  const now = clock.now();
  return reportOf(since, days.dateOf(now), now);
};
