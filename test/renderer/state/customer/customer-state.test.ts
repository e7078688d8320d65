import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CustomerView } from '#contract';
import { CustomerState, screenAt } from '../../../../src-renderer/state/customer-state.svelte.ts';
import { customer, SALE_STATES } from '../../customer/views.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const CODE = { payload: 'a code', whole: 60_000, left: 60_000 };

describe('how the customer’s screen changes with time', () => {
  test('a code can be scanned until its last millisecond and not one longer', () => {
    const view = customer({ state: 'open', code: CODE });
    expect(screenAt(view, 0, 59_999)).toMatchObject({ state: 'open', code: CODE, left: 1 });
    expect(screenAt(view, 0, 60_000)).toMatchObject({ state: 'expired', code: null, left: 0 });
  });

  test('after a code expires by the window’s own clock, the screen says nothing about the money', () => {
    const view = customer({ state: 'open', code: CODE, nothingTaken: true });
    expect(screenAt(view, 0, 60_000).nothingTaken).toBe(false);
  });

  test('the thank-you ends after six seconds', () => {
    const view = customer({ state: 'paid' });
    expect(screenAt(view, 1_000, 6_999).state).toBe('paid');
    expect(screenAt(view, 1_000, 7_000).state).toBe('idle');
  });

  test('with a receipt to take away, the thank-you stays for twenty seconds', () => {
    const view = customer({ state: 'paid', receipt: 'a receipt' });
    expect(screenAt(view, 1_000, 20_999)).toMatchObject({ state: 'paid', receipt: 'a receipt' });
    expect(screenAt(view, 1_000, 21_000)).toMatchObject({ state: 'idle', receipt: null });
  });

  test('the thanks are counted from when it was paid, not from when the window was told', () => {
    const view = customer({ state: 'paid', receipt: 'a receipt', paidAgo: 15_000 });
    expect(screenAt(view, 1_000, 5_999)).toMatchObject({ state: 'paid', receipt: 'a receipt' });
    expect(screenAt(view, 1_000, 6_000)).toMatchObject({ state: 'idle', receipt: null });
  });

  test('a code with any state but open is not shown', () => {
    for (const state of ['idle', ...SALE_STATES.filter((name) => name !== 'open')] as const) {
      expect(screenAt(customer({ state, code: CODE }), 0, 1), state).toMatchObject({ state, code: null });
    }
  });

  test('an open payment without a code yet waits for it', () => {
    expect(screenAt(customer({ state: 'open', code: null }), 0, 1)).toMatchObject({
      state: 'open',
      code: null,
    });
  });
});

describe('the customer’s window', () => {
  let bridge: FakeBridge;
  let window: CustomerState;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    bridge = openFakeBridge();
    bridge.answer('customer.language', {});
  });
  afterEach(() => {
    window.close();
    vi.useRealTimers();
  });

  const open = async (view: CustomerView = customer()): Promise<void> => {
    const asked = bridge.hold('customer.snapshot');
    window = new CustomerState(bridge);
    await asked.answer(view);
  };

  test('shows nothing to scan and no amount before main’s first reply', async () => {
    const asked = bridge.hold('customer.snapshot');
    window = new CustomerState(bridge);
    expect(window.screen).toMatchObject({ state: 'idle', code: null, amount: 0 });
    await asked.answer(customer({ state: 'open', code: CODE }));
    expect(window.screen).toMatchObject({ state: 'open', code: CODE });
  });

  test('stays on the idle screen when main does not answer, until the first push', async () => {
    bridge.breakOff('customer.snapshot');
    window = new CustomerState(bridge);
    await vi.waitFor(() => expect(bridge.made('customer.snapshot')).toHaveLength(1));
    expect(window.screen.state).toBe('idle');
    bridge.push('customer.changed', customer({ state: 'open' }));
    expect(window.screen.state).toBe('open');
  });

  test('prefers a push to a reply that comes after it', async () => {
    const asked = bridge.hold('customer.snapshot');
    window = new CustomerState(bridge);
    bridge.push('customer.changed', customer({ state: 'cancelled' }));
    await asked.answer(customer({ state: 'open', code: CODE }));
    expect(window.screen).toMatchObject({ state: 'cancelled', code: null });
  });

  test('removes a code by itself when it expires, and counts the seconds until then', async () => {
    await open(customer({ state: 'open', code: { ...CODE, left: 2_500 } }));
    const lefts: number[] = [];
    for (let step = 0; step < 3; step += 1) {
      lefts.push(window.screen.left);
      vi.advanceTimersToNextTimer();
    }
    expect(lefts).toEqual([2_500, 2_000, 1_000]);
    expect(window.screen).toMatchObject({ state: 'expired', code: null, left: 0 });
  });

  test('never shows a code that arrives after it has expired', async () => {
    await open(customer({ state: 'open', code: { ...CODE, left: 0 } }));
    expect(window.screen).toMatchObject({ state: 'expired', code: null });
  });

  test('does not restart the countdown when the same view is sent twice', async () => {
    const view = customer({ state: 'open', code: CODE });
    await open(view);
    vi.advanceTimersByTime(10_000);
    bridge.push('customer.changed', view);
    expect(window.screen.left).toBe(50_000);
  });

  test('thanks, returns to the idle screen in English for the next customer, and reports that to main', async () => {
    await open(customer({ state: 'open', code: CODE }));
    window.choose('zh-CN');
    bridge.push('customer.changed', customer({ state: 'paid' }));
    vi.advanceTimersByTime(5_999);
    expect([window.screen.state, window.language]).toEqual(['paid', 'zh-CN']);
    vi.advanceTimersByTime(1);
    expect([window.screen.state, window.language]).toEqual(['idle', 'en']);
    expect(bridge.made('customer.language')).toEqual([{ language: 'zh-CN' }, { language: null }]);
  });

  test('keeps the chosen language until main says that the sale is over', async () => {
    await open();
    window.choose('zh-CN');
    bridge.push('customer.changed', customer({ state: 'sending' }));
    bridge.push('customer.changed', customer({ state: 'open', code: CODE }));
    expect(window.language).toBe('zh-CN');
    bridge.push('customer.changed', customer());
    expect(window.language).toBe('en');
  });

  test('uses the shop’s usual language if the customer has chosen none, even after a sale', async () => {
    await open(customer({ usualLanguage: 'de' }));
    expect(window.language).toBe('de');
    window.choose('fr');
    bridge.push('customer.changed', customer({ usualLanguage: 'de', state: 'sending' }));
    expect(window.language).toBe('fr');
    bridge.push('customer.changed', customer({ usualLanguage: 'de' }));
    expect(window.language).toBe('de');
  });

  test('goes on in the language that was chosen before the till was restarted', async () => {
    await open(customer({ state: 'open', code: CODE, chosenLanguage: 'zh-TW' }));
    expect(window.language).toBe('zh-TW');
    bridge.push('customer.changed', customer({ state: 'paid', chosenLanguage: 'zh-TW' }));
    expect(window.language).toBe('zh-TW');
  });

  test('does not return to a language that main has not heard of yet', async () => {
    await open(customer({ state: 'open', code: CODE }));
    window.choose('es');
    bridge.push('customer.changed', customer({ state: 'confirming', chosenLanguage: null }));
    expect(window.language).toBe('es');
  });

  test('thanks only once, even if the receipt changes its language afterwards', async () => {
    const paid = customer({ state: 'paid', receipt: '收据', chosenLanguage: 'zh-CN' });
    await open(customer({ state: 'open', code: CODE, chosenLanguage: 'zh-CN' }));
    bridge.push('customer.changed', paid);
    vi.advanceTimersByTime(20_000);
    expect(window.screen.state).toBe('idle');
    const later = { paidAgo: 20_000, receipt: 'the receipt', chosenLanguage: null };
    bridge.push('customer.changed', { ...paid, ...later });
    expect(window.screen.state).toBe('idle');
  });

  test('shows the next customer neither that the former one has paid nor their receipt, when it opens again', async () => {
    await open(customer({ state: 'paid', receipt: 'a receipt', paidAgo: 3_600_000 }));
    expect(window.screen).toMatchObject({ state: 'idle', receipt: null });
  });

  test('tells main that the thanks are over even if nobody has chosen a language', async () => {
    await open(customer({ state: 'open', code: CODE }));
    bridge.push('customer.changed', customer({ state: 'paid' }));
    vi.advanceTimersByTime(6_000);
    expect(bridge.made('customer.language')).toEqual([{ language: null }]);
  });

  test('does not speak the former customer’s language to the next, if one sale follows another at once', async () => {
    const theirs = { chosenLanguage: 'zh-CN' } as const;
    await open(customer({ state: 'open', code: CODE }));
    window.choose('zh-CN');
    await vi.advanceTimersByTimeAsync(0);
    bridge.push('customer.changed', customer({ state: 'open', code: CODE, ...theirs }));
    bridge.push('customer.changed', customer({ state: 'paid', ...theirs }));
    bridge.push('customer.changed', customer({ state: 'sending' }));
    expect(window.language).toBe('en');
  });

  test('forgets a language that a passer-by chose, unless a sale follows', async () => {
    await open();
    window.choose('es');
    vi.advanceTimersByTime(59_999);
    bridge.push('customer.changed', customer({ chosenLanguage: 'es', line: 'Today: jasmine tea' }));
    expect(window.language).toBe('es');
    vi.advanceTimersByTime(1);
    expect(window.language).toBe('en');
    expect(bridge.made('customer.language')).toEqual([{ language: 'es' }, { language: null }]);
    window.choose('fr');
    bridge.push('customer.changed', customer({ state: 'sending', chosenLanguage: 'fr' }));
    vi.advanceTimersByTime(600_000);
    expect(window.language).toBe('fr');
  });

  test('shows nothing new once it is closed, and leaves no timer running', async () => {
    await open(customer({ state: 'open', code: CODE }));
    window.close();
    expect(vi.getTimerCount()).toBe(0);
    bridge.push('customer.changed', customer({ state: 'paid' }));
    expect(window.screen.state).toBe('open');
  });
});
