import type { OfficeView } from '#contract';
import { text } from '#contract';
import { fullTime } from '../../time-words.ts';

/** '12 events, since Thu 5 Nov 2026, 12:28' */
export const officeBehindWords = (behind: OfficeView['behind']): string =>
  behind
    ? text('office.behind.since', { count: behind.events, time: fullTime(behind.since) })
    : text('office.behind.none');

/** Problems of the office's address; the field is marked. */
const OF_ADDRESS = ['office-no-address', 'office-not-secure', 'office-unreachable', 'office-unreached'];
export const isOfAddress = (code: string): boolean => OF_ADDRESS.includes(code);

/** What a restore is doing, how far it is, or that it waits to be continued. */
export const restoreWords = (progress: OfficeView['progress'], isBegun: boolean): string => {
  if (!progress) return text(isBegun ? 'office.restore.begun' : 'office.restore.hint');
  const { stage, done, total } = progress;
  return text(`office.restore.${stage}`, { done, total });
};
