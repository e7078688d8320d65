import type { PaymentView, Problem } from '#contract';
import { text } from '#contract';
import type { IconName } from '../../parts/icon-paths.ts';
import type { Look } from '../../parts/look.ts';
import { isEncodable } from '../../parts/qr/qr-capacity.ts';
import { isLateOrMismatched } from '../../state/sale/payment-phase.ts';
import { problemWords, titled } from '../problem-words.ts';
import { hasNothingLeft, refundedAdvice } from '../refund/refunded-advice.ts';

/** How a state is shown; never by colour alone. */
export interface PaymentLook {
  readonly look: Look;
  readonly icon: IconName;
  readonly word: string;
  /** A longer text, which may warn the cashier. */
  readonly heading: string;
  /** A sentence about what the state means for the cashier. */
  readonly advice: string;
}

export type ShownState =
  | PaymentView['state']
  | 'idle'
  | 'blocked'
  | 'cancelling'
  | 'refused'
  | 'unreadable'
  /** On the gateway's own page, and once the customer has left it. */
  | 'on-page'
  | 'page-left';

export const STATE_LOOKS: Readonly<Record<ShownState, readonly [Look, IconName]>> = {
  idle: ['quiet', 'ready'],
  blocked: ['quiet', 'stop'],
  sending: ['accent', 'sending'],
  open: ['accent', 'code'],
  pending: ['waiting', 'phone'],
  paid: ['good', 'tick'],
  cancelled: ['quiet', 'stop'],
  failed: ['bad', 'cross'],
  expired: ['quiet', 'hourglass'],
  unknown: ['caution', 'question'],
  cancelling: ['accent', 'hourglass'],
  refused: ['caution', 'eye'],
  unreadable: ['quiet', 'code'],
  'on-page': ['waiting', 'phone'],
  'page-left': ['waiting', 'hourglass'],
};

const ON_PAGE = { shown: 'on-page', returned: 'page-left' } as const;

/** The gateway supplied nothing to scan, or something that no code can hold. */
const isUnreadable = ({ code, problem }: PaymentView): boolean =>
  problem?.code === 'code-unreadable' || (code !== null && !isEncodable(code));

/**
 * A running payment that is being cancelled, that nobody can scan or that is paid on the gateway's page shows that
 * instead of its own state, which says how far a scan has got.
 */
export const shownState = (payment: PaymentView | null, blocked: boolean): ShownState => {
  switch (payment?.state) {
    case undefined:
      return blocked ? 'blocked' : 'idle';
    case 'sending':
    case 'open':
    case 'pending':
      if (payment.cancelling === 'asked' || payment.cancelling === 'accepted') return 'cancelling';
      if (payment.cancelling === 'refused') return 'refused';
      if (payment.page !== 'none') return ON_PAGE[payment.page];
      return isUnreadable(payment) ? 'unreadable' : payment.state;
    case 'paid':
    case 'cancelled':
    case 'failed':
    case 'expired':
    case 'unknown':
      return payment.state;
  }
};

const adviceKey = (state: ShownState) => {
  if (state === 'refused') return 'problem.cancel-refused.advice';
  return state === 'unreadable' ? 'problem.code-unreadable.advice' : (`state.${state}.advice` as const);
};

/** What a person must know about a payment. Main cannot know what fits in a code. */
export const problemOf = (payment: PaymentView): Problem | null => {
  if (payment.problem) return payment.problem;
  return shownState(payment, false) === 'unreadable' ? { code: 'code-unreadable', details: {} } : null;
};

/** What to do about a payment: what its problem says, if it has one, else what its state means. */
export const adviceFor = (payment: PaymentView): string => {
  const told = hasNothingLeft(payment) ? null : problemOf(payment);
  if (!told) return lookOf(payment).advice;
  const { title, advice } = problemWords(told);
  return titled(title, advice);
};

/** `blocked`: whether nothing may be charged now; it matters only if there is no payment. */
export const lookOf = (payment: PaymentView | null, blocked = false): PaymentLook => {
  const state = shownState(payment, blocked);
  const [usual, icon] = STATE_LOOKS[state];
  const look = payment && isLateOrMismatched(payment) ? 'caution' : usual;
  const advice = (payment && refundedAdvice(payment)) ?? text(adviceKey(state));
  const word = text(`state.${state}.word`);
  const heading = state === 'unknown' ? text('state.unknown.heading') : word;
  return { look, icon, word, heading, advice };
};
