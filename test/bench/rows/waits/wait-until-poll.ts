/**
 * How long a paid payment waits for the poll that finds it, and what the polls cost. In each of several
 * shops, a thousand customers come to a till with a new journal and a clock set by hand. The station's own
 * desk polls, the gateway answers at once, and the till learns as it goes.
 */
import { settle } from '../../../support/fakes/hand-clock.ts';
import { seeded, SHOPS } from '../../../support/made-up/made-up-customers.ts';
import type { Customer, Shop } from '../../../support/made-up/made-up-customers.ts';
import type { BenchRow, Family, Measured } from '../../kit/row.ts';
import type { Polled } from '../../limits/fixed-polls.ts';
import { fixedPolls } from '../../limits/fixed-polls.ts';
import { stationKit } from '../../../support/station-kit.ts';

const CUSTOMERS = 1_000;
const EXPIRY = 600_000;
const SUCCESS = 2;
const EXPIRED = 5;

type Kit = ReturnType<typeof stationKit>;

/** Charges a customer at the station and lets time pass until the payment has ended. */
const serve = async (kit: Kit, { pays, leaves }: Customer, amount: number): Promise<Polled> => {
  const { clock, gateway, desk } = kit;
  const begun = clock.now();
  const start = desk.start(amount, '');
  if (!start.started) throw new Error(start.why);
  const { reference } = start.payment;
  await settle();
  const id = gateway.stored(reference)?.id;
  let calls = 0;
  let waited: number | null = null;
  let isOver = false;
  const get = gateway.get.bind(gateway);
  gateway.get = async (asked) => {
    const age = clock.now() - begun;
    if (asked === id && !isOver) {
      calls += 1;
      isOver = age >= Math.min(pays, EXPIRY);
      if (isOver && pays <= age) waited = age - pays;
    }
    return get(asked);
  };
  if (pays < EXPIRY) clock.wakeAt(begun + pays, () => gateway.set(reference, { statusId: SUCCESS }));
  else clock.wakeAt(begun + EXPIRY, () => gateway.set(reference, { statusId: EXPIRED }));
  if (leaves < EXPIRY)
    clock.wakeAt(begun + leaves, () => {
      isOver = true;
      desk.cancel(reference);
    });
  await clock.pass(Math.min(pays, leaves, EXPIRY) + 40_000);
  gateway.get = get;
  desk.dismiss(reference);
  return { calls, waited };
};

const atStation = async (
  customers: readonly Customer[],
  chance: () => number,
): Promise<readonly Polled[]> => {
  const kit = stationKit({}, undefined, chance);
  const polled: Polled[] = [];
  for (const [nth, customer] of customers.entries()) polled.push(await serve(kit, customer, 100 + nth));
  return polled;
};

interface Day {
  readonly shop: Shop;
  readonly station: readonly Polled[];
  readonly limit: readonly Polled[];
}

const dayIn = async (shop: Shop, nth: number): Promise<Day> => {
  const customers = shop.customers(CUSTOMERS, seeded(nth + 1));
  const chance = seeded(100 + nth);
  return {
    shop,
    station: await atStation(customers, seeded(200 + nth)),
    limit: customers.map((customer) => fixedPolls(customer, EXPIRY, chance)),
  };
};

let days: Promise<readonly Day[]> | undefined;

const allDays = (): Promise<readonly Day[]> => {
  days ??= (async () => {
    const done: Day[] = [];
    for (const [nth, shop] of SHOPS.entries()) done.push(await dayIn(shop, nth));
    return done;
  })();
  return days;
};

const waitsOf = (polled: readonly Polled[]): readonly number[] =>
  polled.flatMap(({ waited }) => (waited === null ? [] : [waited]));

const callsOf = (polled: readonly Polled[]): number =>
  polled.reduce((sum, { calls }) => sum + calls, 0) / polled.length;

const untilPoll: BenchRow = {
  name: 'wait-until-poll',
  what: 'customer pays → the poll that finds it, 1,000 customers in each of seven shops',
  beside: 'the fixed table of polls, for the same customers',
  unit: 'ms',
  promise: { p50: 0.7, most: { p50: 1_000 } },
  measure: async (): Promise<Measured> => {
    const all = await allDays();
    return {
      station: all.flatMap(({ station }) => waitsOf(station)),
      limit: all.flatMap(({ limit }) => waitsOf(limit)),
    };
  },
};

const callsPerPayment: BenchRow = {
  name: 'polls-per-payment',
  what: 'polls per payment, the unpaid ones among them, in each shop',
  beside: 'the fixed table of polls, for the same customers',
  unit: 'calls',
  promise: { p50: 1, p95: 1 },
  measure: async (): Promise<Measured> => {
    const all = await allDays();
    return {
      station: all.map(({ station }) => callsOf(station)),
      limit: all.map(({ limit }) => callsOf(limit)),
    };
  },
};

export const waitUntilPoll: Family = { rows: [untilPoll, callsPerPayment] };
