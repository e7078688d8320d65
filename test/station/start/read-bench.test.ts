import { expect, test } from 'vitest';
import { readBench } from '#station/start/read-bench.ts';

const named = {
  COUNTERTOP_GATEWAY: 'http://127.0.0.1:8080',
  COUNTERTOP_SITE_ID: '30201',
  COUNTERTOP_API_KEY: 'bench-key',
};

test('without COUNTERTOP_GATEWAY there is no bench', () => {
  expect(readBench({ COUNTERTOP_SITE_ID: '1' })).toEqual({ kind: 'none' });
});

test('a server on this computer is accepted, with training defaults for what is not set', () => {
  expect(
    readBench({ ...named, COUNTERTOP_STORE_NAME: 'Bench Shop', COUNTERTOP_CURRENCY: 'eur' }),
  ).toMatchObject({
    kind: 'bench',
    bench: {
      origin: 'http://127.0.0.1:8080',
      identity: {
        environment: 'bench',
        terminal: { storeName: 'Bench Shop', currency: 'EUR', terminalId: 'T1' },
      },
    },
  });
});

test('a variable that is set to nothing counts as not set, as scripts and containers pass it', () => {
  const names = ['STORE_NAME', 'STORE_ID', 'TERMINAL_ID', 'CURRENCY', 'COUNTRY', 'EMAIL'];
  const empty = Object.fromEntries(names.map((name) => [`COUNTERTOP_${name}`, '']));
  expect(readBench({ ...named, ...empty })).toEqual(readBench(named));
});

test.each([
  'https://paytest.smart2pay.com',
  'http://192.168.0.5:80',
  'http://127.0.0.1.evil.example',
  'http://user:pass@127.0.0.1:80',
  'http://0.0.0.0:80',
  'file:///etc/passwd',
  'rubbish',
])('any other address is refused: %s', (address) => {
  expect(readBench({ ...named, COUNTERTOP_GATEWAY: address })).toMatchObject({ kind: 'refused' });
});

test.each([
  ['COUNTERTOP_SITE_ID', 'x'],
  ['COUNTERTOP_API_KEY', ''],
  ['COUNTERTOP_COUNTRY', 'China'],
  ['COUNTERTOP_STORE_NAME', ' '],
])('%s = %j is refused by name, without repeating a secret', (name, value) => {
  const choice = readBench({ ...named, [name]: value });
  expect(choice).toMatchObject({ kind: 'refused', why: expect.stringContaining(name) as string });
  expect(JSON.stringify(choice)).not.toContain('bench-key');
});
