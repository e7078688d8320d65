/** Reads from a journal that nobody has open what it knows of its till's settings. */
import Database from 'better-sqlite3';
import { ACTIVITY_REFERENCE } from '#domain/journal/chained-row.ts';
import type { RestoredShop } from '#domain/office/restored-shop.ts';
import { readKnownRecord } from '#domain/stored/activity-rows.ts';
import { readPaymentEvent } from '#domain/stored/payment-rows.ts';

const LAST_PAYMENT = `SELECT payload FROM events WHERE type IN ('intended', 'found')
  ORDER BY sequence DESC LIMIT 1`;
/** The index is named: a journal without a Z would be read from its last row to its first. */
const LAST_Z = `SELECT payload FROM events INDEXED BY records_by_type
  WHERE reference = '${ACTIVITY_REFERENCE}' AND type = 'day-closed' ORDER BY sequence DESC LIMIT 1`;

const payloadOf = (db: Database.Database, query: string): string | undefined => {
  const payload = db.prepare(query).pluck().get();
  return typeof payload === 'string' ? payload : undefined;
};

const daysIn = (db: Database.Database): RestoredShop['days'] => {
  const payload = payloadOf(db, LAST_Z);
  const record = payload === undefined ? undefined : readKnownRecord(payload);
  if (record?.type !== 'day-closed') return null;
  const { cutOff, timeZone } = record;
  return { cutOff, timeZone };
};

/** Null if it has no payment. Throws for rows that cannot be read. */
export const shopIn = (db: Database.Database): RestoredShop | null => {
  const payload = payloadOf(db, LAST_PAYMENT);
  const event = payload === undefined ? undefined : readPaymentEvent(payload);
  if (event?.type !== 'intended' && event?.type !== 'found') return null;
  const { environment, siteId, terminal } = event.intent;
  return { environment, siteId, terminal, days: daysIn(db) };
};

/** As `shopIn`; throws what the disk throws, too. */
export const restoredShop = (file: string): RestoredShop | null => {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return shopIn(db);
  } finally {
    db.close();
  }
};
