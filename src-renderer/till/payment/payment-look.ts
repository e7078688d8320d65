import type { PaymentView } from '#contract';
import { text } from '#contract';
import type { IconName } from '../../parts/icon-paths.ts';
import type { Look } from '../../parts/look.ts';
import { isLateOrMismatched } from '../../state/sale/standing.ts';

/** A state as it is shown: never by colour alone. */
export interface PaymentLook {
  readonly look: Look;
  readonly icon: IconName;
  readonly word: string;
  /** The same where there is room for what must not be done. */
  readonly heading: string;
  /** What it means for the cashier, in a sentence. */
  readonly advice: string;
}

export type ShownState = PaymentView['state'] | 'idle' | 'blocked' | 'cancelling' | 'refused';

const LOOKS: Readonly<Record<ShownState, readonly [Look, IconName]>> = {
  idle: ['quiet', 'ready'],
  blocked: ['quiet', 'stop'],
  sending: ['quiet', 'sending'],
  open: ['accent', 'code'],
  pending: ['waiting', 'phone'],
  paid: ['good', 'tick'],
  cancelled: ['quiet', 'stop'],
  failed: ['bad', 'cross'],
  expired: ['quiet', 'hourglass'],
  unknown: ['doubt', 'question'],
  cancelling: ['quiet', 'stop'],
  refused: ['doubt', 'eye'],
};

/** A running payment that is being given up says so before it says anything else. */
export const shownState = (payment: PaymentView | null, blocked: boolean): ShownState => {
  switch (payment?.state) {
    case undefined:
      return blocked ? 'blocked' : 'idle';
    case 'sending':
    case 'open':
    case 'pending':
      if (payment.cancelling === 'asked' || payment.cancelling === 'accepted') return 'cancelling';
      return payment.cancelling === 'refused' ? 'refused' : payment.state;
    case 'paid':
    case 'cancelled':
    case 'failed':
    case 'expired':
    case 'unknown':
      return payment.state;
  }
};

/** `blocked` says of a till without a payment that nothing may be charged just now. */
export const lookOf = (payment: PaymentView | null, blocked = false): PaymentLook => {
  const state = shownState(payment, blocked);
  const [usual, icon] = LOOKS[state];
  const look = payment && isLateOrMismatched(payment) ? 'doubt' : usual;
  const advice = text(state === 'refused' ? 'problem.cancel-refused.advice' : `state.${state}.advice`);
  const word = text(`state.${state}.word`);
  const heading = state === 'unknown' ? text('state.unknown.heading') : word;
  return { look, icon, word, heading, advice };
};
