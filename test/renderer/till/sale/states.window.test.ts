/** The till's window in every state of a sale: passes axe-core, with nothing important out of sight. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { LanguageName, PaymentView, TillSnapshot } from '#contract';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import { trainingManager } from '#domain/staff/staff.ts';
import { axeViolations } from '../../harness/axe.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { appearance, inTraining, payment, signedIn, till, unready } from '../../harness/views.ts';
import { typeByHand } from '../../../support/cashier.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const showing = (given: Partial<PaymentView>): Partial<TillSnapshot> => {
  const current = payment({ orderReference: 'Table 12', ...given });
  return { till: till({ current }), history: [current] };
};
const paid = payment({ state: 'paid' });

const STATES: Readonly<Record<string, readonly [Partial<TillSnapshot>, act: string]>> = {
  idle: [{ history: [paid] }, 'charge'],
  sending: [showing({ state: 'sending' }), 'cancel'],
  waiting: [showing({ state: 'open', code: 'https://pay.example/1' }), 'cancel'],
  confirming: [showing({ state: 'pending' }), 'cancel'],
  paid: [showing({ state: 'paid' }), 'new-sale'],
  unknown: [showing({ state: 'unknown', problem: { code: 'gateway-no-answer', details: {} } }), 'cancel'],
  failed: [showing({ state: 'failed' }), 'charge-again'],
  expired: [showing({ state: 'expired' }), 'charge-again'],
  'not ready': [{ till: unready('no-internet', 'try-again') }, 'readiness-remedy'],
  training: [{ till: inTraining, history: [paid] }, 'charge'],
};

/** Where the main button is at 1280 × 800, by state. */
const places = new Map<string, unknown>();

describe.each(Object.entries(STATES))('%s', (state, [view, act]) => {
  beforeAll(async () => {
    await shown.size(1280, 800);
    await shown.open(view);
  });

  test.each(['light', 'dark'] as const)('has nothing that axe-core finds wrong in %s', async (scheme) => {
    await shown.size(1280, 800);
    await shown.scheme(scheme);
    expect(await axeViolations(shown.page)).toEqual([]);
  });

  test.each([
    [1024, 600],
    [1280, 800],
    [1920, 1080],
  ])('shows its act and its word whole at %i × %i', async (width, height) => {
    await shown.size(width, height);
    const slab = await at(act).boundingBox();
    if (height === 800) places.set(state, slab);
    expect(slab?.y ?? height).toBeGreaterThan(height / 2);
    expect((slab?.y ?? height) + (slab?.height ?? 0)).toBeLessThanOrEqual(height);
    const word = await at('payment-state').boundingBox();
    expect((word?.x ?? width) + (word?.width ?? 0)).toBeLessThanOrEqual(width);
    const cut = await at('payment-state').evaluate((element) => element.scrollWidth > element.clientWidth);
    expect(cut).toBe(false);
  });
});

test('the act stands in the same place in every state', () => {
  // In training, a panel above it takes up room.
  const inOnePlace = [...places].filter(([state]) => state !== 'training').map(([, place]) => place);
  expect(inOnePlace).toHaveLength(Object.keys(STATES).length - 1);
  expect(new Set(inOnePlace.map((place) => JSON.stringify(place))).size).toBe(1);
});

describe('on a small screen', () => {
  const inLook = async (language: LanguageName, textSize: 100 | 200): Promise<void> => {
    await shown.push('appearance.changed', { ...appearance({ language, textSize }), language });
    await shown.page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
  };
  afterEach(() => inLook('en', 100));

  test.each(LANGUAGE_NAMES)('the act covers no key in letters of twice the size, in %s', async (language) => {
    await shown.size(1024, 600);
    // The band of training takes some of the height.
    const current = payment({ state: 'open' });
    await shown.open({ till: till({ environment: 'training', current }), history: [current] });
    await inLook(language, 200);
    await shown.page.locator('[data-letters="large"]').waitFor({ state: 'attached' });
    const key = await at('key-0').boundingBox();
    const slab = await at('cancel').boundingBox();
    expect((key?.y ?? 0) + (key?.height ?? 0)).toBeLessThanOrEqual(slab?.y ?? 0);
    expect((slab?.y ?? 600) + (slab?.height ?? 0)).toBeLessThanOrEqual(600);
  });

  test.each(LANGUAGE_NAMES)(
    'the end of the reference and the person at a training till are read whole in %s',
    async (language) => {
      await shown.size(1024, 600);
      const current = payment({ state: 'open' });
      await shown.open(
        { till: till({ environment: 'training', current }), history: [current] },
        signedIn({ isTraining: true, person: trainingManager }),
      );
      await inLook(language, 100);
      const whole = (testid: string, inside: string): Promise<boolean> =>
        at(testid)
          .locator(inside)
          .evaluate((element) => element.scrollWidth <= element.clientWidth + 1);
      expect(await whole('signed-in-as', 'b')).toBe(true);
      expect(await at('payment-reference').evaluate((one) => one.scrollWidth <= one.clientWidth + 1)).toBe(
        true,
      );
    },
  );
});

describe('the environment', () => {
  test('live has a small mark and no band', async () => {
    await shown.open();
    expect(await at('environment-mark').getAttribute('data-environment')).toBe('live');
    expect(await at('live-band').count()).toBe(0);
  });

  test.each(['training', 'test', 'bench'] as const)('%s is a band over the whole width', async (name) => {
    await shown.size(1024, 600);
    await shown.open({ till: till({ environment: name }) });
    expect(await at('environment-mark').getAttribute('data-environment')).toBe(name);
    expect((await at(`${name}-band`).boundingBox())?.width).toBe(1024);
  });
});

describe('the button under the thumb', () => {
  test('ignores the second tap of a double tap on Charge, and cancels later', async () => {
    await shown.open();
    await shown.reply('payments.start', { ok: true, value: { answer: 'started', payment: payment() } });
    await typeByHand(shown.page, '1250');
    const place = await at('charge').boundingBox();
    const [x, y] = [(place?.x ?? 0) + 40, (place?.y ?? 0) + 40];
    await shown.page.mouse.click(x, y);
    await shown.push('till.changed', till({ current: payment() }));
    await at('cancel').waitFor();
    await shown.page.mouse.click(x, y);
    expect(await shown.calls('payments.cancel')).toEqual([]);
    await at('cancel').click();
    await expect.poll(() => shown.calls('payments.cancel')).toHaveLength(1);
  });

  test('charges the same amount again after a payment that took nothing', async () => {
    await shown.open(showing({ state: 'expired' }));
    await shown.reply('payments.start', { ok: true, value: { answer: 'started', payment: payment() } });
    await at('charge-again').click();
    await expect
      .poll(() => shown.calls('payments.start'))
      .toEqual([{ amount: 1250, orderReference: 'Table 12' }]);
  });
});

describe('the running sum', () => {
  test('is typed with the keys of the screen and of the keyboard, and shown line by line', async () => {
    await shown.open();
    await typeByHand(shown.page, '3650*2');
    await at('key-plus').click();
    await typeByHand(shown.page, '5500');
    expect(await at('amount').textContent()).toBe('128.00');
    expect(await at('tape-line').textContent()).toContain('36.50 × 2 + 55.00');
    expect(await at('tape').locator('li').count()).toBe(2);
    expect(await axeViolations(shown.page)).toEqual([]);
    await at('tape-take-back').click();
    expect(await at('amount').textContent()).toBe('73.00');
  });
});

describe('help', () => {
  test('the keys of a sale stand on one line each at the smallest size, in every language', async () => {
    await shown.size(1024, 600);
    await shown.open({}, signedIn({ person: { id: 'lin', name: 'Lin', role: 'cashier' } }));
    for (const language of LANGUAGE_NAMES) {
      await shown.push('appearance.changed', appearance({ language }));
      await shown.page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
      const tall = await shown.page
        .locator('dl dd')
        .evaluateAll((all) => all.filter((one) => one.clientHeight > 24).map((one) => one.textContent));
      expect(tall, language).toEqual([]);
    }
    await shown.push('appearance.changed', appearance());
  });

  test('F1 opens the help beside the keypad, and Escape leads back without cancelling', async () => {
    await shown.open(showing({ state: 'open' }));
    await shown.page.keyboard.press('F1');
    await at('help-sheet').waitFor();
    expect(await axeViolations(shown.page)).toEqual([]);
    await shown.page.keyboard.press('Escape');
    await at('help-sheet').waitFor({ state: 'detached' });
    expect(await shown.calls('payments.cancel')).toEqual([]);
  });

  test('the button on the rail opens it, and it leaves the act under the thumb in sight', async () => {
    await shown.size(1024, 600);
    await shown.open();
    await at('help').click();
    const sheet = await at('help-sheet').boundingBox();
    const slab = await at('charge').boundingBox();
    expect(sheet?.x ?? 0).toBeGreaterThanOrEqual((slab?.x ?? 0) + (slab?.width ?? 0));
    await at('help-close').click();
    await at('help-sheet').waitFor({ state: 'detached' });
  });

  test('function keys lead to the places of the rail and back to the keypad', async () => {
    await shown.open();
    await shown.page.keyboard.press('F3');
    await at('history').waitFor();
    await shown.page.keyboard.press('F2');
    await at('charge').waitFor();
  });
});

test('the details of another payment show its own state, whatever became of the one on the keypad', async () => {
  const cancelled = payment({ state: 'cancelled', amount: 4_200 });
  const sold = payment({ state: 'paid', reference: 'T1-20261105-000011-S0LDB4H4' });
  await shown.open({ till: till({ current: cancelled }), history: [cancelled, sold] });
  await at('history-row').last().click();
  await at('story').waitFor();
  const head = () => shown.page.locator('.field h1').first().textContent();
  await expect.poll(head).toContain('Paid');
  expect(await at('payment-state').getAttribute('data-state')).toBe('cancelled');
});
