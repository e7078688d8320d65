import { expect, test } from 'vitest';
import { readOfficeAddress } from '#domain/office/office-address.ts';

test.each([
  ['office.garden.example', 'https://office.garden.example'],
  [' https://office.garden.example/ ', 'https://office.garden.example'],
  ['office.garden.example:7480', 'https://office.garden.example:7480'],
  ['HTTPS://Office.Garden.Example', 'https://office.garden.example'],
  ['http://127.0.0.1:7480', 'http://127.0.0.1:7480'],
  ['http://localhost:7480', 'http://localhost:7480'],
  ['http://[::1]:7480', 'http://[::1]:7480'],
])('%s is the office at %s', (typed, origin) => {
  expect(readOfficeAddress(typed)).toEqual({ ok: true, origin });
});

test.each([
  '',
  '   ',
  'https://',
  'ftp://office.example',
  'https://office.example/till',
  'https://me:secret@office.example',
  'office.example?a=b',
  'two words',
])('%j is not an office address', (typed) => {
  expect(readOfficeAddress(typed)).toEqual({ ok: false, why: 'no-address' });
});

test.each(['http://office.garden.example', 'http://192.168.1.5:7480', 'http://127.0.0.1.evil.example'])(
  '%s would let anyone on the way read the journal',
  (typed) => {
    expect(readOfficeAddress(typed)).toEqual({ ok: false, why: 'not-secure' });
  },
);
