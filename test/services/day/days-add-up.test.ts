/** Whatever happens over whatever days: all Zs together equal the journal. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { advanceRefund } from '#domain/refund/advance-refund.ts';
import { advance } from '#domain/payment/advance.ts';
import type { ClosedDay } from '#domain/day/report.ts';
import type { ByCurrency } from '#domain/totals.ts';
import { Counting } from '#domain/totals.ts';
import { readReport } from '#services/day/report.ts';
import type { DayKit } from './day-kit.ts';
import { byChen, chen, dayKit, makeRefund, lin, observe, pay } from './day-kit.ts';

const OPEN = 1;

type Happening =
  | { readonly do: 'pay'; readonly amount: number; readonly currency: string; readonly by: number }
  | { readonly do: 'observe'; readonly which: number; readonly status: number }
  | { readonly do: 'refund'; readonly which: number; readonly amount: number; readonly status: number }
  | { readonly do: 'refund-observe'; readonly which: number; readonly status: number }
  | { readonly do: 'accept-late'; readonly which: number }
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'close' };

const anyNumber = fc.nat({ max: 200 });
const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      amount: fc.integer({ min: 1, max: 999_999_999_999 }),
      currency: fc.constantFrom('CNY', 'EUR'),
      by: fc.nat({ max: 2 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('observe' as const),
      which: anyNumber,
      status: fc.constantFrom(1, 2, 2, 3, 4, 5, 6, 14),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      which: anyNumber,
      amount: fc.integer({ min: 1, max: 1_000 }),
      status: fc.constantFrom(1, 2, 4, 99),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refund-observe' as const),
      which: anyNumber,
      status: fc.constantFrom(1, 2, 4),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('accept-late' as const), which: anyNumber }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: -5, max: 30 }) }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'close' as const }) },
);

const close = async (kit: DayKit): Promise<ClosedDay> => {
  const signOffs = new Proxy<Record<string, string>>(
    {},
    {
      get: () => 'seen',
      getOwnPropertyDescriptor: () => ({ value: 'seen', configurable: true, enumerable: true }),
    },
  );
  const outcome = await kit.desk.close({ ...byChen, signOffs });
  if (!outcome.closed) throw new Error(outcome.why);
  return outcome.z.record;
};

const live = async (
  kit: DayKit,
  happenings: readonly Happening[],
  afterEach: () => unknown = () => undefined,
): Promise<readonly ClosedDay[]> => {
  const { journal, clock } = kit;
  const zs: ClosedDay[] = [];
  const picked = (which: number, count: number, letter: string): string => `${letter}${(which % count) + 1}`;
  for (const happening of happenings) {
    const payments = journal.lastPaymentNumber();
    const refunds = journal.lastRefundNumber();
    if (happening.do === 'pay') {
      const { amount, currency, by } = happening;
      const cashier = [null, lin, chen][by] ?? null;
      pay(kit, `T${payments + 1}`, [OPEN], { amount, currency, cashier });
    } else if (happening.do === 'observe' && payments > 0) {
      const payment = journal.payment(picked(happening.which, payments, 'T'));
      const report = payment?.gateway && { ...payment.gateway, statusId: happening.status };
      if (payment && report && advance(payment, { type: 'observed', payment: report }, 0))
        observe(kit, payment.reference, happening.status);
    } else if (happening.do === 'refund' && payments > 0) {
      const payment = journal.payment(picked(happening.which, payments, 'T'));
      const free = payment?.state === 'paid' && journal.refundsOf(payment.reference).length === 0;
      if (free && payment.amount >= happening.amount)
        makeRefund(kit, `R${refunds + 1}`, payment.reference, happening.amount, [happening.status]);
    } else if (happening.do === 'refund-observe' && refunds > 0) {
      const refund = journal.refund(picked(happening.which, refunds, 'R'));
      const gateway = refund?.gateway && { ...refund.gateway, statusId: happening.status };
      const event = gateway && ({ type: 'refund-observed', refund: gateway } as const);
      if (refund && event && advanceRefund(refund, event, 0))
        journal.appendRefund(refund.reference, event, clock.now());
    } else if (happening.do === 'accept-late' && payments > 0) {
      const accepted = { type: 'late-accepted', by: chen } as const;
      journal.append(picked(happening.which, payments, 'T'), accepted, clock.now());
    } else if (happening.do === 'wait') {
      if (happening.hours < 0) clock.set(happening.hours * 3_600_000);
      else await clock.pass(happening.hours * 3_600_000);
    } else if (happening.do === 'close') zs.push(await close(kit));
    await afterEach();
  }
  zs.push(await close(kit));
  return zs;
};

const together = (totals: readonly (ByCurrency | undefined)[]): ByCurrency => {
  const sums: Record<string, { count: number; sum: number }> = {};
  for (const [currency, { count, sum }] of totals.flatMap((one) => Object.entries(one ?? {}))) {
    const before = sums[currency] ?? { count: 0, sum: 0 };
    sums[currency] = { count: before.count + count, sum: before.sum + sum };
  }
  return sums;
};

const journaled = ({ journal }: DayKit) => {
  const payments = journal.startedBetween(0, Number.MAX_SAFE_INTEGER);
  const byState = new Counting<string>();
  for (const payment of payments) byState.add(payment.state, payment);
  const refunds = new Counting<string>();
  for (const { reference } of payments)
    for (const refund of journal.refundsOf(reference)) refunds.add(refund.state, refund);
  return { byState, refunds };
};

test('all Zs together cover the journal: each outcome once, to the hundredth, and every row exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyHappening, { maxLength: 60, size: 'max' }), async (happenings) => {
      const kit = dayKit();
      const zs = await live(kit, happenings);
      const reports = zs.map(({ report }) => report);
      const { byState, refunds } = journaled(kit);

      expect(zs.map(({ number }) => number)).toEqual(zs.map((_, index) => index + 1));
      expect(zs.map(({ date }) => date)).toEqual(zs.map(({ date }) => date).sort());
      for (const [index, { rows, previousHash }] of reports.entries()) {
        expect(rows.first).toBe((reports[index - 1]?.rows.last ?? -1) + 2);
        expect(previousHash).toBe(index === 0 ? null : kit.journal.closedDay(index)?.hash);
      }

      const paid = together(reports.map(({ payments }) => payments.paid));
      expect(paid).toEqual(byState.of('paid'));
      for (const end of ['cancelled', 'expired', 'failed'] as const) {
        const overtaken = new Counting<string>();
        for (const line of reports.flatMap(({ late }) => late.filter(({ earlier }) => !earlier)))
          overtaken.add(line.was, line);
        expect(together([byState.of(end), overtaken.of(end)])).toEqual(
          together(reports.map(({ payments }) => payments[end])),
        );
      }
      expect(together(reports.map(({ payments }) => payments.started))).toEqual(
        together(Object.values(byState.all())),
      );

      const refunded = together(reports.map((report) => report.refunds.refunded));
      expect(refunded).toEqual(refunds.of('refunded'));
      for (const part of ['cashiers', 'hours'] as const) {
        expect(together(reports.flatMap((report) => report[part].map((line) => line.paid)))).toEqual(paid);
        expect(together(reports.flatMap((report) => report[part].map((line) => line.refunded)))).toEqual(
          refunded,
        );
      }

      const grand = reports.at(-1)?.grandTotal.after ?? {};
      for (const currency of Object.keys({ ...paid, ...refunded })) {
        expect(grand[currency]).toEqual({
          paid: paid[currency]?.sum ?? 0,
          refunded: refunded[currency]?.sum ?? 0,
        });
        expect(reports.reduce((sum, { net }) => sum + (net[currency] ?? 0), 0)).toBe(
          (paid[currency]?.sum ?? 0) - (refunded[currency]?.sum ?? 0),
        );
      }
      const still = kit.journal.unfinished(Number.MAX_SAFE_INTEGER).filter(({ state }) => state !== 'paid');
      expect(
        reports
          .at(-1)
          ?.unresolved.filter(({ kind }) => kind === 'payment')
          .map(({ reference }) => reference),
      ).toEqual(still.map(({ reference }) => reference));
      kit.journal.close();
    }),
    { numRuns: 30 },
  );
}, 120_000);

test('an X from what was added up meanwhile is the X that reads every row since the last Z, whatever happened', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyHappening, { maxLength: 60, size: 'max' }), async (happenings) => {
      const kit = dayKit();
      await live(kit, happenings, async () => {
        expect(await readReport(kit.ports, kit.desk.sinceZ)).toEqual(await readReport(kit.ports));
      });
      kit.journal.close();
    }),
    { numRuns: 30 },
  );
}, 120_000);
