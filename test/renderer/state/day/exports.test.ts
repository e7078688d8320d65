import { describe, expect, test } from 'vitest';
import type { ExportFormView } from '#contract';
import { Exports } from '../../../../src-renderer/state/day/exports.svelte.ts';
import { TODAY } from '../../harness/day-views.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const form = (given: Partial<ExportFormView> = {}): ExportFormView => ({
  today: TODAY,
  folder: '',
  atClose: false,
  presets: [{ id: 'datev', name: 'DATEV' }],
  status: { state: 'idle' },
  ...given,
});

const openForm = async (
  view: ExportFormView = form(),
): Promise<{ bridge: FakeBridge; exports: Exports; stop: () => void }> => {
  const bridge = openFakeBridge();
  bridge.answer('export.read', view);
  const exports = new Exports(bridge);
  const stop = exports.start();
  expect(await exports.read()).toBe(true);
  return { bridge, exports, stop };
};

describe('the form for exporting any days', () => {
  test('starts with today and all columns', async () => {
    const { exports } = await openForm();
    expect([exports.from, exports.to, exports.preset]).toEqual([TODAY, TODAY, '']);
  });

  test('keeps the chosen days when it is opened again', async () => {
    const { exports } = await openForm();
    exports.from = '2026-10-01';
    await exports.read();
    expect([exports.from, exports.to]).toEqual(['2026-10-01', TODAY]);
  });

  test('sends the days and the format that were chosen', async () => {
    const { bridge, exports } = await openForm();
    bridge.answer('export.start', {});
    exports.from = '2026-10-01';
    exports.to = '2026-10-31';
    await exports.write();
    exports.preset = 'datev';
    await exports.write();
    const october = { from: '2026-10-01', to: '2026-10-31' };
    expect(bridge.made('export.start')).toEqual([
      { ...october, preset: null },
      { ...october, preset: 'datev' },
    ]);
  });

  test.each(['from', 'to', 'preset'] as const)(
    'says nothing of an earlier export once %s is changed',
    async (field) => {
      const { bridge, exports } = await openForm();
      bridge.push('export.changed', { state: 'written', fileName: 'october.csv', rows: 3 });
      exports[field] = field === 'preset' ? 'datev' : '2026-10-01';
      expect(exports.status.state).toBe('idle');
      bridge.refuse('export.start', 'export-range-invalid');
      await exports.write();
      expect(exports.problem?.code).toBe('export-range-invalid');
      exports[field] = field === 'preset' ? '' : '2026-10-02';
      expect(exports.problem).toBeNull();
    },
  );

  test('clears what an export reported, but not that one is running', async () => {
    const { bridge, exports } = await openForm();
    bridge.push('export.changed', { state: 'running', done: 1, total: 2 });
    exports.dismiss();
    expect(exports.status.state).toBe('running');
    bridge.push('export.changed', { state: 'cancelled' });
    exports.dismiss();
    expect(exports.status.state).toBe('idle');
  });

  test('is not shown to people who may not export', async () => {
    const bridge = openFakeBridge();
    bridge.refuse('export.read', 'not-permitted');
    const exports = new Exports(bridge);
    expect(await exports.read()).toBe(false);
    expect([exports.view, exports.problem?.code]).toEqual([null, 'not-permitted']);
  });

  test('says why an export cannot start, until the next step', async () => {
    const { bridge, exports } = await openForm();
    bridge.refuse('export.start', 'export-range-invalid');
    await exports.write();
    expect(exports.problem?.code).toBe('export-range-invalid');
    bridge.push('export.changed', { state: 'running', done: 0, total: 0 });
    expect(exports.problem).toBeNull();
  });
});

describe('an export in progress', () => {
  test('leaves in sight why its folder could not be shown', async () => {
    const { bridge, exports } = await openForm();
    bridge.push('export.changed', { state: 'running', done: 1, total: 3 });
    bridge.refuse('export.showFolder', 'export-folder-gone');
    await exports.showFolder();
    bridge.push('export.changed', { state: 'running', done: 2, total: 3 });
    expect(exports.problem?.code).toBe('export-folder-gone');
  });

  test('shows its progress, can be cancelled, and says so', async () => {
    const { bridge, exports } = await openForm();
    bridge.answer('export.cancel', {});
    bridge.push('export.changed', { state: 'running', done: 250_000, total: 1_000_000 });
    expect(exports.running).toBe(true);
    expect(exports.status).toEqual({ state: 'running', done: 250_000, total: 1_000_000 });
    await exports.cancel();
    bridge.push('export.changed', { state: 'cancelled' });
    expect(exports.running).toBe(false);
    expect(bridge.made('export.cancel')).toEqual([{}]);
  });

  test('that was started before the form was opened is shown there', async () => {
    const running = { state: 'running', done: 5, total: 10 } as const;
    const { exports } = await openForm(form({ status: running }));
    expect(exports.status).toEqual(running);
  });

  test('that failed says why', async () => {
    const { bridge, exports } = await openForm();
    const failed = { state: 'failed', problem: { code: 'export-folder-gone', details: {} } } as const;
    bridge.push('export.changed', failed);
    expect(exports.status).toEqual(failed);
  });

  test('is no longer followed once the form is closed', async () => {
    const { bridge, exports, stop } = await openForm();
    stop();
    bridge.push('export.changed', { state: 'cancelled' });
    expect(exports.status).toEqual({ state: 'idle' });
  });
});

describe('the export folder', () => {
  test('can be changed, and set back to the till’s own', async () => {
    const { bridge, exports } = await openForm();
    bridge.answer('export.chooseFolder', form({ folder: '/media/stick' }));
    await exports.chooseFolder('export.chooseFolder');
    expect(exports.view?.folder).toBe('/media/stick');
    bridge.answer('export.ownFolder', form());
    await exports.chooseFolder('export.ownFolder');
    expect(exports.view?.folder).toBe('');
  });

  test('is opened on request, and is reported when it is missing', async () => {
    const { bridge, exports } = await openForm();
    bridge.refuse('export.showFolder', 'export-folder-gone');
    await exports.showFolder();
    expect(exports.problem?.code).toBe('export-folder-gone');
  });

  test('is used at every close only once main has saved that', async () => {
    const { bridge, exports } = await openForm();
    const held = bridge.hold('export.atClose');
    exports.atClose = true;
    await held.answer(form({ atClose: true }));
    expect(exports.atClose).toBe(true);
    bridge.refuse('export.atClose', 'settings-not-written');
    exports.atClose = false;
    await expect.poll(() => exports.atClose).toBe(true);
    expect(exports.problem?.code).toBe('settings-not-written');
    expect(bridge.made('export.atClose')).toEqual([{ on: true }, { on: false }]);
  });
});

describe('a Z as a file', () => {
  test('is named once it is written', async () => {
    const { bridge, exports } = await openForm();
    bridge.answer('day.zCsv', { fileName: 'z-7.csv', rows: 40 });
    await exports.writeZ('day.zCsv', 7);
    expect(exports.status).toEqual({ state: 'written', fileName: 'z-7.csv', rows: 40 });
    expect(bridge.made('day.zCsv')).toEqual([{ number: 7 }]);
  });

  test('is written once, however often it is asked for meanwhile', async () => {
    const { bridge, exports } = await openForm();
    const held = bridge.hold('day.zCsv');
    const writing = exports.writeZ('day.zCsv', 7);
    await exports.writeZ('day.zCsv', 7);
    expect(exports.writingZ).toBe(true);
    await held.answer({ fileName: 'z-7.csv', rows: 40 });
    await writing;
    expect(exports.writingZ).toBe(false);
    expect(bridge.made('day.zCsv')).toHaveLength(1);
  });

  test('that cannot be written says why, and no longer names a file', async () => {
    const { bridge, exports } = await openForm();
    bridge.answer('day.zCsv', { fileName: 'z-7.csv', rows: 40 });
    await exports.writeZ('day.zCsv', 7);
    bridge.refuse('day.zPdf', 'export-disk-full');
    await exports.writeZ('day.zPdf', 7);
    expect(exports.status).toEqual({ state: 'idle' });
    expect(exports.problem?.code).toBe('export-disk-full');
  });
});
