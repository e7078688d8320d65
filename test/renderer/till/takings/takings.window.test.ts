import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OverviewView, SessionView } from '#contract';
import { madeUpOverview, madeUpSaturday } from '../../../support/made-up/made-up-overview.ts';
import { axeViolations } from '../../harness/axe.ts';
import { day } from '../../harness/day-views.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, signedIn, snapshot, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);

/** Waits until everything the till does after a frame is done. */
const twoFrames = (): Promise<void> =>
  shown.page.evaluate(
    () =>
      new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
      }),
  );

const openAs = async (session: SessionView = signedIn(), today: OverviewView | null = madeUpSaturday) => {
  await shown.open({}, session);
  await shown.reply('takings.today', { ok: true, value: today });
  await shown.reply('takings.overview', { ok: true, value: madeUpOverview });
  await shown.reply('takings.export', { ok: true, value: { fileName: 'overview.csv', rows: 90 } });
  await shown.reply('day.read', { ok: true, value: day() });
};

const openOverview = async (): Promise<void> => {
  await openAs();
  await at('rail-overview').click();
  await at('overview-net').waitFor();
};

const cashier = { id: 'p1', name: 'Lin', role: 'cashier' } as const;

describe('today on Sale', () => {
  test('is net sales, payments, the average and the same weekday, read again after every payment', async () => {
    await openAs();
    await shown.push('till.replaced', snapshot({ history: [payment({ state: 'paid' })] }));
    await at('takings-today').waitFor();
    expect(await at('takings-today').getAttribute('data-hundredths')).toBe(String(madeUpSaturday.net));
    const words = await at('payment-state').textContent();
    for (const part of ['¥4,386.50', 'payments 37', 'average ¥120.93', 'last Saturday ¥3,914.00 by now +12%'])
      expect(words).toContain(part);
    await shown.reply('takings.today', { ok: true, value: { ...madeUpSaturday, net: 450_000 } });
    await shown.push('history.changed', payment({ state: 'paid', refunded: 100 }));
    await shown.page.locator('[data-testid="takings-today"][data-hundredths="450000"]').waitFor();
  });

  test('is not requested while a customer pays: nobody sees it, and main has the code to make', async () => {
    await openAs();
    await shown.push('till.replaced', snapshot({ history: [payment({ state: 'paid' })] }));
    await at('takings-today').waitFor();
    const asked = async () => (await shown.calls('takings.today')).length;
    const before = await asked();
    const next = payment({ reference: 'C1-2', state: 'open' });
    await shown.push('till.changed', till({ current: next }));
    await shown.push('history.changed', next);
    await at('history-row').nth(1).waitFor();
    await twoFrames();
    expect(await asked()).toBe(before);
    await shown.push('till.changed', till({ current: { ...next, state: 'paid' } }));
    await expect.poll(asked).toBeGreaterThan(before);
  });

  test('is never asked for by a cashier, who sees that the till is ready', async () => {
    await openAs(signedIn({ person: cashier }));
    await shown.push('till.replaced', snapshot({ history: [payment({ state: 'paid' })] }));
    await at('history-row').waitFor();
    expect(await at('payment-state').textContent()).toContain('Ready');
    expect(await shown.calls('takings.today')).toEqual([]);
    expect(await at('rail-overview').count()).toBe(0);
  });

  test('disappears once main no longer sends it, for example to a manager who has left the till alone', async () => {
    await openAs();
    await shown.push('till.replaced', snapshot({ history: [payment({ state: 'paid' })] }));
    await at('takings-today').waitFor();
    await shown.reply('takings.today', { ok: true, value: null });
    await shown.push('history.changed', payment({ state: 'paid', refunded: 1 }));
    await at('takings-today').waitFor({ state: 'detached' });
    expect(await at('approval').count()).toBe(0);
  });
});

describe('the overview', () => {
  test('opens with this week by a key, and shows other ranges by name and by their days', async () => {
    await openAs();
    await shown.page.keyboard.press('F5');
    await at('overview-net').waitFor();
    expect(await at('overview-net').getAttribute('data-hundredths')).toBe(String(madeUpOverview.net));
    await at('overview-month').click();
    await at('overview-from').fill('2026-11-02');
    await at('overview-to').fill('2026-11-10');
    const days = at('overview').locator('.days');
    expect((await days.innerText()).replaceAll(/\s+/g, ' ')).toBe('Mon 2 Nov 2026 – Tue 10 Nov 2026');
    await at('overview-to').blur();
    await expect
      .poll(() => shown.calls('takings.overview'))
      .toContainEqual({
        from: '2026-11-02',
        to: '2026-11-10',
      });
    expect((await shown.calls('takings.overview')).slice(0, 2)).toEqual([
      { named: 'week' },
      { named: 'month' },
    ]);
  });

  test('has the figures of every plot as a table', async () => {
    await openOverview();
    await at('overview-table').click();
    const words = (await at('overview-tables').textContent()) ?? '';
    for (const part of [
      'Sat 28 Nov 2026',
      '09:00 to 10:00',
      'Mon',
      '王小明',
      'expired',
      '30 to 40 s',
      'Refunded',
    ])
      expect(words).toContain(part);
  });

  test('saves what is seen, and says what to do where it could not', async () => {
    await openOverview();
    await at('overview-export').click();
    await at('overview-saved').waitFor();
    expect(await at('overview-saved').textContent()).toContain('overview.csv');
    const { from, to } = madeUpOverview;
    expect(await shown.calls('takings.export')).toEqual([{ from, to }]);
    const problem = { code: 'export-disk-full', details: {} };
    await shown.reply('takings.export', { ok: false, problem });
    await at('overview-export').click();
    await at('problem').waitFor();
    expect(await at('overview-saved').count()).toBe(0);
  });
});

test.each([
  [1024, 600, 'light'],
  [1024, 600, 'dark'],
  [1280, 800, 'light'],
] as const)('the takings are accessible and whole on %i × %i in %s', async (width, height, scheme) => {
  await shown.size(width, height);
  await shown.scheme(scheme);
  await openAs();
  await shown.push('history.changed', payment({ state: 'paid' }));
  await at('takings-today').waitFor();
  const isWhole = () =>
    shown.page.evaluate(() => {
      const main = document.querySelector('main [data-field] > .main');
      const fits = main !== null && main.scrollHeight <= main.clientHeight;
      return fits && document.documentElement.scrollWidth <= innerWidth;
    });
  expect([await axeViolations(shown.page), await isWhole()]).toEqual([[], true]);
  await at('rail-day').click();
  await at('day-net').waitFor();
  expect([await axeViolations(shown.page), await isWhole()]).toEqual([[], true]);
  await at('rail-overview').click();
  await at('overview-net').waitFor();
  expect([await axeViolations(shown.page), await isWhole()]).toEqual([[], true]);
  await at('overview-table').click();
  expect(await axeViolations(shown.page)).toEqual([]);
});
