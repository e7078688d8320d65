import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { advance } from '#domain/payment/advance.ts';
import { codeOf, isFinal, isUnsettled, amountMismatch } from '#domain/payment/payment.ts';
import { intent } from '../../support/station-kit.ts';
import { gatewayPayment } from '../../support/fakes/scripted-gateway.ts';

const reported = (change: Parameters<typeof gatewayPayment>[1] = {}) => gatewayPayment(intent, change);

const after = (...events: PaymentEvent[]): Payment =>
  events.reduce<Payment | undefined>(
    (payment, event) => advance(payment, event, 1_000) ?? payment,
    advance(undefined, { type: 'intended', intent }, 0),
  )!;

const created: PaymentEvent = { type: 'created', payment: reported() };
const observed = (statusId: number): PaymentEvent => ({ type: 'observed', payment: reported({ statusId }) });

describe('what the gateway reports of a payment', () => {
  test.each([
    [1, 'open'],
    [2, 'paid'],
    [3, 'cancelled'],
    [4, 'failed'],
    [5, 'expired'],
    [6, 'pending'],
    [7, 'pending'],
    [14, 'unknown'],
    [99, 'unknown'],
  ])('status %i makes it %s', (statusId, state) => {
    expect(after({ type: 'created', payment: reported({ statusId }) }).state).toBe(state);
  });

  test('an unknown status is kept with its number, and the payment can still be paid', () => {
    const odd = after(created, observed(99));
    expect(odd).toMatchObject({ state: 'unknown', doubt: 'unknown-status', gateway: { statusId: 99 } });
    expect(advance(odd, observed(2), 2_000)?.state).toBe('paid');
  });

  test('a report with another amount, currency or reference is not applied while nothing is paid', () => {
    for (const wrong of [{ amount: 1251 }, { currency: 'EUR' }, { reference: 'someone-else' }]) {
      const payment = after({ type: 'created', payment: reported(wrong) });
      expect(payment).toMatchObject({ state: 'unknown', doubt: 'wrong-echo' });
      expect(codeOf(payment)).toBeNull();
    }
  });

  test('a payment of another merchant reference is not stored, so the till can never cancel it', () => {
    expect(after({ type: 'created', payment: reported({ reference: 'someone-else' }) }).gateway).toBeNull();
  });

  test('a success in another amount or currency counts as paid: both amounts are kept, and a person must settle it', () => {
    for (const wrong of [{ amount: 9_999 }, { currency: 'EUR' }]) {
      const success = reported({ statusId: 2, ...wrong });
      const stories: readonly PaymentEvent[][] = [
        [{ type: 'created', payment: success }],
        [created, { type: 'observed', payment: success }],
        [
          { type: 'created', payment: reported(wrong) },
          { type: 'observed', payment: success },
        ],
      ];
      for (const story of stories) {
        const paid = after(...story);
        expect(paid).toMatchObject({ state: 'paid', late: false, amount: 1250, currency: 'CNY' });
        expect(amountMismatch(paid)).toMatchObject(wrong);
        expect(isUnsettled(paid)).toBe(true);
        expect(isUnsettled(advance(paid, { type: 'late-accepted', by: null }, 2_000)!)).toBe(false);
      }
    }
    expect(isUnsettled(after(created, observed(2)))).toBe(false);
  });

  test('a success under another reference is not ours', () => {
    const success = reported({ reference: 'someone-else', statusId: 2 });
    expect(after(created, { type: 'observed', payment: success }).state).toBe('unknown');
  });

  test('an end without money counts, whatever amount comes with it', () => {
    const wrong = { type: 'created', payment: reported({ amount: 1251 }) } as const;
    expect(after(wrong, { type: 'observed', payment: reported({ amount: 1251, statusId: 5 }) }).state).toBe(
      'expired',
    );
  });

  test('the code is the provider’s own if there is one, else the hosted page', () => {
    expect(codeOf(after(created))).toBe(reported().redirectUrl);
    expect(codeOf(after({ type: 'created', payment: reported({ qrCodeUrl: 'https://qr.example/1' }) }))).toBe(
      'https://qr.example/1',
    );
  });

  test('a payment that is being cancelled shows no code', () => {
    expect(codeOf(after(created, { type: 'cancel-asked', by: 'cashier', person: null }))).toBeNull();
  });
});

describe('a finished payment', () => {
  const statuses = fc.integer({ min: 0, max: 40 });
  const changes = fc.record(
    {
      statusId: statuses,
      amount: fc.constantFrom(1250, 1251),
      reference: fc.constantFrom(intent.reference, 'other'),
    },
    { requiredKeys: ['statusId'] },
  );
  const events: fc.Arbitrary<PaymentEvent> = fc.oneof(
    fc.constant<PaymentEvent>({ type: 'intended', intent }),
    fc.constant<PaymentEvent>({ type: 'resent' }),
    fc.constant<PaymentEvent>({ type: 'missed' }),
    changes.map((change): PaymentEvent => ({ type: 'created', payment: reported(change) })),
    changes.map((change): PaymentEvent => ({ type: 'observed', payment: reported(change) })),
    fc
      .constantFrom('rejected', 'credentials-refused', 'not-sent', 'never-arrived')
      .map((failure): PaymentEvent => ({ type: 'refused', failure, reasons: [], payment: null })),
    fc
      .constantFrom('no-answer', 'server-fault', 'malformed', 'duplicate', 'interrupted')
      .map((doubt): PaymentEvent => ({ type: 'doubted', doubt, reasons: [] })),
    fc
      .constantFrom('cashier', 'deadline')
      .map((by): PaymentEvent => ({ type: 'cancel-asked', by, person: null })),
    fc
      .constantFrom('accepted', 'refused')
      .map((answer): PaymentEvent => ({ type: 'cancel-answered', answer, reasons: [] })),
  );

  test('changes only if the payment itself succeeds late, and that is final', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 30 }), (story) => {
        let payment = after();
        for (const event of story) {
          const next = advance(payment, event, 1_000);
          if (next && isFinal(payment)) {
            expect(payment.state).not.toBe('paid');
            expect(next).toMatchObject({
              state: 'paid',
              late: true,
              gateway: { statusId: 2, reference: intent.reference },
            });
          }
          payment = next ?? payment;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(['rejected', 'credentials-refused', 'not-sent'] as const)(
    'that ended as %s before the gateway had reported it is paid late all the same',
    (failure) => {
      const failed = after({ type: 'refused', failure, reasons: [], payment: null });
      expect(advance(failed, observed(2), 1_000)).toMatchObject({ state: 'paid', late: true });
      for (const statusId of [1, 4, 6, 99])
        expect(advance(failed, observed(statusId), 1_000)).toBeUndefined();
    },
  );

  test('in another amount that succeeds late is paid late, with both amounts', () => {
    for (const wrong of [{ amount: 9_999 }, { currency: 'EUR' }]) {
      const late = advance(
        after(created, observed(5)),
        {
          type: 'observed',
          payment: reported({ statusId: 2, ...wrong }),
        } as const,
        2_000,
      )!;
      expect(late).toMatchObject({ state: 'paid', late: true, amount: 1250, currency: 'CNY' });
      expect(amountMismatch(late)).toMatchObject(wrong);
    }
    expect(amountMismatch(after(created, observed(2)))).toBeNull();
  });

  test('never changes what was charged, and no payment shows a code that cannot be scanned', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 30 }), (story) => {
        const payment = after(...story);
        expect(payment).toMatchObject(intent);
        if (codeOf(payment) !== null) expect(payment).toMatchObject({ state: 'open', cancelling: 'no' });
      }),
    );
  });
});
