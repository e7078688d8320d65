import { expect, test } from 'vitest';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { findReferences } from '../../support/made-up/find-references.ts';

const REFERENCE = 'T1-20261123-000001-Q4ZK7MA3F8-QZ3M9Y7A';

const found = (text: string) => {
  const journal = openForTest(newJournalFile());
  sell(journal, REFERENCE);
  sell(journal, 'T1-20261123-000002-Q4ZK7MA3F8-11111111');
  return findReferences(journal, text);
};

test.each([
  ['as it is printed', REFERENCE],
  ['with blanks around it', ` ${REFERENCE}\t`],
  ['with Caps Lock on', REFERENCE.toLowerCase()],
  ['a part of it', 'q4zk7ma3f8-qz3m'],
  ['under a German layout', 'T1ß20261123ß000001ßQ4YK7MA3F8ßQY3M9Z7A'],
  ['under a French layout', 't&)éàé-&&é")ààààà&)a\'wkè,q"f_)aw",çyèq'],
  ['under a Dvorak layout', 'Y1[20261123[000001["4:T7MA3U8[":3M9F7A'],
  ['after the scanner’s word for the kind of code', `]C1${REFERENCE}`],
  ['after the same under a German layout', '+Q1T1ß20261123ß000001ßQ4YK7MA3F8ßQY3M9Z7A'],
  ['with a letter before it that the scanner puts there', `j${REFERENCE}`],
  ['between stars', `*${REFERENCE}*`],
  ['twice, as it was read twice', `${REFERENCE}${REFERENCE}`],
])('the payment of a scanned receipt is found by its reference %s', (_how, scanned) => {
  expect(found(scanned)).toEqual([REFERENCE]);
});

test('another receipt, scanned under any layout, finds nothing', () => {
  expect(found('T1ß20261123ß000009ßQ4YK7MA3F8ßYYYYYYYY')).toEqual([]);
});
