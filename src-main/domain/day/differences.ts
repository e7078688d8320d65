/** Matches and differences between the journal and the gateway, as lines and counts. */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import type { Differences, Difference, DifferenceKind, ReconciliationLine } from './reconciliation.ts';
import type { GatewayRefund, Refund } from '#domain/refund/refund.ts';

const MAX_REFERENCE_LENGTH = 50;

/** Counts everything, and keeps the lines that do not match. */
export const differencesOf = (found: readonly (ReconciliationLine | 'matched')[]): Differences => {
  const lines = found.filter((one) => one !== 'matched');
  const count = (kind: DifferenceKind): number => lines.filter((line) => line.kind === kind).length;
  return {
    counts: {
      matched: found.length - lines.length,
      'only-here': count('only-here'),
      'only-there': count('only-there'),
      different: count('different'),
    },
    lines,
  };
};

export interface Sides {
  readonly here: Payment | Refund | null;
  readonly there: GatewayPayment | GatewayRefund | null;
}

const kindOf = ({ here, there }: Sides): DifferenceKind => {
  if (there === null) return 'only-here';
  return here === null ? 'only-there' : 'different';
};

const hereSide = (here: Payment | Refund): NonNullable<ReconciliationLine['here']> => {
  const { amount, currency } = 'terminal' in here ? moneyOf(here) : here;
  return { state: here.state, amount, currency };
};

/** The line for one difference. `paymentReference` is given if it differs from the reference. */
export const lineOf = (
  of: ReconciliationLine['of'],
  sides: Sides,
  why: Difference,
  paymentReference?: string,
): ReconciliationLine => {
  const { here, there } = sides;
  const reference = (here?.reference ?? there?.reference ?? '').slice(0, MAX_REFERENCE_LENGTH);
  return {
    of,
    kind: kindOf(sides),
    why,
    reference,
    paymentReference: paymentReference ?? reference,
    gatewayId: there?.id ?? here?.gateway?.id ?? null,
    here: here && hereSide(here),
    there: there && { statusId: there.statusId, amount: there.amount, currency: there.currency },
  };
};
