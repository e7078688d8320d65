/** The set-up by keyboard alone: the focus never gets lost, and no key goes on over what nobody has read. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LinkCheckView, SetUpStep } from '#contract';
import { LINK_STEPS } from '#contract';
import { ok } from '../../harness/screens/show.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { appearance, restoredTill, restoring, settings } from '../../harness/views.ts';
import { openAt } from './open-at.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const step = (name: SetUpStep) => shown.page.locator(`[data-testid="set-up"][data-step="${name}"]`);
const isFocused = (testid: string): Promise<boolean> =>
  at(testid).evaluate((element) => element === document.activeElement);
const isFocusInWork = (): Promise<boolean> =>
  shown.page.evaluate(() => document.querySelector('.work :focus') !== null);
/** Whether nothing of it is scrolled away. */
const isInSight = (testid: string): Promise<boolean> =>
  at(testid).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const work = element.closest('.work')?.getBoundingClientRect();
    return work !== undefined && top >= work.top - 1 && bottom <= work.bottom + 1;
  });
const verdicts = (verdict: LinkCheckView['verdict']) =>
  ok({ checks: LINK_STEPS.map((one) => ({ step: one, verdict, reason: 'waits', facts: {} })), field: null });

describe('the focus goes', () => {
  test.each([
    ['pass', 'set-up-next'],
    ['fail', 'set-up-test'],
  ] as const)('after a connection test with %s to the button that comes first', async (verdict, button) => {
    await openAt(shown, 'credentials');
    await shown.reply('setUp.test', 'held');
    await at('set-up-next').click();
    await step('test').waitFor();
    await shown.release(verdicts(verdict));
    await expect.poll(() => isFocused(button)).toBe(true);
  });

  test('on the first page to the restore that was interrupted, which Enter continues', async () => {
    await openAt(shown, 'start', {}, {}, true, restoring({ state: 'begun', till: restoredTill }));
    await expect.poll(() => isFocused('set-up-restore')).toBe(true);
    await shown.page.keyboard.press('Enter');
    await step('office').waitFor();
  });

  test('to the credentials once a passphrase is made', async () => {
    await openAt(shown, 'shop');
    await shown.reply('settings.read', ok(settings({ keySaved: ['live'], keyStore: 'missing' })));
    await at('set-up-next').click();
    for (const field of ['passphrase', 'passphrase-again']) await at(field).fill('green kettle on a shelf');
    await shown.reply('settings.read', ok(settings({ keySaved: ['live'] })));
    await shown.reply('passphrase.make', ok({ protectedBy: 'passphrase', fingerprint: '0f1e2d3c4b5a6978' }));
    await shown.page.keyboard.press('Enter');
    await at('make-passphrase').waitFor({ state: 'detached' });
    await expect.poll(isFocusInWork).toBe(true);
  });

  test('to the address at which no office answers', async () => {
    await openAt(shown, 'office', {}, {}, true, restoring());
    await at('set-up-office-address').fill('office.example');
    await at('set-up-office-code').fill('K7M2-9QXT-4E');
    await shown.reply('setUp.restore', { ok: false, problem: { code: 'office-unreachable', details: {} } });
    await shown.page.keyboard.press('Enter');
    await at('set-up-take-place').click();
    await at('restore-problem').waitFor();
    await expect.poll(() => isFocused('set-up-office-address')).toBe(true);
  });

  test('never past what is wrong: on the smallest screen, too, the reason is in sight beside the field', async () => {
    await shown.size(1024, 600);
    await openAt(shown, 'shop');
    await shown.reply('settings.read', ok(settings({ keySaved: ['live'], keyStore: 'missing' })));
    await at('set-up-next').click();
    await at('passphrase').fill('green kettle on a shelf');
    await at('passphrase-again').fill('green kettle');
    await at('passphrase-make').click();
    await expect.poll(() => isInSight('passphrase-problem')).toBe(true);
    await shown.size(1280, 800);
  });

  test('to the field that is missing for the test, which is marked', async () => {
    // As somebody who has been further and goes there by the list of steps.
    await openAt(shown, 'finish', { siteId: '' });
    await shown.reply('setUp.test', ok({ checks: [], field: 'siteId' }));
    await at('set-up-step-test').click();
    await at('set-up-correct').click();
    await expect.poll(() => isFocused('set-up-siteId')).toBe(true);
    expect(await at('set-up-siteId').getAttribute('aria-invalid')).toBe('true');
  });

  test('back to the button that prints the test page, once it has', async () => {
    await openAt(shown, 'printer');
    await at('set-up-printer-tcp').check({ force: true });
    await at('set-up-printer-address').fill('192.168.1.50');
    await shown.reply('receipts.test', 'held');
    await at('set-up-printer-test').focus();
    await shown.page.keyboard.press('Enter');
    await expect.poll(() => at('set-up-printer-test').isDisabled()).toBe(true);
    expect(await isFocused('set-up-printer-none')).toBe(false);
    await shown.release(ok({}));
    await expect.poll(() => isFocused('set-up-printer-test')).toBe(true);
  });

  test('back to Next if the step cannot be kept', async () => {
    await openAt(shown, 'display');
    await shown.reply('setUp.keep', 'held');
    await at('set-up-next').focus();
    await shown.page.keyboard.press('Enter');
    await expect.poll(() => at('set-up-next').isDisabled()).toBe(true);
    await shown.release({ ok: false, problem: { code: 'settings-not-written', details: {} } });
    await at('problem').waitFor();
    await expect.poll(() => isFocused('set-up-next')).toBe(true);
  });

  test('nowhere when a field is left with Escape', async () => {
    await openAt(shown, 'shop');
    await expect.poll(isFocusInWork).toBe(true);
    await shown.page.keyboard.press('Escape');
    await shown.push('appearance.changed', appearance({ language: 'de' }));
    await shown.page.locator('html[lang="de"]').waitFor();
    expect(await isFocusInWork()).toBe(false);
  });
});

test('an Enter that is held down leaves one page, not all that follow', async () => {
  await openAt(shown, 'shop');
  await expect.poll(isFocusInWork).toBe(true);
  await shown.page.keyboard.down('Enter');
  await step('credentials').waitFor();
  await expect.poll(isFocusInWork).toBe(true);
  // The keyboard repeats a key that is still down.
  for (let repeated = 0; repeated < 4; repeated++) await shown.page.keyboard.down('Enter');
  await shown.page.keyboard.up('Enter');
  // A later call: main has all earlier ones by then.
  await at('language').selectOption('de');
  await expect.poll(() => shown.calls('appearance.change')).toHaveLength(1);
  expect(await shown.calls('setUp.keep')).toHaveLength(1);
});

test.each([
  ['a step', 'shop', 'credentials'],
  ['a test', 'test', 'test'],
] as const)(
  'the second Enter of a double press leaves nothing that %s has just brought',
  async (_what, from, on) => {
    await openAt(shown, from);
    await shown.reply('setUp.test', verdicts('pass'));
    await at(from === 'test' ? 'set-up-test' : 'set-up-next').focus();
    const session = await shown.page.context().newCDPSession(shown.page);
    const now = Date.now() / 1_000;
    const press = async (timestamp: number): Promise<void> => {
      const enter = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13, timestamp };
      await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...enter });
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
    };
    await press(now);
    await expect.poll(() => (on === 'test' ? isFocused('set-up-next') : isFocusInWork())).toBe(true);
    await press(now + 0.3);
    // A later call: main has all earlier ones by then.
    await at('language').selectOption('de');
    await expect.poll(() => shown.calls('appearance.change')).toHaveLength(1);
    expect(await step(on).count()).toBe(1);
  },
);

test('the reason for going on without a passed test can be typed anew', async () => {
  await openAt(shown, 'test');
  await shown.reply('setUp.test', verdicts('fail'));
  await at('set-up-test').click();
  await at('set-up-overrule').click();
  await at('set-up-reason').fill('The line comes');
  await at('set-up-reason').fill('');
  expect(await isFocused('set-up-reason')).toBe(true);
});

test('a connection that fails its test and then passes leads on by Enter alone, without a reason', async () => {
  await openAt(shown, 'test');
  await shown.reply('setUp.test', verdicts('fail'));
  await at('set-up-test').click();
  await at('set-up-overrule').click();
  await at('set-up-reason').fill('The line comes');
  await shown.reply('setUp.test', verdicts('pass'));
  await at('set-up-test').click();
  await expect.poll(() => isFocused('set-up-next')).toBe(true);
  expect([await at('set-up-state').getAttribute('data-tone'), await at('set-up-reason').count()]).toEqual([
    'good',
    0,
  ]);
  await shown.page.keyboard.press('Enter');
  await step('display').waitFor();
});

test('a test page that is not printed says why', async () => {
  await openAt(shown, 'printer');
  await at('set-up-printer-tcp').check({ force: true });
  await at('set-up-printer-address').fill('192.168.1.50');
  const busy = { code: 'printer-busy', details: { slip: 'test' } };
  await shown.reply('receipts.test', { ok: false, problem: busy });
  await at('set-up-printer-test').click();
  await expect.poll(() => at('set-up-state').innerText()).toContain('Something else is still printing');
  expect(await at('set-up-state').innerText()).not.toMatch(/receipt|payment/);
});
