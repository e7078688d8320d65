import { describe, expect, test } from 'vitest';
import { byChen, chen, dayKit, lin, pay } from './day-kit.ts';

const [OPEN, PAID] = [1, 2];

describe('a shift', () => {
  test('stays open until it is closed, even over a restart', async () => {
    const kit = dayKit();
    expect(kit.shifts.current).toBeNull();
    expect(kit.shifts.open(lin)?.record).toEqual({ type: 'shift-opened', number: 1, by: lin });
    expect(kit.shifts.open(chen)).toBeUndefined();
    kit.journal.close();
    const again = dayKit({ file: kit.file });
    expect(again.shifts.current?.record).toMatchObject({ number: 1, by: lin });
    await again.shifts.close(lin, null);
    expect(again.shifts.current).toBeNull();
  });

  test('is closed with what was taken and what the cashier counted without seeing that', async () => {
    const kit = dayKit();
    pay(kit, 'T1-0', [OPEN, PAID], { amount: 700 });
    kit.shifts.open(lin);
    pay(kit, 'T1-1', [OPEN, PAID], { amount: 1_000 });
    pay(kit, 'T1-2', [OPEN]);
    expect(await kit.shifts.close(lin, 900)).toMatchObject({
      closed: true,
      shift: {
        record: {
          number: 1,
          openedBy: lin,
          by: lin,
          why: 'asked',
          declared: 900,
          payments: { paid: { CNY: { count: 1, sum: 1_000 } } },
        },
      },
    });
    expect(await kit.shifts.close(lin, null)).toEqual({ closed: false, why: 'shift-not-open' });
  });

  test('is handed over in one step while the day goes on', async () => {
    const kit = dayKit();
    kit.shifts.open(lin);
    pay(kit, 'T1-1', [OPEN, PAID]);
    const outcome = await kit.shifts.handOver(chen, null);
    expect(outcome).toMatchObject({ shift: { record: { by: chen, openedBy: lin, why: 'handover' } } });
    expect(kit.shifts.current?.record).toMatchObject({ number: 2, by: chen });
    expect(kit.journal.closedDays(1)).toEqual([]);
  });

  test('ends with the day, and both are in the Z', async () => {
    const kit = dayKit();
    kit.shifts.open(lin);
    await kit.shifts.handOver(chen, null);
    const outcome = await kit.desk.close(byChen);
    expect(kit.shifts.current).toBeNull();
    expect(outcome).toMatchObject({
      z: {
        record: {
          report: {
            shifts: [
              { number: 1, openedBy: lin, closedBy: chen },
              { number: 2, openedBy: chen, closedBy: chen },
            ],
          },
        },
      },
    });
  });

  test('is closed once when two people close it at the same moment', async () => {
    const kit = dayKit();
    kit.shifts.open(lin);
    const outcomes = await Promise.all([kit.shifts.close(lin, null), kit.shifts.close(chen, null)]);
    expect(outcomes.map(({ closed }) => closed)).toEqual([true, false]);
  });
});
