/**
 * However long the gateway's texts are, a row of the journal stays short: it has to travel to the office and
 * back.
 */
import { expect, test } from 'vitest';
import { readPayment, readRefund, readRefunds } from '#globalpay/wire/reading.ts';
import { readRefusal } from '#globalpay/wire/refusal.ts';
import { writeEvent } from '#domain/stored/event-rows.ts';
import { REFERENCE_PATTERN } from '#domain/payment/reference.ts';

/** As `MAX_ROW_BYTES` says of rows about payments and refunds. */
const MAX_BYTES = 200_000;

const LONG = '店'.repeat(300_000);
const CONTROL = '\u0000'.repeat(300_000);
const HALVES = '\ud83e'.repeat(300_000);

const reasons = (text: string) => Array.from({ length: 500 }, () => ({ Code: 1, Info: text }));

const wire = (text: string) => ({
  ID: 1,
  MerchantTransactionID: text,
  Amount: 1250,
  Currency: text,
  Status: { ID: 4, Info: text, Reasons: reasons(text) },
  MethodTransactionID: text,
  Created: text,
  RedirectURL: `https://pay.example/${text}`,
  ReferenceDetails: { QRCodeURL: `https://qr.example/${text}` },
});

const bytesOf = (text: string): number => Buffer.byteLength(text);

test.each([
  ['letters', LONG],
  ['control characters', CONTROL],
  ['halves of characters', HALVES],
])('%s without end make no long row', (_name, text) => {
  const payment = readPayment({ Payment: wire(text) }, true);
  const refund = readRefund('7')({ Refund: wire(text) }, true);
  const refusal = readRefusal(
    {
      Payment: { ...wire(text), Reasons: reasons(text) },
      Refund: { ...wire(text), Reasons: reasons(text) },
      Reasons: reasons(text),
      Error: text,
      Message: text,
    },
    true,
  );
  if (payment.kind !== 'ok' || refund.kind !== 'ok' || !refusal) throw new Error('not read');
  const rows = [
    writeEvent({ type: 'observed', payment: payment.value }),
    writeEvent({ type: 'refund-observed', refund: refund.value }),
    writeEvent({
      type: 'refused',
      failure: 'rejected',
      reasons: refusal.rejected.reasons,
      payment: refusal.rejected.payment,
    }),
  ];
  for (const row of rows) {
    expect(bytesOf(row)).toBeLessThan(MAX_BYTES);
    // Characters that a database cannot store are in no row, not even escaped.
    expect(row).not.toMatch(/\\u0000|\\ud83e/);
  }
});

test('codes as long as a display takes are kept whole', () => {
  const long = `https://qr.example/${'店'.repeat(1_900)}`;
  const read = readPayment(
    { Payment: { ...wire('T1-1'), Currency: 'CNY', ReferenceDetails: { QRCodeURL: long } } },
    true,
  );
  expect(read).toMatchObject({ value: { qrCodeUrl: long, reference: 'T1-1', currency: 'CNY' } });
});

test.each(['A'.repeat(50), 'T1-20261129-000007-Q4ZK7MA3F8-7HJ2K9QD'])(
  'a reference that only begins like ours, or has more in it, never becomes ours: %s',
  (ours) => {
    expect(ours).toMatch(REFERENCE_PATTERN);
    for (const theirs of [`${ours}${LONG}`, `${ours}\u0000`, `\ud83e${ours}`, `${ours}${'A'.repeat(100)}`]) {
      const read = readPayment({ Payment: wire(theirs) }, true);
      const list = readRefunds('7')({ Refunds: [{ ...wire(theirs), Amount: -1, ID: 0 }] }, true);
      expect(read.kind === 'ok' && read.value.reference).not.toBe(ours);
      expect(list).toMatchObject({ kind: 'ok', value: { refunds: [] } });
      expect(list.kind === 'ok' && list.value.unread).not.toContain(ours);
      expect(REFERENCE_PATTERN.test(read.kind === 'ok' ? read.value.reference : '')).toBe(false);
    }
  },
);
