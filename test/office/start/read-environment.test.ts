import { expect, test } from 'vitest';
import { isInTheClear, readEnvironment } from '../../../src-office/read-environment.ts';

test('without any setting it runs on an embedded database, on this computer alone', () => {
  expect(readEnvironment({ COUNTERTOP_OFFICE_HOME: '/srv/office' })).toEqual({
    where: { folder: '/srv/office/database' },
    home: '/srv/office',
    host: '127.0.0.1',
    port: 7480,
    tls: null,
    webhook: null,
  });
});

test('the address of a database replaces the embedded one', () => {
  const address = 'postgres://office:secret@db/office';
  expect(readEnvironment({ COUNTERTOP_OFFICE_DATABASE_URL: address }).where).toEqual({ address });
});

test('an impossible setting is named, but not its value', () => {
  expect(() => readEnvironment({ COUNTERTOP_OFFICE_PORT: 'secret' })).toThrow(
    'COUNTERTOP_OFFICE_PORT cannot be read',
  );
  expect(() => readEnvironment({ COUNTERTOP_OFFICE_PORT: '' })).toThrow(
    'COUNTERTOP_OFFICE_PORT cannot be read',
  );
  expect(() => readEnvironment({ COUNTERTOP_OFFICE_TLS_CERT: '/c.pem' })).toThrow('go together');
});

test('an office that other computers reach without TLS says so', () => {
  const tls = { COUNTERTOP_OFFICE_TLS_CERT: '/c.pem', COUNTERTOP_OFFICE_TLS_KEY: '/k.pem' };
  const isClear = (host: string, more = {}): boolean =>
    isInTheClear(readEnvironment({ COUNTERTOP_OFFICE_HOST: host, ...more }));
  expect(['0.0.0.0', '::', 'office.local', '192.0.2.7'].map((host) => isClear(host))).toEqual(
    Array(4).fill(true),
  );
  expect(['127.0.0.1', '127.1.2.3', '::1', 'localhost'].map((host) => isClear(host))).toEqual(
    Array(4).fill(false),
  );
  expect(isClear('0.0.0.0', tls)).toBe(false);
});
