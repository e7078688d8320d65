import type { PaymentView } from '#contract';
import { isLateOrMismatched } from '../sale/payment-phase.ts';
import type { Tone } from './tones.ts';

/** The tone for a change of a payment: one for its end or an unknown outcome, none for the steps before. */
export const toneAfter = (before: PaymentView | null, now: PaymentView): Tone | null => {
  if (isLateOrMismatched(now) && !(before && isLateOrMismatched(before))) return 'attention';
  if (now.state !== before?.state) {
    switch (now.state) {
      case 'paid':
        return 'paid';
      case 'failed':
        return 'failed';
      case 'expired':
      case 'unknown':
        return 'attention';
      case 'sending':
      case 'open':
      case 'pending':
      case 'cancelled':
        break;
    }
  }
  return now.cancelling === 'refused' && before?.cancelling !== 'refused' ? 'attention' : null;
};
