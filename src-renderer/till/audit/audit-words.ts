import type { AuditLine, StaffRole, TextKey } from '#contract';
import {
  EXPORTED_KINDS,
  listWords,
  moneyWords,
  nameWords,
  PERMISSIONS,
  readAmount,
  REFUND_REASONS,
  STAFF_ROLES,
  text,
} from '#contract';
import { dateWords } from '../time-words.ts';
import { staffDifferenceWords, tillDifferenceWords } from './difference-words.ts';

const isRole = (word: string): word is StaffRole => (STAFF_ROLES as readonly string[]).includes(word);

/** Records whose detail starts with a permission; a call and a reason may follow, which are not shown. */
const WITH_PERMISSION: readonly AuditLine['kind'][] = ['permission-refused', 'rights-lent', 'rights-used'];

const NAMED_PERMISSIONS = [...PERMISSIONS, 'signed-in'] as const;

/** Recorded as 'CNY 1,234.50' in every language. */
const recordedMoney = (money: string): string => {
  const currency = money.slice(0, 3);
  const read = readAmount(money, currency);
  return read.ok ? moneyWords({ amount: read.amount, currency }) : money;
};

/** What a person wrote, as it was: recorded details are split at their commas. */
const noteIn = (parts: readonly string[]): readonly string[] => (parts.length > 0 ? [parts.join(', ')] : []);

/** The amount, the reason and the note: 'CNY 12.50, other, scratched'. */
const refundWords = ([recorded = '', reason = '', ...note]: readonly string[]): string => {
  const money = recordedMoney(recorded);
  const why = REFUND_REASONS.find((one) => one === reason);
  return listWords([money, why ? text(`refund.reason.${why}`) : reason, ...noteIn(note)]);
};

/** What was exported and its file name: 'a Z, countertop-live-T1-z-7-2026-11-23.csv'. */
const fileWords = ([what = '', ...name]: readonly string[]): string => {
  const kind = EXPORTED_KINDS.find((one) => one === what);
  return listWords([kind ? text(`audit.exported.${kind}`) : what, ...noteIn(name)]);
};

const RECONCILED = new Map<string, TextKey>([
  ['matched', 'reconcile.matched.title'],
  ['different', 'audit.reconciled.different'],
  ['not-reconciled', 'reconcile.not-reconciled.title'],
]);

/** The day and the result: '2026-11-23, matched'. */
const reconciledWords = ([date = '', result = '']: readonly string[]): string => {
  const key = RECONCILED.get(result);
  return listWords([dateWords(date), key ? text(key) : result]);
};

/** How something was settled by hand, and why: 'Not paid, no line in the statement'. */
const settlementWords = ([outcome = '', ...reason]: readonly string[]): string => {
  const named = (['paid', 'not-paid', 'refunded', 'not-refunded'] as const).find((one) => one === outcome);
  return listWords([named ? text(`settle.${named}`) : outcome, ...noteIn(reason)]);
};

const ALARMS = new Map<string, TextKey>([
  ['deleted', 'problem.journal-deleted.title'],
  ['behind', 'problem.journal-behind.title'],
  ['rewritten', 'problem.journal-rewritten.title'],
  ['older-folder', 'problem.journal-older-folder.title'],
  ['anchor-missing', 'problem.journal-anchor-missing.title'],
  ['other-key', 'problem.journal-other-key.title'],
  ['anchor-unopened', 'problem.journal-anchor-unopened.title'],
  ['cloned', 'problem.journal-cloned.title'],
  ['changed', 'problem.journal-damaged.title'],
]);

/** What the till raised alarms about: 'behind other-key'. */
const alarmWords = (kinds: string): string =>
  kinds
    .split(' ')
    .map((kind) => {
      const key = ALARMS.get(kind);
      return key ? text(key) : kind;
    })
    .join(' · ');

/** From one version to another: '0.1.0, 0.2.0, update' becomes '0.1.0 → 0.2.0'. */
const versionWords = (parts: readonly string[]): string => parts.slice(0, 2).join(' → ');

/**
 * A detail with its role, permission and reason in the screen's words: 'Lin, cashier' becomes 'Lin, Cashier'.
 */
const detailWords = ({ kind, detail }: AuditLine): string => {
  const parts = detail.split(', ');
  const permission = WITH_PERMISSION.includes(kind) && NAMED_PERMISSIONS.find((one) => one === parts[0]);
  if (permission) {
    const times = parts.at(-1)?.startsWith('× ') ? [parts.at(-1)] : [];
    return [text(`permission.${permission}`), ...times].join(' ');
  }
  if (kind === 'journal-alarm' || kind === 'alarm-accepted') return alarmWords(detail);
  if (kind === 'reconciled') return reconciledWords(parts);
  if (kind === 'exported') return fileWords(parts);
  if (kind === 'program-changed') return versionWords(parts);
  if (kind === 'staff-differs') return staffDifferenceWords(parts);
  if (kind === 'till-differs') return tillDifferenceWords(parts);
  if (kind === 'refund-intended') return refundWords(parts);
  if (kind === 'settled' || kind === 'refund-settled') return settlementWords(parts);
  if (kind !== 'staff-added' && kind !== 'staff-changed') return detail;
  const last = parts.at(-1) ?? '';
  return isRole(last) ? [...parts.slice(0, -1), text(`staff.role.${last}`)].join(', ') : detail;
};

/** Records with their own words if they came about in an unusual way. */
const REASON_KEYS = new Map<string, TextKey>([
  ['approval-needed', 'audit.permission-refused.approval-needed'],
  ['sign-in-needed', 'audit.permission-refused.sign-in-needed'],
  ['pin-locked', 'audit.pin-refused.pin-locked'],
  ['pin-shut-out', 'audit.pin-refused.pin-shut-out'],
  ['person-unknown', 'audit.pin-refused.person-unknown'],
  ['not-an-approver', 'audit.pin-refused.not-an-approver'],
  ['pins-unavailable', 'audit.pin-refused.pins-unavailable'],
  ['update', 'audit.program-changed.update'],
  ['update-failed', 'audit.program-changed.update-failed'],
  ['rolled-back', 'audit.program-changed.rolled-back'],
]);

/** Records whose detail ends with a reason or a manner, after two other items. */
const WITH_REASON: readonly AuditLine['kind'][] = ['permission-refused', 'program-changed'];

/** Why something was refused or how it came about; '' if the record does not say. */
const reasonIn = ({ kind, detail }: AuditLine): string => {
  if (kind === 'pin-refused') return detail;
  return WITH_REASON.includes(kind) ? (detail.split(', ')[2] ?? '') : '';
};

const wordsOf = (line: AuditLine): TextKey => {
  const { kind, by, about } = line;
  if (kind === 'pin-changed' && by?.id === about?.id) return 'audit.pin-changed.own';
  if (kind === 'went-live' && line.detail === '') return 'audit.went-live.passed';
  return REASON_KEYS.get(reasonIn(line)) ?? `audit.${kind}`;
};

/** What the till itself records without naming anyone. */
const BY_THE_TILL: readonly AuditLine['kind'][] = [
  'installation-identified',
  'tail-lost',
  'office-refused',
  'office-alarm',
  'journal-alarm',
  'program-changed',
  'staff-differs',
  'till-differs',
  'unreadable',
];

/** Who did it: a person or, if no person did, the gateway or the till. */
export const personWords = ({ kind, by }: AuditLine): string => {
  if (by) return nameWords(by.name);
  if (kind === 'corrected' || kind === 'refund-corrected') return text('audit.gateway');
  return text(BY_THE_TILL.includes(kind) ? 'audit.till' : 'audit.nobody');
};

/** What a person did, in words that follow their name. */
export const auditWords = (line: AuditLine): string =>
  text(wordsOf(line), {
    about: line.about ? nameWords(line.about.name) : text('audit.nobody'),
    payment: line.payment,
    detail: line.kind === 'pin-refused' ? Number(line.detail) : detailWords(line),
  });

const APPROVED: readonly AuditLine['kind'][] = [
  'settings-changed',
  'went-live',
  'refund-intended',
  'settled',
  'refund-settled',
  'till-freed',
  'program-changed',
];

/** Who approved it, if that was another person; otherwise ''. */
export const approvedWords = ({ kind, by, about }: AuditLine): string =>
  APPROVED.includes(kind) && about && about.id !== by?.id
    ? text('audit.approved', { name: nameWords(about.name) })
    : '';
