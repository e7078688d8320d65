import { cpSync } from 'node:fs';

/** By these links Chromium finds a till that runs on this folder; on another computer they lead nowhere. */
const LINKS = /\/Singleton(?:Cookie|Lock|Socket)$/;
const LOG = /\.db-(?:wal|shm)$/;

/**
 * Copies the data folder of a till that runs, as to a second PC, without SQLite's write-ahead log and the newest rows
 * in it.
 */
export const copyHome = (from: string, to: string): void =>
  cpSync(from, to, { recursive: true, filter: (path) => !LINKS.test(path) && !LOG.test(path) });
