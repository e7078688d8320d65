import { describe, expect, test } from 'vitest';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import type { DayPorts } from '#services/day/day-desk.ts';
import { DayDesk } from '#services/day/day-desk.ts';
import { readReport } from '#services/day/report.ts';
import { Shifts } from '#services/day/shifts.ts';
import { verify } from '#sqlite/check/verify.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { newKey } from '../../../support/new-key.ts';
import { byChen, chen, dayKit, lin, pay } from '../day-kit.ts';
import { installation } from '../../../support/station-kit.ts';

describe('a close that fails', () => {
  const rowsOf = (kit: ReturnType<typeof dayKit>): number => kit.journal.rowsAfter(0, 1_000).length;

  /** A till with an open shift and something to sign off, on which a part of closing the day fails. */
  const failing = (fail: Partial<DayPorts>) => {
    const kit = dayKit();
    kit.shifts.open(chen);
    pay(kit, 'T1-1', ['silence']);
    const reconcile = () => Promise.resolve();
    const ports = {
      ...kit.ports,
      shifts: kit.shifts,
      installation,
      terminal: trainingTerminal,
      key: null,
      reconcile,
    };
    return { kit, desk: new DayDesk({ ...ports, ...fail }), before: rowsOf(kit) };
  };
  const broken = (): never => {
    throw new Error('broken');
  };
  const days = businessDays({ cutOff: '00:00', timeZone: 'UTC' });

  test.each([
    ['the signing key', { key: { ...newKey(), sign: broken } }, 'signing'],
    ['the gateway', { reconcile: () => Promise.reject(new Error('broken')) }, 'reconciling'],
    ['the calendar', { days: { ...days, dateOf: broken } }, 'reading'],
    ['the name of the time zone', { days: { ...days, rule: null as never } }, 'writing'],
  ] as const)('for %s leaves the shift and the day as they were', async (_what, fail, step) => {
    const { kit, desk, before } = failing(fail);
    await expect(desk.close({ ...byChen, signOffs: { 'T1-1': 'seen' } })).rejects.toMatchObject({ step });
    expect(kit.shifts.current).toMatchObject({ record: { number: 1 } });
    expect(rowsOf(kit)).toBe(before);
    expect(await kit.desk.close({ ...byChen, signOffs: { 'T1-1': 'seen' } })).toMatchObject({ closed: true });
  });

  test('for a full disk after the end of the shift is written takes that end back', async () => {
    for (const kind of ['signed-off', 'day-closed']) {
      const { kit } = failing({});
      const before = rowsOf(kit);
      const journal: OpenJournal = {
        ...kit.journal,
        record: (record, at) => {
          if (record.type === kind) throw new DiskFailed('full');
          return kit.journal.record(record, at);
        },
      };
      const ports = { ...kit.ports, journal, shifts: new Shifts({ ...kit.ports, journal }), key: null };
      const desk = new DayDesk({
        ...ports,
        terminal: trainingTerminal,
        installation,
        reconcile: () => Promise.resolve(),
      });
      await expect(desk.close({ ...byChen, signOffs: { 'T1-1': 'seen' } })).rejects.toThrow(DiskFailed);
      expect(kit.shifts.current, kind).toMatchObject({ record: { number: 1 } });
      expect(rowsOf(kit)).toBe(before);
      // Nothing read for the failed close counts in an X.
      pay(kit, 'T1-2', [1, 2]);
      expect(await readReport(kit.ports, desk.sinceZ)).toEqual(await readReport(kit.ports));
      kit.journal.close();
      expect(verify(kit.file)).toMatchObject({ ok: true });
    }
  });

  test('for a handover whose second half fails leaves the shift with the person who had it', async () => {
    const kit = dayKit();
    kit.shifts.open(chen);
    const journal: OpenJournal = {
      ...kit.journal,
      record: (record, at) => {
        if (record.type === 'shift-opened') throw new DiskFailed('full');
        return kit.journal.record(record, at);
      },
    };
    await expect(new Shifts({ ...kit.ports, journal }).handOver(lin, null)).rejects.toThrow(DiskFailed);
    expect(kit.shifts.current).toMatchObject({ record: { number: 1, by: chen } });
  });
});
