import { expect, test } from 'vitest';
import { calls } from '#contract/calls.ts';

const reference = 'T1-20261128-000002-D3GGQ3EG';

test.each([
  ['refunds.start', { reference, amount: 250, reason: 'other', note: '' }],
  ['payments.acceptUnsettled', { reference }],
] as const)(
  '%s is understood from a caller that does not say what it was shown, as in version 0.1',
  (name, input) => {
    expect(calls[name].input.safeParse(input).success).toBe(true);
  },
);
