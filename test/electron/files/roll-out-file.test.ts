import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ScreenField } from '#domain/shop/settings/setting-standings.ts';
import { SCREEN_GROUPS, screenFieldsIn } from '#domain/shop/settings/setting-standings.ts';
import { readRollOut } from '#electron/files/roll-out-file.ts';
import { hold } from '../../files/while-held.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'countertop-roll-out-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const read = (content: unknown) => {
  const written = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(join(home, 'countertop.json'), written);
  return readRollOut(home);
};

test('a till without the file starts as usual', () => {
  expect(readRollOut(home)).toEqual({ state: 'none' });
});

test('what many tills share is typed once; the rest is left to each till, and nothing comes from training', () => {
  const shared = { siteId: '30201', storeName: 'Garden Café', country: 'DE', receipts: { width: 58 } };
  expect(read(shared)).toMatchObject({
    state: 'read',
    typed: {
      ...shared,
      environment: 'live',
      terminalId: '',
      email: '',
      apiKey: '',
      receipts: { printer: 'none' },
    },
  });
});

test('a file that Notepad or PowerShell has saved is read like any other', () => {
  expect(read(`\uFEFF${JSON.stringify({ storeName: 'Garden Café' })}`)).toMatchObject({ state: 'read' });
});

/** A secret, and what only training has. */
const NOT_ROLLED_OUT = new Set<ScreenField>(['apiKey', 'trainingPhone', 'trainingNetwork']);

test('the example in the documents can be used as it is, and they name every setting that the file may have', () => {
  const page = readFileSync(
    join(import.meta.dirname, '..', '..', '..', 'docs', 'installing', 'roll-out.md'),
    'utf8',
  );
  const example = /```json\n([\s\S]+?)```/.exec(page)?.[1] ?? '';
  expect(read(example)).toMatchObject({ state: 'read' });
  const documented = [...page.matchAll(/^\| `([\w.]+)`/gm)].map(([, name]) => name);
  const given = JSON.parse(example) as { receipts: object };
  const names = Object.keys(given).filter((name) => name !== 'receipts');
  const printing = Object.keys(given.receipts).map((name) => `receipts.${name}`);
  expect(documented).toEqual(expect.arrayContaining([...names, ...printing]));

  const settable = SCREEN_GROUPS.flatMap(screenFieldsIn).filter((field) => !NOT_ROLLED_OUT.has(field));
  expect(documented.toSorted()).toEqual([...settable, 'unusualCurrencyConfirmed'].toSorted());
});

describe('a file with one mistake is not used at all, and the mistake is named', () => {
  test.each<[string, unknown, string]>([
    ['a secret', { storeName: 'Garden Café', apiKey: 'a-long-enough-key' }, 'apiKey'],
    ['an unknown field', { storeNmae: 'Garden Café' }, 'storeNmae'],
    ['an unknown field of the printer', { receipts: { colour: 'red' } }, 'receipts.colour'],
    ['a value that its field cannot have', { storeName: 'Garden Café', currency: 'Euro' }, 'currency'],
    ['a value of another kind', { siteId: 30201 }, 'siteId'],
    ['the training environment', { environment: 'training' }, 'environment'],
    ['a value of training', { storeName: 'Training Store' }, 'storeName'],
    [
      'an address that the printer cannot have',
      { receipts: { printer: 'tcp', address: '' } },
      'receipts.address',
    ],
  ])('%s', (_what, content, field) => {
    expect(read(content)).toEqual({ state: 'wrong', fault: { why: 'field', field } });
  });

  test.each(['{ storeName }', '[]', ''])('not even JSON: %j', (content) => {
    expect(read(content)).toEqual({ state: 'wrong', fault: { why: 'not-json', field: '' } });
  });

  test('a file that the till may not read is not called wrong in its content', () => {
    const release = hold('countertop.json');
    try {
      expect(read({ storeName: 'Garden Café' })).toMatchObject({ fault: { why: 'unreadable' } });
    } finally {
      release();
    }
  });
});
