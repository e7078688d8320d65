import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AboutView } from '#contract';
import { axeViolations } from '../../harness/axe.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { settings } from '../../harness/views.ts';

const HOME = '/home/shop/.config/countertop';
const about: AboutView = {
  product: 'Countertop POS',
  version: '0.1.0',
  license: 'MIT',
  electron: '45.4.1',
  chromium: '150.0.7500.12',
  node: '24.21.0',
  sqlite: '3.51.0',
  system: 'linux x64 6.1.0',
  environment: 'live',
  storeName: 'Garden Café',
  storeId: 'SHOP-1',
  terminalId: 'T1',
  installation: 'Q4ZK7M',
  files: {
    data: HOME,
    log: `${HOME}/logs`,
    journal: `${HOME}/live/journal.db`,
    licenses: '/opt/Countertop POS/resources/THIRD-PARTY-LICENSES.txt',
  },
};

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);

test('the page about the till is read out, shown in folders and copied, and nothing typed in Settings is lost', async () => {
  await shown.open();
  await shown.reply('settings.read', { ok: true, value: settings() });
  await shown.reply('about.read', { ok: true, value: about });
  await shown.reply('about.show', { ok: true, value: {} });
  await shown.reply('about.copy', { ok: true, value: {} });
  await at('rail-settings').click();
  await at('field-storeName').fill('Corner Shop');
  await at('topic-about').click();
  await at('about-copy').waitFor();
  expect(await at('about').innerText()).toContain('Q4ZK7M');
  expect(await axeViolations(shown.page)).toEqual([]);

  await at('about-show-journal').click();
  await expect.poll(() => shown.calls('about.show')).toEqual([{ file: 'journal' }]);
  await at('about-copy').click();
  await expect.poll(() => at('about-copied').innerText()).toContain('Copied');
  const [copied] = (await shown.calls('about.copy')) as { text: string }[];
  expect(copied?.text.split('\n')).toEqual(
    expect.arrayContaining(['Product: Countertop POS 0.1.0', `Journal: ${HOME}/live/journal.db`]),
  );
  await at('topic-shop').click();
  expect(await at('field-storeName').inputValue()).toBe('Corner Shop');
});
