import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '#globalpay/http/json.ts';

const read = (text: string) => readJson(text, (value) => value);

describe('Reading an answer', () => {
  it('ordinary JSON is read as usual', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        fc.pre(!/(?<![.\d])\d{16}/.test(text));
        expect(read(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });

  it('long integers keep their digits; fractions and texts are left alone', () => {
    const text =
      '{"a":[9007199254740993,-12345678901234567890],"b":1.12345678901234567890,"c":"x 9007199254740993 \\" 1"}';
    expect(read(text)).toEqual({
      ok: true,
      value: {
        a: ['9007199254740993', '-12345678901234567890'],
        b: 1.1234567890123457,
        c: 'x 9007199254740993 " 1',
      },
    });
  });

  it.each([
    '{"Payment":{"Amount":1,"Amount":2}}',
    '{"Payment":{"ID":1},"Payment":{"ID":2}}',
    '{"Status":{"ID":1},"Other":0,"Status":{"ID":2}}',
    '{"Payments":[{"ID":1,"MerchantTransactionID":"a","MerchantTransactionID":"b"}]}',
    String.raw`{"Amount":1,"\u0041mount":2}`,
    '{ "ID" : "1" , "x" : [ { "y" : [ ] } ] , "ID" : 1 }',
  ])('%s contradicts itself and is refused', (text) => {
    expect(read(text)).toEqual({ ok: false, problem: 'said-twice' });
  });

  it.each([
    '{"Payment":{"Amount":1,"Amount":1}}',
    '{"Note":"a","Note":"b"}',
    '{"Status":{"ID":1},"Customer":{"ID":2}}',
    '[{"ID":1},{"ID":2}]',
    '{"a":"Amount","b":"Amount","c":["ID","ID"]}',
  ])('%s repeats only what does not matter', (text) => {
    expect(read(text).ok).toBe(true);
  });

  it.each(['', '{', '{"a":1', 'nonsense', '{"a":01}', "{'a':1}", '<html>'])('%j is not JSON', (text) => {
    expect(read(text)).toEqual({ ok: false, problem: 'not-json' });
  });

  it('a huge text or deep nesting does not crash the till', () => {
    const long = '\\"x'.repeat(300_000);
    expect(read(`{"ID":1,"Note":"${long}","ID":1}`).ok).toBe(true);
    expect(read(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toBeDefined();
  });

  it('texts can be cleaned while reading', () => {
    expect(readJson('{"a":["my key"],"key":1}', (value) => value.replaceAll('key', '…'))).toEqual({
      ok: true,
      value: { a: ['my …'], key: 1 },
    });
  });
});
