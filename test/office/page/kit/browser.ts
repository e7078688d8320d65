/** A real Chromium, as on the owner's computer and phone. */
import process from 'node:process';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

/** Debian's Chromium; elsewhere the system's. */
const which = (): { executablePath: string } | { channel: string } => {
  if (process.platform === 'linux') return { executablePath: '/usr/bin/chromium' };
  return { channel: process.platform === 'win32' ? 'msedge' : 'chrome' };
};

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ ...which(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });

export const DESK = { width: 1440, height: 900 } as const;
export const PHONE = { width: 390, height: 844 } as const;
