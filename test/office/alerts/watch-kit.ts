import type { TillState } from '#domain/office/till-state.ts';
import type { WebhookAlert } from '../../../src-office/alerts/webhook.ts';
import { WATCH_INTERVAL_MS, watchTills } from '../../../src-office/alerts/watch.ts';
import { readAlerts } from '../../../src-office/alerts/alert-rows.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { OFFICE_SCOPE } from '../../../src-office/people/may.ts';
import { addStation, insert, said } from '../../support/office/page/made-up-shops.ts';
import { NOON } from '../../support/office/page/office.ts';
import { thrown } from '../../support/office/thrown.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** An office with one process per database; each looks every `WATCH_INTERVAL_MS`. */
export const watchedWith = async (report: (error: unknown) => void, ...databases: readonly Database[]) => {
  const time = { now: NOON };
  const taken: WebhookAlert[] = [];
  const hook = { takes: true, asked: 0 };
  const outside = { now: () => time.now, randomBytes: () => new Uint8Array() };
  const send = (alert: WebhookAlert): Promise<boolean> => {
    hook.asked += 1;
    if (hook.takes) taken.push(alert);
    return Promise.resolve(hook.takes);
  };
  const look = () => Promise.all(databases.map((db) => watchTills({ db, outside, send, report })));
  await look();
  return {
    hook,
    taken,
    /** Looks every minute, so that it does not seem that the office was away. */
    after: async (ms: number) => {
      const until = time.now + ms;
      while (time.now < until) {
        time.now = Math.min(until, time.now + MINUTE);
        await look();
      }
    },
    now: () => time.now,
    away: (ms: number) => void (time.now += ms),
    look: async () => {
      time.now += WATCH_INTERVAL_MS;
      await look();
    },
    alerts: async () =>
      (await readAlerts(databases[0]!, OFFICE_SCOPE)).lines.map(({ kind, detail }) => [kind, detail]),
  };
};

export const watched = async (...databases: readonly Database[]) => watchedWith(thrown, ...databases);

export const say = (db: Database, heardAt: number, state: Partial<TillState>): Promise<void> =>
  said(db, 'A', { heardAt, state });

export const shop = async (db: Database): Promise<void> => {
  await insert(db, 'stores', { store: 's', name: 'Shop', created_at: 0 });
  await addStation(db, 'A', 's');
};
