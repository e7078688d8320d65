import type { CustomerView } from '#contract';
import type { Tone } from './tones.ts';

type Heard = Pick<CustomerView, 'state' | 'nothingTaken'>;

/**
 * The tone that the customer hears when a payment ends, once. None for a window that has just opened
 * (`before` is null): what it shows is not news.
 */
export const customerTone = (before: Heard | null, now: Heard): Tone | null => {
  if (before === null || now.state === before.state) return null;
  switch (now.state) {
    case 'paid':
      return 'paid';
    case 'failed':
    case 'expired':
      return now.nothingTaken ? 'failed' : 'attention';
    case 'unknown':
      return 'attention';
    case 'idle':
    case 'sending':
    case 'open':
    case 'confirming':
    case 'cancelling':
    case 'cancelled':
      return null;
    default:
      return now.state satisfies never;
  }
};
