import { describe, expect, test } from 'vitest';
import { Changes } from '#services/changes.ts';
import { ExportDesk } from '#services/export/export-desk.ts';
import type { Exported, Exporter, ExportNotice, ExportSpan } from '#services/export/export-ports.ts';
import { recorded } from '../../support/recorded-changes.ts';
import { installation, lin, silentLog } from '../../support/station-kit.ts';
import { HandClock, settle } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';

const span: ExportSpan = { from: 0, to: 1, preset: null, folder: '/media/stick' };
const file = (fileName: string): Exported => ({ written: true, fileName, rows: 3, sha256: 'a' });

/** A desk over an exporter whose files are finished when the test says so. */
const deskKit = () => {
  const changes = new Changes(silentLog);
  const statuses = recorded(changes, 'export');
  const asked: unknown[] = [];
  const ends: ((end: Exported | Error) => void)[] = [];
  const ended = (): Promise<Exported> =>
    new Promise((resolve, reject) => ends.push((end) => (end instanceof Error ? reject(end) : resolve(end))));
  const exporter: Exporter = {
    presets: [],
    exportPayments: (order, watch) => {
      asked.push(order);
      watch?.onProgress({ done: 1, total: 3 });
      watch?.signal.addEventListener('abort', () => ends.at(-1)?.({ written: false, why: 'cancelled' }));
      return ended();
    },
    exportZ: (number, folder) => {
      asked.push({ z: number, folder });
      return ended();
    },
    exportZPdf: (number, pdf, folder) => {
      asked.push({ z: number, pdf: String(pdf), folder });
      return ended();
    },
    exportAudit: ended,
    exportReconciliation: ended,
    exportOverview: ended,
  };
  const page: { pdf: Uint8Array | undefined } = { pdf: new Uint8Array([1, 2]) };
  const pdfOfZ = () => Promise.resolve(page.pdf);
  const journal = new MemoryJournal();
  const desk = new ExportDesk({
    exporter,
    journal,
    installation,
    clock: new HandClock(),
    pdfOfZ,
    log: silentLog,
    changes,
  });
  /** Who exported which file, according to the journal. */
  const noted = () => journal.records(['exported'], 0).map(({ record }) => record);
  const end = async (how: Exported | Error): Promise<void> => {
    ends.at(-1)?.(how);
    // Everything that waits for this end runs before the next task.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { desk, journal, noted, statuses, asked, end, page };
};

describe('an export', () => {
  test('shows its progress from its first row to its file', async () => {
    const { desk, statuses, end } = deskKit();
    expect(desk.status).toEqual({ state: 'idle' });
    expect(desk.start(span, lin)).toBe(true);
    await end(file('day.csv'));
    expect(statuses).toEqual([
      { state: 'running', done: 0, total: 0 },
      { state: 'running', done: 1, total: 3 },
      { state: 'written', fileName: 'day.csv', rows: 3 },
    ]);
  });

  test('says why its file is not the last word', async () => {
    const { desk, end } = deskKit();
    desk.start(span, lin);
    await end({ ...file('day.csv'), notice: { why: 'provisional' } } as Exported);
    expect(desk.status).toMatchObject({ state: 'written', notice: { why: 'provisional' } });
  });

  test('is the only one: a second is refused until it has ended', async () => {
    const { desk, end } = deskKit();
    desk.start(span, lin);
    expect(desk.start(span, lin)).toBe(false);
    await end(file('day.csv'));
    expect(desk.start(span, lin)).toBe(true);
  });

  test('is cancelled on request, or when the till stops', async () => {
    const { desk, statuses } = deskKit();
    desk.start(span, lin);
    desk.cancel();
    await desk.stop();
    expect(statuses.at(-1)).toEqual({ state: 'cancelled' });
    desk.start(span, lin);
    await desk.stop();
    expect(statuses.at(-1)).toEqual({ state: 'cancelled' });
  });

  test('that cannot be written says why, even for unexpected errors', async () => {
    const { desk, end } = deskKit();
    desk.start(span, lin);
    await end({ written: false, why: 'disk-full' });
    expect(desk.status).toEqual({ state: 'failed', why: 'disk-full' });
    desk.start(span, lin);
    await end(new Error('the journal is gone'));
    expect(desk.status).toEqual({ state: 'failed', why: 'unexpected' });
  });
});

describe('after the close of a day', () => {
  test('its payments and its Z, as CSV and as PDF, are written to the chosen folder', async () => {
    const { desk, asked, end } = deskKit();
    desk.dayClosed([span], { number: 7, by: lin }, span.folder);
    await end(file('none yet'));
    await end(file('day.csv'));
    await end(file('z.csv'));
    await end(file('z.pdf'));
    const folder = '/media/stick';
    expect(asked).toEqual([span, { z: 7, folder }, { z: 7, pdf: '1,2', folder }]);
    expect(desk.status).toEqual({ state: 'written', fileName: 'day.csv', rows: 3 });
  });

  test('of several dates the file is shown that is not the last word, before all others an incomplete one', async () => {
    const incomplete = { why: 'incomplete', unread: ['T1-1'], more: 0, isProvisional: false } as const;
    const shownOf = async (notices: readonly (ExportNotice | undefined)[]) => {
      const { desk, end } = deskKit();
      const spans = notices.map((_, index) => ({ ...span, to: index + 1 }));
      desk.dayClosed(spans, { number: 7, by: lin }, span.folder);
      await end(file('none yet'));
      for (const [index, notice] of notices.entries())
        await end({ ...file(`${index}.csv`), ...(notice && { notice }) });
      await end(file('z.csv'));
      await end(file('z.pdf'));
      return desk.status;
    };
    const provisional = { why: 'provisional' } as const;
    expect(await shownOf([undefined, incomplete, undefined, provisional])).toEqual({
      ...{ state: 'written', fileName: '1.csv', rows: 3, notice: incomplete },
    });
    expect(await shownOf([undefined, provisional, undefined])).toMatchObject({ fileName: '1.csv' });
    expect(await shownOf([undefined, undefined])).toMatchObject({ fileName: '1.csv' });
  });

  test('they wait for an export in progress, and are not cancelled with it', async () => {
    const { desk, asked, end } = deskKit();
    desk.start(span, lin);
    desk.dayClosed([{ ...span, to: 2 }], { number: 7, by: lin }, span.folder);
    expect(asked).toEqual([span]);
    desk.cancel();
    await end(file('none'));
    expect(asked).toEqual([span, { ...span, to: 2 }]);
    desk.cancel();
    await end(file('day.csv'));
    expect(asked.at(-1)).toEqual({ z: 7, folder: '/media/stick' });
    await end({ written: false, why: 'folder-gone' });
    expect(desk.status).toEqual({ state: 'failed', why: 'folder-gone' });
  });

  test('where only the PDF of a Z is missing, nothing else is written again', async () => {
    const { desk, asked, end } = deskKit();
    desk.dayClosed([], { number: 7, by: lin }, span.folder, ['z-pdf']);
    await end(file('none yet'));
    await end(file('z.pdf'));
    expect(asked).toEqual([{ z: 7, pdf: '1,2', folder: '/media/stick' }]);
    expect(desk.status).toEqual({ state: 'written', fileName: 'z.pdf', rows: 3 });
  });

  test('a Z that cannot be rendered as PDF is reported, and its CSV stays', async () => {
    const { desk, asked, end, page } = deskKit();
    page.pdf = undefined;
    desk.dayClosed([span], { number: 7, by: lin }, span.folder);
    await end(file('none yet'));
    await end(file('day.csv'));
    await end(file('z.csv'));
    expect(asked).toHaveLength(2);
    expect(desk.status).toEqual({ state: 'failed', why: 'unexpected' });
  });
});

describe('the record of an export', () => {
  test('is in the journal for every file, by hand or at the close', async () => {
    const { desk, noted, end } = deskKit();
    const ways = [
      ['payments', () => desk.writePayments(span, lin)],
      ['z', () => desk.writeZ(7, '', lin)],
      ['z-pdf', () => desk.writeZPdf(7, '', lin)],
      ['audit', () => desk.writeAudit(lin)],
      ['reconciliation', () => desk.writeReconciliation('2026-11-23', lin)],
    ] as const;
    for (const [what, write] of ways) {
      const written = write();
      await settle();
      await end(file(`${what}.file`));
      expect(await written).toMatchObject({ written: true });
    }
    desk.start(span, lin);
    await end(file('week.csv'));
    desk.dayClosed([span], { number: 7, by: lin }, span.folder);
    await end(file('none yet'));
    for (const name of ['day.csv', 'z.csv', 'z.pdf']) await end(file(name));
    const byLin = (what: string, fileName: string) => ({
      ...{ type: 'exported', by: lin, what, fileName },
      installation: installation.identity,
    });
    expect(noted()).toEqual([
      ...ways.map(([what]) => byLin(what, `${what}.file`)),
      byLin('payments', 'week.csv'),
      byLin('payments', 'day.csv'),
      byLin('z', 'z.csv'),
      byLin('z-pdf', 'z.pdf'),
    ]);
  });

  test('is not in the journal when there is no file', async () => {
    const { desk, noted, end } = deskKit();
    const written = desk.writeAudit(lin);
    await end({ written: false, why: 'disk-full' });
    expect(await written).toEqual({ written: false, why: 'disk-full' });
    expect(noted()).toEqual([]);
  });

  test('is written before the file is shown', async () => {
    const { desk, journal, end } = deskKit();
    journal.full = true;
    desk.start(span, lin);
    await end(file('day.csv'));
    expect(desk.status).toEqual({ state: 'failed', why: 'unexpected' });
  });
});
