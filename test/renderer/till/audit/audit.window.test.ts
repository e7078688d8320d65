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
    expect(await axeViolations(shown.page)).toEqual([]);
  });

  test('loads older entries', async () => {
    await openAudit(true);
    const older = [line(5, {}), line(4, { kind: 'signed-out', detail: 'idle' })];
    await shown.reply('audit.page', { ok: true, value: { lines: older, hasMore: false } });
    await at('audit-more').click();
    await expect.poll(() => at('audit-row').count()).toBe(5);
    expect(await at('audit-more').count()).toBe(0);
    expect((await shown.calls('audit.page')).at(-1)).toEqual({ before: 17, person: null, kind: null });
  });

  test('can be filtered by a person who has left', async () => {
    await shown.open();
    await shown.reply('audit.page', { ok: true, value: { lines, hasMore: false } });
    await shown.reply('audit.people', {
      ok: true,
      value: [
        { id: 'chen', name: 'Chen' },
        { id: 'mei', name: 'Mei' },
      ],
    });
    await at('rail-audit').click();
    await at('audit-person').selectOption({ label: 'Mei (not on the staff list)' });
    await expect.poll(async () => (await shown.calls('audit.page')).at(-1)).toMatchObject({ person: 'mei' });
  });

  test('can be filtered by person and kind, and exported', async () => {
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
