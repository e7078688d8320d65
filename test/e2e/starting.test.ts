import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { electronExecutable, freshHome, removeHome } from '../support/station.ts';

test('with a gateway address that is not on this computer the till does not start, and says why', async () => {
  const home = freshHome();
  const app = spawn(electronExecutable(), [join(import.meta.dirname, '..', '..')], {
    env: {
      ...process.env,
      COUNTERTOP_HOME: home,
      COUNTERTOP_GATEWAY: 'https://gateway.example.com',
      COUNTERTOP_SITE_ID: '1000',
      COUNTERTOP_API_KEY: 'canary-key-55aa',
    },
  });
  let said = '';
  app.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(app, 'exit')) as [number];
  expect(code).not.toBe(0);
  expect(said).toMatch(/COUNTERTOP_GATEWAY must be a plain address on this computer/);
  expect(said).not.toContain('canary-key-55aa');
  removeHome(home);
});
