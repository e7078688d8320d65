import { describe, expect, test } from 'vitest';
import type { AuditLine } from '#contract';
import { approvedWords, auditWords } from '../../../../src-renderer/till/audit/audit-words.ts';
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
      'did what Chen allowed: It writes payments into a file.',
    ],
    [line('pin-refused', { detail: '2' }), 'entered a wrong PIN, 2 in a row'],
    [line('staff-changed', { by: chen, about: lin, detail: 'Lin Lin, cashier' }), 'Lin Lin, Cashier'],
    [
      line('permission-refused', { detail: 'settle-late, payments.acceptLate' }),
      'was refused: It settles money that came late.',
    ],
    [
      line('permission-refused', { detail: 'charge, payments.start, not-permitted' }),
      'was refused: It is about charging.',
    ],
    [
      line('permission-refused', { detail: 'export, day.export, approval-needed' }),
      'asked for approval: It writes payments into a file.',
    ],
    [
      line('permission-refused', { by: null, detail: 'signed-in, settings.read, sign-in-needed' }),
      'was signed in when this was asked for: It is for anybody who is signed in.',
    ],
    [line('pin-changed', { by: chen, about: lin }), 'gave Lin a new PIN'],
    [line('pin-changed', { about: lin }), 'changed their own PIN'],
    [line('pin-refused', { detail: 'pin-locked' }), 'entered a PIN while one must wait after wrong ones'],
    [
      line('pin-refused', { by: null, detail: 'person-unknown' }),
      'is on the list of people under the name that a PIN was entered for',
    ],
    [
      line('refund-intended', {
        about: chen,
        payment: 'T1-1',
        detail: 'CNY 2.50, paid-twice, at both tills, by hand',
      }),
      'of payment T1-1: CNY 2.50, Paid twice, at both tills, by hand',
    ],
    [line('cancel-asked', { payment: 'T1-2' }), 'asked to cancel payment T1-2'],
    [
      line('exported', { detail: 'z-pdf, countertop-live-T1-z-7-2026-11-23.pdf' }),
      'wrote a file: a Z as PDF, countertop-live-T1-z-7-2026-11-23.pdf',
    ],
  ])('%#: what was done', (done, words) => {
    expect(auditWords(done)).toContain(words);
  });

  test('who else allowed it, unless they did it themselves', () => {
    expect(approvedWords(line('refund-intended', { about: chen }))).toContain('Chen');
    expect(approvedWords(line('refund-intended', { by: chen, about: chen }))).toBe('');
    expect(approvedWords(line('cancel-asked', { about: chen }))).toBe('');
  });
});
