import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations } from '../../harness/axe.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { settings } from '../../harness/views.ts';
import { healthView, updateView } from '../../state/health/health-view.ts';

const usual = healthView();
const ailing = healthView({
  verdicts: { ...usual.verdicts, gateway: 'failing', backups: 'old', printer: 'failed', office: 'none' },
  office: { confirmedAt: null, behind: null },
  gateway: { ...usual.gateway, connection: 'no-internet' },
  problems: [{ at: usual.at, level: 'error', text: 'the journal could not be backed up' }],
});
const files = [
  { name: 'versions.txt', text: 'product: Countertop POS\n' },
  { name: 'log.txt', text: '2026-11-23T11:02:00.000Z info gateway link\n'.repeat(60) },
];

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const SHOTS = process.env.COUNTERTOP_SHOTS;
const picture = async (name: string): Promise<void> => {
  if (SHOTS !== undefined) await shown.page.screenshot({ path: `${SHOTS}/${name}.png` });
};

const openPage = async (health = ailing): Promise<void> => {
  await shown.open();
  await shown.reply('settings.read', { ok: true, value: settings() });
  await shown.reply('health.read', { ok: true, value: health });
  await at('rail-settings').click();
  await at('topic-health').click();
  await at('health-lead').waitFor();
};

test('every part of the till says in a word how it is and, if something is wrong, what to do', async () => {
  await openPage();
  expect(await at('health-lead').innerText()).toBe('Something is wrong.');
  expect(await at('health-gateway').getAttribute('data-level')).toBe('red');
  expect(await at('health-gateway').innerText()).toMatch(
    /Problem[\s\S]*Cannot be reached[\s\S]*notice on the sale screen/,
  );
  expect(await at('health-backups').innerText()).toMatch(/Attention[\s\S]*Back up now/);
  expect(await at('health-journal').innerText()).toMatch(/Good[\s\S]*48,210[\s\S]*12.3 MB/);
  // Without an office, nothing is claimed of it.
  expect(await at('health-office').innerText()).not.toMatch(/whole journal/);
  expect(await at('health-problems').innerText()).toContain('the journal could not be backed up');
  for (const scheme of ['light', 'dark'] as const) {
    await shown.scheme(scheme);
    expect(await axeViolations(shown.page)).toEqual([]);
    for (const [width, height] of [
      [1024, 600],
      [1280, 800],
    ] as const) {
      await shown.size(width, height);
      await at('health-gateway').scrollIntoViewIfNeeded();
      await picture(`health-${scheme}-${width}`);
      await at('backup-make').scrollIntoViewIfNeeded();
      await picture(`backups-${scheme}-${width}`);
    }
  }
  await shown.scheme('light');
});

test('a restore is asked about, with what will be missing, and goes to main only when it is confirmed', async () => {
  await openPage();
  await shown.reply('backups.gap', {
    ok: true,
    value: { lastAt: usual.at, rows: 9, payments: 3, refunds: 1, zs: 1 },
  });
  await shown.reply('backups.restore', { ok: true, value: {} });
  await at('backup-restore').last().click();
  await at('restore-question').waitFor();
  expect(await at('restore-question').innerText()).toContain('3 payments and one refund');
  expect(await axeViolations(shown.page)).toEqual([]);
  await picture('restore-question');
  await at('restore-no').click();
  expect(await shown.calls('backups.restore')).toEqual([]);
  await at('backup-restore').last().click();
  await at('restore-yes').click();
  await expect.poll(() => shown.calls('backups.restore')).toEqual([{ name: 'journal-20261122T210000Z.db' }]);
  await expect.poll(() => at('backup-said').innerText()).toContain('Restored');
});

test('what goes to support is read on the page before it is saved', async () => {
  await openPage();
  await shown.reply('support.read', { ok: true, value: { files } });
  await shown.reply('support.save', { ok: true, value: { fileName: 'countertop-support-Q4ZK7M.zip' } });
  await at('support-read').click();
  await at('support-file').last().locator('summary').click();
  await expect.poll(() => at('support-file').last().innerText()).toContain('gateway link');
  expect(await axeViolations(shown.page)).toEqual([]);
  await at('support-save').scrollIntoViewIfNeeded();
  await picture('support');
  await at('support-save').click();
  await expect.poll(() => at('support-saved').innerText()).toContain('countertop-support-Q4ZK7M.zip');
});

test('a support file can still be found when the page is opened again', async () => {
  await openPage(healthView({ lastBundle: 'countertop-support-Q4ZK7M-20261123T114500Z.zip' }));
  await at('support-last').scrollIntoViewIfNeeded();
  expect(await at('support-last').innerText()).toContain('Q4ZK7M-20261123T114500Z.zip');
  await shown.reply('support.show', { ok: true, value: {} });
  await at('support-show').click();
  await expect.poll(() => shown.calls('support.show')).toEqual([{}]);
});

test('an update is shown with what is wrong, and installed only after a question', async () => {
  const problem = { code: 'update-older', details: {} } as const;
  await openPage();
  await shown.reply('updates.read', { ok: true, value: updateView({ problem }) });
  await at('updates').waitFor();
  expect(await at('updates').innerText()).toMatch(
    /0\.2\.0 has been downloaded[\s\S]*older version is offered/,
  );
  expect(await axeViolations(shown.page)).toEqual([]);
  await at('updates-now').scrollIntoViewIfNeeded();
  await picture('updates');
  await at('updates-now').click();
  await at('updates-question').waitFor();
  await picture('updates-question');
  expect(await shown.calls('updates.install')).toEqual([]);
  await shown.reply('updates.install', {
    ok: false,
    problem: { code: 'update-unresolved', details: {} },
  });
  await at('updates-yes').click();
  await at('updates-problem').getByText('unresolved').first().waitFor();
  expect(await shown.calls('updates.install')).toEqual([{ when: 'now' }]);
});
