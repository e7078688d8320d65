import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Settings } from '#domain/shop/settings.ts';
import { defaultSettings } from '#domain/shop/settings.ts';
import { showSettings } from '#domain/shop/typed-settings.ts';
import { openTill } from '../../src-main/till.ts';
import { plainTillPorts } from '../support/plain-ports.ts';

test('a till that cannot open the chosen environment stays in the old one, now and after a restart', async () => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-failed-environment-'));
  // A file where the folder of the live environment belongs.
  writeFileSync(join(home, 'live'), '');
  const written: Settings[] = [];
  const ports = plainTillPorts(home);
  const till = await openTill({
    ...ports,
    vault: { ...ports.vault, hasKey: () => true },
    settingsFile: { read: () => defaultSettings, write: (settings) => void written.push(settings) },
  });
  onTestFinished(async () => {
    await till.stop();
    rmSync(home, { recursive: true, force: true });
  });
  const typed = { ...showSettings(defaultSettings), environment: 'live', siteId: '30201' } as const;
  expect(await till.call('settings.save', typed)).toMatchObject({
    ok: false,
    problem: { code: 'environment-failed' },
  });
  expect(written.map(({ environment }) => environment)).toEqual(['live', 'training']);
  expect(await till.call('settings.read', {})).toMatchObject({
    value: { saved: { environment: 'training', siteId: '' } },
  });
  expect(await till.call('payments.start', { amount: 1250, orderReference: '' })).toMatchObject({ ok: true });
});
