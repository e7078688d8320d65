import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditLine } from '#contract';
import { axeViolations } from '../../harness/axe.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { NOON } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const lin = { id: 'lin', name: 'Lin', role: 'cashier' } as const;
const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;

describe('the audit log', () => {
  const line = (sequence: number, given: Partial<AuditLine>): AuditLine => ({
    sequence,
    at: NOON,
    kind: 'signed-in',
    by: lin,
    about: null,
    payment: '',
    detail: '',
    ...given,
  });
  const lines = [
    line(19, { kind: 'rights-used', about: chen, detail: 'export, day.export' }),
    line(18, { kind: 'pin-refused', detail: '2' }),
    line(17, { kind: 'staff-changed', by: chen, about: lin, detail: 'Lin Lin, cashier' }),
    line(16, { kind: 'permission-refused', detail: 'settle-late, payments.acceptLate' }),
    line(15, { kind: 'permission-refused', detail: 'charge, payments.start, not-permitted' }),
    line(14, { kind: 'permission-refused', detail: 'export, day.export, approval-needed' }),
    line(13, { kind: 'permission-refused', by: null, detail: 'signed-in, settings.read, sign-in-needed' }),
    line(12, { kind: 'pin-changed', by: chen, about: lin }),
    line(11, { kind: 'pin-changed', about: lin }),
    line(10, { kind: 'pin-refused', detail: 'pin-locked' }),
    line(9, { kind: 'pin-refused', by: null, detail: 'person-unknown' }),
    line(8, {
      kind: 'refund-intended',
      about: chen,
      payment: 'T1-1',
      detail: 'CNY 2.50, paid-twice, at both tills, by hand',
    }),
    line(7, { kind: 'cancel-asked', payment: 'T1-2' }),
    line(6, { kind: 'exported', detail: 'z-pdf, countertop-live-T1-z-7-2026-11-23.pdf' }),
  ];
  const openAudit = async (hasMore = false): Promise<void> => {
    await shown.open();
    await shown.reply('audit.page', { ok: true, value: { lines, hasMore } });
    await at('rail-audit').click();
    await at('audit-row').first().waitFor();
  };

  test('says in words who did what, newest first', async () => {
    await openAudit();
    const rows = (await at('audit-row').allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' '));
    expect(rows[0]).toContain('Lin used an approval by Chen: Exporting payments');
    expect(rows[1]).toContain('Lin entered a wrong PIN, 2 in a row');
    expect(rows[2]).toContain('Chen changed Lin, previously Lin Lin, Cashier');
    expect(rows[3]).toContain('Lin was refused: Settling a late payment');
    expect(rows[4]).toContain('Lin was refused: Charging');
    expect(rows[5]).toContain('Lin asked for approval: Exporting payments');
    expect(rows[6]).toContain('Nobody was signed in when this was requested: An action for signed-in staff');
    expect(rows[7]).toContain('Chen gave Lin a new PIN');
    expect(rows[8]).toContain('Lin changed their own PIN');
    expect(rows[9]).toContain('Lin entered a PIN during the wait after wrong PINs');
    expect(rows[10]).toContain('Nobody is on the staff list under the name that a PIN was entered for');
    expect(rows[11]).toContain(
      'Lin started a refund of payment T1-1: CNY 2.50, Paid twice, at both tills, by hand',
    );
    expect(rows[12]).toContain('Lin requested cancellation of payment T1-2');
    expect(rows[13]).toContain('Lin exported a Z as PDF, countertop-live-T1-z-7-2026-11-23.pdf');
    expect(await axeViolations(shown.page)).toEqual([]);
  });

  test('goes on with older entries', async () => {
    await openAudit(true);
    const older = [line(5, {}), line(4, { kind: 'signed-out', detail: 'idle' })];
    await shown.reply('audit.page', { ok: true, value: { lines: older, hasMore: false } });
    await at('audit-more').click();
    await expect.poll(() => at('audit-row').count()).toBe(16);
    expect(await at('audit-more').count()).toBe(0);
    expect((await shown.calls('audit.page')).at(-1)).toEqual({ before: 6, person: null, kind: null });
  });

  test('can be narrowed to a person and a kind, and exported', async () => {
    await openAudit();
    await at('audit-person').selectOption('lin');
    await at('audit-kind').selectOption('signed-in');
    await expect
      .poll(async () => (await shown.calls('audit.page')).at(-1))
      .toEqual({ before: null, person: 'lin', kind: 'signed-in' });
    await shown.reply('audit.export', {
      ok: true,
      value: { fileName: 'countertop-live-audit.csv', rows: 4 },
    });
    await at('audit-export').click();
    await at('audit-exported').waitFor();
    expect(await at('audit-exported').textContent()).toBe('countertop-live-audit.csv');
  });
});
