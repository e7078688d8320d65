import type { WebPreferences } from 'electron';

/** What every page has, whoever wrote it: Chromium's sandbox, and nothing of Node. */
export const SHUT_IN = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  spellcheck: false,
} as const satisfies WebPreferences;
