import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract';
import { ReportPrint } from '../../../../src-renderer/state/day/report-print.svelte.ts';
import { TodayExport } from '../../../../src-renderer/state/day/today-export.svelte.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const file = { fileName: 'countertop-2026-11-05.csv', rows: 3 };

const openExport = () => {
  const bridge = openFakeBridge();
  const complaints: Problem['code'][] = [];
  return { bridge, complaints, today: new TodayExport(bridge, ({ code }) => complaints.push(code)) };
};

describe('today’s payments as a file', () => {
  test('are written once, however often the button is pressed, and the file is named', async () => {
    const { bridge, complaints, today } = openExport();
    const held = bridge.hold('day.export');
    const first = today.write();
    await today.write();
    expect(today.running).toBe(true);
    await held.answer(file);
    await first;
    expect([today.running, today.result, complaints]).toEqual([false, file, []]);
    expect(bridge.made('day.export')).toHaveLength(1);
  });

  test('that cannot be written say why, and no longer name an earlier file', async () => {
    const { bridge, complaints, today } = openExport();
    bridge.answer('day.export', file);
    await today.write();
    bridge.refuse('day.export', 'export-disk-full');
    await today.write();
    expect([today.result, complaints]).toEqual([null, ['export-disk-full']]);
  });

  test('are shown in their folder, or the till says why not', async () => {
    const { bridge, complaints, today } = openExport();
    bridge.answer('day.showExports', {});
    await today.showFolder();
    bridge.refuse('day.showExports', 'export-folder-gone');
    await today.showFolder();
    expect(complaints).toEqual(['export-folder-gone']);
  });
});

describe('an X or Z on paper', () => {
  test('is shown as printing until it is done', async () => {
    const bridge = openFakeBridge();
    const print = new ReportPrint(bridge);
    const held = bridge.hold('day.xPrint');
    const printing = print.print(null);
    expect(print.state).toBe('printing');
    await held.answer({});
    await printing;
    expect(print.state).toBe('printed');
  });

  test('that cannot be printed says why, and the next try starts without that problem', async () => {
    const bridge = openFakeBridge();
    const print = new ReportPrint(bridge);
    bridge.refuse('day.zPrint', 'printer-unreachable', { slip: 'report' });
    await print.print(7);
    expect([print.state, print.problem?.code]).toEqual(['none', 'printer-unreachable']);
    bridge.answer('day.zPrint', {});
    await print.print(7);
    expect([print.state, print.problem]).toEqual(['printed', null]);
    expect(bridge.made('day.zPrint')).toEqual([{ number: 7 }, { number: 7 }]);
  });
});
