import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OfficeView } from '#contract';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { NOON, signedIn, till } from '../../harness/views.ts';
import { openSettingsIn } from './open-settings.ts';

const none: OfficeView = {
  connected: null,
  confirmedAt: null,
  behind: null,
  trouble: null,
  untakenRow: null,
  restore: null,
  progress: null,
};
const connected: OfficeView = {
  connected: { address: 'https://office.example', storeName: 'Garden Café', stationName: 'Till 2' },
  confirmedAt: NOON,
  behind: { events: 12, since: NOON },
  trouble: 'unreached',
  untakenRow: null,
  restore: null,
  progress: null,
};
const ok = (value: unknown) => ({ ok: true, value });

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);

test('what is typed for the office or as a passphrase stays on its page, and is asked about before Settings are left', async () => {
  await openSettingsIn(shown);
  await shown.reply('office.read', ok(none));
  await shown.reply('keys.read', ok({ protectedBy: 'nowhere', fingerprint: 'a1b2 c3d4' }));
  await at('topic-office').click();
  await at('office-address').fill('office.example');
  await at('topic-keys').click();
  await at('passphrase').fill('green kettle under stairs');
  await at('topic-office').click();
  expect(await at('office-address').inputValue()).toBe('office.example');
  await at('topic-keys').click();
  expect(await at('passphrase').inputValue()).toBe('green kettle under stairs');

  await at('rail-sale').click();
  const refused = { ok: false, problem: { code: 'office-unreachable', details: {} } };
  await shown.reply('office.connect', refused);
  await at('leave-form-save').click();
  await at('office-form').waitFor();
  expect(await at('problem').innerText()).toContain('office');

  await at('rail-sale').click();
  await at('leave-form-discard').click();
  await at('settings').waitFor({ state: 'detached' });
});

test('a till is connected with address and code, says what the office has, and is disconnected after a question', async () => {
  await openSettingsIn(shown);
  await shown.reply('office.read', ok(none));
  await at('topic-office').click();
  await at('office-address').fill('office.example');
  await at('office-code').fill('K7M2-9QXT-4D');
  const refusal = (code: string) => ({ ok: false, problem: { code, details: {} } });
  for (const code of ['office-unreachable', 'office-unreached']) {
    await shown.reply('office.connect', refusal(code));
    await at('office-connect').click();
    await expect
      .poll(() => at('office-address').getAttribute('aria-invalid'), { message: code })
      .toBe('true');
    await shown.reply('office.connect', refusal('office-expired-code'));
    await at('office-connect').click();
    await expect
      .poll(() => at('office-address').getAttribute('aria-invalid'), { message: code })
      .toBe('false');
  }
  expect(await at('problem').innerText()).toContain('This code has expired');
  expect(await at('office-code').getAttribute('aria-invalid')).toBe('true');
  await shown.reply('office.read', ok(connected));
  await shown.reply('office.connect', ok(connected));
  await at('office-code').press('Enter');
  expect(await at('office-station').innerText()).toBe('Till 2');
  expect(await at('office-behind').innerText()).toMatch(/^12 entries, since/);
  expect(await at('office-state').getAttribute('data-trouble')).toBe('unreached');
  await at('office-disconnect').click();
  await at('office-stay').click();
  await at('office-disconnect').click();
  // Read again and again: only once it is disconnected does main say so.
  await shown.reply('office.disconnect', ok(none));
  await at('office-leave').click();
  await shown.reply('office.read', ok(none));
  await at('office-form').waitFor();
});

test('a fresh till takes the place of another after a question, and goes on where it was cut off', async () => {
  await openSettingsIn(shown);
  await shown.reply('office.read', ok({ ...none, restore: 'offered' }));
  await at('topic-office').click();
  await at('office-address').fill('office.example');
  await at('office-restore').click();
  await at('problem').waitFor();
  const focused = (): Promise<string> =>
    shown.page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '');
  await expect.poll(focused).toBe('office-code');
  expect(await at('office-question').count()).toBe(0);
  await at('office-code').fill('K7M2-9QXT-4D');
  await at('office-restore').click();
  await at('office-stay').click();
  await at('office-restore').click();
  await shown.reply('office.restore', 'held');
  await at('office-take-place').click();
  await shown.reply('office.read', ok({ ...none, restore: 'begun' }));
  await shown.release({ ok: false, problem: { code: 'office-cut-off', details: {} } });
  expect(await at('problem').innerText()).toContain('no new code is needed');
  await shown.reply('office.resume', ok({}));
  await shown.reply('office.read', ok(connected));
  await at('office-resume').click();
  expect(await at('office-station').innerText()).toBe('Till 2');
});

test('the badge says what the office lacks and leads to the page; a manager is told of an alarm, a cashier is not', async () => {
  const office = { late: { events: 12, since: NOON }, trouble: 'forked' } as const;
  await shown.open({ till: till({ office }) });
  expect(await at('office-badge').innerText()).toBe('12');
  expect(await at('office-notice').getAttribute('data-problem')).toBe('office-forked');
  await shown.reply('office.read', ok({ ...connected, trouble: 'forked' }));
  await at('office-badge').click();
  await at('office-trouble').waitFor();
  const person = { id: 'lin', name: 'Lin', role: 'cashier' } as const;
  await shown.open({ till: till({ office }) }, signedIn({ person }));
  await at('office-badge').waitFor();
  expect(await at('office-notice').count()).toBe(0);
});
