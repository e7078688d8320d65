import type { PaymentView } from '#contract';
import { text } from '#contract';
import type { IconName } from '../../parts/icon-paths.ts';
import type { Look } from '../../parts/look.ts';

/** A state as it is shown: never by colour alone. */
export interface PaymentLook {
  readonly look: Look;
  readonly icon: IconName;
  readonly word: string;
  /** What it means for the cashier, in a sentence. */
  readonly advice: string;
}

export type ShownState = PaymentView['state'] | 'idle' | 'cancelling' | 'refused';

const LOOKS: Readonly<Record<ShownState, readonly [Look, IconName]>> = {
  idle: ['quiet', 'ready'],
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
export const shownState = (payment: PaymentView | null): ShownState => {
  switch (payment?.state) {
    case undefined:
      return 'idle';
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

export const lookOf = (payment: PaymentView | null): PaymentLook => {
  const state = shownState(payment);
  const [look, icon] = LOOKS[state];
  const advice = text(state === 'refused' ? 'problem.cancel-refused.advice' : `state.${state}.advice`);
  return { look, icon, word: text(`state.${state}.word`), advice };
};
