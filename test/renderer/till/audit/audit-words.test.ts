import { describe, expect, test } from 'vitest';
import type { AuditLine } from '#contract';
import { followLanguage } from '#contract';
import { approvedWords, auditWords, personWords } from '../../../../src-renderer/till/audit/audit-words.ts';
import { NOON } from '../../harness/views.ts';

const lin = { id: 'lin', name: 'Lin', role: 'cashier' } as const;
const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;

const line = (kind: AuditLine['kind'], given: Partial<AuditLine> = {}): AuditLine => ({
  sequence: 1,
  at: NOON,
  by: lin,
  about: null,
  payment: '',
  detail: '',
  ...given,
  kind,
});

describe('the audit log says in words', () => {
  test.each([
    [
      line('rights-used', { about: chen, detail: 'export, day.export' }),
      'used an approval by Chen: Exporting payments',
    ],
    [line('pin-refused', { detail: '2' }), 'entered a wrong PIN, 2 in a row'],
    [
      line('unreadable', { by: null, detail: 'drawer-opened' }),
      'cannot read this entry (drawer-opened): a newer version of the till wrote it, or it is damaged',
    ],
    [
      line('staff-changed', { by: chen, about: lin, detail: 'Lin Lin, cashier' }),
      'changed Lin, previously Lin Lin, Cashier',
    ],
    [
      line('permission-refused', { detail: 'settle-late, payments.acceptLate' }),
      'was refused: Settling a late payment',
    ],
    [
      line('permission-refused', { detail: 'charge, payments.start, not-permitted' }),
      'was refused: Charging',
    ],
    [
      line('permission-refused', { detail: 'export, day.export, approval-needed' }),
      'asked for approval: Exporting payments',
    ],
    [
      line('permission-refused', { detail: 'charge, payments.start, not-permitted, × 2990' }),
      'was refused: Charging × 2990',
    ],
    [
      line('permission-refused', { by: null, detail: 'signed-in, settings.read, sign-in-needed' }),
      'was signed in when this was requested: An action for signed-in staff',
    ],
    [line('pin-changed', { by: chen, about: lin }), 'gave Lin a new PIN'],
    [line('pin-changed', { about: lin }), 'changed their own PIN'],
    [
      line('program-changed', { by: chen, about: chen, detail: '0.1.0, 0.2.0, update' }),
      'had an update installed: 0.1.0 → 0.2.0',
    ],
    [
      line('program-changed', { by: null, detail: '0.2.0, 0.1.0, rolled-back' }),
      'went back to the version before, because the new one did not start: 0.2.0 → 0.1.0',
    ],
    [
      line('program-changed', { by: null, detail: '0.1.0, 0.3.0, found' }),
      'found another version of the program at its start: 0.1.0 → 0.3.0',
    ],
    [line('pin-refused', { detail: 'pin-locked' }), 'entered a PIN during the wait after wrong PINs'],
    [
      line('pin-refused', { by: null, detail: 'person-unknown' }),
      'is on the staff list under the name that a PIN was entered for',
    ],
    [
      line('refund-intended', {
        about: chen,
        payment: 'T1-1',
        detail: 'CNY 2.50, paid-twice, at both tills, by hand',
      }),
      'started a refund of payment T1-1: ¥2.50, Paid twice, at both tills, by hand',
    ],
    [
      line('reconciled', { detail: '2026-11-23, matched' }),
      'checked a day against GlobalPay: Mon 23 Nov 2026, Everything matches',
    ],
    [
      line('reconciled', { detail: '2026-11-23, different' }),
      'checked a day against GlobalPay: Mon 23 Nov 2026, Differences found',
    ],
    [line('cancel-asked', { payment: 'T1-2' }), 'requested cancellation of payment T1-2'],
    [
      line('exported', { detail: 'z-pdf, countertop-live-T1-z-7-2026-11-23.pdf' }),
      'exported a Z as PDF, countertop-live-T1-z-7-2026-11-23.pdf',
    ],
  ])('%#: what was done', (done, words) => {
    expect(auditWords(done)).toContain(words);
  });

  test('the till found that entries of the journal are missing, not the person signed in', () => {
    const found = line('tail-lost', { by: null, detail: '4' });
    expect(`${personWords(found)} ${auditWords(found)}`).toBe(
      'The till found the last 4 entries of its journal missing',
    );
  });

  test('what was recorded in English is shown in the language of the till', () => {
    followLanguage(() => 'de');
    const refund = line('refund-intended', { payment: 'T1-1', detail: 'CNY 1002.50, paid-twice' });
    const matched = line('reconciled', { detail: '2026-11-23, matched' });
    const [money, day] = [auditWords(refund), auditWords(matched)];
    followLanguage(() => 'en');
    expect(money).toContain('1.002,50\u00A0¥, Doppelt bezahlt');
    expect(day).toContain('Mo., 23. Nov. 2026, Alles stimmt überein');
  });

  test('who approved it, unless they did it themselves', () => {
    expect(approvedWords(line('refund-intended', { about: chen }))).toContain('Chen');
    expect(approvedWords(line('refund-intended', { by: chen, about: chen }))).toBe('');
    expect(approvedWords(line('cancel-asked', { about: chen }))).toBe('');
  });
});

test.each([
  ['installation-identified', 'The till'],
  ['tail-lost', 'The till'],
  ['staff-differs', 'The till'],
  ['till-differs', 'The till'],
  ['corrected', 'Gateway'],
  ['permission-refused', 'Nobody'],
] as const)('a line without a person (%s) says who did it: %s', (kind, who) => {
  expect(personWords(line(kind, { by: null }))).toBe(who);
});

test.each([
  ['0', 'found nothing that shows whether its journal is complete'],
  ['3', 'found the last 3 entries of its journal missing'],
])('what the till says of %s lost entries follows its name: %s', (detail, words) => {
  expect(auditWords(line('tail-lost', { by: null, detail }))).toBe(words);
});

test.each([
  [
    'staff-differs',
    'outside, role, manager',
    'on the staff list: Chen, role changed, Manager, outside the till',
  ],
  ['staff-differs', 'anew, removed', 'on the staff list: Chen, no longer on the list, on a new list'],
  ['till-differs', 'outside, settings, siteId, receipts.width', 'settings (SiteID, Paper), outside the till'],
  ['till-differs', 'at-till, key, 1f, 2e', 'signing key (1f, 2e), at this till'],
] as const)('%s: what the till found changed is named in plain words: %s', (kind, detail, words) => {
  expect(auditWords(line(kind, { by: null, about: chen, detail }))).toContain(words);
});
