import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Till, TillPorts } from '../src-main/till.ts';
import { openTill } from '../src-main/till.ts';
import { plainTillPorts } from './support/plain-ports.ts';
import { memoryStaff, PINS } from './support/staff-kit.ts';

let home: string;
let till: Till;
/** Every count of unfinished payments the till has told, and who waits for one. */
let told: number[];
let hear: (count: number) => void;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'countertop-till-'));
  told = [];
  hear = () => undefined;
  till = await open();
});
afterEach(async () => {
  await till.stop();
  rmSync(home, { recursive: true, force: true });
});

/** A training till whose system and windows are the test's. */
const open = (change: Partial<TillPorts> = {}): Promise<Till> =>
  openTill({
    ...plainTillPorts(home),
    ...change,
    onUnfinished: (count) => {
      told.push(count);
      hear(count);
    },
  });

const untilTold = (wanted: number): Promise<void> =>
  new Promise((resolve) => {
    hear = (count) => {
      if (count === wanted) resolve();
    };
  });

const charge = () => till.call('payments.start', { amount: 1250, orderReference: '' });

test('what was left unfinished is taken up before the first sale', async () => {
  await charge();
  await till.stop();
  till = await open();
  expect(await charge()).toMatchObject({ ok: false, problem: { code: 'payment-running' } });
});

test('the machine is told to stay awake while a payment is without an end, also one of an earlier run', async () => {
  expect(told).toEqual([0]);
  await charge();
  expect(told.at(-1)).toBe(1);
  await till.stop();
  told = [];
  till = await open();
  expect(told.at(-1)).toBe(1);
  const ended = untilTold(0);
  await till.call('training.act', { action: 'decline' });
  await ended;
});

describe('the shift in which selling is practised', () => {
  const shift = async () => {
    const day = await till.call('day.read', {});
    return day.ok ? day.value.shift : undefined;
  };
  const closeDay = () => till.call('day.close', { signOffs: {} });

  test('is open from the start and after a Z, in the name of the training manager', async () => {
    expect(await shift()).toMatchObject({ number: 1, openedBy: 'Training Manager' });
    await closeDay();
    expect(await shift()).toMatchObject({ number: 2, openedBy: 'Training Manager' });
  });

  test('is of the first who signs in, and after a Z of whoever has closed the day', async () => {
    await till.stop();
    rmSync(join(home, 'training'), { recursive: true });
    const staff = memoryStaff();
    till = await open({ alwaysAsksForStaff: true, staff });
    await till.call('session.firstManager', { name: 'Chen', pin: PINS.chen });
    await till.call('staff.add', { name: 'Sun', role: 'supervisor', pin: PINS.sun });
    const sun = staff.read().find(({ name }) => name === 'Sun')?.id ?? '';
    await till.call('session.signIn', { id: sun, pin: PINS.sun });
    expect(await shift()).toMatchObject({ number: 1, openedBy: 'Chen' });
    await closeDay();
    expect(await shift()).toMatchObject({ number: 2, openedBy: 'Sun' });
  });
});
