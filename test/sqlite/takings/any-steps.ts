/** What happens to the payments and refunds of a shop, at random. */
import * as fc from 'fast-check';
import type { PaymentEvent } from '#domain/payment/payment.ts';
import type { RefundEvent } from '#domain/refund/refund.ts';
import { intended, reportedPayment } from '../kit/new-journal.ts';
import { refundIntended, refundReported } from '../kit/refund-events.ts';

export const chen = { id: 'p2', name: 'Chen', role: 'manager' } as const;
export const byChen = { reason: 'on the statement', by: chen, approvedBy: chen };

export type Step =
  | { readonly of: 'payment'; readonly reference: string; readonly event: PaymentEvent }
  | { readonly of: 'refund'; readonly reference: string; readonly event: RefundEvent };

/** What happens in shops: paid, too little, in another currency, late, unknown, settled by hand, and corrected. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({
      reference: fc.constantFrom('T1-1', 'T1-2', 'T1-3'),
      status: fc.constantFrom(1, 2, 2, 3, 6, 14),
      amount: fc.constantFrom(1250, 1250, 1200),
      currency: fc.constantFrom('CNY', 'CNY', 'EUR'),
      kind: fc.constantFrom('intended', 'created', 'observed', 'corrected', 'doubted', 'paid', 'not-paid'),
    })
    .map(({ reference, status, amount, currency, kind }): Step => {
      const payment = reportedPayment(reference, status, { amount, currency, id: reference });
      const step = (event: PaymentEvent): Step => ({ of: 'payment', reference, event });
      if (kind === 'intended')
        return step(intended(reference, { cashier: reference === 'T1-1' ? chen : null }));
      if (kind === 'doubted') return step({ type: 'doubted', doubt: 'no-answer', reasons: [] });
      if (kind === 'paid' || kind === 'not-paid') return step({ type: 'settled', outcome: kind, ...byChen });
      return step({ type: kind, payment });
    }),
  fc
    .record({
      reference: fc.constantFrom('R1', 'R2'),
      status: fc.constantFrom(1, 2, 3, 10),
      amount: fc.constantFrom(300, 300, 200),
      outcome: fc.constantFrom('refunded', 'not-refunded'),
      kind: fc.constantFrom('intended', 'found', 'observed', 'doubted', 'settled', 'corrected'),
    })
    .map(({ reference, status, amount, outcome, kind }): Step => {
      const refund = refundReported(reference, amount, status);
      const step = (event: RefundEvent): Step => ({ of: 'refund', reference, event });
      if (kind === 'intended') return step(refundIntended(reference, 300));
      if (kind === 'found') return step({ ...refundIntended(reference, 300), type: 'refund-found', refund });
      if (kind === 'doubted') return step({ type: 'refund-doubted', doubt: 'no-answer', reasons: [] });
      if (kind === 'settled') return step({ type: 'refund-settled', outcome, ...byChen });
      return step({ type: `refund-${kind}`, refund });
    }),
);

/** A manager settles a payment or refund whose outcome is unknown, and then the gateway reports one. */
const anySettlement: fc.Arbitrary<readonly Step[]> = fc
  .record({
    reference: fc.constantFrom('T1-1', 'T1-2', 'T1-3'),
    outcome: fc.constantFrom('paid', 'not-paid'),
    status: fc.constantFrom(2, 3),
    amount: fc.constantFrom(1250, 1200),
  })
  .map(({ reference, outcome, status, amount }) =>
    [
      intended(reference),
      { type: 'doubted', doubt: 'no-answer', reasons: [] } as const,
      { type: 'settled', outcome, ...byChen } as const,
      { type: 'corrected', payment: reportedPayment(reference, status, { amount }) } as const,
    ].map((event): Step => ({ of: 'payment', reference, event })),
  );

/** The same for a refund of a paid payment; the gateway may report it as on its way again before it ends. */
const anyRefundSettlement: fc.Arbitrary<readonly Step[]> = fc
  .record({
    outcome: fc.constantFrom('refunded', 'not-refunded'),
    statuses: fc.array(fc.constantFrom(1, 2, 3, 10), { minLength: 1, maxLength: 4 }),
  })
  .map(({ outcome, statuses }): readonly Step[] => [
    { of: 'payment', reference: 'T1-1', event: intended('T1-1') },
    { of: 'payment', reference: 'T1-1', event: { type: 'created', payment: reportedPayment('T1-1', 2) } },
    ...[
      refundIntended('R1', 300),
      { type: 'refund-doubted', doubt: 'no-answer', reasons: [] } as const,
      { type: 'refund-settled', outcome, ...byChen } as const,
      // Only one of the two applies.
      ...statuses.flatMap((status) =>
        (['refund-observed', 'refund-corrected'] as const).map((type) => ({
          type,
          refund: refundReported('R1', 300, status),
        })),
      ),
    ].map((event): Step => ({ of: 'refund', reference: 'R1', event })),
  ]);

export const anySteps = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: anyStep.map((step) => [step]) },
      { weight: 1, arbitrary: anySettlement },
      { weight: 1, arbitrary: anyRefundSettlement },
    ),
    {
      minLength: 10,
      maxLength: 50,
      size: 'max',
    },
  )
  .map((steps) => steps.flat());
