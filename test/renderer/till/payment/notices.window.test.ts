import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TillView } from '#contract';
import { clickAgain } from '../../harness/hands.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { appearance, payment, till, unready } from '../../harness/views.ts';

const paidOtherwise = payment({
  reference: 'T1-20261104-000008-0THERAM0-8K3M72QX',
  state: 'paid',
  amountMismatch: { amount: 9_999, currency: 'CNY' },
  problem: { code: 'payment-mismatch', details: { taken: '¥99.99', amount: '¥12.50' } },
});

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

/** Content of the field that a notice covers, at least in part. */
const covered = (): Promise<readonly string[]> =>
  shown.page.evaluate(() => {
    const notices = document.querySelector('.field .notices');
    const top = notices?.firstElementChild?.getBoundingClientRect().top ?? Infinity;
    const below = [...(notices?.parentElement?.querySelectorAll('*') ?? [])].filter(
      (one) => !notices?.contains(one) && one.getBoundingClientRect().bottom > top,
    );
    return below.map((one) => one.outerHTML.slice(0, 80));
  });

describe.each([
  [1280, 800],
  [1024, 600],
])('at %i × %i', (width, height) => {
  test.each([
    ['that the gateway is down', { connection: 'gateway-down' }],
    ['that another payment came late', { unsettled: [payment({ state: 'paid', late: true })] }],
    ['that the clock is wrong', { clockSkewMs: 400_000 }],
    [
      'that all of this is so, beside another till,',
      {
        connection: 'gateway-down',
        otherTill: { code: 'terminal-shared', details: {} },
        clockSkewMs: 400_000,
        unsettled: [payment({ state: 'paid', late: true })],
      },
    ],
  ] satisfies [string, Partial<TillView>][])(
    'a notice %s covers nothing of a running sale',
    async (_why, told) => {
      await shown.size(width, height);
      const current = payment({ state: 'open', code: 'https://pay.example/1' });
      await shown.open({ till: till({ current, ...told }), history: [current] });
      await shown.page.locator('.field .notices > *').first().waitFor();
      expect(await covered()).toEqual([]);
    },
  );

  test.each(['open', 'paid'] as const)(
    'a notice that the customer’s display is missing covers nothing of a sale that is %s',
    async (state) => {
      await shown.size(width, height);
      const current = payment({ state, code: state === 'open' ? 'https://pay.example/1' : null });
      // The band of a bench takes some of the height.
      await shown.open({ till: till({ environment: 'bench', current }), history: [current] });
      await shown.push('display.changed', { fault: 'missing', own: null, code: 0, kiosk: 'off' });
      await shown.page.getByTestId('display-missing').waitFor();
      expect(await covered()).toEqual([]);
    },
  );

  test.each(['open', 'pending'] as const)(
    'an earlier payment that was paid otherwise is one quiet line while one is %s, with nothing to press by mistake',
    async (state) => {
      await shown.size(width, height);
      const current = payment({ state, code: state === 'open' ? 'https://pay.example/1' : null });
      await shown.open({ till: till({ current, unsettled: [paidOtherwise] }), history: [current] });
      const alert = shown.page.getByTestId('late-alert');
      expect(await alert.textContent()).toMatch(/¥99.99 instead of ¥12.50/);
      expect(await alert.getByRole('button').count()).toBe(0);
      expect((await alert.boundingBox())?.height).toBeLessThan(64);
      const ended = payment({ state: 'cancelled' });
      await shown.push('till.changed', till({ current: ended, unsettled: [paidOtherwise] }));
      await alert.getByRole('button').first().waitFor();
    },
  );

  test('an earlier payment leaves room for the words about one without a known outcome, and can be settled', async () => {
    await shown.size(width, height);
    const current = payment({ state: 'unknown', problem: { code: 'gateway-no-answer', details: {} } });
    await shown.open({ till: till({ current, unsettled: [paidOtherwise] }), history: [current] });
    await shown.page.getByTestId('late-accept').waitFor();
    expect(await shown.page.getByTestId('late-alert').textContent()).not.toMatch(/do not charge again/i);
    expect(await covered()).toEqual([]);
  });

  test('a slow gateway leaves room for the words about a payment without a known outcome that is to be cancelled', async () => {
    await shown.size(width, height);
    const problem = { code: 'gateway-no-answer', details: {} } as const;
    const current = payment({ state: 'unknown', cancelling: 'asked', problem });
    // The band of a bench takes some of the height.
    const view = till({ environment: 'bench', current, mayDismiss: true, connection: 'gateway-slow' });
    await shown.open({ till: view, history: [current] });
    await shown.page.getByTestId('connection-advice').waitFor();
    expect(await shown.page.locator('.field').first().textContent()).toMatch(/the till cancels it/);
    expect(await covered()).toEqual([]);
  });

  test('the answer to a cancel is read beside another notice, which is still read out', async () => {
    await shown.size(width, height);
    const current = payment({ state: 'open', code: 'https://pay.example/1' });
    await shown.open({ till: till({ current, connection: 'gateway-down' }), history: [current] });
    const refusal = { ok: false, problem: { code: 'payment-ended', details: {} } };
    await shown.reply('payments.cancel', refusal);
    await shown.page.keyboard.press('Escape');
    const answer = shown.page.getByTestId('problem');
    await answer.waitFor();
    expect((await answer.locator('.advice').boundingBox())?.width).toBeGreaterThan(50);
    expect(await answer.innerText()).toMatch(/Nothing was changed/);
    const gateway = shown.page.getByTestId('connection-advice');
    expect((await gateway.locator('.advice').boundingBox())?.width).toBeLessThan(2);
    expect(await gateway.ariaSnapshot()).toMatch(/Payments in progress are safe/);
    expect(await covered()).toEqual([]);
  });

  test.each([
    ['waits for its code', { state: 'open', code: 'https://pay.example/1' }, height > 600],
    ['was scanned', { state: 'pending' }, true],
  ] as const)(
    'a missing display says beside another notice not to charge again while one %s',
    async (_how, given, isSeen) => {
      await shown.size(width, height);
      const current = payment(given);
      await shown.open({ till: till({ current, connection: 'gateway-down' }), history: [current] });
      await shown.push('display.changed', { fault: 'missing', own: null, code: 0, kiosk: 'off' });
      const missing = shown.page.getByTestId('display-missing');
      await missing.waitFor();
      const short = missing.getByText('Do not charge again.', { exact: true });
      expect(await short.isVisible()).toBe(isSeen);
      expect(await missing.ariaSnapshot()).toMatch(/The payment goes on, so do not charge again/);
      expect(await covered()).toEqual([]);
    },
  );

  test('an earlier payment leaves room for the words about a paid one, and can be settled', async () => {
    await shown.size(width, height);
    const current = payment({ state: 'paid' });
    const late = payment({ reference: paidOtherwise.reference, state: 'paid', late: true });
    await shown.open({
      till: till({ environment: 'bench', current, unsettled: [late] }),
      history: [current],
    });
    await shown.page.getByTestId('late-accept').waitFor();
    expect(await covered()).toEqual([]);
  });

  test('a payment that was paid otherwise says so once, and offers what can be done beside it', async () => {
    await shown.size(width, height);
    await shown.open({ till: till({ current: paidOtherwise, unsettled: [paidOtherwise] }), history: [] });
    const alert = shown.page.getByTestId('late-alert');
    await alert.getByTestId('late-accept').waitFor();
    expect((await alert.textContent())?.match(/do not charge again/i)).toBeNull();
    expect(await shown.page.getByTestId('problem').textContent()).toMatch(/do not charge again/i);
    expect(await covered()).toEqual([]);
  });
});

test('two late payments leave why nothing can be charged in sight on the smallest screen', async () => {
  await shown.size(1024, 600);
  const late = ['T1-20261104-000007-0THERAM0', 'T1-20261104-000008-0THERAM0'].map((reference) =>
    payment({ reference, state: 'paid', late: true }),
  );
  const view = { ...unready('gateway-down', 'try-again'), environment: 'bench' as const };
  await shown.open({ till: till({ ...view, connection: 'gateway-down', unsettled: late }) });
  await shown.page.getByTestId('late-accept').nth(1).waitFor();
  expect(await covered()).toEqual([]);
  const inSight = async (testid: string): Promise<boolean> => {
    const [place, field] = await Promise.all([
      shown.page.getByTestId(testid).last().boundingBox(),
      shown.page.locator('.field .main').first().boundingBox(),
    ]);
    const bottom = (field?.y ?? 0) + (field?.height ?? 0);
    return (place?.y ?? -1) >= (field?.y ?? 0) && (place?.y ?? 0) + (place?.height ?? 0) <= bottom;
  };
  for (const testid of ['readiness', 'late-accept', 'late-refund'])
    expect([testid, await inSight(testid)]).toEqual([testid, true]);
});

test('a late payment that is being refunded says to hand over nothing, though its own words are on the screen', async () => {
  const refunding = payment({ state: 'paid', late: true, refunding: 1_250 });
  await shown.open({ till: till({ current: refunding, unsettled: [refunding] }), history: [refunding] });
  await shown.page.getByTestId('late-alert').waitFor();
  expect(await shown.page.getByTestId('late-alert').textContent()).toMatch(/hand over no goods/);
});

test('a double click accepts one payment, not also the next one that moves under the pointer', async () => {
  await shown.size(1280, 800);
  const references = ['T1-20261104-000007-0THERAM0', 'T1-20261104-000008-0THERAM0'] as const;
  const [first, next] = references.map((reference) => payment({ reference, state: 'paid', late: true }));
  if (!first || !next) throw new Error('two payments were made');
  await shown.open({ till: till({ unsettled: [next, first] }) });
  await shown.reply('payments.acceptUnsettled', { ok: true, value: first });
  const buttons = shown.page.getByTestId('late-accept');
  const centreOf = async (index: number) => {
    const { x = 0, y = 0, width = 0, height = 0 } = (await buttons.nth(index).boundingBox()) ?? {};
    return { x: x + width / 2, y: y + height / 2 };
  };
  // The lower one stays at the bottom, where the first click is.
  const below = await centreOf(1);
  await shown.page.mouse.click(below.x, below.y);
  await shown.push('till.changed', till({ unsettled: [next] }));
  await expect.poll(() => buttons.count()).toBe(1);
  const there = await centreOf(0);
  await clickAgain(shown, there.x, there.y);
  expect(await shown.calls('payments.acceptUnsettled')).toEqual([
    { reference: first.reference, state: 'paid' },
  ]);
  // A click of its own counts again.
  await shown.page.mouse.click(10, 10);
  await buttons.click();
  await expect.poll(() => shown.calls('payments.acceptUnsettled')).toHaveLength(2);
});

test('in letters of twice the size the longest notice leaves the word of the state in sight', async () => {
  await shown.size(1024, 600);
  const current = payment({ state: 'open', code: 'https://pay.example/1' });
  await shown.open({ till: till({ current, connection: 'certificate-unknown' }), history: [current] });
  await shown.push('appearance.changed', appearance({ textSize: 200 }));
  await shown.page.locator('[data-letters="large"]').waitFor({ state: 'attached' });
  const word = await shown.page.getByTestId('payment-state').boundingBox();
  const notice = await shown.page.locator('.main > .notices').boundingBox();
  expect(notice?.y ?? 0).toBeGreaterThan((word?.y ?? 0) + (word?.height ?? 0) / 2);
  await shown.push('appearance.changed', appearance({}));
});

test('a cancel that the gateway leaves unanswered can be parked with the large button, and says so', async () => {
  await shown.size(1280, 800);
  const current = payment({ state: 'open', cancelling: 'asked' });
  await shown.open({ till: till({ current }), history: [current] });
  await shown.page.getByTestId('cancel').and(shown.page.locator(':disabled')).waitFor();
  await shown.push('till.changed', till({ current, mayDismiss: true }));
  await shown.page.getByText('park it and serve the next').waitFor();
  await shown.page.getByTestId('new-sale').click();
  await expect.poll(() => shown.calls('payments.dismiss')).toEqual([{ reference: current.reference }]);
});

test.each([
  ['the office has something to say', { office: { trouble: 'ahead', late: { events: 128, since: 0 } } }],
  [
    'three notices stand below',
    {
      connection: 'gateway-down',
      otherTill: { code: 'terminal-shared', details: {} },
      clockSkewMs: 400_000,
    },
  ],
] satisfies [string, Partial<TillView>][])(
  'in letters twice as large, on the smallest screen, the time left is read while %s',
  async (_what, told) => {
    await shown.size(1024, 600);
    const current = payment({ state: 'open', code: 'https://pay.example/1' });
    await shown.open({ till: till({ current, ...told }), history: [current] });
    await shown.push('appearance.changed', appearance({ textSize: 200 }));
    await shown.page.locator('[data-letters="large"]').waitFor({ state: 'attached' });
    const isRead = (): Promise<boolean> =>
      shown.page.locator('.facts time').evaluate((time) => {
        const { left, top, bottom } = time.getBoundingClientRect();
        return [top + 4, bottom - 4].every((y) => document.elementFromPoint(left + 8, y) === time);
      });
    await expect.poll(isRead).toBe(true);
    await shown.push('appearance.changed', appearance({}));
  },
);

test('in the largest letters the badge of what is parked leaves the terminal in sight', async () => {
  await shown.size(1024, 600);
  await shown.open({ till: till({ parked: 1 }) });
  for (const language of ['en', 'de', 'fr', 'zh-CN'] as const) {
    await shown.push('appearance.changed', appearance({ language, textSize: 200 }));
    await expect.poll(() => shown.page.evaluate(() => document.documentElement.lang)).toBe(language);
    const gap = await shown.page.evaluate(() => {
      const badge = document.querySelector('[data-testid="parked"]');
      const terminal = document.createRange();
      terminal.selectNodeContents(badge?.previousElementSibling?.lastChild ?? document.body);
      return (badge?.getBoundingClientRect().left ?? 0) - terminal.getBoundingClientRect().right;
    });
    expect(gap, language).toBeGreaterThanOrEqual(0);
  }
});
