import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RestoringView } from '#contract';
import { clickAgain } from '../../harness/hands.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { ok } from '../../harness/screens/show.ts';
import { appearance, inTraining, restoredTill, restoring, settings, signedIn } from '../../harness/views.ts';
import { openAt } from './open-at.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const isFocused = (testid: string): Promise<boolean> =>
  at(testid).evaluate((element) => element === document.activeElement);

/** Of a journal that knows nothing of its shop. */
const noShop: NonNullable<RestoringView['shop']> = {
  siteId: '',
  storeName: '',
  storeId: '',
  terminalId: '',
  country: '',
  currency: '',
  email: '',
  returnUrl: '',
  cutOff: '',
  timeZone: '',
};

test('a field of the shop that takes only so many characters counts them', async () => {
  await openAt(shown, 'shop', { storeId: 'SHOP-1' });
  expect(await at('set-up-storeId-count').innerText()).toBe('6 of 32');
  await at('set-up-storeId').fill('SHOP-21');
  expect(await at('set-up-storeId-count').innerText()).toBe('7 of 32');
});

test.each([
  ['pin-trivial', 'set-up-manager-pin'],
  ['name-invalid', 'set-up-manager-name'],
] as const)(
  'after %s the cursor stands in the field that it is about, and nothing typed is lost',
  async (code, field) => {
    await openAt(shown, 'people');
    await shown.reply('session.firstManager', {
      ok: false,
      problem: { code, details: { weakness: 'steps' } },
    });
    await at('set-up-manager-name').fill('Chen');
    await at('set-up-manager-pin').fill('123456');
    await at('set-up-manager-pin-again').fill('123456');
    await at('set-up-next').click();
    await at('problem').waitFor();
    await expect.poll(() => isFocused(field)).toBe(true);
    expect(await at(field).getAttribute('aria-invalid')).toBe('true');
    expect(await at('set-up-manager-name').inputValue()).toBe('Chen');
    expect(await at('set-up-manager-pin-again').inputValue()).toBe('123456');
  },
);

test.each([
  ['field', 'currency', 'What is wrong: currency.'],
  ['not-json', '', 'The file is not JSON.'],
  ['unreadable', '', 'The till may not read the file.'],
])('a countertop.json that cannot be used is explained: %s', async (why, field, words) => {
  await shown.open({ till: inTraining }, signedIn({ people: [], isTraining: true }));
  await shown.reply('settings.read', { ok: true, value: settings() });
  const view = { stage: 'new', opens: true, kept: null, rollOutFault: { why, field } };
  await shown.reply('setUp.read', { ok: true, value: view });
  await at('band-set-up').click();
  await expect.poll(() => at('roll-out-wrong').textContent()).toContain(words);
});

test('a new owner chooses the language on the first page already', async () => {
  await openAt(shown, 'start');
  await at('language').selectOption('de');
  await expect.poll(() => shown.calls('appearance.change')).toEqual([{ language: 'de' }]);
});

test('Escape leads back step by step, and from the first page to the keypad', async () => {
  await openAt(shown, 'shop');
  await expect.poll(() => isFocused('set-up-storeName')).toBe(true);
  // The first one leaves the field.
  await shown.page.keyboard.press('Escape');
  await shown.page.keyboard.press('Escape');
  await shown.page.locator('[data-testid="set-up"][data-step="start"]').waitFor();
  await shown.page.keyboard.press('Escape');
  await at('charge').waitFor();
  expect(await shown.calls('setUp.leave')).toHaveLength(1);
});

test('a cashier who has opened the set-up, where only a manager goes on, leaves it with Escape', async () => {
  await shown.open({ till: inTraining }, signedIn({ isTraining: true }));
  await at('band-set-up').click();
  await at('set-up-manager').waitFor();
  await shown.page.keyboard.press('Escape');
  await at('charge').waitFor();
});

test('a display on which no phone could read the code from so far says so while it is measured, and a larger one does not', async () => {
  await openAt(shown, 'display');
  await at('set-up-displayInches').fill('7');
  await at('set-up-displayDistance').fill('60');
  expect(await at('set-up-display-small').count()).toBe(0);
  await at('set-up-displayDistance').fill('100');
  expect(await at('set-up-display-small').innerText()).toMatch(/65 mm.*100 mm/s);
  await at('set-up-displayInches').fill('15.6');
  expect(await at('set-up-display-small').count()).toBe(0);
});

test('another language is shown at once, and nothing typed is lost', async () => {
  await openAt(shown, 'people');
  await at('set-up-manager-name').fill('Chen');
  await shown.push('appearance.changed', { ...appearance({ language: 'de' }), language: 'de' });
  await shown.page.locator('html[lang="de"]').waitFor();
  expect(await at('set-up-back').innerText()).toContain('Zurück');
  expect(await at('set-up-manager-name').inputValue()).toBe('Chen');
});

test('a double click goes on by one step, not over the next one unread', async () => {
  await openAt(shown, 'shop');
  const { x = 0, y = 0 } = (await at('set-up-next').boundingBox()) ?? {};
  await shown.page.mouse.click(x + 20, y + 20);
  await shown.page.locator('[data-testid="set-up"][data-step="credentials"]').waitFor();
  await shown.page.locator('.work :focus').waitFor();
  await clickAgain(shown, x + 20, y + 20);
  // A later call: main has all earlier ones by then.
  await at('language').selectOption('de');
  await expect.poll(() => shown.calls('appearance.change')).toHaveLength(1);
  expect(await shown.calls('setUp.keep')).toHaveLength(1);
});

test.each([
  ['credentials-refused', 'credentials', 'set-up-apiKey'],
  ['currency-not-offered', 'shop', 'set-up-currency'],
] as const)('after %s the test offers the step at which that was typed', async (reason, step, field) => {
  await openAt(shown, 'test');
  const check = { step: 'credentials', verdict: 'fail', reason, facts: { currencies: 'CNY' } };
  await shown.reply('setUp.test', { ok: true, value: { checks: [check], field: null } });
  await at('set-up-test').click();
  await at('set-up-correct').click();
  await shown.page.locator(`[data-testid="set-up"][data-step="${step}"]`).waitFor();
  expect(await at(field).isVisible()).toBe(true);
});

test('a test that failed for the network offers only another test', async () => {
  await openAt(shown, 'test');
  const check = { step: 'dns', verdict: 'fail', reason: 'host-not-found', facts: { host: 'pay.example' } };
  await shown.reply('setUp.test', { ok: true, value: { checks: [check], field: null } });
  await at('set-up-test').click();
  await expect.poll(() => at('set-up-state').innerText()).toContain('Gateway not found');
  expect(await at('set-up-correct').count()).toBe(0);
});

test('two PINs that differ lead to the second one', async () => {
  await openAt(shown, 'people');
  await at('set-up-manager-name').fill('Chen');
  expect(await at('set-up-manager-name-count').innerText()).toBe('4 of 40');
  await at('set-up-manager-pin').fill('830219');
  await at('set-up-manager-pin-again').fill('830291');
  await at('set-up-next').click();
  await expect.poll(() => isFocused('set-up-manager-pin-again')).toBe(true);
});

test('a shop that goes live in yen is told at once that 12.50 is impossible, and goes on with another amount', async () => {
  await openAt(shown, 'shop', { quickAmounts: '5\n12.50' });
  await at('set-up-currency').click();
  await at('set-up-currency-search').fill('jpy');
  await shown.page.keyboard.press('Enter');
  await at('set-up-unusualCurrencyConfirmed').check();
  await at('set-up-next').click();
  await expect.poll(() => isFocused('set-up-quickAmounts')).toBe(true);
  expect(await at('set-up-quickAmounts-error').innerText()).toContain('JPY has no decimals');
  expect(await at('set-up-amounts').innerText()).toContain('entered in CNY');
  await at('set-up-quickAmounts').fill('500\n1200');
  await at('set-up-next').click();
  await shown.page.locator('[data-testid="set-up"][data-step="credentials"]').waitFor();
});

test('a printer’s address is still there for an owner who has only looked at another kind of printer', async () => {
  await openAt(shown, 'printer');
  await at('set-up-printer-tcp').check({ force: true });
  await at('set-up-printer-address').fill('192.168.1.50');
  await at('set-up-printer-device').check({ force: true });
  expect(await at('set-up-printer-address').inputValue()).toBe('');
  await at('set-up-printer-tcp').check({ force: true });
  expect(await at('set-up-printer-address').inputValue()).toBe('192.168.1.50');
});

test('a saved size of the display stands in the set-up as people of the till’s language write it', async () => {
  await openAt(shown, 'display', {}, { displayInches: '15.6' });
  await shown.push('appearance.changed', appearance({ language: 'de' }));
  await expect.poll(() => at('set-up-displayInches').inputValue()).toBe('15,6');
  await at('set-up-displayInches').fill('21.5');
  expect(await at('set-up-displayInches').inputValue()).toBe('21.5');
});

test('a new computer asks for the office first, says what the owner must know, and fills in what the journal knows', async () => {
  await openAt(shown, 'start', {}, {}, false, restoring());
  await at('set-up-restore').click();
  await shown.page.locator('[data-testid="set-up"][data-step="office"]').waitFor();
  expect((await shown.calls('setUp.keep')).at(-1)).toMatchObject({ step: 'office', restores: true });
  expect(await at('set-up').innerText()).toContain('Step 1 of 5');

  await at('set-up-office-address').fill('office.example');
  await at('set-up-office-code').fill('K7M2-9QXT-4E');
  await shown.reply('setUp.restore', { ok: false, problem: { code: 'office-unknown-code', details: {} } });
  await at('set-up-next').click();
  expect(await at('office-question').innerText()).toContain('neither send anything to the office nor charge');
  await at('set-up-take-place').click();
  await at('restore-problem').waitFor();
  expect(await at('set-up-office-code').getAttribute('aria-invalid')).toBe('true');

  const coming = { stage: 'coming', done: 500, total: 12_345 } as const;
  await shown.reply(
    'setUp.restoring',
    ok(restoring({ state: 'begun', till: restoredTill, progress: coming })),
  );
  await expect.poll(() => at('set-up-state').innerText()).toContain('500 of 12,345 entries');
  expect(await at('set-up-next').isDisabled()).toBe(true);
  const shop = { ...noShop, storeName: 'Garden Café', siteId: '1003' };
  await shown.reply('setUp.restoring', ok(restoring({ state: 'here', till: restoredTill, shop })));
  await expect.poll(() => at('set-up-state').innerText()).toContain('The journal is here');
  expect(await at('set-up').innerText()).toContain('12,345 entries');
  await at('set-up-next').click();
  expect(await at('set-up-storeName').inputValue()).toBe('Garden Café');
});

test('a computer whose restore was interrupted goes on with it, and sets up no other shop meanwhile', async () => {
  await openAt(shown, 'start', {}, {}, true, restoring({ state: 'begun', till: restoredTill }));
  expect(await at('set-up-next').isDisabled()).toBe(true);
  await at('set-up-restore').click();
  await shown.page.locator('[data-testid="set-up"][data-step="office"]').waitFor();
  await shown.reply('setUp.giveUpRestore', ok({}));
  await shown.reply('setUp.restoring', ok(restoring()));
  await at('set-up-give-up-restore').click();
  expect(await at('office-question').innerText()).toMatch(
    /code is used up[^]*former computer stays shut out/,
  );
  await at('office-stay').click();
  expect(await shown.calls('setUp.giveUpRestore')).toEqual([]);
  await at('set-up-give-up-restore').click();
  await at('set-up-given-up').click();
  await at('set-up-office-code').waitFor();
});

test('an office whose name leads nowhere marks its address', async () => {
  await openAt(shown, 'office', {}, {}, true, restoring());
  await at('set-up-office-address').fill('ofice.example');
  await at('set-up-office-code').fill('K7M2-9QXT-4E');
  await shown.reply('setUp.restore', {
    ok: false,
    problem: { code: 'office-unreachable', details: {} },
  });
  await at('set-up-next').click();
  await at('set-up-take-place').click();
  await at('restore-problem').waitFor();
  expect(await at('set-up-office-address').getAttribute('aria-invalid')).toBe('true');
});

test('where no till can be restored, as on a bench, the set-up offers none', async () => {
  await openAt(shown, 'start');
  await at('set-up-try').waitFor();
  expect(await at('set-up-restore').count()).toBe(0);
});

test('a person who first sets up a new shop restores nothing', async () => {
  await openAt(shown, 'start', {}, {}, true, restoring());
  await at('set-up-next').click();
  await shown.page.locator('[data-testid="set-up"][data-step="shop"]').waitFor();
  expect((await shown.calls('setUp.keep')).at(-1)).toMatchObject({ restores: false });
});
