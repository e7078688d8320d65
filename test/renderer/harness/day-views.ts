import type { DayView, ReconciliationView, ReportView, ZView } from '#contract';
import { NOON } from './views.ts';

/** What main sends about a business day; a test names only what matters to it. */
export const TODAY = '2026-11-05';

const chen = { id: 'p2', name: 'Chen', role: 'manager' } as const;
export const one = { CNY: { count: 1, sum: 1250 } };

export const day = (given: Partial<DayView> = {}): DayView => ({
  date: TODAY,
  shift: { number: 4, openedBy: 'Lin', openedAt: NOON },
  closedDays: [{ number: 6, date: '2026-11-04', at: NOON - 86_400_000, net: { CNY: 724_800 } }],
  ...given,
});

export const report = (given: Partial<ReportView> = {}): ReportView => ({
  rows: { first: 8, last: 41 },
  from: NOON - 86_400_000,
  to: NOON,
  references: { first: 'T1-20261105-000001-QK3M9Z7A', last: 'T1-20261105-000009-AB3M9Z7A' },
  payments: { started: { CNY: { count: 3, sum: 3750 } }, paid: one, cancelled: one },
  refunds: { asked: one, refunded: one },
  net: { CNY: 0 },
  grandTotal: {
    before: { CNY: { paid: 100_000, refunded: 0 } },
    after: { CNY: { paid: 101_250, refunded: 1_250 } },
  },
  cashiers: [{ cashier: chen, paid: one, refunded: one }],
  hours: [{ hour: 23, paid: one, refunded: {} }],
  refundLines: [
    {
      reference: 'R-1',
      paymentReference: 'P-1',
      amount: 1250,
      currency: 'CNY',
      state: 'refunded',
      askedBy: null,
      approvedBy: chen,
    },
  ],
  late: [
    { reference: 'P-2', amount: 1250, currency: 'CNY', was: 'cancelled', settled: 'open', earlier: false },
  ],
  unresolved: [],
  shifts: [{ number: 4, openedBy: chen, openedAt: NOON, closedBy: null, closedAt: null }],
  pinFailures: 2,
  reprints: 1,
  compared: [
    {
      date: TODAY,
      result: 'different',
      payments: { matched: 3, 'only-here': 1, 'only-there': 0, different: 0 },
      refunds: { matched: 1, 'only-here': 0, 'only-there': 0, different: 0 },
    },
  ],
  reconciliation: 'different',
  previousHash: 'a'.repeat(64),
  journalHead: 'b'.repeat(64),
  ...given,
});

/** A payment whose outcome was unknown when the day was closed. */
export const unresolved = {
  kind: 'payment',
  reference: 'T1-20261105-000003-QK3M9Z7A',
  amount: 1250,
  currency: 'CNY',
  state: 'unknown',
  startedAt: NOON,
  signedOff: null,
} as const;

export const z = (given: Partial<ZView['day']> = {}): ZView => ({
  day: {
    number: 7,
    by: chen,
    date: TODAY,
    clockWasBehind: false,
    cutOff: '04:00',
    timeZone: 'Asia/Shanghai',
    storeName: 'Garden Café',
    storeId: 'SHOP-1',
    terminalId: 'T1',
    report: report(),
    ...given,
  },
  at: NOON,
  hash: 'c'.repeat(64),
  dateKept: false,
  signed: true,
});

export type Reconciled = NonNullable<ReconciliationView['last']>['day'];

const none = { matched: 0, 'only-here': 0, 'only-there': 0, different: 0 };

/** A day that matches the gateway's list, unless the test says how it differs. */
export const reconciled = (given: Partial<Reconciled> = {}, date = TODAY): ReconciliationView => ({
  date,
  last: {
    at: NOON,
    day: {
      date,
      from: NOON - 43_200_000,
      to: NOON + 43_200_000,
      result: 'matched',
      payments: { ...none, matched: 57 },
      refunds: none,
      refundsAsked: 'every',
      mended: 0,
      lines: [],
      by: { id: 'chen', name: 'Chen', role: 'manager' },
      ...given,
    },
  },
});
