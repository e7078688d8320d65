import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TillView } from '#contract';
import { day, report, z } from '../../harness/day-views.ts';
import { mainKnows } from '../../harness/screens/story.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, settings, signedIn, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
  await shown.size(1024, 600);
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const supervisor = signedIn({ person: { id: 'sam', name: 'Sam', role: 'supervisor' } });
const paid = payment({ state: 'paid' });
const open = (given: Partial<TillView>, session = signedIn()): Promise<void> =>
  shown.open({ till: till({ current: paid, ...given }), history: [paid] }, session);
const openDetails = async (): Promise<void> => {
  await mainKnows(shown, paid);
  await at('payment-details').click();
  await at('receipt-pdf').waitFor();
};

const openSheet = async (sheet: 'x-report' | 'z-row'): Promise<void> => {
  await shown.reply('day.read', { ok: true, value: day() });
  await shown.reply('day.xReport', { ok: true, value: report() });
  await shown.reply('day.z', { ok: true, value: z() });
  await at('rail-day').click();
  await at(sheet).click();
};

describe('where no printer is set up', () => {
  beforeEach(async () => open({ printer: false }));

  test('the details of a payment offer to save its receipt, and to set a printer up, but not to print', async () => {
    expect(await at('receipt-print').count()).toBe(0);
    await openDetails();
    expect(await at('receipt-print').count()).toBe(0);
    await shown.reply('settings.read', { ok: true, value: settings() });
    await at('set-up-printer').click();
    await expect.poll(() => at('topic-receipts').getAttribute('aria-current')).toBe('true');
  });

  test('saving another topic afterwards does not lead back to the printer', async () => {
    await openDetails();
    await shown.reply('settings.read', { ok: true, value: settings() });
    await at('set-up-printer').click();
    await expect.poll(() => at('topic-receipts').getAttribute('aria-current')).toBe('true');
    await at('topic-shop').click();
    await expect.poll(() => at('topic-shop').getAttribute('aria-current')).toBe('true');
    await shown.reply('settings.save', { ok: true, value: { settings: settings() } });
    await at('settings-save').click();
    await at('settings-saved').waitFor();
    expect(await at('topic-shop').getAttribute('aria-current')).toBe('true');
  });

  test.each([
    ['x-report', 'x-print'],
    ['z-row', 'z-print'],
  ] as const)('%s offers the way to a printer in the place of Print', async (sheet, print) => {
    await openSheet(sheet);
    await at('set-up-printer').waitFor();
    expect(await at(print).count()).toBe(0);
  });
});

test('a person who may not change settings is told that there is no printer', async () => {
  await open({ printer: false }, supervisor);
  await openSheet('x-report');
  await at('no-printer').waitFor();
  expect(await at('set-up-printer').count()).toBe(0);
});

test('with a printer the details of a payment print its receipt, also where none is offered after a sale', async () => {
  await open({ printer: true, receipts: 'off' });
  await openDetails();
  await at('receipt-print').waitFor();
  expect(await at('set-up-printer').count()).toBe(0);
});
