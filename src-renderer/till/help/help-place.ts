import type { HelpReader, HelpTopicName, Problem, SetUpStep } from '#contract';
import type { HelpPlace } from '../../state/help.svelte.ts';
import type { ScreenName } from '../../state/place.svelte.ts';
import type { PaymentPhase } from '../../state/sale/payment-phase.ts';

/** What is on the screen, as far as it decides where the help opens. */
export interface OnScreen {
  /** `signed-out` while someone is asked for a PIN, `locked` before the till is open. */
  readonly screen: ScreenName | 'signed-out' | 'locked';
  /** Whether a payment's details are open. */
  readonly story: boolean;
  /** The step of the set-up. */
  readonly step: SetUpStep;
  /** The newest problem shown on the Sale screen. */
  readonly problem: Problem | null;
  readonly phase: PaymentPhase;
  /** Whether a question before a charge is open. */
  readonly asks: boolean;
}

const STEPS: Readonly<Record<SetUpStep, HelpTopicName>> = {
  start: 'set-up',
  office: 'office',
  shop: 'set-up',
  credentials: 'set-up',
  test: 'connection',
  display: 'displays',
  printer: 'printer',
  people: 'staff',
  shift: 'shift',
  finish: 'set-up',
};

const atTopic = (page: HelpReader, entry: HelpTopicName): HelpPlace => ({ page, entry });

const onSale = ({ problem, phase, asks }: OnScreen): HelpPlace => {
  if (asks) return atTopic('cashier', 'charge');
  if (problem) return { page: 'problems', entry: problem.code };
  switch (phase) {
    case 'none':
      return { page: 'keys' };
    case 'unknown':
      return atTopic('cashier', 'unknown');
    case 'running':
    case 'ended':
      return atTopic('cashier', 'states');
    default:
      return phase satisfies never;
  }
};

/** The page at which the help opens for this screen. */
export const helpPlace = (on: OnScreen): HelpPlace => {
  switch (on.screen) {
    case 'locked':
      return atTopic('installer', 'keys');
    case 'signed-out':
      return atTopic('cashier', 'sign-in');
    case 'sale':
      return on.story ? atTopic('cashier', 'refund') : onSale(on);
    case 'history':
      return atTopic('cashier', on.story ? 'refund' : 'find');
    case 'day':
    case 'overview':
      return atTopic('manager', 'day');
    case 'staff':
    case 'audit':
      return atTopic('manager', 'staff');
    case 'settings':
      return { page: 'installer', entry: null };
    case 'set-up':
      return atTopic('installer', STEPS[on.step]);
    default:
      return on.screen satisfies never;
  }
};
