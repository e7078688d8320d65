import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PaymentView } from '#contract';
import { axeViolations } from '../../harness/axe.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, inTraining, settings, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const STATES: readonly Partial<PaymentView>[] = [
  { state: 'sending' },
  { state: 'open', code: 'https://pay.example/1' },
  { state: 'pending' },
  { state: 'paid' },
  { state: 'cancelled' },
  { state: 'failed', problem: { code: 'gateway-declined', details: {} } },
  { state: 'expired' },
  { state: 'unknown', problem: { code: 'gateway-no-answer', details: {} } },
];

/** In light, then in dark: what is on the screen is the same. */
const expectAccessible = async (): Promise<void> => {
  for (const scheme of ['light', 'dark'] as const) {
    await shown.scheme(scheme);
    expect(await axeViolations(shown.page), scheme).toEqual([]);
  }
};

describe('in light and in dark', () => {
  test.each(STATES)('the till is accessible while a payment is $state', async (given) => {
    const current = payment(given);
    await shown.open({ till: { ...inTraining, current }, history: [current] });
    await expectAccessible();
  });

  test('and before the first payment, with a problem shown', async () => {
    await shown.open({ till: till({ environment: 'test' }) });
    await shown.page.keyboard.press('Enter');
    await at('problem').waitFor();
    await expectAccessible();
  });

  test('and with a parked payment, while the till asks about the same amount', async () => {
    const parked = payment({ state: 'unknown' });
    await shown.open({ till: { ...inTraining, parked: 1 }, history: [parked] });
    await expectAccessible();
    await shown.reply('payments.start', { ok: true, value: { answer: 'same-amount', earlier: parked } });
    for (const key of ['1', 'Enter']) await shown.page.keyboard.press(key);
    await at('same-amount').waitFor();
    await expectAccessible();
  });

  test('and in the settings, with every field wrong', async () => {
    await shown.open();
    await shown.reply('settings.read', { ok: true, value: settings({ keyStore: 'missing' }) });
    await at('rail-settings').click();
    await at('field-currency').click();
    await at('field-currency-search').fill('jpy');
    await shown.page.keyboard.press('Enter');
    await at('field-siteId').fill('abc');
    await at('settings-test').click();
    await at('problem').waitFor();
    await expectAccessible();
  });
});

describe('the keyboard', () => {
  /** What Tab comes to, from the beginning to the first of them again. */
  const walk = async (): Promise<ReadonlySet<string>> => {
    const visited = new Set<string>();
    for (let step = 0; step < 120; step += 1) {
      await shown.page.keyboard.press('Tab');
      const name = await shown.page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');
      if (name !== '' && name === [...visited][0]) return visited;
      if (name !== '') visited.add(name);
    }
    return expect.fail(`Tab never comes back: ${[...visited].join(' ')}`);
  };

  test('reaches the amount while it is typed', async () => {
    await shown.open();
    expect(await walk()).toContain('amount');
  });

  test('reaches every control, and returns to the first', async () => {
    await shown.open({ till: { ...inTraining, current: payment({ state: 'unknown' }), mayDismiss: true } });
    const visited = await walk();
    for (const testid of [
      'key-7',
      'key-00',
      'cancel',
      'new-sale',
      'export-csv',
      'training-pay',
      'rail-settings',
      'sound',
    ]) {
      expect(visited).toContain(testid);
    }
  });

  test.each([
    ['a sale being typed', null, ['key-7', 'charge', 'payment-state']],
    ['a paid one', payment({ state: 'paid' }), ['key-7', 'new-sale', 'payment-state', 'charge-again']],
  ] as const)(
    'with text twice as large the keypad, its act and the state of %s can all be reached',
    async (_, current, testids) => {
      await shown.size(1024, 600);
      await shown.open({ till: till({ current }) });
      await shown.page.evaluate(() => document.documentElement.style.setProperty('font-size', '32px'));
      for (const testid of testids) {
        await at(testid).scrollIntoViewIfNeeded();
        const inside = await at(testid).evaluate((element) => {
          const { left, right } = element.getBoundingClientRect();
          return left >= 0 && right <= innerWidth;
        });
        expect(inside).toBe(true);
      }
    },
  );
});
