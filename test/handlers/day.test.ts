import { describe, expect, test } from 'vitest';
import type { Permission, Person } from '#domain/staff/staff.ts';
import { may } from '#domain/staff/staff.ts';
import { openDay } from '#station/open-day.ts';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import { Changes } from '#services/changes.ts';
import { CloseFailed } from '#services/day/day-desk.ts';
import type { Reply } from '#contract/problem.ts';
import { answerCall } from '#handlers/pipeline/answer-call.ts';
import type { DayHandlerPorts } from '#handlers/day/day.ts';
import { dayHandlers } from '#handlers/day/day.ts';
import { reconciliationHandlers } from '#handlers/day/reconciliation.ts';
import { NOON } from '../sqlite/kit/new-journal.ts';
import { addNewerEvent } from '../sqlite/kit/shop-journal.ts';
import { chen, dayKit, lin, pay } from '../services/day/day-kit.ts';
import { installation, silentLog, settings } from '../support/station-kit.ts';
import { ScriptedGateway } from '../support/fakes/scripted-gateway.ts';
import { action } from '../support/staff-kit.ts';
import { newKey } from '../support/new-key.ts';

/** The calls of the Day screen as this person makes them, at a till in the test environment. */
const tillOf = (person: Person) => {
  const { journal, clock, file } = dayKit();
  const day = openDay({
    journal,
    installation,
    clock,
    log: silentLog,
    settings: { ...settings, timeZone: 'UTC' },
    gateway: new ScriptedGateway(),
    payments: { tracker: { applyStatus: () => undefined, trackUnfinished: () => undefined } },
    refunds: { tracker: { applyReported: () => undefined } },
    isFree: () => false,
    changes: new Changes(silentLog),
    key: newKey(),
  });
  const exports = { writeReconciliation: () => Promise.reject(new Error('no room')) };
  const acting = { by: person, approvedBy: person };
  const permissions = {
    check: () => ({ allowed: true, acting }) as const,
    actionOf: action,
    mayAlone: (permission: Permission) => may(person.role, permission),
  };
  const station = { ...day, journal, settings, exports, blocked: null };
  const ports = {
    ...station,
    clock,
    log: silentLog,
    session: { permissions },
    onClosed: () => undefined,
    changes: new Changes(silentLog),
  };
  const calls = { ...dayHandlers(ports), ...reconciliationHandlers(ports) };
  const callsWith = (other: Partial<DayHandlerPorts>) => dayHandlers({ ...ports, ...other });
  return { journal, clock, acting, calls, callsWith, file };
};

describe('the Day screen', () => {
  test('shows a cashier that the shift is closed, and a manager what was taken in it', async () => {
    for (const [person, taken] of [
      [lin, null],
      [chen, { paid: { CNY: { count: 1, sum: 1250 } }, refunded: {}, expected: 1250 }],
    ] as const) {
      const { journal, clock, acting, calls } = tillOf(person);
      expect(calls['shift.open']({}, acting)).toMatchObject({
        value: { shift: { number: 1, openedBy: person.name } },
      });
      pay({ journal, clock }, 'T1-1', [1, 2]);
      const reply = await calls['shift.close']({ declared: 1200 }, acting);
      expect(reply).toMatchObject({ ok: true, value: { number: 1, declared: 1200, taken } });
    }
  });

  test('says in plain words why a shift or a day is not opened, closed or found', async () => {
    const { journal, clock, acting, calls } = tillOf(lin);
    calls['shift.open']({}, acting);
    expect(calls['shift.open']({}, acting)).toMatchObject({ problem: { code: 'shift-open' } });
    pay({ journal, clock }, 'T1-1', ['silence']);
    expect(await calls['day.close']({ signOffs: {} }, acting)).toMatchObject({
      problem: { code: 'sign-off-needed' },
    });
    expect(calls['day.z']({ number: 1 })).toMatchObject({ problem: { code: 'z-not-found' } });
    await calls['shift.close']({ declared: null }, acting);
    expect(await calls['shift.close']({ declared: null }, acting)).toMatchObject({
      problem: { code: 'shift-not-open' },
    });
  });

  test('shows how a day reconciles with the gateway, now and later, and refuses a day that has not started', async () => {
    const { journal, clock, acting, calls } = tillOf(chen);
    pay({ journal, clock }, 'T1-1', [1, 2]);
    await clock.pass(1_000);
    const today = { date: '2026-11-23' };
    expect(calls['day.reconciliation'](today)).toEqual({ ok: true, value: { ...today, last: null } });
    const reply = await calls['day.reconcile'](today, acting);
    const lines = [{ reference: 'T1-1', why: 'paid-only-here' }];
    expect(reply).toMatchObject({ value: { last: { day: { result: 'different', lines, by: chen } } } });
    expect(calls['day.reconciliation'](today)).toEqual(reply);
    expect(await calls['day.reconcile']({ date: '2026-11-24' }, acting)).toMatchObject({
      problem: { code: 'request-refused' },
    });
    expect(await calls['day.exportReconciliation'](today, acting)).toMatchObject({
      problem: { code: 'export-failed' },
    });
  });

  test('lists what each closed day came to, for people who may see totals', async () => {
    for (const [person, net] of [
      [lin, null],
      [chen, { CNY: 1250 }],
    ] as const) {
      const { journal, clock, acting, calls } = tillOf(person);
      calls['shift.open']({}, acting);
      pay({ journal, clock }, 'T1-1', [1, 2]);
      await calls['day.close']({ signOffs: {} }, acting);
      expect(calls['day.read']()).toMatchObject({ value: { closedDays: [{ number: 1, net }] } });
    }
  });

  test('names what kept the day from being closed', async () => {
    const { acting, callsWith } = tillOf(chen);
    for (const [error, failed] of [
      [new DiskFailed('read-only'), 'disk-read-only'],
      [new CloseFailed('signing', {}), 'signing'],
    ] as const) {
      const calls = callsWith({ dayDesk: { close: () => Promise.reject(error) } });
      expect(await calls['day.close']({ signOffs: {} }, acting)).toMatchObject({
        problem: { code: 'day-not-closed', details: { failed } },
      });
    }
  });

  test('names to whoever closes a shift or the day what cannot be read, and what helps', async () => {
    const { journal, clock, acting, calls, file } = tillOf(chen);
    calls['shift.open']({}, acting);
    pay({ journal, clock }, 'T1-1', [1, 2]);
    addNewerEvent(file, 'T1-1');
    const ask = async (name: string, input: object, answer: () => Promise<unknown>): Promise<unknown> => {
      const till = Promise.resolve({ call: async () => (await answer()) as Reply<never> });
      return answerCall({ till, log: silentLog, development: false }, { name, input, sender: 'till' });
    };
    const [counted, signed] = [{ declared: null }, { signOffs: {} }];
    for (const [name, input, answer] of [
      ['shift.close', counted, () => calls['shift.close'](counted, acting)],
      ['shift.handOver', counted, () => calls['shift.handOver'](counted, acting)],
      ['day.close', signed, () => calls['day.close'](signed, acting)],
    ] as const)
      expect(await ask(name, input, answer), name).toMatchObject({
        problem: { code: 'rows-unreadable', details: { unread: 'T1-1', more: 0 } },
      });
  });

  test('shows what is known of an open shift whose record cannot be read', () => {
    const { calls, file } = tillOf(chen);
    addNewerEvent(file, 'house', 'shift-opened');
    expect(calls['day.read']()).toMatchObject({ value: { shift: { openedBy: '–', openedAt: NOON } } });
  });

  test('says that the day is closed even if the steps after it fail', async () => {
    const { acting, callsWith } = tillOf(chen);
    const calls = callsWith({
      onClosed: () => {
        throw new Error('broken');
      },
    });
    expect(await calls['day.close']({ signOffs: {} }, acting)).toMatchObject({ ok: true });
  });

  test('says that the day is still open when the disk fails in the middle of closing it', async () => {
    const { journal, acting, calls } = tillOf(chen);
    journal.close();
    expect(await calls['day.close']({ signOffs: {} }, acting)).toMatchObject({
      problem: { code: 'day-not-closed' },
    });
  });
});
