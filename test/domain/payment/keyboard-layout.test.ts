import { expect, test } from 'vitest';
import { referencesUnderOtherLayouts } from '#domain/payment/keyboard-layout.ts';
import { mayBeReference } from '#domain/payment/reference.ts';

const REFERENCE = 'T1-20261123-000001-QZ3M9Y7A';

test.each([
  ['German', 'T1ß20261123ß000001ßQY3M9Z7A'],
  ['German, with Caps Lock', 't1ß20261123ß000001ßqy3m9z7a'],
  ['German, with Caps Lock that shifts digits', 't!?"="&!!"§?=====!?qy§m)z/a'],
  ['French, with Caps Lock', 't1°20261123°000001°aw3?9y7q'],
  ['Turkish', 'T1*20261123*000001*QZ3M9Y7A'],
  ['Dutch', 'T1/20261123/000001/QZ3M9Y7A'],
  ['Hungarian', 'T1ü2ö261123üööööö1üQY3M9Z7A'],
  ['Slovak', 'T+=ľéľž++ľš=ééééé+=QYšMíZýA'],
  ['Lithuanian', 'Tą-č0čšąąčę-00000ą-QZęM9YųA'],
  ['Ukrainian', 'Е1-20261123-000001-ЙЯ3Ь9Н7Ф'],
  ['Dvorak', 'Y1[20261123[000001[":3M9F7A'],
  ['Dvorak, with Caps Lock', "y1[20261123[000001[';3m9f7a"],
  ['Swiss', "T1'20261123'000001'QY3M9Z7A"],
  ['French', 't&)éàé-&&é")ààààà&)aw",çyèq'],
  ['Belgian', 't&)éàé§&&é")ààààà&)aw",çyèq'],
  ['Spanish', "T1'20261123'000001'QZ3M9Y7A"],
  ['Swedish', 'T1+20261123+000001+QZ3M9Y7A'],
  ['Czech', 'T+=ěéěž++ěš=ééééé+=QYšMíZýA'],
  ['full-width', 'Ｔ１－２０２６１１２３－０００００１－ＱＺ３Ｍ９Ｙ７Ａ'],
  ['Russian', 'Е1-20261123-000001-ЙЯ3Ь9Н7Ф'],
])('a receipt scanned under a keyboard layout that is %s is recognised', (_name, scanned) => {
  expect(referencesUnderOtherLayouts(scanned)).toContain(REFERENCE);
  expect(mayBeReference(scanned)).toBe(true);
});

test.each([
  REFERENCE,
  REFERENCE.toLowerCase(),
  'Table 9',
  '12,50',
  'Grüße',
  "it's",
  'A/2026/11',
  'T1_20261123',
  '4006381333931',
  '',
])('%j is taken as it is', (typed) => expect(referencesUnderOtherLayouts(typed)).toEqual([]));
