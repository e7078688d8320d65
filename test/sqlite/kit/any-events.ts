/** Arbitrary events for property tests, with texts that trip databases and spreadsheets. */
import * as fc from 'fast-check';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Intent, PaymentEvent } from '#domain/payment/payment.ts';
import { ENVIRONMENTS } from '#domain/shop/environment.ts';
import type { Person } from '#domain/staff/staff.ts';
import { DOUBTS, REFUSALS } from '#domain/story/outcome.ts';

/** Any UTF-16, including halves of surrogate pairs and NUL. */
const anyText = fc.oneof(
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    maxLength: 12,
  }),
  fc.constantFrom(
    '',
    '=1+1',
    'it\'s "quoted", twice\r\n',
    '支付宝 🧾',
    'مدفوع',
    '\u0000',
    '\ufffd',
    '\ud800',
  ),
);
const anyTime = fc.integer({ min: 0, max: 4_102_444_800_000 });
const anyReasons = fc.array(fc.record({ code: fc.option(fc.integer({ min: 0, max: 600 })), info: anyText }), {
  maxLength: 2,
});

const anyReport = (reference: string): fc.Arbitrary<GatewayPayment> =>
  fc.record({
    id: fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String),
    reference: fc.oneof({ weight: 9, arbitrary: fc.constant(reference) }, { weight: 1, arbitrary: anyText }),
    // Anything that the wire lets in: `globalpay/wire/` refuses fractions and negative sums.
    amount: fc.oneof({ weight: 9, arbitrary: fc.constant(1250) }, { weight: 1, arbitrary: fc.maxSafeNat() }),
    currency: fc.constant('CNY'),
    statusId: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(1, 6, 7, 14) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }) },
    ),
    reasons: anyReasons,
    redirectUrl: fc.option(anyText),
    qrCodeUrl: fc.option(anyText),
    methodTransactionId: fc.option(anyText),
    createdAt: fc.option(anyTime),
  });

const anyPerson: fc.Arbitrary<Person> = fc.record({
  id: anyText,
  name: anyText,
  role: fc.constantFrom('cashier', 'supervisor', 'manager', 'auditor', 'installer'),
});

const anyIntent = (reference: string): fc.Arbitrary<Intent> =>
  fc.record(
    {
      reference: fc.constant(reference),
      requestId: anyText,
      amount: fc.constant(1250),
      currency: fc.constant('CNY'),
      orderReference: anyText,
      environment: fc.constantFrom(...ENVIRONMENTS),
      siteId: anyText,
      terminal: fc.record({
        storeName: anyText,
        storeId: anyText,
        terminalId: anyText,
        country: fc.constant('CN'),
        currency: fc.constant('CNY'),
        email: anyText,
        returnUrl: anyText,
        tokenLifetime: fc.integer({ min: 1, max: 9999 }),
      }),
      cashier: fc.option(anyPerson),
      note: anyText,
    },
    {
      requiredKeys: [
        'reference',
        'requestId',
        'amount',
        'currency',
        'orderReference',
        'environment',
        'siteId',
        'terminal',
        'cashier',
      ],
    },
  );

/** One arbitrary per type of event; a new type does not compile until it is added here. */
const anyEventOf = (reference: string) =>
  ({
    intended: fc.record({ type: fc.constant('intended'), intent: anyIntent(reference) }),
    found: fc.record({
      type: fc.constant('found'),
      intent: anyIntent(reference),
      payment: anyReport(reference),
    }),
    resent: fc.constant({ type: 'resent' }),
    created: fc.record({ type: fc.constant('created'), payment: anyReport(reference) }),
    refused: fc.record({
      type: fc.constant('refused'),
      failure: fc.constantFrom(...REFUSALS),
      reasons: anyReasons,
      payment: fc.option(anyReport(reference)),
    }),
    doubted: fc.record({
      type: fc.constant('doubted'),
      doubt: fc.constantFrom(...DOUBTS),
      reasons: anyReasons,
    }),
    missed: fc.constant({ type: 'missed' }),
    observed: fc.record({ type: fc.constant('observed'), payment: anyReport(reference) }),
    'cancel-asked': fc.record({
      type: fc.constant('cancel-asked'),
      by: fc.constantFrom('cashier', 'deadline'),
      person: fc.option(anyPerson),
    }),
    'cancel-answered': fc.record({
      type: fc.constant('cancel-answered'),
      answer: fc.constantFrom('accepted', 'refused'),
      reasons: anyReasons,
    }),
    'late-accepted': fc.record({ type: fc.constant('late-accepted'), by: fc.option(anyPerson) }),
    settled: fc.record({
      type: fc.constant('settled'),
      outcome: fc.constantFrom('paid', 'not-paid'),
      reason: anyText,
      by: anyPerson,
      approvedBy: anyPerson,
    }),
    corrected: fc.record({ type: fc.constant('corrected'), payment: anyReport(reference) }),
  }) satisfies { [T in PaymentEvent['type']]: fc.Arbitrary<Extract<PaymentEvent, { type: T }>> };

export const EVENT_TYPES = Object.keys(anyEventOf('')) as PaymentEvent['type'][];

export const anyEvent = (reference: string): fc.Arbitrary<PaymentEvent> =>
  fc.oneof(...Object.values<fc.Arbitrary<PaymentEvent>>(anyEventOf(reference)));

export interface Happening {
  readonly reference: string;
  readonly event: PaymentEvent;
  readonly at: number;
}

/** Anything that may happen to three payments, in any order; most of it applies, some does not. */
export const anyHappenings: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.constantFrom('A-1', 'B_2', 'c3').chain((reference) =>
    fc.record({
      reference: fc.constant(reference),
      event: fc.oneof(
        { weight: 1, arbitrary: anyEventOf(reference).intended },
        { weight: 4, arbitrary: anyEvent(reference) },
      ),
      at: anyTime,
    }),
  ),
  { minLength: 20, maxLength: 80, size: 'max' },
);
