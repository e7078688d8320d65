import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CustomerView, TillView } from '#contract';
import { startSimulator } from '#simulator/simulator.ts';
import { verify } from '#sqlite/check/verify.ts';
import { openJournal } from '../sqlite/kit/open-journal.ts';
import { settableClock } from './clock/settable-clock.ts';

const MINUTE_MS = 60_000;
const HOUR = 3_600;
const PROGRAM = new URL('./clock/station-program.ts', import.meta.url);

interface Report {
  readonly till: TillView;
  readonly customer: CustomerView;
}

/** A real till in its own process, whose system clock can be set. */
const openStationProgram = async () => {
  const site = { siteId: '1000', apiKey: 'clock-key-0123456789' };
  const simulator = await startSimulator({ ...site, amountEndings: false });
  const clock = settableClock();
  const home = mkdtempSync(join(tmpdir(), 'countertop-clock-'));
  const program = fork(PROGRAM, [home], {
    env: {
      ...process.env,
      ...clock.env,
      COUNTERTOP_GATEWAY: simulator.url,
      COUNTERTOP_SITE_ID: site.siteId,
      COUNTERTOP_API_KEY: site.apiKey,
    },
  });
  const ended = new Promise<void>((resolve) => program.once('exit', () => resolve()));
  const leave = async (): Promise<void> => {
    if (program.connected) program.disconnect();
    await ended;
  };
  onTestFinished(async () => {
    await leave();
    await simulator.close();
    clock.remove();
    rmSync(home, { recursive: true, force: true });
  });
  let latest: Report | undefined;
  let look = (): void => undefined;
  program.on('message', (message) => {
    latest = message as Report;
    look();
  });
  return {
    simulator,
    clock,
    charge: (amount: number) => program.send(amount),
    /** The first report, now or later, for which `holds`. */
    until: (holds: (latest: Report) => boolean): Promise<Report> =>
      new Promise((resolve) => {
        look = () => {
          if (latest && holds(latest)) resolve(latest);
        };
        look();
      }),
    leave,
    journalFile: join(home, 'bench', 'journal.db'),
  };
};

type Program = Awaited<ReturnType<typeof openStationProgram>>;

/** Charges, sets the clock while the code is shown, waits until the till has noticed, and lets the customer pay. */
const sellAcross = async (program: Program, amount: number, seconds: number): Promise<string> => {
  const { simulator, clock, until } = program;
  program.charge(amount);
  await until(({ till }) => till.current?.amount === amount && till.current.state === 'open');
  clock.set(seconds);
  const ahead = ({ till }: Report): number => -Math.round((till.clockSkewMs ?? 0) / 1_000);
  const noticed = await until((latest) => Math.abs(ahead(latest) - seconds) < 10);
  const reference = noticed.till.current?.reference ?? '';
  expect(noticed.till.current).toMatchObject({ state: 'open', cancelling: 'no' });
  const { code } = noticed.customer;
  expect(code?.whole).toBe(10 * MINUTE_MS);
  expect(code?.left).toBeGreaterThan(9 * MINUTE_MS);
  expect(noticed.till.currentAge).toBeLessThan(MINUTE_MS);
  simulator.act({ merchantTransactionId: reference }, 'scan');
  simulator.act({ merchantTransactionId: reference }, 'pay');
  await until(({ till }) => till.current?.state === 'paid');
  return reference;
};

test('the system’s clock is set ahead, back and right while customers pay: nothing runs out, stops or gets mixed up', async () => {
  const program = await openStationProgram();
  const references = [
    await sellAcross(program, 4100, 3 * HOUR),
    await sellAcross(program, 4200, -24 * HOUR),
    await sellAcross(program, 4300, 0),
  ];
  await program.leave();

  expect(verify(program.journalFile)).toMatchObject({ ok: true, payments: 3 });
  expect(new Set(references).size).toBe(3);
  const journal = openJournal(program.journalFile);
  for (const reference of references) {
    expect(journal.payment(reference)).toMatchObject({ state: 'paid', late: false });
    const story = journal.story(reference);
    const times = story.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(MINUTE_MS);
  }
  journal.close();
}, 60_000);
