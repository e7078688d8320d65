import { describe, expect, test } from 'vitest';
import type { LinkStep } from '#domain/gateway/link-check.ts';
import { isLinkSound, LINK_STEPS } from '#domain/gateway/link-check.ts';
import type { Answer, GatewayMethod, Reach } from '#services/gateway/gateway-port.ts';
import { checkLink } from '#services/set-up/check-link.ts';
import { reached, settingsKit, typed } from '../settings/settings-kit.ts';

const offering = (...currencies: string[]): Answer<GatewayMethod> => ({ kind: 'ok', value: { currencies } });

/** 'step verdict reason' of every step. */
const test24 = async (options: Parameters<typeof settingsKit>[0]) => {
  const { ports, tried } = settingsKit({ answer: offering('CNY'), ...options });
  const test = await checkLink(ports, typed);
  if (!test.tested) throw new Error(test.field);
  const words = test.checks.map(({ step, verdict, reason }) => `${step} ${verdict} ${reason}`);
  return { words, sound: isLinkSound(test.checks), tried, checks: test.checks };
};

const WAITING = ['clock not-tried waits', 'credentials not-tried waits', 'methods not-tried waits'];
const unreached = (detail: string, change: Partial<Reach> = {}): Reach => ({
  ...reached,
  ...change,
  secure: undefined,
  detail,
});

test('a gateway that is found, private, on time, and takes the key and the currency passes every step', async () => {
  const { words, sound } = await test24({});
  expect(words).toEqual([
    'dns pass host-found',
    'tls pass secure',
    'clock pass clock-right',
    'credentials pass credentials-accepted',
    'methods pass currency-offered',
  ]);
  expect(sound).toBe(true);
});

describe('a connection that is not made', () => {
  test.each<[string, Reach, readonly string[]]>([
    [
      'the host is not found',
      unreached('ENOTFOUND', { found: false }),
      ['dns fail host-not-found', 'tls not-tried waits'],
    ],
    ['nobody answers there', unreached('ECONNREFUSED'), ['dns pass host-found', 'tls fail unreachable']],
    [
      'the certificate is out of its dates',
      unreached('CERT_HAS_EXPIRED'),
      ['dns pass host-found', 'tls fail certificate-date'],
    ],
    [
      'somebody else answers',
      unreached('DEPTH_ZERO_SELF_SIGNED_CERT'),
      ['dns pass host-found', 'tls fail certificate-unknown'],
    ],
    [
      'the proxy refuses',
      unreached('PROXY_REFUSED', { byProxy: true, found: null }),
      ['dns not-tried host-unknown', 'tls fail proxy-refused'],
    ],
  ])('%s: the step is named, the rest waits, and the key is not sent', async (_what, reach, first) => {
    const { words, sound, tried } = await test24({ reach });
    expect(words).toEqual([...first, ...WAITING]);
    expect({ sound, tried }).toEqual({ sound: false, tried: [] });
  });

  test('behind a proxy the till says that the proxy looks the host up', async () => {
    const { words, sound } = await test24({ reach: { ...reached, byProxy: true, found: null } });
    expect(words.slice(0, 2)).toEqual(['dns pass host-by-proxy', 'tls pass secure-by-proxy']);
    expect(sound).toBe(true);
  });
});

test.each([
  [120_000, 'clock pass clock-right'],
  [120_001, 'clock fail clock-behind'],
  [-120_001, 'clock fail clock-ahead'],
])('with the gateway’s clock %i ms ahead of ours: %s', async (skewMs, word) => {
  const { words, sound } = await test24({ skewMs });
  expect(words[2]).toBe(word);
  expect(sound).toBe(word.includes('pass'));
});

test.each<[Answer<GatewayMethod>, string, string]>([
  [{ kind: 'credentials-refused' }, 'fail credentials-refused', 'not-tried waits'],
  [{ kind: 'no-answer', detail: 'timeout' }, 'fail no-answer', 'not-tried waits'],
  [{ kind: 'unreachable', detail: 'ECONNRESET' }, 'fail unreachable', 'not-tried waits'],
  [{ kind: 'server-fault', status: 503, retryAfterMs: null }, 'fail gateway-trouble', 'not-tried waits'],
  [{ kind: 'malformed', detail: '' }, 'fail gateway-trouble', 'not-tried waits'],
  [{ kind: 'not-found' }, 'pass credentials-accepted', 'fail alipay-not-offered'],
  [offering('EUR', 'USD'), 'pass credentials-accepted', 'fail currency-not-offered'],
  [offering(), 'pass credentials-accepted', 'pass currency-offered'],
])('%j: credentials %s, method 24 %s', async (answer, credentials, methods) => {
  const { words } = await test24({ answer });
  expect(words.slice(3)).toEqual([`credentials ${credentials}`, `methods ${methods}`]);
});

test('every step is needed: a test that left one out has not passed', async () => {
  const { checks } = await test24({});
  const without = (left: LinkStep) => checks.filter(({ step }) => step !== left);
  expect(LINK_STEPS.map((step) => isLinkSound(without(step)))).toEqual(LINK_STEPS.map(() => false));
});

test('what is missing is named before anything is tried', async () => {
  const { ports, tried } = settingsKit();
  expect(await checkLink(ports, { ...typed, siteId: '' })).toEqual({ tested: false, field: 'siteId' });
  expect(await checkLink(ports, { ...typed, apiKey: '' })).toEqual({ tested: false, field: 'apiKey' });
  expect(tried).toEqual([]);
});
