import { cpSync } from 'node:fs';

/** With these links Chromium finds a till that runs on this home; on another computer they lead nowhere. */
const LINKS = /\/Singleton(?:Cookie|Lock|Socket)$/;
const LOG = /\.db-(?:wal|shm)$/;

/**
 * Copies a till's home as to a second PC, also while the till runs. Of a running till SQLite's write-ahead log may stay
 * behind, and with it the newest rows.
 */
export const copyHome = (from: string, to: string, { withoutLog }: { readonly withoutLog: boolean }): void =>
  cpSync(from, to, {
    recursive: true,
    filter: (path) => !LINKS.test(path) && !(withoutLog && LOG.test(path)),
  });
