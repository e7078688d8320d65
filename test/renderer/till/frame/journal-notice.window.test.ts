import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations } from '../../harness/axe.ts';
import { clickAgain } from '../../harness/hands.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, signedIn, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);

test('a full disk is reported above every screen while it lasts, and the notice goes by itself', async () => {
  await shown.open();
  await shown.push(
    'till.changed',
    till({
      journalHealth: { problem: { code: 'disk-full', details: {} }, mayDismiss: false, mayAccept: false },
    }),
  );
  await at('books-notice').waitFor();
  expect(await at('books-notice').textContent()).toMatch(/computer’s disk is full.*safe.*by itself/s);
  expect(await at('books-put-away').count()).toBe(0);
  await at('rail-settings').click();
  expect(await at('books-notice').isVisible()).toBe(true);
  await shown.push('till.changed', till());
  await at('books-notice').waitFor({ state: 'detached' });
});

test('the notice of what a recovery imported stays until it is dismissed', async () => {
  const journalHealth = {
    problem: { code: 'journal-recovered', details: { found: 2 } },
    mayDismiss: true,
    mayAccept: false,
  } as const;
  await shown.open({ till: till({ journalHealth }) });
  expect(await at('books-notice').textContent()).toMatch(
    /complete again.*2 missing payments.*You may charge/s,
  );
  expect(await axeViolations(shown.page)).toEqual([]);
  await shown.reply('journal.dismissNotice', { ok: false, problem: { code: 'disk-full', details: {} } });
  await at('books-put-away').click();
  await at('strip-problem').waitFor();
  await shown.reply('journal.dismissNotice', { ok: true, value: {} });
  await at('books-put-away').click();
  await at('strip-problem').waitFor({ state: 'detached' });
  expect(await shown.calls('journal.dismissNotice')).toEqual([{}, {}]);
});

test('a double click dismisses one notice, not also the next one in its place', async () => {
  const notice = (code: 'journal-recovered' | 'journal-restored') =>
    till({ journalHealth: { problem: { code, details: { found: 2 } }, mayDismiss: true, mayAccept: false } });
  await shown.open({ till: notice('journal-recovered') });
  await shown.reply('journal.dismissNotice', { ok: true, value: {} });
  const { x = 0, y = 0 } = (await at('books-put-away').boundingBox()) ?? {};
  await shown.page.mouse.click(x + 9, y + 9);
  await shown.push('till.changed', notice('journal-restored'));
  await shown.page.locator('[data-problem="journal-restored"]').waitFor();
  await clickAgain(shown, x + 9, y + 9);
  expect(await shown.calls('journal.dismissNotice')).toEqual([{}]);
});

test('the notice leaves Cancel in sight at the smallest size', async () => {
  await shown.size(1024, 600);
  const journalHealth = {
    problem: { code: 'journal-recovering', details: {} },
    mayDismiss: false,
    mayAccept: false,
  } as const;
  await shown.open({ till: till({ journalHealth, current: payment() }), history: [payment()] });
  const { bottom } = await at('cancel').evaluate((button) => button.getBoundingClientRect());
  expect(bottom).toBeLessThan(600);
});

test.each([
  ['a line', 'journal-restored', { found: 1, zsLost: 0 }],
  ['many lines', 'journal-incomplete', { found: 2, zsLost: 0 }],
  ['an alarm', 'journal-behind', {}],
] as const)(
  'a notice of %s leaves every key of the keypad, Charge and its own buttons whole at the smallest size',
  async (_, code, details) => {
    await shown.size(1024, 600);
    const journalHealth = { problem: { code, details }, mayDismiss: true, mayAccept: true } as const;
    await shown.open({ till: till({ journalHealth }) });
    const lastRow = await at('key-0').evaluate((key) => key.getBoundingClientRect().bottom);
    const { top, bottom } = await at('charge').evaluate((button) => button.getBoundingClientRect());
    expect(lastRow).toBeLessThan(top);
    expect(bottom).toBeLessThan(600);
    const keyHeight = await at('key-0').evaluate((key) => key.getBoundingClientRect().height);
    expect(keyHeight).toBeGreaterThanOrEqual(44);
    const { right } = await at('books-accept').evaluate((button) => button.getBoundingClientRect());
    expect(right).toBeLessThanOrEqual(1024);
  },
);

test('an incomplete list says what was imported and what to do, and a manager accepts it', async () => {
  const journalHealth = {
    problem: { code: 'journal-incomplete', details: { found: 2 } },
    mayDismiss: false,
    mayAccept: true,
  } as const;
  await shown.open({ till: till({ journalHealth }) });
  expect(await at('books-notice').textContent()).toMatch(
    /money is safe.*2 payments and refunds were imported.*You may charge/s,
  );
  expect(await at('books-put-away').count()).toBe(0);
  await shown.reply('journal.acceptIncomplete', { ok: true, value: {} });
  await at('books-accept').click();
  await expect.poll(() => shown.calls('journal.acceptIncomplete')).toEqual([{}]);
});

test('an alarm about the journal says whether the money is safe and what to do, until a manager accepts it', async () => {
  const journalHealth = {
    problem: { code: 'journal-rewritten', details: {} },
    mayDismiss: false,
    mayAccept: true,
  } as const;
  await shown.open({ till: till({ journalHealth }) });
  expect(await at('books-notice').textContent()).toMatch(
    /not as they were written.*money is safe.*You may charge.*manager compares/s,
  );
  expect(await axeViolations(shown.page)).toEqual([]);
  expect(await at('books-put-away').count()).toBe(0);
  await at('books-accept').click();
  await expect.poll(() => shown.calls('journal.acceptIncomplete')).toEqual([{}]);
});

test('while payments are missing every charge asks first, and Enter charges nothing', async () => {
  const journalHealth = {
    problem: { code: 'journal-tail-lost', details: { rows: 6, zsLost: 1 } },
    mayDismiss: false,
    mayAccept: false,
  } as const;
  await shown.open({ till: till({ journalHealth }) });
  expect(await at('books-notice').textContent()).toMatch(
    /last 6 entries.*money is safe.*You may charge.*closed day is missing/s,
  );
  await shown.reply('payments.start', { ok: true, value: { answer: 'payments-missing' } });
  for (const key of ['2', '0', '0', 'Enter']) await shown.page.keyboard.press(key);
  await at('payments-missing').waitFor();
  expect(await at('payments-missing').textContent()).toMatch(/charged ¥2\.00 already/);
  expect(await axeViolations(shown.page)).toEqual([]);
  await shown.page.keyboard.press('Enter');
  expect(await at('payments-missing').isVisible()).toBe(true);
  await shown.page.keyboard.press('Escape');
  await at('payments-missing').waitFor({ state: 'detached' });
  expect(await shown.calls('payments.start')).toHaveLength(1);
});

test('changes made outside the till stay above every screen until a person who reads the audit log has read them', async () => {
  const problem = {
    code: 'changed-outside',
    details: { staff: 'outside', changed: 'siteId,ceiling', refused: 'none' },
  } as const;
  await shown.size(1280, 800);
  await shown.open({}, signedIn({ changedOutside: problem }));
  expect(await at('outside-notice').textContent()).toMatch(
    /outside the till.*are in use: SiteID.*audit log/s,
  );
  expect(await axeViolations(shown.page)).toEqual([]);
  await shown.reply('differences.read', { ok: true, value: {} });
  await at('outside-read').click();
  await expect.poll(() => shown.calls('differences.read')).toEqual([{}]);
  await shown.push('session.changed', signedIn());
  await at('outside-notice').waitFor({ state: 'detached' });
});
