/**
 * Everything the journal can hold, and whether each type of event begins or continues a payment's or refund's story.
 */
import type { PaymentEvent } from '#domain/payment/payment.ts';
import type { RefundEvent } from '#domain/refund/refund.ts';
import type { ActivityRecord } from './activity-record.ts';

export type StoryEvent = PaymentEvent | RefundEvent;
export type JournalEvent = StoryEvent | ActivityRecord;

const PLACES: Readonly<Record<StoryEvent['type'], 'begins' | 'continues'>> = {
  intended: 'begins',
  found: 'begins',
  resent: 'continues',
  created: 'continues',
  refused: 'continues',
  doubted: 'continues',
  missed: 'continues',
  observed: 'continues',
  'cancel-asked': 'continues',
  'cancel-answered': 'continues',
  'late-accepted': 'continues',
  settled: 'continues',
  corrected: 'continues',
  'refund-intended': 'begins',
  'refund-found': 'begins',
  'refund-resent': 'continues',
  'refund-created': 'continues',
  'refund-refused': 'continues',
  'refund-doubted': 'continues',
  'refund-missed': 'continues',
  'refund-observed': 'continues',
  'refund-settled': 'continues',
  'refund-corrected': 'continues',
};

const isStoryEvent = (type: JournalEvent['type']): type is StoryEvent['type'] => Object.hasOwn(PLACES, type);

/** `begins` and `continues` a payment's or refund's story, or `stands-alone` as an activity record. */
export const placeOf = (type: JournalEvent['type']): 'begins' | 'continues' | 'stands-alone' =>
  isStoryEvent(type) ? PLACES[type] : 'stands-alone';
