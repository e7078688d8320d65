import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { CDPSession, Page } from 'playwright-core';
import { z } from 'zod';
import { memoryBelow } from '../support/memory/memory-below.ts';
import type { Station } from '../support/station.ts';
import type { Reading } from './reading.ts';

const count = z.object({ n: z.int() });

const countIn = (db: Database.Database, table: 'events' | 'payments'): number =>
  count.parse(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()).n;

/** What main has, after its garbage was collected. */
const measureMain = async ({ app }: Station) =>
  app.evaluate(({ app, ipcMain, powerMonitor, screen, BrowserWindow }) => {
    process.getBuiltinModule('v8').setFlagsFromString('--expose-gc');
    const collect: unknown = process.getBuiltinModule('vm').runInNewContext('gc');
    if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
    const { heapUsed, rss } = process.memoryUsage();
    const resources = process.getActiveResourcesInfo();
    const isTimer = (name: string): boolean => ['Timeout', 'Immediate'].includes(name);
    const windows = BrowserWindow.getAllWindows();
    const emitters = [
      app,
      ipcMain,
      powerMonitor,
      screen,
      process,
      ...windows,
      ...windows.map((w) => w.webContents),
    ];
    return {
      mainHeap: heapUsed,
      mainMemory: rss,
      timers: resources.filter(isTimer).length,
      handles: resources.filter((name) => !isTimer(name)).length,
      listeners: emitters.reduce(
        (all, emitter) =>
          all + emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name as string), 0),
        0,
      ),
    };
  });

export const openSession = (page: Page): Promise<CDPSession> => page.context().newCDPSession(page);

const measurePage = async (session: CDPSession) => {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
};

const measureDisk = (home: string) => {
  const files = readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(home, 'electron')));
  const bytesOf = (part: string): number =>
    files
      .filter((path) => path.startsWith(join(home, part)))
      .reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
  const db = new Database(join(home, 'bench', 'journal.db'), { readonly: true });
  const counted = { payments: countIn(db, 'payments'), rows: countIn(db, 'events') };
  db.close();
  return {
    ...counted,
    files: files.length,
    journalBytes: statSync(join(home, 'bench', 'journal.db')).size,
    walBytes: bytesOf(join('bench', 'journal.db-wal')),
    logBytes: bytesOf('logs'),
  };
};

export interface Sessions {
  readonly till: CDPSession;
  readonly customer: CDPSession;
}

export const measure = async (station: Station, sessions: Sessions): Promise<Reading> => {
  const pid = station.app.process().pid ?? 0;
  const [till, customer] = [await measurePage(sessions.till), await measurePage(sessions.customer)];
  return {
    ...(await measureMain(station)),
    ...measureDisk(station.home),
    ...{ tillHeap: till.heap, tillNodes: till.nodes, tillListeners: till.listeners },
    ...{ customerHeap: customer.heap, customerNodes: customer.nodes, customerListeners: customer.listeners },
    memory: memoryBelow(pid),
    openFiles: readdirSync(`/proc/${pid}/fd`).length,
  };
};
