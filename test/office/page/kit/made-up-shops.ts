/** Two shops on a Monday at noon, as the office would tell of them. */
import type { DateTakings, Days, FoundLine, FoundStory } from '../../../../src-office/views/find-views.ts';
import type { GatewayAccount } from '../../../../src-office/views/gateway-views.ts';
import type { Account, AuditLine } from '../../../../src-office/views/sign-in-views.ts';
import type { Store, TillLine } from '../../../../src-office/views/till-views.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const STORES: readonly Store[] = [
  { store: 'A', name: '莲香茶室 Lotus Tea House', environment: 'live' },
  { store: 'B', name: 'Harbour Kiosk', environment: 'live' },
];

/** '2026-11-30' of this computer's clock, so many days ago. */
export const dateOf = (at: number): string => {
  const day = new Date(at);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
};

const till = (station: string, name: string, store: string, at: number): TillLine => ({
  station,
  name,
  store,
  installation: `k7m2-${station.toLowerCase()}`,
  heardAt: at - 20_000,
  rows: 18_204,
  rowsThere: 18_204,
  alarms: 0,
  standing: 'enrolled',
  state: {
    version: '0.1.0',
    environment: 'live',
    storeName: 'Lotus Tea House',
    storeId: 'LTH-01',
    terminalId: station,
    currency: 'CNY',
    cutOff: '04:00',
    timeZone: 'Asia/Shanghai',
    openSince: at - 4 * HOUR,
    unresolved: { count: 0, oldestAt: null },
    unsettled: { count: 0, oldestAt: null },
    display: 'good',
    journal: 'good',
    gateway: 'good',
  },
});

export const tillViews = (at: number): readonly TillLine[] => {
  const second = till('S2', 'Counter 2', 'A', at);
  return [
    till('S1', 'Counter 1', 'A', at),
    {
      ...second,
      rowsThere: 18_240,
      state: second.state && { ...second.state, unresolved: { count: 1, oldestAt: at - 21 * MINUTE } },
    },
    { ...till('S3', 'Kiosk', 'B', at), heardAt: at - 47 * MINUTE },
    { ...till('S4', 'Terrace', 'B', at), alarms: 1, standing: 'forked' },
  ];
};

const line = (number: number, at: number, more: Partial<FoundLine>): FoundLine => ({
  kind: 'payment',
  station: 'S1',
  stationName: 'Counter 1',
  store: 'A',
  timeZone: 'Asia/Shanghai',
  reference: `K7M2-${number}`,
  number,
  state: 'paid',
  startedAt: at - number * MINUTE,
  amount: 12_800,
  currency: 'CNY',
  orderReference: 'Table 7',
  gatewayId: `9007199254740${number}`,
  cashier: '王小明',
  ...more,
});

export const foundViews = (at: number): readonly FoundLine[] => [
  line(411, at, { kind: 'refund', state: 'refunded', amount: 3_650, reference: 'K7M2-R-411' }),
  line(412, at, {}),
  line(418, at, {
    state: 'unknown',
    station: 'S2',
    stationName: 'Counter 2',
    orderReference: '',
    gatewayId: null,
  }),
  line(433, at, { state: 'expired', amount: 900, cashier: null }),
];

export const storyView = (at: number, reference: string): FoundStory | undefined => {
  const found = foundViews(at).find((one) => one.reference === reference);
  if (!found) return undefined;
  return {
    line: found,
    events: ['intended', 'created', 'observed', 'observed'].map((type, index) => ({
      sequence: 18_000 + index,
      at: found.startedAt + index * 9_000,
      type,
    })),
    refunds: foundViews(at).filter(({ kind }) => kind === 'refund' && found.kind === 'payment'),
  };
};

export const dayViews = (at: number): Days => ({
  count: 4,
  missing: 1,
  lines: [
    {
      date: dateOf(at),
      store: 'A',
      station: 'S1',
      stationName: 'Counter 1',
      timeZone: 'Asia/Shanghai',
      standing: 'open',
      z: null,
      closedAt: null,
      net: { CNY: 52_300 },
    },
    {
      date: dateOf(at - DAY),
      store: 'A',
      station: 'S1',
      stationName: 'Counter 1',
      timeZone: 'Asia/Shanghai',
      standing: 'made',
      z: 212,
      closedAt: at - 14 * HOUR,
      net: { CNY: 438_650 },
    },
    {
      date: dateOf(at - DAY),
      store: 'B',
      station: 'S3',
      stationName: 'Kiosk',
      timeZone: 'Asia/Shanghai',
      standing: 'missing',
      z: null,
      closedAt: null,
      net: { CNY: 121_000 },
    },
    {
      date: dateOf(at - 2 * DAY),
      store: 'A',
      station: 'S1',
      stationName: 'Counter 1',
      timeZone: 'Asia/Shanghai',
      standing: 'made',
      z: 211,
      closedAt: at - 38 * HOUR,
      net: { CNY: 402_000, HKD: 8_800 },
    },
  ],
});

export const takingsViews = (at: number): readonly DateTakings[] =>
  [559_650, 410_800, 288_000, 301_500, 350_000, 612_300].map((net, index) => ({
    date: dateOf(at - (index + 1) * DAY),
    currency: 'CNY',
    net,
    paidCount: Math.round(net / 9_000),
    refundedCount: index % 3,
  }));

export const accountViews = (at: number): readonly Account[] => [
  { id: 'P1', name: 'Mei', role: 'owner', stores: null, stopped: false, signedInAt: at - MINUTE },
  { id: 'P2', name: 'Ada', role: 'manager', stores: ['B'], stopped: false, signedInAt: at - 2 * DAY },
  { id: 'P3', name: 'Noa', role: 'auditor', stores: null, stopped: false, signedInAt: null },
  {
    id: 'P4',
    name: 'Former manager',
    role: 'manager',
    stores: ['A'],
    stopped: true,
    signedInAt: at - 40 * DAY,
  },
];

export const gatewayViews = (at: number): readonly GatewayAccount[] => [
  { gateway: 'G1', store: null, siteId: '30201', addedAt: at - 9 * DAY, heardAt: at - MINUTE },
  { gateway: 'G2', store: 'A', siteId: '30202', addedAt: at - DAY, heardAt: null },
];

export const auditViews = (at: number): readonly AuditLine[] => [
  { id: '3', at: at - MINUTE, person: 'Mei', what: 'signed-in', about: '' },
  { id: '2', at: at - 9 * MINUTE, person: null, what: 'sign-in-refused', about: 'Mei, 192.0.2.7' },
  { id: '1', at: at - 3 * DAY, person: 'Mei', what: 'till-renamed', about: 'Theke → Counter 1' },
];
