/** The second click or Enter of a double press presses nothing that the first one brought. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { day } from '../../harness/day-views.ts';
import { clickAgain, tapAcross } from '../../harness/hands.ts';
import { openTimedKeyboard } from '../../harness/timed-keys.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { NOON, payment, signedOut, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);

test('a double click accepts one late payment, not the next one as well', async () => {
  const first = payment({ state: 'paid', late: true });
  const second = payment({ reference: 'T1-20261105-000013-QK3M9Z7B', state: 'paid', late: true });
  await shown.open({ till: till({ unsettled: [first, second] }) });
  await shown.reply('payments.acceptUnsettled', { ok: true, value: first });
  await at('late-accept').first().dblclick();
  expect(await shown.calls('payments.acceptUnsettled')).toEqual([
    { reference: first.reference, state: 'paid' },
  ]);
});

test('a double click removes nobody from the staff list', async () => {
  await shown.open();
  await shown.reply('staff.dismiss', { ok: true, value: {} });
  await at('rail-staff').click();
  await at('staff-row').first().click();
  await at('person-dismiss').dblclick();
  expect(await at('person-dismiss').textContent()).toContain('Really');
  expect(await shown.calls('staff.dismiss')).toEqual([]);
  await at('person-dismiss').click();
  await expect.poll(() => shown.calls('staff.dismiss')).toHaveLength(1);
});

test('a double click hands the till over once, though the first click is answered before the second', async () => {
  const closed = { number: 4, openedAt: NOON, closedAt: NOON, currency: 'CNY', declared: null, taken: null };
  await shown.open();
  await shown.reply('day.read', { ok: true, value: day() });
  await shown.reply('shift.handOver', { ok: true, value: closed });
  await at('rail-day').click();
  await at('shift-hand-over').click();
  await at('shift-closed').waitFor();
  await expect.poll(() => at('shift-hand-over').isEnabled()).toBe(true);
  const box = await at('shift-hand-over').boundingBox();
  await clickAgain(shown, (box?.x ?? 0) + 10, (box?.y ?? 0) + 10);
  await at('shift-close').hover();
  expect(await shown.calls('shift.handOver')).toHaveLength(1);
  await at('shift-hand-over').click();
  await expect.poll(() => shown.calls('shift.handOver')).toHaveLength(2);
});

test('an Enter that is pressed twice hands the till over once, though the first is answered before the second', async () => {
  const closed = { number: 4, openedAt: NOON, closedAt: NOON, currency: 'CNY', declared: null, taken: null };
  await shown.open();
  await shown.reply('day.read', { ok: true, value: day() });
  await shown.reply('shift.handOver', { ok: true, value: closed });
  await at('rail-day').click();
  const { quickly } = await openTimedKeyboard(shown.page);
  await at('shift-hand-over').focus();
  await quickly('Enter');
  await at('shift-closed').waitFor();
  await expect.poll(() => at('shift-hand-over').isEnabled()).toBe(true);
  await at('shift-hand-over').focus();
  await quickly('Enter');
  await at('rail-sale').click();
  expect(await shown.calls('shift.handOver')).toHaveLength(1);
});

test.each([
  ['held down', async (press: () => Promise<void>) => press()],
  ['pressed twice', async (press: () => Promise<void>) => shown.page.keyboard.up('Enter').then(press)],
])('an Enter that is %s removes nobody from the staff list', async (_how, again) => {
  await shown.open();
  await shown.reply('staff.dismiss', { ok: true, value: {} });
  await at('rail-staff').click();
  await at('staff-row').first().click();
  await at('person-dismiss').focus();
  const press = (): Promise<void> => shown.page.keyboard.down('Enter');
  await press();
  await again(press);
  await shown.page.keyboard.up('Enter');
  await expect.poll(() => at('person-dismiss').textContent()).toContain('Really');
  // A later call: main has all earlier ones by then.
  await at('language').selectOption('de');
  await expect.poll(() => shown.calls('appearance.change')).toHaveLength(1);
  expect(await shown.calls('staff.dismiss')).toEqual([]);
});

test('what waits for the office leads nowhere while nobody is signed in', async () => {
  const office = { trouble: null, late: { events: 3, since: 0 } };
  await shown.open({ till: till({ office }) }, signedOut());
  expect(await at('office-badge').isDisabled()).toBe(true);
});

test('two quick taps on neighbouring keys, near each other as those of a double tap, type both digits', async () => {
  await shown.open();
  await tapAcross(shown, 'key-5', 18);
  await expect.poll(() => at('amount').textContent()).toContain('0.56');
  await shown.open({}, signedOut());
  await at('person-sun').click();
  await tapAcross(shown, 'pin-5', 18);
  await expect.poll(() => at('pin-dots').locator('.typed').count()).toBe(2);
});
