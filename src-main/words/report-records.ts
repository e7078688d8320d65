/** What a report lists one by one: late payments, what is unresolved, shifts, lost rows, the check, and the proof. */
import { fewOf } from '#domain/day/few.ts';
import type { Report } from '#domain/day/report.ts';
import { punctuation } from './language.ts';
import { nameWords } from './person-words.ts';
import { matchWords } from './reconciliation-words.ts';
import type { Draft } from './report-lines.ts';
import { negated, plain } from './report-lines.ts';
import type { TextKey } from './text.ts';
import { text } from './text.ts';

/** Formats a time (epoch ms) for screen or paper. */
export type Stamp = (at: number) => string;

export const lateLines = ({ late }: Report): readonly Draft[] =>
  late.map(({ reference, was, settled, earlier, amount, currency }) =>
    plain(
      reference,
      text(earlier ? 'report.late.earlier' : 'report.late.note', {
        was: text(`report.${was}`),
        settled: text(`report.late.${settled}`),
      }),
      { amount, currency },
    ),
  );

export const unresolvedLines = ({ unresolved }: Report): readonly Draft[] =>
  unresolved.flatMap(({ kind, reference, signedOff, amount, currency }) => {
    const { by, note } = signedOff ?? { by: null, note: '' };
    const signed: TextKey = note === '' ? 'report.unresolved.signed' : 'report.unresolved.signed.note';
    const words = by ? text(signed, { name: nameWords(by.name), note }) : text('report.unresolved.open');
    const lines = [plain(reference, words, { amount, currency })];
    return kind === 'refund' ? negated(lines) : lines;
  });

export const shiftLines = ({ shifts }: Report, stamp: Stamp): readonly Draft[] =>
  shifts.map(({ number, openedBy, openedAt, closedBy, closedAt }) =>
    plain(
      text('report.shift', { number, openedBy: nameWords(openedBy.name), openedAt: stamp(openedAt) }),
      closedBy && closedAt !== null
        ? text('report.shift.closed', { closedBy: nameWords(closedBy.name), closedAt: stamp(closedAt) })
        : text('report.shift.open'),
    ),
  );

export const lostLines = ({ lostTails = [] }: Report, stamp: Stamp): readonly Draft[] =>
  lostTails.map(({ rows, since, until, zs, zsLost }) =>
    plain(
      rows === null
        ? text('report.lost.unsure', { since: stamp(since) })
        : text('report.lost.rows', { rows, until: stamp(until ?? since) }),
      text('report.lost.note', { zs, zsLost }),
    ),
  );

/** What cannot be read: by references, and by the numbers of entries that have none. */
export const unreadNames = (named: readonly string[], more: number): readonly string[] => [
  ...named.map((name) => (/^\d+$/.test(name) ? text('report.unread.entry', { row: name }) : name)),
  ...(more > 0 ? [text('report.unread.more', { more })] : []),
];

/** As few on paper as anybody reads: a newer version may have written thousands. */
const unreadWith = (note: TextKey, unread: readonly string[]): readonly Draft[] => {
  if (unread.length === 0) return [];
  const { named, more } = fewOf(unread);
  return [text(note), ...unreadNames(named, more)].map((words) => plain(words));
};

export const unreadLines = ({ unread = [] }: Report): readonly Draft[] =>
  unreadWith('report.unread.note', unread);

export const uncountedLines = ({ unreadUncounted = [] }: Report): readonly Draft[] =>
  unreadWith('report.unread-uncounted.note', unreadUncounted);

const refundsAskedWords = ({ refundsAsked }: Report['compared'][number]): readonly string[] =>
  refundsAsked === 'known' ? [text('report.known-refunds')] : [];

export const reconciliationLines = (
  { compared, reconciliation }: Report,
  date: (date: string) => string,
): readonly Draft[] => [
  plain(text(`day.reconciliation.${reconciliation}`)),
  ...compared.map((day) =>
    plain(
      text('day.date', { date: date(day.date) }),
      day.result === 'not-reconciled'
        ? text('report.not-reconciled')
        : [matchWords('payments', day), matchWords('refunds', day), ...refundsAskedWords(day)].join(
            punctuation().sentence,
          ),
    ),
  ),
];

/**
 * What only a Z has: the hash of its own row, and whether it is signed; on paper also the row's number, and the key.
 */
export interface ZSeal {
  readonly hash: string;
  readonly signed: boolean;
  readonly witness?: { readonly row: number; readonly key: string };
}

export const proofLines = (report: Report, seal: ZSeal | null): readonly Draft[] => {
  const { rows, references, pinFailures, reprints, journalHead, previousHash } = report;
  return [
    rows.last < rows.first ? text('report.rows.none') : text('report.rows', rows),
    ...(references ? [text('report.references', references)] : []),
    text('report.pins', { count: pinFailures }),
    text('report.reprints', { count: reprints }),
    ...(journalHead ? [text('report.head', { hash: journalHead })] : []),
    ...(previousHash ? [text('report.previous', { hash: previousHash })] : []),
    ...(seal
      ? [text('report.hash', { hash: seal.hash }), text(seal.signed ? 'report.signed' : 'report.unsigned')]
      : []),
    ...(seal?.witness ? [text('report.key', seal.witness)] : []),
  ].map((words) => plain(words));
};
