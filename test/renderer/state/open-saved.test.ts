import { expect, test } from 'vitest';
import type { Problem } from '#contract';
import { Exports } from '../../../src-renderer/state/day/exports.svelte.ts';
import { ReconciledDay } from '../../../src-renderer/state/day/reconciliation.svelte.ts';
import { TodayExport } from '../../../src-renderer/state/day/today-export.svelte.ts';
import { AuditLog } from '../../../src-renderer/state/staff/audit-log.svelte.ts';
import type { FakeBridge } from './fake-bridge.ts';
import { openFakeBridge } from './fake-bridge.ts';

const file = { fileName: 'saved.csv', rows: 3 };

/** Each place that saves a file, once it has saved one; `problem` is the problem it has reported since. */
const places = {
  'a Z': async (bridge: FakeBridge) => {
    bridge.answer('day.zCsv', file);
    const exports = new Exports(bridge);
    await exports.writeZ('day.zCsv', 7);
    return { open: () => exports.open(), show: () => exports.showFolder(), problem: () => exports.problem };
  },
  'today’s payments': async (bridge: FakeBridge) => {
    bridge.answer('day.export', file);
    let problem: Problem | null = null;
    const today = new TodayExport(bridge, (told) => (problem = told));
    await today.write();
    return { open: () => today.open(), show: () => today.showFolder(), problem: () => problem };
  },
  'the audit log': async (bridge: FakeBridge) => {
    bridge.answer('audit.export', file);
    const log = new AuditLog(bridge);
    await log.export();
    return { open: () => log.open(), show: () => log.showFolder(), problem: () => log.problem };
  },
  'a check against GlobalPay': async (bridge: FakeBridge) => {
    bridge.answer('day.exportReconciliation', file);
    const day = new ReconciledDay(bridge);
    bridge.refuse('day.reconciliation', 'unexpected');
    await day.show('2026-11-23');
    await day.export();
    return { open: () => day.open(), show: () => day.showFolder(), problem: () => day.problem };
  },
};

test.each(Object.entries(places))(
  'the file of %s is opened by its name alone, or the till says why not',
  async (_, save) => {
    const bridge = openFakeBridge();
    const saved = await save(bridge);
    bridge.answer('export.open', {});
    await saved.open();
    expect(bridge.made('export.open')).toEqual([{ fileName: 'saved.csv' }]);
    expect(saved.problem()).toBeNull();
    bridge.refuse('export.open', 'file-gone');
    await saved.open();
    expect(saved.problem()?.code).toBe('file-gone');
  },
);

test.each([
  ['a Z', 'export.showFolder'],
  ['today’s payments', 'day.showExports'],
  ['the audit log', 'day.showExports'],
  ['a check against GlobalPay', 'day.showExports'],
] as const)('the file of %s is shown in the folder that it is in', async (place, call) => {
  const bridge = openFakeBridge();
  const saved = await places[place](bridge);
  bridge.answer(call, {});
  await saved.show();
  expect(bridge.made(call)).toEqual([{}]);
  expect(saved.problem()).toBeNull();
});
