/** How the till looks to the person who reads it: anyone may change it, at once, without saving. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TONES } from '../../../../src-renderer/state/sound/tones.ts';
import { heardFrom } from '../../harness/heard.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { hearNotes, notesOf } from '../../harness/notes.ts';
import { appearance, payment, signedIn, till } from '../../harness/views.ts';
import { openSettingsIn } from './open-settings.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const lin = { id: 'lin', name: 'Lin', role: 'cashier' } as const;
const usual = appearance().chosen;
const style = (selector: string, name: string) =>
  shown.page
    .locator(selector)
    .first()
    .evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name);

describe('the page about the screen', () => {
  beforeEach(async () => {
    await shown.size(1280, 800);
    await openSettingsIn(shown, {}, signedIn({ person: lin }));
    await shown.reply('appearance.change', { ok: true, value: {} });
    await at('topic-screen').click();
  });

  test('is there for a cashier too, and each choice is sent as it is made', async () => {
    expect(await at('settings-read-only').count()).toBe(0);
    const choices = [
      ['screen-text-size-150', { textSize: 150 }],
      ['screen-theme-dark', { theme: 'dark' }],
      ['screen-contrast-high', { contrast: 'high' }],
      ['screen-motion-none', { motion: 'none' }],
      ['screen-keypad-right', { keypadSide: 'right' }],
    ] as const;
    for (const [choice] of choices) await at(choice).check();
    await at('screen-language').selectOption('de');
    expect(await shown.calls('appearance.change')).toEqual([
      ...choices.map(([, change]) => change),
      { language: 'de' },
    ]);
    expect(await at('rail-settings').getAttribute('aria-current')).toBe('page');
  });

  test('mutes the till from its bar and each window’s tones here, and keeps the other choices', async () => {
    const sounds = { ...usual.sounds, customer: { muted: false, volume: 25, speaker: '' } } as const;
    await shown.push('appearance.changed', appearance({ sounds }));
    await at('screen-sound-customer-volume-100').check();
    await at('screen-sound-customer-on').click();
    await at('sound').click();
    expect((await shown.calls('appearance.change')).slice(-3)).toEqual([
      { sounds: { customer: { volume: 100 } } },
      { sounds: { customer: { muted: true } } },
      { sounds: { till: { muted: true } } },
    ]);
  });

  test('plays each tone, but none of a muted window', async () => {
    const notes = await hearNotes(shown.page);
    for (const tone of TONES) await at(`screen-sound-till-test-${tone}`).click();
    expect(await notes()).toEqual(TONES.flatMap(notesOf));
    expect(await at('screen-sound-customer-on').isChecked()).toBe(false);
    expect(await at('screen-sound-customer-test-paid').count()).toBe(0);
  });

  test('shows what was chosen elsewhere', async () => {
    await shown.push('appearance.changed', appearance({ textSize: 125, theme: 'light' }));
    await expect.poll(() => at('screen-text-size-125').isChecked()).toBe(true);
    expect(await at('screen-theme-light').isChecked()).toBe(true);
  });
});

describe('what was chosen', () => {
  beforeEach(async () => {
    await shown.size(1280, 800);
    await shown.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
    await shown.open({ till: till({ current: payment({ state: 'unknown' }) }) });
  });

  test('makes all words and figures larger, while every key stays large enough for a finger', async () => {
    const sizeOf = async (selector: string) => parseFloat(await style(selector, 'font-size'));
    const places = ['.words input', '[data-testid="key-5"]', '[data-testid="amount"]', '.slab', 'h1'];
    const [words = 0, key = 0, ...figures] = await Promise.all(places.map(sizeOf));
    await shown.push('appearance.changed', appearance({ textSize: 200 }));
    await expect.poll(() => sizeOf('.words input')).toBe(2 * words);
    expect(await sizeOf('[data-testid="key-5"]')).toBe(2 * key);
    for (const [index, before] of figures.entries())
      expect(await sizeOf(places[index + 2] ?? ''), places[index + 2]).toBeGreaterThan(1.15 * before);
    expect((await at('key-5').boundingBox())?.height).toBeGreaterThanOrEqual(48);
  });

  test('is dark on a computer that is set to light, and follows the computer otherwise', async () => {
    const ground = await style('body', 'background-color');
    await shown.push('appearance.changed', appearance({ theme: 'dark' }));
    await expect.poll(() => style('body', 'background-color')).not.toBe(ground);
    await shown.push('appearance.changed', appearance({ theme: 'system' }));
    await expect.poll(() => style('body', 'background-color')).toBe(ground);
    await shown.scheme('dark');
    await expect.poll(() => style('body', 'background-color')).not.toBe(ground);
  });

  test('has high contrast where the computer asks for it, unless somebody wants the usual', async () => {
    const contrast = () => shown.page.evaluate(() => document.documentElement.dataset['contrast']);
    await shown.page.emulateMedia({ contrast: 'more' });
    await expect.poll(contrast).toBe('high');
    await shown.push('appearance.changed', appearance({ contrast: 'usual' }));
    await expect.poll(contrast).toBe('usual');
    await shown.page.emulateMedia({ contrast: null });
    await shown.push('appearance.changed', appearance({ contrast: 'high' }));
    await expect.poll(contrast).toBe('high');
  });

  test('stops whatever moves by itself, as the computer’s own setting does', async () => {
    const moving = () =>
      shown.page.evaluate(() => document.getAnimations().filter((one) => one.playState === 'running').length);
    expect(await moving()).toBeGreaterThan(0);
    await shown.push('appearance.changed', appearance({ motion: 'none' }));
    await expect.poll(moving).toBe(0);
    await shown.push('appearance.changed', appearance());
    await expect.poll(moving).toBeGreaterThan(0);
    await shown.page.emulateMedia({ reducedMotion: 'reduce' });
    await expect.poll(moving).toBe(0);
  });

  test('puts the keypad, the rail and the bar on the other side', async () => {
    const keypadBefore = await at('key-5').boundingBox();
    await shown.push('appearance.changed', appearance({ keypadSide: 'right' }));
    await expect.poll(async () => (await at('key-5').boundingBox())?.x ?? 0).toBeGreaterThan(640);
    expect(keypadBefore?.x ?? 1280).toBeLessThan(640);
    expect((await at('rail-sale').boundingBox())?.x ?? 0).toBeGreaterThan(1180);
    expect((await at('payment-state').boundingBox())?.x ?? 1280).toBeLessThan(640);
    expect((await at('cancel').boundingBox())?.x ?? 0).toBeGreaterThan(640);
  });

  test('in the contrast themes of Windows every control has an edge, and the chosen one stands out', async () => {
    await shown.page.emulateMedia({ forcedColors: 'active' });
    expect(await style('[data-testid="cancel"]', 'outline-style')).toBe('solid');
    expect(await style('[data-testid="rail-sale"]', 'background-color')).not.toBe(
      await style('[data-testid="rail-day"]', 'background-color'),
    );
    await shown.page.emulateMedia({ forcedColors: null });
  });
});

describe('a person who cannot see the screen', () => {
  const announced = () => at('announced').textContent();
  const pay = (state: 'open' | 'paid' | 'unknown' | 'failed') =>
    shown.push('till.changed', till({ current: payment({ state }) }));

  test.each([
    ['paid', 'Paid'],
    ['failed', 'Failed'],
    ['unknown', 'do not charge again'],
  ] as const)('hears once and at once that a payment is %s, on whatever screen', async (state, words) => {
    await shown.open({ till: till({ current: payment() }) });
    await at('rail-history').click();
    await at('history').waitFor();
    const heard = await heardFrom(shown.page, 'announced');
    expect(await announced()).toBe('');
    await pay(state);
    await expect.poll(announced).toContain(words);
    // The same again, in another language, and back on the sale: none of it is news.
    await pay(state);
    await shown.push('appearance.changed', { ...appearance({ language: 'de' }), language: 'de' });
    await at('rail-sale').click();
    await at('payment-state').waitFor();
    expect(await heard.jsonValue()).toHaveLength(1);
  });

  test('hears nothing that had been said before the till restarted', async () => {
    await shown.open({ till: till({ current: payment({ state: 'paid' }) }) });
    expect(await announced()).toBe('');
  });
});
