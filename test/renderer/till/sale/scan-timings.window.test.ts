/** Scanners and cashiers press keys in the real window, each with its own timing. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TimedKeyboard } from '../../harness/timed-keys.ts';
import { openTimedKeyboard } from '../../harness/timed-keys.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { till } from '../../harness/views.ts';
import type { TimedKeys } from '../../timings/read-timings.ts';
import { evenly, timingsOf, typedIn, withoutEnd } from '../../timings/read-timings.ts';

let shown: TillWindow;
let keyboard: TimedKeyboard;
beforeAll(async () => {
  shown = await openTillWindow();
  keyboard = await openTimedKeyboard(shown.page);
});
afterAll(async () => shown.close());
beforeEach(async () => {
  await shown.open({ till: till({ ceiling: 100_000_000 }) });
  await shown.reply('payments.start', { ok: false, problem: { code: 'payment-running', details: {} } });
});

const at = (testid: string) => shown.page.getByTestId(testid);
const amount = async (): Promise<string | null> => at('amount').textContent();
const starts = async (): Promise<readonly unknown[]> => shown.calls('payments.start');

/** Every seventh is enough here; the others are judged without a window. */
const some = (sequences: readonly TimedKeys[]): readonly TimedKeys[] =>
  sequences.filter((_, index) => index % 7 === 0);

describe('a scanner', () => {
  test.each(timingsOf('scanners'))(
    '%s charges nothing and leaves no digit behind',
    async (_file, sequences) => {
      await at('key-7').click();
      for (const keys of some(sequences)) {
        await keyboard.press(keys);
        expect(await starts(), typedIn(keys)).toEqual([]);
      }
      await expect.poll(amount).toBe('0.07');
    },
  );

  test.each(timingsOf('scanners'))('%s does the same without Enter', async (_file, sequences) => {
    await at('key-7').click();
    for (const keys of some(sequences)) await keyboard.press(withoutEnd(keys));
    await expect.poll(amount).toBe('0.07');
    await keyboard.press(evenly(['Enter'], 0, 80));
    await expect.poll(starts).toEqual([{ amount: 7, orderReference: '' }]);
  });
});

/** Hundredths. */
const meant = (typed: string): number =>
  typed.includes('.') ? Math.round(Number(typed) * 100) : Number(typed);

describe('a cashier', () => {
  test.each(timingsOf('cashiers'))('%s charges what was typed', async (_file, sequences) => {
    const charged: unknown[] = [];
    for (const keys of some(sequences)) {
      await keyboard.press(keys);
      charged.push({ amount: meant(typedIn(keys)), orderReference: '' });
      await expect.poll(starts).toEqual(charged);
      await expect.poll(() => at('charge').isEnabled()).toBe(true);
      await keyboard.press(evenly(['Delete'], 0, 80));
    }
  });
});
