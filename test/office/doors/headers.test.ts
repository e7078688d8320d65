import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src-office/database/database.ts';
import { addressOf, isSecure } from '../../../src-office/doors/caller.ts';
import { rateLimit } from '../../../src-office/doors/rate-limit.ts';
import type { TestedOffice } from '../../support/office/page/office.ts';
import { officeOn } from '../../support/office/page/office.ts';

/** Knows nobody, and is asked nothing else. */
const EMPTY: Database = {
  query: () => Promise.resolve([]),
  transaction: (work) => work({ query: () => Promise.resolve([]), write: () => undefined }),
  alone: (_, work) => work(),
  unlessHeld: (_, work) => work(),
  close: () => Promise.resolve(),
};

let folder: string;
let office: TestedOffice;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'office-page-'));
  await mkdir(join(folder, 'page', 'assets'), { recursive: true });
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html><title>Countertop Office</title>');
  await writeFile(join(folder, 'page', 'assets', 'main-1a2b3c.js'), 'export {};');
  await writeFile(join(folder, 'page', 'main.js.map'), 'sources');
  await writeFile(join(folder, 'secret.html'), 'not of the page');
  office = await officeOn(EMPTY, join(folder, 'page'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each(['/', '/assets/main-1a2b3c.js', '/api/me', '/api/nothing', '/nothing'])(
  'the answer to %s lets no other site in and runs nothing but the page',
  async (path) => {
    const { headers } = await office.app.request(path);
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.has('access-control-allow-origin')).toBe(false);
  },
);

test('an answer that changes is never cached; one with its content in its name is cached for ever', async () => {
  const kept = async (path: string) => (await office.app.request(path)).headers.get('cache-control');
  expect(await kept('/api/me')).toBe('no-store');
  expect(await kept('/')).toBe('no-cache');
  expect(await kept('/assets/main-1a2b3c.js')).toContain('immutable');
});

test('the page is compressed for browsers that accept that; answers about the shop and its people never are', async () => {
  const codingOf = async (path: string, accepts: string) => {
    const answer = await office.app.request(path, { headers: { 'Accept-Encoding': accepts } });
    return [answer.headers.get('content-encoding'), answer.headers.get('vary')];
  };
  expect(await codingOf('/assets/main-1a2b3c.js', 'gzip, br')).toEqual(['gzip', 'Accept-Encoding']);
  expect(await codingOf('/assets/main-1a2b3c.js', 'identity')).toEqual([null, 'Accept-Encoding']);
  expect(await codingOf('/api/me', 'gzip')).toEqual([null, null]);
  const packed = await office.app.request('/', { headers: { 'Accept-Encoding': 'gzip' } });
  expect(gunzipSync(await packed.arrayBuffer()).toString()).toContain('Countertop Office');
});

test.each([
  '/../secret.html',
  '/..%2fsecret.html',
  '/assets/..%2f..%2fsecret.html',
  '/%2e%2e/secret.html',
  '/main.js.map',
  '//etc/hostname',
])('nothing but the built page is served, not %s', async (path) => {
  const answer = await office.app.request(`http://office${path}`);
  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toMatch(/not of the page|sources/);
});

test('a body that is too long is refused before it is read', async () => {
  const body = JSON.stringify({ name: 'x'.repeat(70_000), password: '' });
  const headers = { 'content-type': 'application/json' };
  expect((await office.app.request('/api/sign-in', { method: 'POST', body, headers })).status).toBe(413);
});

test('a proxy is trusted only on this computer', () => {
  const headers = new Headers({ 'x-forwarded-for': '6.6.6.6, 203.0.113.9', 'x-forwarded-proto': 'https' });
  expect(addressOf({ address: '127.0.0.1' }, headers)).toBe('203.0.113.9');
  expect(addressOf({ address: '::ffff:127.0.0.1' }, headers)).toBe('203.0.113.9');
  expect(addressOf({ address: '198.51.100.1' }, headers)).toBe('198.51.100.1');
  expect(addressOf({ address: '127.0.0.1' }, new Headers({ 'x-forwarded-for': '' }))).toBe('127.0.0.1');
  expect(isSecure({ address: '127.0.0.1', isTls: false }, headers)).toBe(true);
  expect(isSecure({ address: '198.51.100.1', isTls: false }, headers)).toBe(false);
  expect(isSecure({ address: '198.51.100.1', isTls: true }, new Headers())).toBe(true);
});

test('behind TLS, browsers are told to use only TLS', async () => {
  const over = async (isTls: boolean) => {
    office.connectFrom({ address: '192.0.2.1', isTls });
    return (await office.app.request('/')).headers.get('strict-transport-security');
  };
  expect(await over(true)).toBe('max-age=31536000');
  expect(await over(false)).toBeNull();
});

test('an address that sends requests without end is refused for a while, and nobody else is', () => {
  const time = { now: 0 };
  const limit = rateLimit({ now: () => time.now, randomBytes: () => new Uint8Array() }, 60);
  const passed = (address: string, times: number): number =>
    Array.from({ length: times }, () => limit.take(address)).filter((wait) => wait === 0).length;
  expect(passed('a', 100)).toBe(60);
  expect(passed('b', 1)).toBe(1);
  time.now += 1_000;
  expect(passed('a', 100)).toBe(1);
});
