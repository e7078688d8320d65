import type { WebPreferences } from 'electron';

/** What applies to every page, ours or not: Chromium's sandbox, and no Node. */
export const SANDBOXED = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  spellcheck: false,
} as const satisfies WebPreferences;
