import type { CustomerView } from '#contract';
import type { Tone } from '../../parts/signal/tone.ts';
import type { DrawingName } from './drawings.ts';
import type { WordKey } from '../words.ts';

/**
 * What the customer reads instead of a code. Each message has its own drawing and words, so that no meaning
 * depends on colour alone.
 */
export interface Message {
  readonly kind: 'message';
  readonly tone: Tone;
  readonly drawing: DrawingName;
  readonly title: WordKey;
  readonly advice: WordKey;
  /** What to do now. */
  readonly more: WordKey | null;
  /** What the amount stands for. */
  readonly label: WordKey;
}

/** What fills the screen. */
export type Outcome =
  | Message
  | { readonly kind: 'idle'; readonly tone: 'ink' }
  | { readonly kind: 'code'; readonly tone: 'signal' }
  | { readonly kind: 'paid'; readonly tone: 'good' };

/** The gateway gave no code, or one that cannot be shown. */
export const UNREADABLE: Message = {
  kind: 'message',
  tone: 'stopped',
  drawing: 'stopped',
  title: 'unreadableTitle',
  advice: 'askCounter',
  more: null,
  label: 'toPay',
};

/** The message for a payment that ended without money, as far as is known. */
const ended = (
  nothingTaken: boolean,
  known: Pick<Message, 'drawing' | 'title' | 'label'>,
  unsureTitle: WordKey = known.title,
): Message => ({
  kind: 'message',
  tone: 'stopped',
  ...known,
  ...(nothingTaken
    ? { advice: 'nothingTaken', more: 'askCounter' }
    : { title: unsureTitle, advice: 'perhapsTaken', more: null, label: 'amount' }),
});

export const outcomeOf = ({
  state,
  nothingTaken,
  code,
  page,
}: Pick<CustomerView, 'state' | 'nothingTaken' | 'code' | 'page'>): Outcome => {
  switch (state) {
    case 'idle':
      return { kind: 'idle', tone: 'ink' };
    case 'sending':
      return { kind: 'code', tone: 'signal' };
    case 'open':
      return code === null && !page ? UNREADABLE : { kind: 'code', tone: 'signal' };
    case 'paid':
      return { kind: 'paid', tone: 'good' };
    case 'cancelling':
      return {
        kind: 'message',
        tone: 'signal',
        drawing: 'wait',
        title: 'cancellingTitle',
        advice: 'cancellingAdvice',
        more: 'cancellingMore',
        label: 'amount',
      };
    case 'confirming':
      return {
        kind: 'message',
        tone: 'signal',
        drawing: 'confirm',
        title: 'confirmingTitle',
        advice: 'confirmingAdvice',
        more: null,
        label: 'amount',
      };
    case 'cancelled':
      return ended(nothingTaken, { drawing: 'stopped', title: 'cancelledTitle', label: 'amount' });
    case 'failed':
      return ended(
        nothingTaken,
        { drawing: 'cross', title: 'failedTitle', label: 'stillToPay' },
        'unsureTitle',
      );
    case 'expired':
      return ended(nothingTaken, { drawing: 'clock', title: 'expiredTitle', label: 'stillToPay' });
    case 'unknown':
      return {
        kind: 'message',
        tone: 'amber',
        drawing: 'question',
        title: 'unknownTitle',
        advice: 'unknownAdvice',
        more: 'unknownMore',
        label: 'amount',
      };
    default:
      return state satisfies never;
  }
};
