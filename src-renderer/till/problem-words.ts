import type { Problem, ProblemCode, TextKey } from '#contract';
import { listWords, problemNumber, punctuation, STANDINGS, text, unreadNames } from '#contract';
import { statusNameWords } from './status-words.ts';
import { timeBeside, dayOf } from './time-words.ts';

/** A problem in words. */
export interface ProblemWords {
  readonly title: string;
  readonly advice: string;
  /** The gateway's own code and text, or ''. */
  readonly small: string;
}

const REASONS = new Map<string, TextKey>(
  (['7', '18', '20', '100', '101', '102', '118', '147'] as const).map((code) => [code, `reason.${code}`]),
);

const reasonOf = ({ gatewayCode, gatewayText }: Problem['details']): string => {
  if (gatewayCode === undefined && gatewayText === undefined) return '';
  return text(REASONS.get(String(gatewayCode)) ?? 'reason.other');
};

/** What prevented closing the day, by its key. */
const FAILED = new Map<string, TextKey>(
  (
    ['disk-full', 'disk-read-only', 'disk-failing', 'reading', 'reconciling', 'signing', 'writing'] as const
  ).map((failed) => [failed, `problem.day-not-closed.${failed}`]),
);

const failedOf = ({ failed }: Problem['details']): string => {
  const key = FAILED.get(String(failed));
  return key ? text(key) : '';
};

const smallOf = ({ gatewayCode, gatewayText = '' }: Problem['details']): string => {
  if (gatewayCode === undefined) return String(gatewayText);
  const code = String(gatewayCode);
  const line = String(gatewayText);
  return text('problem.small', { text: line.startsWith(code) ? line : `${code} ${line}`.trim() });
};

const isSetting = (name: string): name is keyof typeof STANDINGS => name in STANDINGS;

/** The names of these settings, on one line. */
export const settingsWords = (names: readonly string[]): string =>
  listWords(names.map((name) => (isSetting(name) ? text(STANDINGS[name].label) : name)));

/** Defaults for details that a problem does not have. */
const NO_DETAILS = {
  digits: '',
  weakness: 'other',
  slip: '',
  ceiling: '',
  currency: '',
  status: '',
  site: '',
  reference: '',
  name: '',
  amount: '',
  taken: '',
  found: 0,
  rows: 0,
  received: 0,
  zsLost: 0,
  fault: 'other',
  hasCode: 'no',
  minutes: 0,
  seconds: 0,
  side: 'other',
  staff: 'none',
  changed: 'none',
  refused: 'none',
};

/** The last day on which something is possible, or ''. */
const lastDayOf = ({ until }: Problem['details']): string => (typeof until === 'number' ? dayOf(until) : '');

/** When something happened, with the day if it is another one; a dash for nothing. */
const timeOf = (at: unknown): string => (typeof at === 'number' ? timeBeside(at, Date.now()) : '–');

/** The references and entries that cannot be read. */
const unreadOf = ({ unread, more = 0 }: Problem['details']): string =>
  listWords(unreadNames(unread === undefined ? [] : String(unread).split(','), Number(more)));

/** Words of a problem with its number, where only text can stand; elsewhere a press on it opens the help. */
export const numbered = (words: string, code: ProblemCode): string =>
  `${words} · ${text('help.problem', { number: problemNumber(code) })}`;

/** A title as a sentence, and what follows it. One that asks has its mark already. */
export const titled = (title: string, following = ''): string => {
  const { stop, sentence } = punctuation();
  return [title, following].join(/[?？]$/.test(title) ? sentence : stop).trimEnd();
};

/** What happened, what to do now, and the code in small type. */
export const problemWords = ({ code, details }: Problem): ProblemWords => {
  const values = {
    ...NO_DETAILS,
    reason: reasonOf(details),
    ...details,
    startedAt: timeOf(details.startedAt),
    until: timeOf(details.until),
    status: statusNameWords(String(details.status ?? '')),
    failed: failedOf(details),
    unreadWords: unreadOf(details),
    lastDay: lastDayOf(details),
    changedWords: settingsWords(String(details.changed ?? '').split(',')),
    refusedWords: settingsWords(String(details.refused ?? '').split(',')),
  };
  return {
    title: text(`problem.${code}.title`, values).trim(),
    advice: text(`problem.${code}.advice`, values).replaceAll(/ {2,}/g, ' ').trim(),
    small: smallOf(details),
  };
};
