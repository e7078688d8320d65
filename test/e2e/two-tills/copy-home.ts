import { cpSync } from 'node:fs';

/** By these links Chromium finds a till that runs on this folder; on another computer they lead nowhere. */
const LINKS = /\/Singleton(?:Cookie|Lock|Socket)$/;
const LOG = /\.db-(?:wal|shm)$/;

/**
 * Copies a till's data folder as to a second PC, even while the till runs. SQLite's write-ahead log of a
 * running till may be left out, and the newest rows with it.
 */
export const copyHome = (from: string, to: string, { withoutLog }: { readonly withoutLog: boolean }): void =>
  cpSync(from, to, {
    recursive: true,
    filter: (path) => !LINKS.test(path) && !(withoutLog && LOG.test(path)),
  });
