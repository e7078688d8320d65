import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DayView, ReportView } from '#contract';
import { axeViolations } from '../../harness/axe.ts';
import { day, one, report, unresolved, z } from '../../harness/day-views.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { NOON, signedIn, snapshot } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const openDay = async (view: DayView = day(), opened: ReportView = report()): Promise<void> => {
  await shown.open();
  await shown.reply('day.read', { ok: true, value: view });
  await shown.reply('day.xReport', { ok: true, value: opened });
  await shown.reply('day.close', { ok: true, value: z() });
  await shown.reply('day.z', { ok: true, value: z() });
  await at('rail-day').click();
  await at('shift').waitFor();
};

describe('the day screen', () => {
  test('is a tap away from the sale, under the test id that external tools use', async () => {
    await shown.open();
    await shown.reply('day.read', { ok: true, value: day() });
    await at('day').click();
    await at('x-report').waitFor();
    expect(await at('day').count()).toBe(1);
  });

  test('says who has the till, and lists the closed days', async () => {
    await openDay();
    expect(await at('shift').textContent()).toContain('Shift 4, opened by Lin');
    expect(await at('z-row').textContent()).toContain('Z 6');
  });

  test('tells only people who may not see totals that they may not', async () => {
    const { person } = signedIn();
    for (const [role, isTold] of [
      ['manager', 0],
      ['cashier', 1],
    ] as const) {
      await shown.open({}, signedIn({ person: { ...person, role } }));
      await shown.reply('day.read', { ok: true, value: day() });
      await shown.reply('takings.today', { ok: false, problem: { code: 'unexpected', details: {} } });
      await at('rail-day').click();
      await at('shift').waitFor();
      expect(await shown.page.getByText('Viewing totals needs a supervisor').count(), role).toBe(isTold);
    }
  });

  test('without a shift offers only to open one', async () => {
    await openDay(day({ shift: null }));
    expect(await at('shift').textContent()).toContain('Nothing can be charged');
    await shown.reply('shift.open', { ok: true, value: day() });
    await shown.reply('day.read', { ok: true, value: day() });
    await at('shift-open').click();
    await at('shift-close').waitFor();
  });

  test('closing a shift sends what was counted, and shows the difference to people who may see it', async () => {
    await openDay();
    const taken = { paid: one, refunded: {}, expected: 1250 };
    const closed = { number: 4, openedAt: NOON, closedAt: NOON, currency: 'CNY', declared: 1200, taken };
    await shown.reply('shift.close', { ok: true, value: closed });
    await at('shift-declared').fill('nonsense');
    await at('shift-close').click();
    expect(await at('shift-declared-error').textContent()).toContain('for example 120.50');
    await at('shift-declared').fill('12.50');
    expect(await at('shift-declared-count').innerText()).toBe('¥12.50');
    await at('shift-declared').fill('12.00');
    await shown.reply('shift.close', { ok: false, problem: { code: 'disk-full', details: {} } });
    await at('shift-close').click();
    await at('problem').waitFor();
    expect(await at('shift-declared').inputValue()).toBe('12.00');
    await shown.reply('shift.close', { ok: true, value: closed });
    await at('shift-close').click();
    await at('shift-closed').waitFor();
    expect(await at('shift-closed').textContent()).toContain('¥0.50 short');
    expect(await shown.calls('shift.close')).toEqual([{ declared: 1200 }, { declared: 1200 }]);
  });

  test('what was counted stays where the shift could not be closed', async () => {
    await openDay();
    await shown.reply('shift.close', { ok: false, problem: { code: 'shift-not-open', details: {} } });
    await at('shift-declared').fill('1250.00');
    await at('shift-close').click();
    await at('problem').waitFor();
    expect(await at('shift-declared').inputValue()).toBe('1250.00');
  });

  test('after midnight the screen is about the new day, and so is what is checked against GlobalPay', async () => {
    await openDay(day({ date: '2026-11-05' }));
    await shown.reply('day.read', { ok: true, value: day({ date: '2026-11-06' }) });
    await shown.push('till.replaced', snapshot());
    await expect.poll(() => shown.page.locator('h1 small').innerText()).toMatch(/6/);
    await at('reconcile').click();
    expect(await shown.calls('day.reconcile')).toEqual([{ date: '2026-11-06' }]);
  });

  test('the X labels every number and closes nothing', async () => {
    await openDay();
    await at('x-report').click();
    const words = (await at('x-sheet').textContent()) ?? '';
    for (const part of [
      'nothing is closed',
      'the money is yours',
      '¥12.50',
      'since this till’s first sale',
      '¥1,012.50',
      '23:00 to 00:00',
      'by nobody signed in, approved by Chen',
      'after the payment had ended here (Cancelled); not settled yet',
      '2 wrong PINs',
      'Journal entries 8 to 41',
    ]) {
      expect(words).toContain(part);
    }
    expect(await shown.calls('day.close')).toEqual([]);
  });

  test('an X in two currencies names them in its large figures, since yuan and yen have one sign', async () => {
    const moved = { paid: 101_250, refunded: 1_250 };
    const grandTotal = { before: {}, after: { CNY: moved, JPY: moved } };
    await openDay(day(), report({ net: { CNY: 1_250, JPY: 90_000 }, grandTotal }));
    await at('x-report').click();
    expect(await at('report-net').allTextContents()).toEqual(['CNY12.50', 'JPY900']);
  });

  test('closing first says what it means, and then shows the Z with its number', async () => {
    await openDay();
    await at('close-day').click();
    await at('close-confirm').waitFor();
    expect(await shown.page.locator('#close-meaning').textContent()).toContain('never changed');
    await at('close-confirm').click();
    expect(await at('z-number').textContent()).toBe('7');
    expect(await shown.calls('day.close')).toEqual([{ signOffs: {} }]);
  });

  test('what is unresolved is named, and signed off with a note or without', async () => {
    const other = { ...unresolved, reference: 'R-9' };
    await openDay(day(), report({ unresolved: [unresolved, other] }));
    await at('close-day').click();
    expect(await at('close-late').innerText()).toContain('215');
    expect(await at('close-unresolved').textContent()).toContain(
      '2 payments or refunds have no known outcome',
    );
    await at('sign-off-note').first().fill('customer left');
    await at('close-confirm').click();
    await at('z-number').waitFor();
    expect(await shown.calls('day.close')).toEqual([
      { signOffs: { [unresolved.reference]: 'customer left', 'R-9': '' } },
    ]);
  });

  test('a cashier reads that a manager must sign, and that the day is still open', async () => {
    await openDay(day(), report({ unresolved: [unresolved] }));
    await shown.reply('day.close', { ok: false, problem: { code: 'sign-off-needed', details: {} } });
    await at('close-day').click();
    await at('close-confirm').click();
    expect(await at('problem').textContent()).toContain('A manager must sign off first');
  });

  test('a past Z is shown again, with a warning when the clock had been set back', async () => {
    await openDay();
    await shown.reply('day.z', { ok: true, value: z({ clockWasBehind: true }) });
    await at('z-row').click();
    expect(await at('z-clock-behind').textContent()).toContain('clock');
    expect(await shown.calls('day.z')).toEqual([{ number: 6 }]);
    await at('day-back').click();
    await at('z-row').waitFor();
  });

  test('a Z that keeps a date since the shop’s zone was changed says so, and blames no clock', async () => {
    await openDay();
    await shown.reply('day.z', { ok: true, value: { ...z(), dateKept: true } });
    await at('z-row').click();
    expect(await at('z-date-kept').textContent()).toContain('time zone');
    expect(await at('z-clock-behind').count()).toBe(0);
  });

  test('a Z is saved as a file, whose name is then shown', async () => {
    await openDay();
    await at('z-row').click();
    await shown.reply('day.zCsv', { ok: true, value: { fileName: 'z-7.csv', rows: 40 } });
    await at('z-csv').click();
    await shown.page.locator('[data-testid="export-state"][data-state="written"]').waitFor();
    expect(await at('export-state').textContent()).toContain('z-7.csv, 40 entries');
    expect(await shown.calls('day.zCsv')).toEqual([{ number: 7 }]);
    await shown.reply('day.zPdf', { ok: true, value: { fileName: 'z-7.pdf', rows: null } });
    await at('z-pdf').click();
    await at('export-state').getByText('Saved: z-7.pdf', { exact: true }).waitFor();
    expect(await shown.calls('day.zPdf')).toEqual([{ number: 7 }]);
  });

  test('a saved file is not mentioned on the sheet that is opened next', async () => {
    await openDay();
    await at('z-row').click();
    await shown.reply('day.zCsv', { ok: true, value: { fileName: 'z-7.csv', rows: 40 } });
    await at('z-csv').click();
    await shown.page.locator('[data-testid="export-state"][data-state="written"]').waitFor();
    await at('x-report').click();
    await at('x-sheet').waitFor();
    expect(await at('export-state').getAttribute('data-state')).toBe('idle');
  });

  test('X and Z are printed, and if printing fails the till says that nothing is lost, and what to do', async () => {
    await openDay();
    await at('x-report').click();
    await shown.reply('day.xPrint', { ok: true, value: {} });
    await at('x-print').click();
    await shown.page.locator('[data-testid="report-print-state"][data-state="printed"]').waitFor();
    await at('day-back').click();
    await at('z-row').click();
    const problem = { code: 'printer-unreachable', details: { slip: 'report' } } as const;
    await shown.reply('day.zPrint', { ok: false, problem });
    await at('z-print').click();
    await at('report-print-problem').getByText('The printer cannot be reached').waitFor();
    expect(await at('report-print-problem').textContent()).toContain('the figures are unchanged');
    expect(await shown.calls('day.zPrint')).toEqual([{ number: 7 }]);
  });

  test.each(['light', 'dark'] as const)('it is accessible, also on a small screen in %s', async (scheme) => {
    await shown.size(1024, 600);
    await shown.scheme(scheme);
    await openDay(day(), report({ unresolved: [unresolved] }));
    expect(await axeViolations(shown.page)).toEqual([]);
    for (const button of ['x-report', 'close-day']) {
      await at(button).click();
      expect(await axeViolations(shown.page)).toEqual([]);
      const wide = await shown.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      expect(wide).toBe(true);
    }
    for (const testid of ['shift-close', 'close-day', 'close-confirm']) {
      await at(testid).scrollIntoViewIfNeeded();
      expect(await at(testid).isVisible()).toBe(true);
    }
  });
});
