/** What goes to support: plain texts that the person at the till can read first. */
import type { HealthFacts } from '#domain/health/health-facts.ts';
import { judgeHealth } from '#domain/health/judge-health.ts';
import { HEALTH_SUBJECTS, levelOf } from '#domain/health/verdicts.ts';
import { statusName } from '#domain/gateway/gateway-payment.ts';
import { toDecimal } from '#domain/money.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { moneyOf } from '#domain/payment/payment.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import type { LoggedProblem } from '#services/health/log-problems.ts';
import type { DayJournal, Journal, RefundJournal } from '#services/journal-ports.ts';
import type { YieldNow } from '#services/slices.ts';
import { startedInSlices } from '#services/slices.ts';
import type { SupportFile } from './support-ports.ts';

export interface BundleFacts {
  readonly health: HealthFacts;
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: Settings;
  readonly problems: readonly LoggedProblem[];
  readonly log: string;
  readonly journal: Pick<Journal, 'lastPaymentNumber' | 'startedBetween' | 'unfinished'> &
    Pick<RefundJournal, 'lastRefundNumber'> &
    Pick<DayJournal, 'rowsAfter' | 'closedDays'>;
  /** Whether to include the payments of the last week. */
  readonly withPayments: boolean;
}

const WEEK_MS = 7 * 24 * 3_600_000;
const ZS_SHOWN = 5;

const time = (at: number): string => new Date(at).toISOString();

const lines = (texts: readonly string[]): string => texts.map((line) => `${line}\n`).join('');

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const healthText = (health: HealthFacts): string => {
  const verdicts = judgeHealth(health);
  const judged = HEALTH_SUBJECTS.map(
    (subject) => `${subject}: ${levelOf(subject, verdicts[subject])}, ${verdicts[subject]}`,
  );
  return lines([`Times are UTC; numbers named At are milliseconds since 1970.`, ...judged]) + json(health);
};

const journalText = ({ journal, health }: BundleFacts): string => {
  const { rows, lastRowAt } = health.journal;
  const [last] = journal.rowsAfter(rows - 1, 1);
  let unreadable = 0;
  const needAttention = journal.unfinished(health.at - WEEK_MS, () => (unreadable += 1));
  return lines([
    `rows: ${String(rows)}`,
    `last row: ${lastRowAt === null ? 'none' : time(lastRowAt)}`,
    `hash of the last row: ${last?.hash ?? 'none'}`,
    `last payment number: ${String(journal.lastPaymentNumber())}`,
    `payments that need attention: ${String(needAttention.length)}`,
    `payments among them that cannot be read: ${String(unreadable)}`,
    `last refund number: ${String(journal.lastRefundNumber())}`,
    ...journal
      .closedDays(ZS_SHOWN)
      .map(({ number, date, at }) => `Z ${String(number)} of ${date}: ${time(at)}`),
  ]);
};

const paymentLine = (payment: Payment): string => {
  const { amount, currency } = moneyOf(payment);
  const { reference, state, startedAt } = payment;
  const status = 'gateway' in payment && payment.gateway ? statusName(payment.gateway.statusId) : '';
  return [time(startedAt), reference, state, currency, toDecimal(amount, currency), status].join(' ').trim();
};

/** The files of the bundle, in the order in which a person reads them; the texts may still contain secrets. */
const filesOf = async (facts: BundleFacts, yieldNow: YieldNow): Promise<readonly SupportFile[]> => {
  const { health, versions, settings, problems, log, journal, withPayments } = facts;
  const files = [
    {
      name: 'versions.txt',
      text: lines(Object.entries(versions).map(([name, value]) => `${name}: ${value}`)),
    },
    { name: 'health.txt', text: healthText(health) },
    {
      name: 'problems.txt',
      text: lines(problems.map(({ at, level, text }) => `${time(at)} ${level} ${text}`)),
    },
    { name: 'journal.txt', text: journalText(facts) },
    { name: 'settings.txt', text: json({ ...settings, keyName: undefined }) },
    { name: 'log.txt', text: log },
  ];
  if (!withPayments) return files;
  const week = { from: health.at - WEEK_MS, to: health.at + 1 };
  const unread: string[] = [];
  const noteUnread = (): void => void unread.push('a payment that cannot be read');
  const payments = await startedInSlices(journal, week, yieldNow, noteUnread);
  return [...files, { name: 'payments.txt', text: lines([...payments.map(paymentLine), ...unread]) }];
};

/** The size of a piece, which is cleaned within a millisecond or two. */
const PIECE = 16 * 1024;

/**
 * Splits only before a line that begins with a time, because no secret extends from one entry of a log into the next.
 */
const piecesOf = (text: string): readonly string[] => {
  const pieces: string[] = [];
  let piece = '';
  for (const line of text.split(/(?<=\n)(?=\d{4}-\d{2}-\d{2}T)/)) {
    if (piece.length + line.length > PIECE && piece !== '') {
      pieces.push(piece);
      piece = '';
    }
    piece += line;
  }
  return [...pieces, piece];
};

/** The bundle without secrets, built in slices between which the till goes on. */
export const supportFiles = async (
  facts: BundleFacts,
  {
    withoutSecrets,
    yieldNow,
  }: { readonly withoutSecrets: (text: string) => string; readonly yieldNow: YieldNow },
): Promise<readonly SupportFile[]> => {
  const files: SupportFile[] = [];
  for (const { name, text } of await filesOf(facts, yieldNow)) {
    let clean = '';
    for (const piece of piecesOf(text)) {
      clean += withoutSecrets(piece);
      await yieldNow();
    }
    files.push({ name, text: clean });
  }
  return files;
};
