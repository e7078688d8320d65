import { FIRST_PREVIOUS_HASH } from '#domain/journal/chained-row.ts';
import { expect, test } from 'vitest';
import { hashOf } from '#sqlite/tables/hash-chain.ts';

const row = {
  sequence: 1,
  at: 1764000000000,
  reference: 'T1-1',
  type: 'missed',
  payload: '{"type":"missed"}',
  previousHash: FIRST_PREVIOUS_HASH,
};

/**
 * The expected value came from coreutils, not from this program:
 * printf '1:1,13:1764000000000,4:T1-1,6:missed,17:{"type":"missed"},64:%064d,' 0 | sha256sum
 */
test('anyone with sha256sum can check a row', () => {
  expect(hashOf(row)).toBe('fdc9acbd03c7f30d8880c38112ed0b2727621c31ee9b198b1affe6caa273aed3');
});

/** printf '1:1,13:1764000000000,4:T1-1,6:missed,20:{"info":"支付宝"},64:%064d,' 0 | sha256sum */
test('lengths are in bytes', () => {
  const payload = '{"info":"支付宝"}';
  expect(hashOf({ ...row, payload })).toBe(
    'fc3bca2c0d00dded606961c7b717483175bec8da3ac5703dbf3088ab76ee125f',
  );
});

test('moving a character from one column to the next changes the hash', () => {
  expect(hashOf({ ...row, reference: 'T1-1m', type: 'issed' })).not.toBe(hashOf(row));
  expect(hashOf({ ...row, sequence: 11, at: 764000000000 })).not.toBe(hashOf(row));
});
