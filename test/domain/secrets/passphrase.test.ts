import { describe, expect, test } from 'vitest';
import { passphraseFault, tidyPassphrase } from '#domain/secrets/passphrase.ts';

describe('a passphrase that guards the shop’s secrets', () => {
  test.each([
    'green kettle under stairs',
    'Kasse-7-Birnbaum-Ufer',
    '四匹馬 過河 吃 蘋果 很 慢 地',
    'aB3$kd92Lm-qPx7',
  ])('%s is good enough', (passphrase) => expect(passphraseFault(passphrase)).toBeNull());

  test.each([
    ['kettle stairs', 'short'],
    ['            kettle', 'short'],
    ['x'.repeat(201), 'long'],
    ['abc abc abc abc abc', 'simple'],
    ['incomprehensibilities', 'word'],
    ['12345678901234567890', 'word'],
    ['kettle kettle kettle', 'simple'],
    ['countertop countertop', 'word'],
  ])('%s is refused, with the reason', (passphrase, fault) =>
    expect(passphraseFault(passphrase)).toBe(fault),
  );

  test('is the same however the keyboard composes its letters, and with a space at its end', () => {
    expect(tidyPassphrase('cafe\u0301 ')).toBe(tidyPassphrase('caf\u00e9'));
  });
});
