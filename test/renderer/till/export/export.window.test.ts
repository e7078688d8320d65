import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DayView, ExportFormView } from '#contract';
import { axeViolations } from '../../harness/axe.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { NOON } from '../../harness/views.ts';

const day: DayView = {
  date: '2026-11-05',
  shift: { number: 4, openedBy: 'Lin', openedAt: NOON },
  closedDays: [],
};
const form = (given: Partial<ExportFormView> = {}): ExportFormView => ({
  today: '2026-11-05',
  folder: '',
  atClose: false,
  presets: [
    { id: 'datev', name: 'DATEV' },
    { id: 'ledger', name: 'Ledger' },
  ],
  status: { state: 'idle' },
  ...given,
});

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const answer = (value: ExportFormView) => ({ ok: true, value });
const openForm = async (view: ExportFormView = form()): Promise<void> => {
  await shown.size(1024, 600);
  await shown.open();
  await shown.reply('day.read', { ok: true, value: day });
  await shown.reply('export.read', answer(view));
  await shown.reply('export.start', { ok: true, value: {} });
  await shown.reply('export.cancel', { ok: true, value: {} });
  await at('rail-day').click();
  await at('export-range').click();
  await at('export-start').waitFor();
};
const state = (name: string) => shown.page.locator(`[data-testid="export-state"][data-state="${name}"]`);

describe('the form for exporting any days', () => {
  test('starts with today and all columns, and sends what was chosen', async () => {
    await openForm();
    expect(await at('export-from').inputValue()).toBe('2026-11-05');
    expect(await at('export-to').inputValue()).toBe('2026-11-05');
    await at('export-from').fill('2026-10-01');
    await at('export-to').fill('2026-10-31');
    await at('export-start').click();
    await at('export-format-datev').check();
    await at('export-start').click();
    const october = { from: '2026-10-01', to: '2026-10-31' };
    await expect
      .poll(() => shown.calls('export.start'))
      .toEqual([
        { ...october, preset: null },
        { ...october, preset: 'datev' },
      ]);
  });

  test('shows the progress of a long export, and cancels it', async () => {
    await openForm();
    await shown.push('export.changed', { state: 'running', done: 250_000, total: 1_000_000 });
    await state('running').waitFor();
    expect(await state('running').textContent()).toContain('250,000 of 1,000,000 entries');
    expect(
      await shown.page.locator('progress').evaluate((bar) => (bar as HTMLProgressElement).position),
    ).toBe(0.25);
    expect(await at('export-start').isDisabled()).toBe(true);
    await at('export-cancel').click();
    await shown.push('export.changed', { state: 'cancelled' });
    await state('cancelled').waitFor();
    expect(await state('cancelled').textContent()).toContain('no file was left in the folder');
    expect(await shown.calls('export.cancel')).toEqual([{}]);
  });

  test('says in plain words that the folder is missing', async () => {
    await openForm(form({ folder: '/media/stick' }));
    const problem = { code: 'export-folder-gone', details: {} } as const;
    await shown.push('export.changed', { state: 'failed', problem });
    await at('export-problem').waitFor();
    expect(await at('export-problem').textContent()).toContain('no payment is affected');
  });

  test('says that an accounting file may still change, or which payments it lacks', async () => {
    await openForm();
    const written = { state: 'written', fileName: 'november-provisional-datev.csv', rows: 2 } as const;
    await shown.push('export.changed', { ...written, notice: { why: 'provisional' } });
    await at('export-notice').waitFor();
    expect(await at('export-notice').textContent()).toContain('once a later day is closed');
    const notice = { why: 'incomplete', unread: ['T1-1', 'T1-2'], more: 0, isProvisional: false } as const;
    await shown.push('export.changed', { ...written, notice });
    await expect
      .poll(() => at('export-notice').textContent())
      .toContain('entries of T1-1, T1-2 cannot be read');
    expect(await at('export-notice').textContent()).not.toContain('provisional');
    await shown.push('export.changed', { ...written, notice: { ...notice, more: 30, isProvisional: true } });
    await expect
      .poll(() => at('export-notice').textContent())
      .toMatch(/entries of T1-1, T1-2 and 30 more cannot be read.*This file is provisional/s);
    await shown.push('export.changed', written);
    await at('export-notice').waitFor({ state: 'detached' });
  });

  test('shows where files go, and lets one choose another folder', async () => {
    await openForm();
    expect(await at('export-folder').textContent()).toBe('Default exports folder');
    await shown.reply('export.chooseFolder', answer(form({ folder: '/media/stick' })));
    await at('export-choose-folder').click();
    await at('export-own-folder').waitFor();
    expect(await at('export-folder').textContent()).toBe('/media/stick');
    await shown.reply('export.ownFolder', answer(form()));
    await at('export-own-folder').click();
    await at('export-own-folder').waitFor({ state: 'detached' });
  });

  test('ticks the export at every close only once main has saved it', async () => {
    await openForm();
    await shown.reply('export.atClose', {
      ok: false,
      problem: { code: 'settings-not-written', details: {} },
    });
    await at('export-at-close').click();
    await at('export-problem').waitFor();
    expect(await at('export-at-close').isChecked()).toBe(false);
    await shown.reply('export.atClose', answer(form({ atClose: true })));
    await at('export-at-close').click();
    await at('export-problem').waitFor({ state: 'detached' });
    expect(await at('export-at-close').isChecked()).toBe(true);
  });

  test.each(['light', 'dark'] as const)('is accessible, also on a small screen in %s', async (scheme) => {
    await shown.scheme(scheme);
    await openForm(form({ folder: '/media/a-stick-with-quite-a-long-name/accounting/2026/november' }));
    await shown.push('export.changed', { state: 'running', done: 1, total: 3 });
    await state('running').waitFor();
    expect(await axeViolations(shown.page)).toEqual([]);
    const wide = await shown.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    expect(wide).toBe(true);
    await at('export-start').scrollIntoViewIfNeeded();
    expect(await at('export-start').isVisible()).toBe(true);
  });
});
