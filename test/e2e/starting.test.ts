import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Station } from '../support/station.ts';
import { electronExecutable, freshHome, openStation, removeHome } from '../support/station.ts';

const root = join(import.meta.dirname, '..', '..');
const home = freshHome();
afterAll(() => removeHome(home));

/** Starts the app alone and waits until it ends. */
const startToEnd = async (env: Readonly<Record<string, string>>): Promise<{ code: number; said: string }> => {
  const app = spawn(electronExecutable(), [root], { env: { ...process.env, COUNTERTOP_HOME: home, ...env } });
  let said = '';
  app.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(app, 'exit')) as [number];
  return { code, said };
};

test('with a gateway address that is not on this computer the till does not start, and says why', async () => {
  const { code, said } = await startToEnd({
    COUNTERTOP_GATEWAY: 'https://gateway.example.com',
    COUNTERTOP_SITE_ID: '1000',
    COUNTERTOP_API_KEY: 'canary-key-55aa',
  });
  expect(code).not.toBe(0);
  expect(said).toMatch(/COUNTERTOP_GATEWAY must be a plain address on this computer/);
  expect(said).not.toContain('canary-key-55aa');
});

describe('a till that runs', () => {
  let station: Station;
  beforeAll(async () => {
    station = await openStation({ home });
  });
  afterAll(() => station.close());

  test('a second start brings the first till to the front and exits', async () => {
    expect((await startToEnd({})).code).toBe(0);
    expect(await station.till.getByTestId('payment-state').getAttribute('data-state')).toBe('idle');
  });

  test('both windows run in the sandbox, without Node, and cannot go elsewhere', async () => {
    for (const page of [station.till, station.customer]) {
      const reach = await page.evaluate(() => ({
        node: 'require' in window || 'process' in window,
        bridge: Object.keys(window.countertop),
      }));
      expect(reach).toEqual({ node: false, bridge: ['call', 'on'] });
      const address = page.url();
      await page.evaluate(() => {
        location.href = 'https://example.com/';
      });
      const popup = await page.evaluate(() => window.open('https://example.com/') === null);
      const permission = await page.evaluate(async () => Notification.requestPermission());
      const evaluated = await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.injected = true';
        document.head.append(script);
        return 'injected' in window;
      });
      expect({ popup, permission, evaluated }).toEqual({
        popup: true,
        permission: 'denied',
        evaluated: false,
      });
      expect(page.url()).toBe(address);
    }
  });

  test('the customer’s window cannot make the till’s calls', async () => {
    const { customer } = station;
    for (const call of ['till.snapshot', 'settings.read', 'payments.start', 'no.such.call']) {
      const reply = await customer.evaluate(
        (name) => window.countertop.call(name as 'till.snapshot', {}),
        call,
      );
      expect(reply).toMatchObject({ ok: false, problem: { code: 'request-refused' } });
    }
  });
});
