import { create } from 'qrcode';
import { expect, test } from 'vitest';
import { isEncodable } from '../../../../src-renderer/parts/qr/qr-capacity.ts';

const holds = (payload: string): boolean => {
  try {
    create(payload, { errorCorrectionLevel: 'M' });
    return true;
  } catch {
    return false;
  }
};

test.each([
  ['nothing', ''],
  ['a link', 'https://qr.alipay.com/bax01234'],
  ['as much as the largest code holds', 'x'.repeat(2_331)],
  ['one byte more', 'x'.repeat(2_332)],
  ['as many characters of three bytes each', '付'.repeat(777)],
  ['one more of them', '付'.repeat(778)],
])('a window knows without making it whether a code can hold %s', (_what, payload) => {
  expect(isEncodable(payload)).toBe(holds(payload));
});
