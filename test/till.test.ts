import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Till, TillPorts } from '../src-main/till.ts';
import { openTill } from '../src-main/till.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { plainTillPorts } from './support/plain-ports.ts';
import { memoryStaff, PINS } from './support/staff-kit.ts';

let home: string;
let till: Till;
/** Every count of unfinished payments that the till reported, and who awaits one. */
let counts: number[];
let onCount: (count: number) => void;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'countertop-till-'));
  counts = [];
  onCount = () => undefined;
  till = await open();
});
afterEach(async () => {
  await till.stop();
  rmSync(home, { recursive: true, force: true });
});

/** A till in training whose computer and windows are the test's. */
const open = (change: Partial<TillPorts> = {}): Promise<Till> =>
  openTill({
    ...plainTillPorts(home),
    ...change,
    onUnfinished: (count) => {
      counts.push(count);
      onCount(count);
    },
  });

test('a kiosk can be left without a PIN if need be, and the audit log says how', async () => {
  await till.stop();
  const happened: string[] = [];
  till = await open({
    settingsFile: { read: () => ({ ...defaultSettings, kiosk: true }), write: () => undefined, refused: [] },
    kioskScreen: { fill: () => happened.push('full'), release: () => happened.push('released') },
  });
  till.breakGlass('keys');
  expect(happened).toEqual(['full', 'released']);
  expect(await till.call('display.read', {})).toMatchObject({ value: { kiosk: 'left' } });
  const audit = await till.call('audit.page', { before: null, person: null, kind: 'kiosk-left' });
  expect(audit).toMatchObject({ value: { lines: [{ detail: 'keys' }] } });
});

const untilCount = (wanted: number): Promise<void> =>
  new Promise((resolve) => {
    onCount = (count) => {
      if (count === wanted) resolve();
    };
  });

const charge = () => till.call('payments.start', { amount: 1250, orderReference: '' });

test('unfinished payments are resumed before the first sale', async () => {
  await charge();
  await till.stop();
  till = await open();
  expect(await charge()).toMatchObject({ ok: false, problem: { code: 'payment-running' } });
});

test('the computer is kept awake while a payment is unfinished, even one from before a restart', async () => {
  expect(counts).toEqual([0]);
  await charge();
  expect(counts.at(-1)).toBe(1);
  await till.stop();
  counts = [];
  till = await open();
  expect(counts.at(-1)).toBe(1);
  const ended = untilCount(0);
  await till.call('training.act', { action: 'decline' });
  await ended;
});

test('after a change of settings, calls are answered by the station opened with them', async () => {
  const read = await till.call('settings.read', {});
  if (!read.ok) throw new Error(read.problem.code);
  const saved = await till.call('settings.save', { ...read.value.saved, storeName: 'Corner Café' });
  expect(saved).toMatchObject({ ok: true, value: { settings: { saved: { storeName: 'Corner Café' } } } });
  const customer = await till.call('customer.snapshot', {});
  expect(customer).toMatchObject({ value: { storeName: 'Corner Café', state: 'idle' } });
  expect(await charge()).toMatchObject({ value: { answer: 'started' } });
});

test('a call that the person at the till may not make is refused', async () => {
  const typed = { name: 'Chen', role: 'manager', pin: PINS.chen } as const;
  expect(await till.call('staff.add', typed)).toMatchObject({ problem: { code: 'approval-needed' } });
});

describe('the training shift', () => {
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

  test('is in the name of the first person who signs in and, after a Z, of the person who closed the day', async () => {
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

test('in training the first manager can be added while nobody works here, and signs in at once', async () => {
  await till.stop();
  const staff = memoryStaff();
  till = await open({ staff });
  expect(await till.call('session.firstManager', { name: 'Chen', pin: PINS.chen })).toMatchObject({
    ok: true,
  });
  expect(await till.call('session.read', {})).toMatchObject({
    value: { stage: 'signed-in', person: { name: 'Chen' }, isTraining: false },
  });
  expect(await till.call('session.firstManager', { name: 'Sun', pin: PINS.sun })).toMatchObject({
    problem: { code: 'request-refused' },
  });
  expect(staff.read().map(({ name }) => name)).toEqual(['Chen']);
});
