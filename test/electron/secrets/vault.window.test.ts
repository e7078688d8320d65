import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Station } from '../../support/station.ts';
import { filesBelow, openStation, removeHome } from '../../support/station.ts';

const KEY = 'canary-vault-key-5502';
let station: Station;

beforeEach(async () => {
  station = await openStation({ args: ['--password-store=basic'] });
});
afterEach(async () => {
  await station.close();
  removeHome(station.home);
});

test('without a key ring main refuses to save an ApiKey, whatever the screen allows', async () => {
  const answer = await station.till.evaluate(async (apiKey) => {
    const read = await window.countertop.call('settings.read', {});
    if (!read.ok) return read;
    const input = { ...read.value.saved, environment: 'test', siteId: '30201', apiKey } as const;
    return window.countertop.call('settings.save', input);
  }, KEY);
  expect(answer).toMatchObject({ ok: false, problem: { code: 'no-key-store' } });
  expect(existsSync(join(station.home, 'test', 'credentials'))).toBe(false);
  for (const { path, bytes } of filesBelow(station.home)) expect(bytes.includes(KEY), path).toBe(false);
});
