import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SettingsView } from '#contract';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { signedIn } from '../../harness/views.ts';
import { openSettingsIn } from './open-settings.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
/** Chooses the first of a long list that these letters find. */
const choose = async (testid: string, letters: string): Promise<void> => {
  await at(testid).click();
  await at(`${testid}-search`).fill(letters);
  await shown.page.keyboard.press('Enter');
};
const openSettings = async (view: Partial<SettingsView> = {}, session = signedIn()): Promise<SettingsView> =>
  openSettingsIn(shown, view, session);

describe('the settings screen', () => {
  test('a wrong field says what is wrong, with an example, as it is typed', async () => {
    await openSettings();
    await at('field-siteId').fill('abc');
    expect(await at('field-siteId-error').textContent()).toContain('for example 30201');
    await at('field-siteId').fill('4711');
    expect(await at('field-siteId-error').count()).toBe(0);
  });

  test('nothing is sent while a field is wrong, and the field gets the focus', async () => {
    await openSettings();
    await at('field-email').fill('nobody');
    await at('settings-save').click();
    expect(await at('problem').textContent()).toContain('Some settings need fixing');
    expect(await shown.calls('settings.save')).toEqual([]);
    const focused = await shown.page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    expect(focused).toBe('field-email');
  });

  test.each(['field-siteId', 'field-email', 'field-cutOff'])(
    'on a small screen what is wrong with %s is in sight when Save has jumped to it',
    async (field) => {
      await shown.size(1024, 600);
      await openSettings();
      await at(field).fill('no such thing');
      await at('settings-save').click();
      const inside = await at(`${field}-error`).evaluate((error) => {
        const { top, bottom } = error.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });
      expect(inside).toBe(true);
      expect(await at('problem').isVisible()).toBe(true);
      await shown.size(1280, 800);
    },
  );

  test('saving sends what was typed, and an untouched ApiKey stays empty', async () => {
    const read = await openSettings();
    await shown.reply('settings.save', { ok: true, value: { settings: read } });
    await at('field-storeName').fill('Corner Shop');
    await at('settings-save').click();
    await at('settings-saved').waitFor();
    expect(await shown.calls('settings.save')).toEqual([{ ...read.saved, storeName: 'Corner Shop' }]);
  });

  test('a box sets whether the next sale may start while a payment is parked', async () => {
    const read = await openSettings();
    await shown.reply('settings.save', { ok: true, value: { settings: read } });
    await at('field-parkingAllowed').check();
    await at('settings-save').click();
    await at('settings-saved').waitFor();
    expect(await shown.calls('settings.save')).toEqual([{ ...read.saved, parkingAllowed: true }]);
  });

  test('a saved ApiKey is never shown', async () => {
    await openSettings();
    expect(await at('field-apiKey').getAttribute('type')).toBe('password');
    expect(await at('field-apiKey').inputValue()).toBe('');
    expect(await at('field-apiKey').getAttribute('placeholder')).toContain('saved');
  });

  test('an environment without a saved ApiKey asks for one', async () => {
    await openSettings();
    await at('field-environment-live').check({ force: true });
    await at('settings-save').click();
    expect(await at('field-apiKey-error').textContent()).toContain('Copy all of it');
  });

  test('training needs no credentials', async () => {
    await openSettings();
    await at('field-environment-training').check({ force: true });
    expect(await at('field-siteId').isDisabled()).toBe(true);
    expect(await at('field-apiKey').isDisabled()).toBe(true);
  });

  test('a currency without two decimals must be enabled explicitly', async () => {
    const read = await openSettings();
    await shown.reply('settings.save', { ok: true, value: { settings: read } });
    expect(await at('field-unusualCurrencyConfirmed').count()).toBe(0);
    await choose('field-currency', 'jpy');
    expect(await at('field-currency-error').textContent()).toContain('JPY does not have two decimals');
    await at('field-unusualCurrencyConfirmed').check();
    expect(await at('field-currency-error').count()).toBe(0);
  });

  test.each([
    ['works', 'Connected'],
    ['currency-not-offered', 'offers no Alipay in this currency'],
    ['credentials-refused', 'does not accept this SiteID and ApiKey'],
    ['unreachable', 'cannot be reached'],
    ['no-answer', 'did not answer in time'],
    ['gateway-trouble', 'having problems'],
  ])('the connection test says in a sentence: %s', async (verdict, words) => {
    await openSettings();
    await shown.reply('settings.test', { ok: true, value: { verdict, field: null } });
    await at('settings-test').click();
    await at('settings-verdict').waitFor();
    expect(await at('settings-verdict').textContent()).toContain(words);
  });

  test('a shop in an unknown time zone is told which clock its days follow', async () => {
    await openSettings();
    expect(await at('time-zone-assumed').count()).toBe(0);
    await openSettings({ assumedTimeZone: '+08:00' });
    expect(await at('time-zone-assumed').textContent()).toContain('+08:00');
  });

  test('a missing key ring is explained in plain words', async () => {
    await openSettings({ keyStore: 'missing' });
    expect(await at('key-store-missing').textContent()).toContain('key ring');
  });

  test('on a bench the settings can be read but not changed', async () => {
    await openSettings({ locked: 'bench' });
    expect(await at('settings-locked').textContent()).toMatch(/controlled by a test bench.*812/s);
    expect(await at('field-storeName').isDisabled()).toBe(true);
    expect(await at('settings-save').isDisabled()).toBe(true);
  });

  test('nor in training only, because nobody has entered the passphrase', async () => {
    await openSettings({ locked: 'training-only' });
    expect(await at('settings-locked').textContent()).toMatch(/open in training only.*813/s);
    expect(await at('settings-save').isDisabled()).toBe(true);
  });

  test('country, currency and time zone are chosen from lists, with a few letters', async () => {
    const read = await openSettings();
    await shown.reply('settings.save', { ok: true, value: { settings: read } });
    await choose('field-country', 'germ');
    await choose('field-currency', 'euro');
    await choose('field-timeZone', 'berl');
    await at('settings-save').click();
    await at('settings-saved').waitFor();
    expect(await shown.calls('settings.save')).toEqual([
      { ...read.saved, country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin' },
    ]);
  });

  test('the hint of the search is as whole on a small screen as if nothing could clear it', async () => {
    await shown.size(1024, 600);
    await openSettings();
    const drawn = await at('settings-search').screenshot();
    await shown.page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('::-webkit-search-cancel-button { display: none; }');
      document.adoptedStyleSheets = [sheet];
    });
    expect(drawn.equals(await at('settings-search').screenshot())).toBe(true);
    await shown.page.evaluate(() => (document.adoptedStyleSheets = []));
    await shown.size(1280, 800);
  });

  test('a search leaves the settings that it finds, and Escape brings all back', async () => {
    await openSettings();
    await at('settings-search').fill('time zo');
    expect(await at('field-timeZone').isVisible()).toBe(true);
    expect(await at('field-siteId').count()).toBe(0);
    expect(await at('topic-gateway').count()).toBe(0);
    await at('settings-search').fill('no such thing');
    await at('settings-none').waitFor();
    await shown.page.keyboard.press('Escape');
    await at('field-siteId').waitFor();
  });

  test('a person who leaves with something unsaved is asked first', async () => {
    const read = await openSettings();
    await at('field-storeName').fill('Corner Shop');
    await at('rail-history').click();
    await at('leave-form-stay').click();
    expect(await at('field-storeName').inputValue()).toBe('Corner Shop');
    await shown.reply('settings.save', {
      ok: true,
      value: { settings: { ...read, saved: { ...read.saved, storeName: 'Corner Shop' } } },
    });
    await at('rail-history').click();
    await at('leave-form-save').click();
    await at('history').waitFor();
    expect(await shown.calls('settings.save')).toHaveLength(1);
  });

  test('a cashier reads the settings, and prepares a change that a manager approves as it is saved', async () => {
    const read = await openSettings({}, signedIn({ person: { id: 'lin', name: 'Lin', role: 'cashier' } }));
    expect(await at('field-storeName').isDisabled()).toBe(true);
    expect(await at('settings-save').isDisabled()).toBe(true);
    await at('settings-unlock').click();
    await at('field-storeName').fill('Corner Shop');
    const details = { permission: 'change-settings', request: 'r-1', payment: '' };
    await shown.reply('settings.save', { ok: false, problem: { code: 'approval-needed', details } });
    await at('settings-save').click();
    await at('approval').waitFor();
    expect(await at('approval-subject').count()).toBe(0);
    await shown.reply('session.approve', { ok: true, value: {} });
    const saved = { ...read.saved, storeName: 'Corner Shop' };
    await shown.reply('settings.save', { ok: true, value: { settings: { ...read, saved } } });
    for (const key of ['2', '7', '1', '8', '2', '8', 'Enter']) await shown.page.keyboard.press(key);
    await at('approval').waitFor({ state: 'detached' });
    await at('settings-saved').waitFor();
    expect(await shown.calls('session.approve')).toMatchObject([
      { permission: 'change-settings', request: 'r-1' },
    ]);
    expect(await shown.calls('settings.save')).toEqual([saved, saved]);
  });

  test('Escape leaves a field first and then the screen', async () => {
    await openSettings();
    await at('field-storeName').click();
    await shown.page.keyboard.press('Escape');
    await at('settings').waitFor();
    await shown.page.keyboard.press('Escape');
    await at('amount').waitFor();
    await shown.page.keyboard.press('5');
    expect(await at('amount').textContent()).toBe('0.05');
  });
});
