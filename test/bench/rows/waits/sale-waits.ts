/**
 * What customer and cashier wait for in a sale with a gateway that answers at once: the code after Charge,
 * and the word that it is paid after the gateway knows. Measured in the real windows, in turn with the least
 * that does the same.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { typeByHand } from '../../../support/cashier.ts';
import type { GatewayBench, Station } from '../../../support/station.ts';
import { openGatewayBench, openStation, removeHome, tillState } from '../../../support/station.ts';
import type { BareSale } from '../../kit/sale/bare-sale.ts';
import { openBareSale } from '../../kit/sale/bare-sale.ts';
import { nextChange, nextMark, nextPress, oneFrame } from '../../kit/sale/painted.ts';
import type { BenchRow, Family, Measured } from '../../kit/row.ts';
import { benchFolder } from '../../kit/write-results.ts';

/** The first sales compile what the later ones run. */
const ROUNDS = { warmUps: 6, rounds: 40 };
/** From the last digit to Charge; the window is idle again by then. */
const HESITATION_MS = 200;

interface Bench {
  readonly station: Station;
  readonly simulator: GatewayBench['simulator'];
  readonly bare: BareSale;
}

/**
 * Notes when main starts a request about a payment; undici reports each request on a Node diagnostics
 * channel.
 */
const noteLooks = ({ app }: Station): Promise<void> =>
  app.evaluate(() => {
    const looks: number[] = [];
    Object.assign(globalThis, { looks });
    process.getBuiltinModule('node:diagnostics_channel').subscribe('undici:request:create', (message) => {
      const { request } = message as { request: { method: string } };
      if (request.method === 'GET') looks.push(performance.timeOrigin + performance.now());
    });
  });

/** When main last started a request before `until`. */
const lookBefore = async ({ app }: Station, until: number): Promise<number> => {
  const looks = await app.evaluate(() => (globalThis as unknown as { looks: readonly number[] }).looks);
  return looks.findLast((at) => at < until) ?? Number.NaN;
};

/** A different amount each time: the till asks about a repeated one. */
const amountOf = (sale: number): string => String((12 + sale) * 100 + 50);

const timeCharge = async ({ till, customer }: Station, amount: string): Promise<number> => {
  await typeByHand(till, amount);
  await pause(HESITATION_MS);
  const pressed = await nextPress(till, 'Enter');
  const painted = await nextMark(customer, 'qr-painted');
  await till.keyboard.press('Enter');
  return (await painted()) - (await pressed());
};

const timePaid = async ({ station, simulator }: Bench): Promise<number> => {
  const { till, customer } = station;
  const shown = await Promise.all([
    nextChange(till, '[data-testid="payment-state"][data-state="paid"]'),
    nextChange(customer, '[data-testid="customer-state"][data-state="paid"]'),
  ]);
  if (!simulator.act('latest', 'pay')) throw new Error('the payment could not be paid');
  const painted = Math.max(...(await Promise.all(shown.map((at) => at()))));
  return painted - (await lookBefore(station, painted));
};

const startNewSale = async ({ till }: Station): Promise<void> => {
  await till.getByTestId('new-sale').click();
  await tillState(till, 'idle');
};

interface Waits {
  readonly code: Measured;
  readonly paid: Measured;
}

const sell = async (bench: Bench): Promise<Waits> => {
  const { station, bare } = bench;
  const code = { station: [] as number[], limit: [] as number[] };
  const paid = { station: [] as number[], limit: [] as number[] };
  await noteLooks(station);
  for (let round = -ROUNDS.warmUps; round < ROUNDS.rounds; round += 1) {
    const waits = {
      code: await timeCharge(station, amountOf(round + ROUNDS.warmUps)),
      paid: await timePaid(bench),
      bareCode: (await bare.charge()) + (await oneFrame(station.customer)),
      barePaid: (await bare.look()) + (await oneFrame(station.customer)),
    };
    await startNewSale(station);
    if (round < 0) continue;
    code.station.push(waits.code);
    code.limit.push(waits.bareCode);
    paid.station.push(waits.paid);
    paid.limit.push(waits.barePaid);
  }
  return { code, paid };
};

const measureAll = async (): Promise<Waits> => {
  const folder = mkdtempSync(join(benchFolder(), 'sale-'));
  const { simulator, gateway } = await openGatewayBench();
  const bare = await openBareSale(folder);
  const station = await openStation({ gateway });
  try {
    return await sell({ station, simulator, bare });
  } finally {
    await station.close();
    await bare.close();
    await simulator.close();
    removeHome(station.home);
    rmSync(folder, { recursive: true });
  }
};

/** Both are measured in the same sales. */
let measured: Promise<Waits> | undefined;
const waits = (): Promise<Waits> => (measured ??= measureAll());

const chargeToCode: BenchRow = {
  name: 'charge-to-code',
  what: 'Charge pressed → code on the customer’s display',
  beside: 'two FULL commits, one POST over loopback, the code’s modules, one frame',
  unit: 'ms',
  promise: { p50: 1.5, p95: 2 },
  measure: async () => (await waits()).code,
};

const paidOnBoth: BenchRow = {
  name: 'paid-on-both',
  what: 'the gateway is asked and says Success → “paid” on both displays',
  beside: 'one GET over loopback, one FULL commit, one frame',
  unit: 'ms',
  promise: { p50: 1.5 },
  measure: async () => (await waits()).paid,
};

export const saleWaits: Family = { rows: [chargeToCode, paidOnBoth] };
