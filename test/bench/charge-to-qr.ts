/**
 * How long a customer waits: from Charge pressed to the QR code painted on the customer display, over 50 sales with a
 * gateway that answers at once. For comparison, from the same run, the unavoidable cost: two durable commits, one HTTP
 * exchange over loopback and one frame.
 */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Pool } from 'undici';
import { typeByHand } from '../support/cashier.ts';
import type { Station } from '../support/station.ts';
import { openGatewayBench, openStation, removeHome, tillState } from '../support/station.ts';

const SALES = 50;

interface Spread {
  readonly median: number;
  readonly p95: number;
}

const spreadOf = (times: readonly number[]): Spread => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
};

/** Wall-clock time of a window's latest mark of that name, in ms. */
const markedAt = (page: Page, name: string): Promise<number> =>
  page.evaluate((mark) => {
    const entry = performance.getEntriesByName(mark).at(-1);
    return entry ? performance.timeOrigin + entry.startTime : 0;
  }, name);

const marks = (page: Page, name: string): Promise<number> =>
  page.evaluate((mark) => performance.getEntriesByName(mark).length, name);

const oneSale = async ({ till, customer }: Station): Promise<number> => {
  const before = await marks(customer, 'qr-painted');
  await typeByHand(till, '1250');
  await till.keyboard.press('Enter');
  await customer.waitForFunction(
    (count) => performance.getEntriesByName('qr-painted').length > count,
    before,
    { polling: 'raf' },
  );
  const waited = (await markedAt(customer, 'qr-painted')) - (await markedAt(till, 'charge-pressed'));
  await till.getByTestId('cancel').click();
  await tillState(till, 'cancelled');
  await till.getByTestId('new-sale').click();
  await tillState(till, 'idle');
  return waited;
};

const timesOf = async (count: number, work: () => unknown): Promise<Spread> => {
  const times: number[] = [];
  for (let run = 0; run < count; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return spreadOf(times);
};

const twoCommits = async (folder: string): Promise<Spread> => {
  const database = new Database(join(folder, 'bare.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE events (at INTEGER, body TEXT) STRICT');
  const insert = database.prepare('INSERT INTO events VALUES (?, ?)');
  const body = 'x'.repeat(1_000);
  const commit = database.transaction(() => insert.run(0, body));
  const spread = await timesOf(SALES, () => {
    commit();
    commit();
  });
  database.close();
  return spread;
};

const oneExchange = async (url: string): Promise<Spread> => {
  const pool = new Pool(url);
  const spread = await timesOf(SALES, async () => {
    const answer = await pool.request({ path: '/v1/methods/24', method: 'GET' });
    await answer.body.dump();
  });
  await pool.close();
  return spread;
};

const oneFrame = async (page: Page): Promise<Spread> =>
  spreadOf(
    await page.evaluate(
      (count) =>
        new Promise<number[]>((resolve) => {
          const times: number[] = [];
          let last = performance.now();
          const tick = (): void => {
            const now = performance.now();
            times.push(now - last);
            last = now;
            if (times.length < count) requestAnimationFrame(tick);
            else resolve(times);
          };
          requestAnimationFrame(tick);
        }),
      SALES,
    ),
  );

const line = (name: string, { median, p95 }: Spread): string =>
  `${name.padEnd(44)} ${median.toFixed(1).padStart(8)} ms ${p95.toFixed(1).padStart(8)} ms`;

const { simulator, gateway } = await openGatewayBench();
const station = await openStation({ gateway });
try {
  const waits: number[] = [];
  for (let sale = 0; sale < SALES; sale += 1) waits.push(await oneSale(station));
  const commits = await twoCommits(station.home);
  const exchange = await oneExchange(gateway.url);
  const frame = await oneFrame(station.customer);
  const bare = (share: keyof Spread): number => commits[share] + exchange[share] + frame[share];
  console.log(`${`over ${String(SALES)} sales`.padEnd(44)}   ${'median'.padStart(8)}   ${'p95'.padStart(8)}`);
  console.log(line('Charge pressed → QR painted', spreadOf(waits)));
  console.log(line('bare cost: two FULL commits', commits));
  console.log(line('bare cost: one loopback HTTP exchange', exchange));
  console.log(line('bare cost: one frame', frame));
  console.log(line('bare cost together', { median: bare('median'), p95: bare('p95') }));
} finally {
  await station.close();
  await simulator.close();
  removeHome(station.home);
}
