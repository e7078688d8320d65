import { describe, expect, test } from 'vitest';
import type { Answer, GatewayMethod } from '#services/gateway/gateway-port.ts';
import { changeSettings } from '#services/settings/change-settings.ts';
import { testConnection } from '#services/settings/test-connection.ts';
import { acting, settingsKit, typed } from './settings-kit.ts';

const method = (currencies: string[]): Answer<GatewayMethod> => ({
  kind: 'ok',
  value: { currencies },
});

describe('testing the connection', () => {
  test.each<[string, Answer<GatewayMethod>]>([
    ['works', method(['CNY', 'EUR'])],
    ['works', method([])],
    ['currency-not-offered', method(['EUR'])],
    ['credentials-refused', { kind: 'credentials-refused' }],
    ['unreachable', { kind: 'unreachable', detail: '' }],
    ['no-answer', { kind: 'no-answer', detail: '' }],
    ['gateway-trouble', { kind: 'server-fault', status: 500, retryAfterMs: null }],
    ['gateway-trouble', { kind: 'malformed', detail: '' }],
    ['gateway-trouble', { kind: 'not-found' }],
  ])('the verdict is %s', async (verdict, answer) => {
    const { ports, written, keys } = settingsKit({ answer });
    expect(await testConnection(ports, typed)).toMatchObject({ verdict });
    expect([...keys, ...written]).toEqual([]);
  });

  test('of training says that there is none to test, and reaches nothing', async () => {
    const { ports, tried } = settingsKit({ answer: method([]) });
    expect(await testConnection(ports, { ...typed, environment: 'training' })).toEqual({
      verdict: 'training',
    });
    expect(tried).toEqual([]);
  });

  test('uses the saved key when none is typed, and says what is missing when there is none', async () => {
    const { ports, tried } = settingsKit({ answer: method([]) });
    expect(await testConnection(ports, { ...typed, apiKey: '' })).toEqual({
      verdict: 'incomplete',
      field: 'apiKey',
    });
    await changeSettings(ports, typed, acting);
    expect(await testConnection(ports, { ...typed, apiKey: '' })).toMatchObject({ verdict: 'works' });
    expect(tried).toEqual(['30201:a-long-enough-key']);
  });
});
