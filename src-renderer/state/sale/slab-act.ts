import type { PaymentView } from '#contract';
import type { PaymentPhase } from './payment-phase.ts';
import { isLateOrMismatched } from './payment-phase.ts';

/** What the one large button under the thumb does. */
export type SlabAct = 'charge' | 'remedy' | 'cancel' | 'park' | 'new-sale' | 'charge-again';

interface Standing {
  readonly phase: PaymentPhase;
  readonly state: PaymentView['state'] | undefined;
  /** Whether a charge can begin. */
  readonly ready: boolean;
  readonly maySameAgain: boolean;
  /** Whether the payment can be parked but no longer cancelled. */
  readonly parkOnly: boolean;
}

/**
 * After a payment that took nothing, the same amount can be charged again as soon as the till is ready. After
 * a paid one, the next sale begins.
 */
export const slabAct = ({ phase, state, ready, maySameAgain, parkOnly }: Standing): SlabAct => {
  switch (phase) {
    case 'none':
      return ready ? 'charge' : 'remedy';
    case 'running':
    case 'unknown':
      return parkOnly ? 'park' : 'cancel';
    case 'ended':
      if (!maySameAgain || state === 'paid') return 'new-sale';
      return ready ? 'charge-again' : 'remedy';
  }
};

/** Whether the payment ended with its original amount, in the till's currency: it can be charged again. */
export const isPlainEnd = (payment: PaymentView, currency: string): boolean =>
  payment.currency === currency && !isLateOrMismatched(payment);
