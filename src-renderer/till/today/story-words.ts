import type { StoryView, TextKey } from '#contract';
import { DOUBTS, REFUSALS, text } from '#contract';
import { statusNameWords } from '../status-words.ts';

const DETAILS = [
  'cashier',
  'deadline',
  'accepted',
  'refused',
  'declined',
  ...REFUSALS,
  ...DOUBTS,
  'paid',
  'not-paid',
] as const;

const DETAIL_KEYS = new Map<string, TextKey>(DETAILS.map((detail) => [detail, `story.detail.${detail}`]));

const STATUS_KEYS = new Map<string, TextKey>(
  (
    ['Open', 'Success', 'Cancelled', 'Failed', 'Expired', 'PendingOnCustomer', 'PendingOnProvider'] as const
  ).map((status) => [status, `story.status.${status}`]),
);

/** The meaning of the gateway's word; an unknown word stays as it is. */
const statusWords = ({ statusName }: StoryView['lines'][number]): string => {
  const key = STATUS_KEYS.get(statusName ?? '');
  return key ? text(key) : statusNameWords(statusName ?? '');
};

/** What happened, in a sentence. */
export const eventWords = (line: StoryView['lines'][number]): string =>
  text(`story.${line.type}`, { status: statusWords(line) });

/** The reason as a cashier reads it; the gateway's own texts stay as they are. */
export const detailWords = (line: StoryView['lines'][number]): string => {
  const [first = '', ...more] = line.detail.split(' · ');
  const key = line.type === 'intended' ? undefined : DETAIL_KEYS.get(first);
  return [key ? text(key) : first, ...more].join(' · ');
};
