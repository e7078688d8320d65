import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations } from '../../harness/axe.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);

test('a full disk is reported above every screen while it lasts, and the notice goes by itself', async () => {
  await shown.open();
  await shown.push(
    'till.changed',
    till({ journalHealth: { problem: { code: 'disk-full', details: {} }, mayDismiss: false } }),
  );
  await at('books-notice').waitFor();
  expect(await at('books-notice').textContent()).toMatch(/computer’s disk is full.*safe.*by itself/s);
  expect(await at('books-put-away').count()).toBe(0);
  await at('rail-settings').click();
  expect(await at('books-notice').isVisible()).toBe(true);
  await shown.push('till.changed', till());
  await at('books-notice').waitFor({ state: 'detached' });
});

test('the notice of what a recovery imported stays until it is dismissed', async () => {
  const journalHealth = {
    problem: { code: 'journal-recovered', details: { found: 2 } },
    mayDismiss: true,
  } as const;
  await shown.open({ till: till({ journalHealth }) });
  expect(await at('books-notice').textContent()).toMatch(
    /complete again.*2 missing payments.*You may charge/s,
  );
  expect(await axeViolations(shown.page)).toEqual([]);
  await shown.reply('journal.dismissNotice', { ok: true, value: {} });
  await at('books-put-away').click();
  await expect.poll(() => shown.calls('journal.dismissNotice')).toEqual([{}]);
});

test('the notice leaves Cancel in sight at the smallest size', async () => {
  await shown.size(1024, 600);
  const journalHealth = { problem: { code: 'journal-recovering', details: {} }, mayDismiss: false } as const;
  await shown.open({ till: till({ journalHealth, current: payment() }), history: [payment()] });
  const { bottom } = await at('cancel').evaluate((button) => button.getBoundingClientRect());
  expect(bottom).toBeLessThan(600);
});
