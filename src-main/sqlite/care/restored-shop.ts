/** Reads from a journal that nobody has open what it knows of its till's settings. */
import Database from 'better-sqlite3';
import type { RestoredShop } from '#domain/office/restored-shop.ts';
import { readRecord } from '#domain/stored/activity-rows.ts';
import { readPaymentEvent } from '#domain/stored/payment-rows.ts';

const LAST = 'SELECT payload FROM events WHERE type IN (?, ?) ORDER BY sequence DESC LIMIT 1';

const lastOf = (db: Database.Database, ...types: readonly [string, string]): string | undefined => {
  const payload = db
    .prepare(LAST)
    .pluck()
    .get(...types);
  return typeof payload === 'string' ? payload : undefined;
};

const daysIn = (db: Database.Database): RestoredShop['days'] => {
  const payload = lastOf(db, 'day-closed', 'day-closed');
  const record = payload === undefined ? undefined : readRecord(payload);
  if (record?.type !== 'day-closed') return null;
  const { cutOff, timeZone } = record;
  return { cutOff, timeZone };
};

/** Null if it has no payment. Throws what the disk throws, and for rows that cannot be read. */
export const restoredShop = (file: string): RestoredShop | null => {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const payload = lastOf(db, 'intended', 'found');
    const event = payload === undefined ? undefined : readPaymentEvent(payload);
    if (event?.type !== 'intended' && event?.type !== 'found') return null;
    const { environment, siteId, terminal } = event.intent;
    return { environment, siteId, terminal, days: daysIn(db) };
  } finally {
    db.close();
  }
};
