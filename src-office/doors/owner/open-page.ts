/** The owner's page of one process: its answers to browsers, and the checks of the tills in the background. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Hono } from 'hono';
import { sendAlertTo } from '../../alerts/send-alert.ts';
import { WATCH_INTERVAL_MS, watchTills } from '../../alerts/watch.ts';
import type { Database } from '../../database/database.ts';
import type { Outside } from '../../outside.ts';
import { firstOwnerCode } from '../../people/first-owner.ts';
import { passwordsBy } from '../../people/passwords.ts';
import { peerOf } from '../caller.ts';
import { officePage } from './office-page.ts';
import type { TillParts } from './routes/till-routes.ts';

export interface PageSettings {
  readonly isTls: boolean;
  /** The folder of the built page. */
  readonly page: string;
  /** Where alerts are sent; null for nowhere. */
  readonly webhook: string | null;
}

export interface OpenPage {
  readonly app: Hono;
  /** The code, to be printed, that creates the owner's account; undefined once there is one. */
  readonly ownerCode: string | undefined;
  close(): void;
}

/** Repeats the work until it is closed. */
const repeated = (work: () => Promise<void>, every: number, report: (error: unknown) => void) => {
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    timer = setTimeout(
      () =>
        void work()
          .catch(report)
          .finally(() => timer && later()),
      every,
    );
    timer.unref();
  };
  later();
  return () => {
    clearTimeout(timer);
    timer = undefined;
  };
};

/** `report`: called with each unexpected error, once. */
export const openPage = async (
  db: Database,
  outside: Outside,
  settings: PageSettings,
  { report, revoked }: Pick<TillParts, 'revoked'> & { readonly report: (error: unknown) => void },
): Promise<OpenPage> => {
  const { isTls, page, webhook } = settings;
  const parts = { db, outside, passwords: passwordsBy(outside) };
  const app = await officePage({
    ...parts,
    page,
    revoked,
    log: report,
    connectionOf: (c) => ({ ...peerOf(c), isTls }),
    pause: (ms) => wait(ms),
  });
  const send = webhook === null ? null : sendAlertTo(webhook);
  const ownerCode = await firstOwnerCode(parts);
  const close = repeated(() => watchTills({ db, outside, send, report }), WATCH_INTERVAL_MS, report);
  return { app, ownerCode, close };
};
