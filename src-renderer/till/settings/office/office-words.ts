import type { OfficeView } from '#contract';
import { text } from '#contract';
import { fullTime } from '../../time-words.ts';

/** '12 events, since Thu 5 Nov 2026, 12:28' */
export const officeBehindWords = (behind: OfficeView['behind']): string =>
  behind
    ? text('office.behind.since', { count: behind.events, time: fullTime(behind.since) })
    : text('office.behind.none');

/** What a restore is doing, how far it is, or that it waits to be continued. */
export const restoreWords = (progress: OfficeView['progress'], isBegun: boolean): string => {
  if (!progress) return text(isBegun ? 'office.restore.begun' : 'office.restore.hint');
  const { stage, done, total } = progress;
  return text(`office.restore.${stage}`, { done, total });
};
