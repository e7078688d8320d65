import type { CustomerView } from '#contract';
import type { DrawingName } from './drawings.ts';
import type { WordKey } from '../words.ts';

/** Chooses the colour, which never stands alone: each outcome has its own drawing and words. */
export type Tone = 'calm' | 'waiting' | 'good';

/** Shown in place of the code. */
export interface Outcome {
  readonly tone: Tone;
  readonly drawing: DrawingName;
  readonly title: WordKey;
  readonly advice: WordKey;
}

export const UNREADABLE: Outcome = {
  tone: 'calm',
  drawing: 'stopped',
  title: 'unreadableTitle',
  advice: 'unreadableAdvice',
};

/** The message of a view; undefined while there is a code or nothing to say. */
export const outcomeOf = ({
  state,
  nothingTaken,
}: Pick<CustomerView, 'state' | 'nothingTaken'>): Outcome | undefined => {
  const advice = nothingTaken ? 'nothingTaken' : 'perhapsTaken';
  switch (state) {
    case 'idle':
    case 'sending':
    case 'open':
      return undefined;
    case 'cancelling':
      return { tone: 'calm', drawing: 'wait', title: 'cancellingTitle', advice: 'cancellingAdvice' };
    case 'confirming':
      return { tone: 'waiting', drawing: 'hourglass', title: 'confirmingTitle', advice: 'confirmingAdvice' };
    case 'paid':
      return { tone: 'good', drawing: 'tick', title: 'paidTitle', advice: 'paidAdvice' };
    case 'cancelled':
      return { tone: 'calm', drawing: 'stopped', title: 'cancelledTitle', advice };
    case 'failed':
      return { tone: 'calm', drawing: 'cross', title: 'failedTitle', advice };
    case 'expired':
      return { tone: 'calm', drawing: 'clock', title: 'expiredTitle', advice };
    case 'unknown':
      return { tone: 'waiting', drawing: 'question', title: 'unknownTitle', advice: 'unknownAdvice' };
    default:
      return state satisfies never;
  }
};
