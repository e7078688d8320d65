import { describe, expect, it } from 'vitest';
import { qrCodeUrl, redirectUrl } from '#globalpay/wire/customer-code.ts';

const page = 'https://apitest.smart2pay.com/Home?PaymentToken=00112233445566778899AABBCCDDEEFF.7300451';

describe('What may reach the customer display', () => {
  it('the hosted page passes unchanged', () => {
    expect(redirectUrl(page, false)).toBe(page);
    expect(redirectUrl('HTTPS://Example.com/%7e', false)).toBe('HTTPS://Example.com/%7e');
  });

  it('a page without TLS passes only when the gateway itself is on this computer', () => {
    expect(redirectUrl('http://127.0.0.1:4000/Home', true)).toBe('http://127.0.0.1:4000/Home');
    expect(redirectUrl('http://127.0.0.1:4000/Home', false)).toBeNull();
  });

  it.each([
    [null],
    [''],
    ['Home?PaymentToken=1'],
    ['//example.com/Home'],
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['file:///etc/passwd'],
    ['alipays://platformapi'],
    ['https://apitest.smart2pay.com@example.com/'],
    ['https://user:word@example.com/'],
    ['https://example.com/a b'],
    [' https://example.com/'],
    ['null'],
    ['undefined'],
    ['https://null/'],
    ['https://undefined/Home'],
    ['https://null:443'],
    ['https://'],
    ['about:blank'],
    ['https://example.com/\n'],
    [`https://example.com/${'a'.repeat(2_000)}`],
  ])('%j is not a hosted page', (text) => {
    expect(redirectUrl(text, true)).toBeNull();
  });

  it.each([
    'weixin://wxpay/bizpayurl?pr=abc',
    'https://qr.alipay.com/abc',
    '00020101021126…',
    'https://qr.example/null',
    'nullpay://1',
    '28763443825664394',
    '7',
    'alipays://platformapi/startapp?saId=1',
    'HTTPS://QR.ALIPAY.COM/NULL',
    'x'.repeat(2_000),
  ])('%s is a code, drawn unchanged', (text) => {
    expect(qrCodeUrl(text)).toBe(text);
  });

  it.each([
    ...[' ', '   ', '\u00a0', '\u200b', '\ufeff', '\u3000', '-', '…', '[]', '{}', '""'],
    ...['null', 'NULL', ' null ', '"null"', '(null)', '<null>', 'undefined', 'Undefined', 'none', 'nil'],
    ...[
      'null null',
      'null/undefined',
      'undefined,undefined',
      '𝗇𝗎𝗅𝗅',
      '&nbsp;',
      '00000000-0000',
      'Not available',
    ],
    ...['NaN', 'N/A', 'n.a.', 'false', 'true', '0', '0000', '[object Object]', 'empty', 'System.String'],
  ])('%j is a blank or a word for nothing, so no code', (text) => {
    expect(qrCodeUrl(text)).toBeNull();
  });

  it.each([
    ...[
      'http://',
      'https://',
      'HTTPS://',
      'https:',
      'https:///',
      'alipays://',
      'weixin:',
      'about:blank',
      'about:',
    ],
    ...['https://null', 'https://undefined/Home', 'http://null:80/x', 'https://0.0.0.0/', 'https://a b/'],
    ...['javascript:void(0)', 'data:image/png;base64,iVBORw0KGgo=', 'file:///C:/code.png', 'blob:null/1'],
  ])('%j leads nowhere, so it is no code', (text) => {
    expect(qrCodeUrl(text)).toBeNull();
  });

  it.each([[null], [''], ['a\u0000b'], ['a\nb'], ['a\u0085b'], ['\ud800'], ['x'.repeat(2_001)]])(
    '%j is not a code',
    (text) => {
      expect(qrCodeUrl(text)).toBeNull();
    },
  );
});
