import { describe, expect, test } from 'vitest';
import type { AuditLine } from '#contract';
import { AuditLog } from '../../../../src-renderer/state/staff/audit-log.svelte.ts';
import { NOON } from '../../harness/views.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const kind = 'shift-opened';

const line = (sequence: number): AuditLine => ({
  sequence,
  at: NOON + sequence,
  kind,
  by: { id: 'chen', name: 'Chen', role: 'manager' },
  about: null,
  payment: '',
  detail: '',
});

describe('the audit log', () => {
  test('is shown newest first, page after page', async () => {
    const bridge = openFakeBridge();
    const log = new AuditLog(bridge);
    bridge.answer('audit.page', { lines: [line(9), line(8)], hasMore: true });
    await log.read();
    expect(log.hasMore).toBe(true);
    bridge.answer('audit.page', { lines: [line(7)], hasMore: false });
    await log.readMore();
    expect(log.lines.map(({ sequence }) => sequence)).toEqual([9, 8, 7]);
    expect(log.hasMore).toBe(false);
    expect(bridge.made('audit.page').map(({ before }) => before)).toEqual([null, 8]);
  });

  test('is read again when filtered by person or kind', async () => {
    const bridge = openFakeBridge();
    const log = new AuditLog(bridge);
    const [byPerson, byKind] = [bridge.hold('audit.page'), bridge.hold('audit.page')];
    log.person = 'lin';
    await byPerson.answer({ lines: [line(3)], hasMore: false });
    log.kind = kind;
    await byKind.answer({ lines: [line(2)], hasMore: false });
    expect([log.person, log.kind]).toEqual(['lin', kind]);
    expect(bridge.made('audit.page')).toEqual([
      { before: null, person: 'lin', kind: null },
      { before: null, person: 'lin', kind },
    ]);
    expect(log.lines).toEqual([line(2)]);
  });

  test('shows the latest request, even when an older reply comes after it', async () => {
    const bridge = openFakeBridge();
    const log = new AuditLog(bridge);
    const [older, newer] = [bridge.hold('audit.page'), bridge.hold('audit.page')];
    log.person = 'lin';
    log.person = 'sun';
    await newer.answer({ lines: [line(5)], hasMore: false });
    await older.answer({ lines: [line(1)], hasMore: true });
    expect([log.lines, log.hasMore]).toEqual([[line(5)], false]);
  });

  test('that cannot be read says why and keeps what is shown', async () => {
    const bridge = openFakeBridge();
    const log = new AuditLog(bridge);
    bridge.answer('audit.page', { lines: [line(9)], hasMore: true });
    await log.read();
    bridge.refuse('audit.page', 'not-permitted');
    await log.readMore();
    expect([log.lines, log.problem?.code]).toEqual([[line(9)], 'not-permitted']);
  });

  test('is exported once at a time, and its file is named until it fails', async () => {
    const bridge = openFakeBridge();
    const log = new AuditLog(bridge);
    const held = bridge.hold('audit.export');
    const first = log.export();
    await log.export();
    expect(log.exporting).toBe(true);
    await held.answer({ fileName: 'audit.csv', rows: 9 });
    await first;
    expect([log.exporting, log.exported?.fileName]).toEqual([false, 'audit.csv']);
    expect(bridge.made('audit.export')).toHaveLength(1);
    bridge.refuse('audit.export', 'export-disk-full');
    await log.export();
    expect([log.exported, log.problem?.code]).toEqual([null, 'export-disk-full']);
  });
});
