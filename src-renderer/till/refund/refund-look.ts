import type { RefundView } from '#contract';
import { text } from '#contract';
import type { IconName } from '../../parts/icon-paths.ts';
import type { Look } from '../../parts/look.ts';

const LOOKS: Readonly<Record<RefundView['state'], readonly [Look, IconName]>> = {
  requested: ['waiting', 'hourglass'],
  refunded: ['good', 'tick'],
  failed: ['bad', 'cross'],
  unknown: ['doubt', 'question'],
};

/** A refund's state as it is shown: never by colour alone. */
export const refundLook = ({ state }: RefundView) => {
  const [look, icon] = LOOKS[state];
  return { look, icon, word: text(`refund.${state}.word`), advice: text(`refund.${state}.advice`) };
};
