import electronLog from 'electron-log/node';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '#services/ports.ts';
import { openRedactor } from './redact.ts';

const KEPT_MS = 30 * 24 * 3_600_000;

/** For all days together; the oldest files are deleted first. */
const MAX_FOLDER_BYTES = 64 * 1024 * 1024;

/** A day's file that outgrows this becomes `.old` and makes room for one more. */
const MAX_FILE_BYTES = 2 * 1024 * 1024;

export interface TillLog extends Log {
  /** Keeps a secret out of everything that is logged from now on, base64 of it included. */
  hide(secret: string): void;
  /** Any text without those secrets. */
  readonly clean: (text: string) => string;
}

/**
 * The log in `<home>/logs/till-<day>.log`, kept for 30 days, two files of 2 MiB a day at most and 64 MiB in all.
 * Secrets are blacked out here, as the last step: by field name, by known value, and anything after `Basic` or
 * `Bearer`. A line that cannot be written is lost: the till must go on selling.
 */
export const openLog = (options: { home: string; development: boolean }): TillLog => {
  const folder = join(options.home, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const logger = electronLog.create({ logId: folder });
  const redactor = openRedactor();
  const { file, console } = logger.transports;
  // Otherwise electron-log looks for the name in the folder the till was started from, and writes nothing if it finds
  // none.
  file.setAppName('countertop');
  file.resolvePathFn = (_variables, message) =>
    join(folder, `till-${dayName(message?.date ?? new Date())}.log`);
  file.format = '{iso} {level} {text}';
  file.maxSize = MAX_FILE_BYTES;
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  console.level = options.development ? 'debug' : false;
  console.format = '{level} {text}';
  const forget = oncePerDay(() => forgetOldFiles(folder));
  const write =
    (level: 'info' | 'warn' | 'error'): Log['info'] =>
    (message, facts) => {
      forget();
      logger[level](redactor.line(message, facts));
    };
  return {
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    hide: redactor.hide,
    clean: redactor.clean,
  };
};

/** In UTC, as the times of its lines. */
const dayName = (date: Date): string => date.toISOString().slice(0, 10);

const oncePerDay = (act: () => void): (() => void) => {
  let last = '';
  return () => {
    const today = dayName(new Date());
    if (today === last) return;
    last = today;
    act();
  };
};

const forgetOldFiles = (folder: string): void => {
  try {
    forget(folder);
  } catch {
    // A failed clean-up must not stop a sale; the next day tries again.
  }
};

const forget = (folder: string): void => {
  const files = readdirSync(folder)
    .filter((name) => /^till-.*\.log$/.test(name))
    .map((name) => {
      const path = join(folder, name);
      const { mtimeMs, size } = statSync(path);
      return { path, mtimeMs, size };
    })
    .toSorted((one, other) => other.mtimeMs - one.mtimeMs);
  let bytes = 0;
  for (const { path, mtimeMs, size } of files) {
    bytes += size;
    if (Date.now() - mtimeMs > KEPT_MS || bytes > MAX_FOLDER_BYTES) rmSync(path, { force: true });
  }
};
