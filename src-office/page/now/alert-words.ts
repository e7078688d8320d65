import type { Alert } from '../../views/alert-views.ts';
import { fullDateWords, sinceWords } from '../words/time-words.ts';
import { text } from '../words/text.svelte.ts';

/** Since when, and what else is known. */
export const alertWords = ({ kind, since, detail }: Alert, now: number): string => {
  const time = sinceWords(since, now);
  switch (kind) {
    case 'silent':
      return text('alert.silent.since', { time });
    case 'unresolved':
      return text('alert.unresolved.since', { time, count: Number(detail ?? 1) });
    case 'forked':
      return text('alert.forked.at', { time, row: detail ?? '?' });
    case 'ahead':
      return text('alert.ahead.since', { time });
    case 'unread':
      return text('alert.unread.since', { time, count: Number(detail ?? 1) });
    case 'untaken':
      return text('alert.untaken.at', { time, row: detail ?? '?' });
    case 'z-missing':
      return text('alert.z-missing.of', { date: detail === null ? '?' : fullDateWords(detail) });
    default:
      return kind satisfies never;
  }
};
