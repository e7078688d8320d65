import type { TillLog } from '#electron/system/log.ts';

export interface PaperLog extends TillLog {
  readonly lines: { level: string; message: string; facts: unknown }[];
  readonly secrets: string[];
}

/** A log that a test can read. */
export const paperLog = (): PaperLog => {
  const lines: PaperLog['lines'] = [];
  const secrets: string[] = [];
  const write =
    (level: string) =>
    (message: string, facts?: unknown): void =>
      void lines.push({ level, message, facts });
  return {
    lines,
    secrets,
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    clean: (text) => text,
    hide: (secret) => void secrets.push(secret),
  };
};
