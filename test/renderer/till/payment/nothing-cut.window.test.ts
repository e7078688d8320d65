/** A bad hour on small screens, in the languages with the longest words: nothing is cut off, covered or squeezed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DisplayView, LanguageName, PaymentView, TillView } from '#contract';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { appearance, inTraining, payment, snapshot, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;
const MISSING: DisplayView = { fault: 'missing', own: null, code: 0, kiosk: 'off' };

const speak = async (language: LanguageName): Promise<void> => {
  await shown.push('appearance.changed', { ...appearance({ language }), language });
  await shown.page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
};

/** Parts of the screen that hold more than they can show. */
const overfull = (): Promise<readonly string[]> =>
  shown.page.evaluate(() =>
    [...document.querySelectorAll('.field > .main, .hand')]
      .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1)
      .map(({ className, scrollHeight, clientHeight }) => `${className} ${scrollHeight} > ${clientHeight}`),
  );

const code = 'https://pay.example/1';
const refused = { taken: '¥1,235.56', amount: '¥1,234.56' };
const mismatched = payment({
  state: 'paid',
  amount: 123_456,
  amountMismatch: { amount: 123_556, currency: 'CNY' },
  problem: { code: 'payment-mismatch', details: refused },
});
const unprinted = {
  state: 'failed',
  problem: { code: 'printer-unreachable', details: { slip: 'receipt' } },
} as const;
const late = payment({ reference: 'T1-20261104-000008-0THERAM0', state: 'paid', late: true });

interface Case {
  readonly name: string;
  readonly current: PaymentView;
  readonly view?: Partial<TillView>;
  readonly isMissing?: boolean;
  readonly isUnprinted?: boolean;
}

const training = { environment: 'training', training: inTraining.training } as const;
const down = { connection: 'gateway-down', paused: true } as const;
const CASES: readonly Case[] = [
  { name: 'a code that is shown', current: payment({ state: 'open', code }), isMissing: true },
  {
    name: 'a code that is shown while display and gateway are gone',
    current: payment({ state: 'open', code }),
    view: { ...training, ...down },
    isMissing: true,
  },
  {
    name: 'a payment that is being cancelled while the gateway is down',
    current: payment({ state: 'open', cancelling: 'asked' }),
    view: down,
  },
  {
    name: 'a payment without a known outcome while display and gateway are gone',
    current: payment({
      state: 'unknown',
      problem: { code: 'gateway-unknown-status', details: { status: '99' } },
    }),
    view: { ...down, mayDismiss: true },
    isMissing: true,
  },
  {
    name: 'a paid one without a display',
    current: payment({ state: 'paid' }),
    view: { receipts: 'ask', printer: true, mayDismiss: true },
    isMissing: true,
  },
  {
    name: 'a paid one without a display in training',
    current: payment({ state: 'paid' }),
    view: { ...training, mayDismiss: true },
    isMissing: true,
  },
  {
    name: 'one in another amount whose receipt did not print',
    current: mismatched,
    view: { unsettled: [mismatched], receipts: 'ask', printer: true, mayDismiss: true },
    isUnprinted: true,
  },
];

describe.each([
  [1024, 600],
  [1280, 800],
  [1920, 1080],
])('at %i × %i', (width, height) => {
  test.each(CASES)('$name is told whole', async ({ current, view, isMissing, isUnprinted }) => {
    await shown.size(width, height);
    // The band of a bench takes some of the height.
    const of = till({ environment: 'bench', current, ...view });
    await shown.open();
    const receipt = { reference: current.reference, copies: 0, state: 'none', problem: null } as const;
    const shownReceipt = isUnprinted ? { ...receipt, ...unprinted } : receipt;
    await shown.reply('receipts.read', { ok: true, value: shownReceipt });
    await shown.push('till.replaced', snapshot({ till: of, history: [current] }));
    if (isUnprinted) await shown.page.locator('[data-testid="receipt-state"][data-state="failed"]').waitFor();
    if (isMissing) {
      await shown.push('display.changed', MISSING);
      await shown.page.getByTestId('display-missing').waitFor();
    }
    for (const language of LANGUAGES) {
      await speak(language);
      expect(await overfull(), language).toEqual([]);
    }
  });
});

test.each([
  [1024, 600],
  [1280, 800],
])('the keys of a sale stand there whole or not at all, at %i × %i', async (width, height) => {
  await shown.size(width, height);
  for (const unsettled of [[], [mismatched], [mismatched, late]]) {
    await shown.open({ till: till({ environment: 'bench', unsettled }) });
    for (const language of LANGUAGES) {
      await speak(language);
      const hidden = await shown.page.locator('.field dl').evaluateAll((lists) =>
        lists.map((list) => {
          if (!list.checkVisibility({ visibilityProperty: true })) return 'not there';
          const { top, bottom } = list.getBoundingClientRect();
          const notices = document.querySelector('.field .notices > *')?.getBoundingClientRect();
          const field = document.querySelector('.field .main')!.getBoundingClientRect();
          return top >= field.top && bottom <= (notices?.top ?? field.bottom) ? 'whole' : 'cut';
        }),
      );
      expect(hidden, `${language}, ${String(unsettled.length)} alerts`).not.toContain('cut');
      if (unsettled.length === 0) expect(hidden, language).toEqual(['whole']);
      if (unsettled.length < 2) expect(await overfull(), language).toEqual([]);
    }
  }
});

test('a screen of few pixels, as one that is magnified three times, begins with the state of the payment', async () => {
  await shown.size(640, 360);
  const current = payment({ state: 'open', code });
  await shown.open({ till: till({ environment: 'bench', current }), history: [current] });
  const seen = await shown.page
    .getByTestId('payment-state')
    .locator('span')
    .evaluate((word) => {
      const { left, top, height } = word.getBoundingClientRect();
      return document.elementFromPoint(left + 4, top + height / 2) === word;
    });
  expect(seen).toBe(true);
  // The bar lies on the ground there, not on the field, whose white words could not be read.
  const colours = await shown.page.evaluate(() => {
    const colour = (selector: string): string => getComputedStyle(document.querySelector(selector)!).color;
    return [colour('header time'), colour('body')];
  });
  expect(colours[0]).toBe(colours[1]);
});
