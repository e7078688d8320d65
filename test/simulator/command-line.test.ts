import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { SCENARIO_NAMES, SCENARIOS } from '#simulator/scenarios.ts';
import type { Scenario } from '#simulator/scenarios.ts';
import { order } from './kit/shop.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/simulator.ts', import.meta.url));

it('the simulator runs as a command, prints its scenarios, answers for its site, notifies and stops on SIGTERM', async () => {
  const merchant = createServer((_, response) => response.writeHead(204).end());
  merchant.listen(0, '127.0.0.1');
  await once(merchant, 'listening');
  onTestFinished(() => void merchant.close());
  const { port } = merchant.address() as AddressInfo;
  const given = ['--port', '0', '--api-key', 'secret-key', '--notify', `http://127.0.0.1:${port}/told`];
  const child = spawn(process.execPath, [SCRIPT, ...given], {
    env: { ...process.env, COUNTERTOP_SITE_ID: '77', COUNTERTOP_API_KEY: 'unused' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  await expect.poll(() => printed).toContain('stop it with');
  for (const name of SCENARIO_NAMES) {
    const { ending = '', title }: Scenario = SCENARIOS[name];
    const row = new RegExp(`^ *${ending} +${name} +(.*)$`, 'm').exec(printed);
    expect(row?.[1]).toBe(title);
  }
  expect(printed).not.toContain('secret-key');

  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '';
  const answer = await fetch(`${url}/v1/payments`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('77:secret-key')}`, 'content-type': 'application/json' },
    body: JSON.stringify(order()),
  });
  expect(await answer.json()).toMatchObject({ Payment: { SiteID: 77, Status: { ID: 1 } } });

  const notified = once(merchant, 'request') as Promise<[IncomingMessage]>;
  const body = JSON.stringify({ reference: 'latest', action: 'pay' });
  await fetch(`${url}/__control/act`, { method: 'POST', body });
  expect((await notified)[0].url).toBe('/told');

  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
}, 20_000);
