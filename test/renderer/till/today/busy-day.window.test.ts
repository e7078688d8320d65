import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { historyPage } from '../../harness/history-views.ts';
import { payment } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const SALES = 300;
const history = Array.from({ length: SALES }, (_, n) =>
  payment({ reference: `T1-20261123-${String(SALES - n).padStart(6, '0')}-ABCDEF`, state: 'paid' }),
);

const rows = () => shown.page.getByTestId('history-row');

/** How many of the rows are laid out and drawn. */
const drawn = (): Promise<number> =>
  rows().evaluateAll(
    (all) => all.filter((row) => row.checkVisibility({ contentVisibilityAuto: true })).length,
  );

test('of a busy day only the rows in sight are laid out, and the others once they are looked for', async () => {
  await shown.open({ history });
  await rows().last().waitFor();
  expect(await rows().count()).toBe(SALES);
  await expect.poll(drawn).toBeGreaterThan(0);
  expect(await drawn()).toBeLessThan(SALES / 5);
  await rows().last().click();
  await shown.page.getByTestId('story').waitFor();
});

test('the end of the list says how many earlier ones it leaves out, and leads to History', async () => {
  await shown.open({ history: history.slice(0, 100), unlisted: 2_640 });
  await shown.reply('history.page', { ok: true, value: historyPage([]) });
  const unlisted = shown.page.getByTestId('today-unlisted');
  expect(await unlisted.innerText()).toBe('2,640 earlier charges are in History');
  expect(await shown.page.getByRole('region', { name: 'Today' }).innerText()).toContain('2,740 charges');
  await unlisted.click();
  await expect.poll(() => shown.calls('history.page')).toHaveLength(1);
});
