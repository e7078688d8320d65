import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { SCENARIO_NAMES, SCENARIOS } from '#simulator/scenarios.ts';
import type { Scenario } from '#simulator/scenarios.ts';
import { order } from './kit/shop.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/simulator.ts', import.meta.url));

/** The lines that the command writes before it ends with 1. */
const refused = async (given: readonly string[]): Promise<string[]> => {
  const child = spawn(process.execPath, [SCRIPT, '--port', '0', ...given], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said, ended] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect(ended).toEqual([1, null]);
  return said.trim().split('\n');
};

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
  child.stdout.setEncoding('utf8').on('data', (more: string) => (printed += more));
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

it.each([
  ['a port that is none', ['--port', 'here'], '--port takes a whole number up to 65535, not “here”.'],
  ['a site number that is none', ['--site-id', 'shop'], '--site-id takes a whole number'],
  ['a delay that is none', ['--delay', '2s'], '--delay takes a whole number'],
  ['an address without a protocol', ['--notify', 'localhost'], '--notify takes an address'],
])('%s stops the command with one line that says what it takes', async (_name, given, words) => {
  expect(await refused(given)).toEqual([expect.stringContaining(words)]);
});

it('a port that is taken stops the command, and it names the port', async () => {
  const other = createServer();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  expect(await refused(['--port', String(port)])).toEqual([
    expect.stringContaining(`could not start on port ${port}`),
  ]);
});
