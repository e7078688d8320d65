import type { PaymentView, TextKey } from '#contract';
import type { IconName } from '../../parts/icon-paths.ts';
import type { Look } from '../../parts/look.ts';

/** What the customer sees while there is no code: a picture and a line. */
export interface MirrorLook {
  readonly look: Look;
  readonly icon: IconName;
  readonly line: TextKey;
}

export const mirrorLook = (payment: PaymentView | null): MirrorLook => {
  switch (payment?.state) {
    case undefined:
      return { look: 'quiet', icon: 'sale', line: 'mirror.idle' };
    case 'sending':
      return { look: 'quiet', icon: 'hourglass', line: 'mirror.sending' };
    case 'open':
    case 'pending':
      return { look: 'waiting', icon: 'phone', line: 'mirror.confirming' };
    case 'paid':
      return { look: 'good', icon: 'tick', line: 'mirror.paid' };
    case 'cancelled':
    case 'failed':
    case 'expired':
      return { look: 'quiet', icon: 'stop', line: 'mirror.not-taken' };
    case 'unknown':
      return { look: 'doubt', icon: 'hourglass', line: 'mirror.unknown' };
  }
};
