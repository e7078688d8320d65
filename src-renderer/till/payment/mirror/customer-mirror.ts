import type { PaymentView } from '#contract';
import { text } from '#contract';
import type { IconName } from '../../../parts/icon-paths.ts';
import type { Look } from '../../../parts/look.ts';
import { shownState } from '../payment-look.ts';

/** What the customer sees if there is no code: an icon and a line. */
export interface MirrorLook {
  readonly look: Look;
  readonly icon: IconName;
  readonly line: string;
}

/** `ready`: whether the customer is welcomed between payments. */
export const mirrorLook = (payment: PaymentView | null, storeName: string, ready: boolean): MirrorLook => {
  switch (payment?.state) {
    case undefined:
      if (!ready) return { look: 'quiet', icon: 'stop', line: text('mirror.closed') };
      return { look: 'quiet', icon: 'shop', line: storeName };
    case 'sending':
      return { look: 'quiet', icon: 'hourglass', line: text('mirror.sending') };
    case 'open':
    case 'pending':
      if (shownState(payment, false) === 'unreadable')
        return { look: 'quiet', icon: 'stop', line: text('state.unreadable.word') };
      if (shownState(payment, false) === 'on-page')
        return { look: 'waiting', icon: 'phone', line: text('mirror.page') };
      if (payment.state === 'open' && shownState(payment, false) === 'cancelling')
        return { look: 'quiet', icon: 'hourglass', line: text('mirror.sending') };
      return { look: 'waiting', icon: 'phone', line: text('mirror.confirming') };
    case 'paid':
      return { look: 'good', icon: 'tick', line: text('mirror.paid') };
    case 'cancelled':
    case 'failed':
    case 'expired':
      return { look: 'quiet', icon: 'stop', line: text('mirror.not-taken') };
    case 'unknown':
      return { look: 'caution', icon: 'hourglass', line: text('mirror.unknown') };
  }
};
