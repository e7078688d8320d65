import { describe, expect, test } from 'vitest';
import { Day } from '../../../../src-renderer/state/day/day.svelte.ts';
import { day, one, report, unresolved, z } from '../../harness/day-views.ts';
import { NOON } from '../../harness/views.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const openDay = async (): Promise<{ bridge: FakeBridge; shown: Day }> => {
  const bridge = openFakeBridge();
  bridge.answer('day.read', day());
  const shown = new Day(bridge, () => undefined);
  await shown.read();
  return { bridge, shown };
};

const closed = { number: 4, openedAt: NOON, closedAt: NOON, currency: 'CNY', declared: 1_200, taken: null };

describe('the Day screen', () => {
  test('shows the open shift and the closed days', async () => {
    const { shown } = await openDay();
    expect(shown.view).toEqual(day());
    expect(shown.sheet).toEqual({ kind: 'list' });
  });

  test('says so when main does not answer, and shows no day', async () => {
    const bridge = openFakeBridge();
    bridge.breakOff('day.read');
    const shown = new Day(bridge, () => undefined);
    await shown.read();
    expect(shown.view).toBeNull();
    expect(shown.problem?.code).toBe('unexpected');
  });

  test('opens another sheet without the problem of the previous one', async () => {
    const { bridge, shown } = await openDay();
    bridge.refuse('day.z', 'z-not-found');
    await shown.showZ(9);
    expect(shown.problem?.code).toBe('z-not-found');
    for (const [open, kind] of [
      [() => shown.showExport(() => Promise.resolve(true)), 'export'],
      [() => shown.showReconciliation(), 'reconciliation'],
      [() => shown.showList(), 'list'],
    ] as const) {
      await open();
      expect(shown.sheet.kind).toBe(kind);
      expect(shown.problem).toBeNull();
    }
  });
});

test('the newest reading of the day counts; one that fails leaves it, and after an action says so', async () => {
  const { bridge, shown } = await openDay();
  const late = bridge.hold('day.read');
  const reading = shown.read();
  bridge.answer('day.read', day({ date: '2026-11-06' }));
  await shown.read();
  await late.answer(day());
  await reading;
  expect(shown.view?.date).toBe('2026-11-06');
  bridge.breakOff('day.read');
  await shown.read();
  expect([shown.view?.date, shown.problem]).toEqual(['2026-11-06', null]);
  bridge.answer('shift.open', day());
  bridge.breakOff('day.read');
  await shown.openShift();
  expect(shown.problem?.code).toBe('unexpected');
  bridge.refuse('shift.open', 'disk-full');
  bridge.breakOff('day.read');
  await shown.openShift();
  expect(shown.problem?.code).toBe('disk-full');
});

test('a day whose figures lack what cannot be read is shown as an X, and is not offered to be closed', async () => {
  const { bridge, shown } = await openDay();
  bridge.answer('day.xReport', report({ unread: ['T1-1', '13'] }));
  await shown.showClosing();
  expect(shown.sheet.kind).toBe('x');
  expect(shown.problem).toEqual({ code: 'rows-unreadable', details: { unread: 'T1-1,13', more: 0 } });
});

describe('a shift', () => {
  test('that is opened is shown at once', async () => {
    const { bridge, shown } = await openDay();
    bridge.answer('day.read', day({ shift: null }));
    await shown.read();
    bridge.answer('day.read', day());
    bridge.answer('shift.open', day());
    await shown.openShift();
    expect(shown.view?.shift?.number).toBe(4);
  });

  test.each(['shift.close', 'shift.handOver'] as const)(
    'ends by %s with what was counted, and its result stays until the next is opened',
    async (how) => {
      const { bridge, shown } = await openDay();
      const taken = { paid: one, refunded: {}, expected: 1_250 };
      bridge.answer(how, { ...closed, taken });
      await shown.endShift(how, 1_200);
      expect(bridge.made(how)).toEqual([{ declared: 1_200 }]);
      expect(shown.closedShift).toEqual({ ...closed, taken });
      bridge.answer('shift.open', day());
      await shown.openShift();
      expect(shown.closedShift).toBeNull();
    },
  );

  test('that is closed blind shows no total', async () => {
    const { bridge, shown } = await openDay();
    bridge.answer('shift.close', closed);
    await shown.endShift('shift.close', null);
    expect(shown.closedShift?.taken).toBeNull();
  });

  test('that cannot be closed stays open, and says why', async () => {
    const { bridge, shown } = await openDay();
    bridge.refuse('shift.close', 'shift-not-open');
    expect(await shown.endShift('shift.close', 1_200)).toBe(false);
    expect(shown.closedShift).toBeNull();
    expect(shown.problem?.code).toBe('shift-not-open');
  });
});

describe('reports', () => {
  test('an X is shown and closes nothing', async () => {
    const { bridge, shown } = await openDay();
    bridge.answer('day.xReport', report());
    await shown.showX();
    expect(shown.sheet).toEqual({ kind: 'x', report: report() });
    expect(bridge.made('day.close')).toEqual([]);
  });

  test('a past Z is shown again, but not as just closed', async () => {
    const { bridge, shown } = await openDay();
    bridge.answer('day.z', z());
    await shown.showZ(7);
    expect(bridge.made('day.z')).toEqual([{ number: 7 }]);
    expect(shown.sheet).toEqual({ kind: 'z', z: z(), justClosed: false });
  });

  test('one that comes late does not replace the sheet that was opened meanwhile', async () => {
    const { bridge, shown } = await openDay();
    const held = bridge.hold('day.xReport');
    const reading = shown.showX();
    await shown.showExport(() => Promise.resolve(true));
    await held.answer(report());
    await reading;
    expect(shown.sheet.kind).toBe('export');
    let isRead: (read: boolean) => void = () => undefined;
    const opening = shown.showExport(() => new Promise((resolve) => (isRead = resolve)));
    shown.showReconciliation();
    isRead(true);
    await opening;
    expect(shown.sheet.kind).toBe('reconciliation');
  });

  test('a press while a sheet is read leaves that one to open', async () => {
    const { bridge, shown } = await openDay();
    const held = bridge.hold('day.z');
    const opening = shown.showZ(7);
    await shown.showX();
    await held.answer(z());
    await opening;
    expect(shown.sheet.kind).toBe('z');
  });

  test('only one thing is done at a time', async () => {
    const { bridge, shown } = await openDay();
    const held = bridge.hold('day.xReport');
    const first = shown.showX();
    expect(shown.busy).toBe(true);
    await shown.showX();
    await held.answer(report());
    await first;
    expect(shown.busy).toBe(false);
    expect(bridge.made('day.xReport')).toHaveLength(1);
  });
});

describe('closing the day', () => {
  test('shows what is unresolved first, and then the Z', async () => {
    const { bridge, shown } = await openDay();
    bridge.answer('day.xReport', report({ unresolved: [unresolved] }));
    await shown.showClosing();
    expect(shown.sheet).toEqual({ kind: 'closing', report: report({ unresolved: [unresolved] }) });
    expect(bridge.made('day.close')).toEqual([]);
    bridge.answer('day.close', z());
    await shown.close({ [unresolved.reference]: 'customer left' });
    expect(bridge.made('day.close')).toEqual([{ signOffs: { [unresolved.reference]: 'customer left' } }]);
    expect(shown.sheet).toEqual({ kind: 'z', z: z(), justClosed: true });
  });

  test('asks again for sign-off when more has become unresolved meanwhile', async () => {
    const { bridge, shown } = await openDay();
    bridge.answer('day.xReport', report());
    await shown.showClosing();
    bridge.refuse('day.close', 'day-unresolved');
    bridge.answer('day.xReport', report({ unresolved: [unresolved] }));
    await shown.close({});
    expect(shown.sheet).toEqual({ kind: 'closing', report: report({ unresolved: [unresolved] }) });
    expect(shown.problem?.code).toBe('day-unresolved');
  });

  test('that needs a manager’s sign-off leaves the day open and the report in sight', async () => {
    const { bridge, shown } = await openDay();
    bridge.answer('day.xReport', report({ unresolved: [unresolved] }));
    await shown.showClosing();
    bridge.refuse('day.close', 'sign-off-needed');
    await shown.close({ [unresolved.reference]: '' });
    expect(shown.sheet.kind).toBe('closing');
    expect(shown.problem?.code).toBe('sign-off-needed');
  });
});

describe('what was asked for', () => {
  test('does not take the place of a sheet that was opened meanwhile', async () => {
    const { bridge, shown } = await openDay();
    for (const [name, ask] of [
      ['day.xReport', () => shown.showX()],
      ['day.xReport', () => shown.showClosing()],
      ['day.z', () => shown.showZ(9)],
    ] as const) {
      const held = bridge.hold(name);
      const asking = ask();
      void shown.showExport(async () => Promise.resolve(true));
      await held.answer(name === 'day.z' ? z() : report());
      await asking;
      expect(shown.sheet.kind).toBe('export');
    }
  });

  test('about a shift says whether it ended: what was counted stays typed until then', async () => {
    const { bridge, shown } = await openDay();
    bridge.refuse('shift.close', 'disk-full');
    expect(await shown.endShift('shift.close', 1_200)).toBe(false);
    bridge.answer('shift.close', closed);
    expect(await shown.endShift('shift.close', 1_200)).toBe(true);
  });
});
