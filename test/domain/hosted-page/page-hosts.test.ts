import { describe, expect, test } from 'vitest';
import type { PageRealm } from '#domain/hosted-page/page-hosts.ts';
import { mayBegin, mayFetch, mayOpen, PAGE_HOSTS, sourcesOf } from '#domain/hosted-page/page-hosts.ts';

const live: PageRealm = { environment: 'live', localOrigin: null };
const trial: PageRealm = { environment: 'test', localOrigin: null };
const bench: PageRealm = { environment: 'bench', localOrigin: 'http://127.0.0.1:7424' };

const usesOf = (address: string, realm: PageRealm): string =>
  [
    mayBegin(address, realm) ? 'begin' : '',
    mayOpen(address, realm) ? 'open' : '',
    mayFetch(address, realm) ? 'fetch' : '',
  ]
    .filter((use) => use !== '')
    .join(' ');

describe('a customer’s page in a live shop', () => {
  test.each([
    ['https://globalapi.smart2pay.com/Home?PaymentToken=A.1', 'begin open fetch'],
    ['https://api.smart2pay.com/Home', 'begin open fetch'],
    ['https://qr.alipay.com/bax0', 'open fetch'],
    ['https://alipay.com/', 'open fetch'],
    ['https://gw.alipayobjects.com/logo.png', 'fetch'],
    ['https://globalpay.smart2pay.com/logo.gif', 'fetch'],
    // Hosts where a page may not be.
    ['https://apitest.smart2pay.com/Home', ''],
    ['https://alipaydev.com/', ''],
    ['https://secure.smart2pay.com/', ''],
    ['https://shop.example/', ''],
    // Names that only look similar.
    ['https://globalapi.smart2pay.com.evil.example/Home', ''],
    ['https://notalipay.com/', ''],
    ['https://alipay.com.evil.example/', ''],
    ['https://globalapi.smart2pay.com@evil.example/', ''],
    ['https://till@globalapi.smart2pay.com/', ''],
    ['https://evil.globalapi.smart2pay.com/', ''],
    // Other schemes and ports.
    ['http://globalapi.smart2pay.com/Home', ''],
    ['https://globalapi.smart2pay.com:8443/Home', ''],
    ['wss://qr.alipay.com/', ''],
    ['file:///etc/passwd', ''],
    ['data:text/html,paid', ''],
    ['javascript:alert(1)', ''],
    ['alipays://platformapi/startapp', ''],
    ['app://countertop/till.html', ''],
    ['about:blank', ''],
    ['http://127.0.0.1:7424/Home', ''],
    ['', ''],
  ])('may use %s to: %s', (address, uses) => {
    expect(usesOf(address, live)).toBe(uses);
  });
});

test('a shop in the test environment uses the test gateway’s pages, not the live ones', () => {
  expect(usesOf('https://apitest.smart2pay.com/Home?PaymentToken=A.1', trial)).toBe('begin open fetch');
  expect(usesOf('https://globalapi.smart2pay.com/Home', trial)).toBe('');
});

test('on a bench and in training everything is at the gateway on this computer, at its own port', () => {
  expect(usesOf('http://127.0.0.1:7424/Home?PaymentToken=A.1', bench)).toBe('begin open fetch');
  for (const elsewhere of ['http://127.0.0.1:7425/', 'http://localhost:7424/', 'https://qr.alipay.com/'])
    expect(usesOf(elsewhere, bench)).toBe('');
  expect(sourcesOf(bench)).toEqual(['http://127.0.0.1:7424']);
});

test('every allowed host has a reason, and a page’s policy names these hosts and no others', () => {
  expect(PAGE_HOSTS.filter(({ why }) => why === '')).toEqual([]);
  expect(sourcesOf(live)).toEqual([
    'https://globalapi.smart2pay.com',
    'https://api.smart2pay.com',
    'https://globalpay.smart2pay.com',
    'https://alipay.com',
    'https://*.alipay.com',
    'https://alipayplus.com',
    'https://*.alipayplus.com',
    'https://alipayobjects.com',
    'https://*.alipayobjects.com',
    'https://alicdn.com',
    'https://*.alicdn.com',
  ]);
});
