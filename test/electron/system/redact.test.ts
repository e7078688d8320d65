import fc from 'fast-check';
import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { isSecretName, openRedactor } from '#electron/system/redact.ts';

const CANARY = 'cAnary/Key+42=x';

const redactor = () => {
  const made = openRedactor();
  made.hide(CANARY);
  return made;
};

test.each([
  'apiKey',
  'ApiKey',
  'api_key',
  'X-Api-Key',
  'apikey',
  'authorization',
  'Proxy-Authorization',
  'password',
  'staffPin',
  'pin',
  'PIN',
  'accessToken',
  'set-cookie',
])('a field called %s is redacted', (name) => expect(isSecretName(name)).toBe(true));

test.each(['tokenLifetime', 'pinned', 'requestId', 'reference', 'keySaved', 'opinion'])(
  'a field called %s is not redacted',
  (name) => expect(isSecretName(name)).toBe(false),
);

test('a secret field is redacted at any depth, and the fields beside it are not', () => {
  const line = openRedactor().line('sent', {
    request: [{ headers: { Authorization: 'Basic abc' }, amount: 5 }],
  });
  expect(line).toBe('sent {"request":[{"headers":{"Authorization":"[hidden]"},"amount":5}]}');
});

test('the key never reaches the log, whatever error contains it', () => {
  const cause = new Error(`login ${CANARY} refused`);
  const error = Object.assign(new Error(`bad key ${CANARY}`, { cause }), {
    note: CANARY,
    url: encodeURIComponent(CANARY),
  });
  const line = redactor().line(`failed for ${CANARY}`, { error, raw: JSON.stringify({ k: CANARY }) });
  expect(line).not.toContain(CANARY);
  expect(line).not.toContain(encodeURIComponent(CANARY));
  expect(line).toContain('bad key [hidden]');
});

test('the key is found inside base64, whatever site number precedes it', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^\d{0,10}$/),
      fc.stringMatching(/^[\x21-\x7e]{8,40}$/),
      (siteId, apiKey) => {
        const mine = openRedactor();
        mine.hide(apiKey);
        const credential = Buffer.from(`${siteId}:${apiKey}`).toString('base64');
        const line = mine.line('sent', { sent: credential });
        const left = /"sent":"(.*)"/.exec(line)?.[1]?.split('[hidden]') ?? [];
        expect(left).toHaveLength(2);
        // At most the character that the key shares with its neighbours is left at either end.
        expect(left[0]!.length).toBeLessThanOrEqual(Math.ceil(((siteId.length + 1) * 8) / 6));
        expect(left[1]!.length).toBeLessThanOrEqual(4);
      },
    ),
  );
});

test('an unregistered credential after “Basic” is redacted', () => {
  expect(openRedactor().line('header Authorization: Basic MTIzOnNlY3JldA==')).toBe(
    'header Authorization: Basic [hidden]',
  );
});

const LEAK = 'hunter2hunter2';
test.each([
  `{"body":"{\\"password\\":\\"${LEAK}\\"}"}`,
  `answered {\\"apiKey\\": \\"${LEAK}\\"}`,
  `GET https://pay.example/redirect?PaymentToken=${LEAK}&order=1`,
  `http://${LEAK}@proxy.example:3128`,
  `http://till:p@ss${LEAK}@proxy.example:3128`,
  `["x-api-key","${LEAK}"]`,
  `started with --api-key ${LEAK}`,
  `Cookie: a=1; sid=${LEAK}`,
  `Proxy-Authorization: Digest username="till", response="${LEAK}"`,
  `Authorization: Negotiate ${LEAK}`,
  `passwd=${LEAK}`,
  `pwd: ${LEAK}`,
  `GET https://pay.example/pay?api%5Fkey=${LEAK}&order=1`,
  `GET https://pay.example/pay?%70assword=${LEAK}`,
  `GET https://pay.example/go?next=/pay?token=${LEAK}`,
  `next=%2Fpay%3Ftoken%3D${LEAK}%26order%3D1`,
  `next=%2Fpay%3Forder%3D1%26api%255Fkey%3D${LEAK}`,
  `the password is ${LEAK}`,
  `note "the new api key: ${LEAK}"`,
  `Password was “${LEAK}”, says Chen`,
  `Das Passwort lautet ${LEAK}.`,
  `le mot de passe est ${LEAK}`,
  `la contraseña es ${LEAK}`,
  `密码是${LEAK}`,
])('a secret that nobody registered is redacted where its name stands beside it: %s', (text) => {
  const clean = openRedactor().clean(text);
  expect(clean).not.toContain(LEAK);
  expect(clean).toContain('[hidden]');
});

test.each([
  'GET https://pay.example/v1/payments?siteId=30201 took 312 ms',
  '"reference":"T1-20261105-000012-QK3M9Z7A","state":"paid"',
  'the ApiKey cannot be read; staff.json: 3 people',
  'the ApiKey is refused, the password was not accepted, the PIN is wrong',
  'GET https://pay.example/pay?order%5Fid=30201&return=https%3A%2F%2Fshop.example',
  '2026-11-23T11:02:00.000Z info gateway link {"connection":"online"}',
])('what support needs is not redacted: %s', (text) => expect(openRedactor().clean(text)).toBe(text));

test('a key that this till knows is redacted in upper and lower case and in its other forms', () => {
  const hex = Buffer.from(CANARY).toString('hex');
  const url = encodeURIComponent(CANARY);
  for (const form of [CANARY, url, hex, JSON.stringify(CANARY)]) {
    for (const written of [form.toLowerCase(), form.toUpperCase()]) {
      expect(redactor().clean(`sent ${written} on`)).toMatch(/^sent "?\[hidden\]"? on$/);
    }
  }
});

test('a word too short to be a key is not redacted', () => {
  const mine = openRedactor();
  mine.hide('paid');
  mine.hide('');
  expect(mine.line('paid at the counter')).toBe('paid at the counter');
});

test('a value that JSON cannot represent does not stop the log', () => {
  const loop: Record<string, unknown> = { big: 5n, at: new Uint8Array(3) };
  loop['self'] = loop;
  const line = openRedactor().line('odd', loop);
  expect(line).toContain('"big":"5"');
  expect(line).toContain('[3 bytes]');
});

test('an invisible character is written out, so that no line looks like another or like two', () => {
  const line = openRedactor().line('name\r\nforged', {
    name: 'a\u0085b\u009b31mc\u202edlog.exe\u2066e\u200ff\u2028',
  });
  expect(line).toBe(
    String.raw`name\u000d\u000aforged {"name":"a\u0085b\u009b31mc\u202edlog.exe\u2066e\u200ff\u2028"}`,
  );
});
