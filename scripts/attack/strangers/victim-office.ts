/** The office that strangers attack: it has two tills, of which one has sold, and a gateway that notifies it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../src-office/database/open-database.ts';
import { addGateway, newGateway } from '../../../src-office/hints/gateways.ts';
import { openJournal } from '../../../test/sqlite/kit/open-journal.ts';
import { sell } from '../../../test/sqlite/kit/sales.ts';
import { openHintOffice } from '../../../test/support/office/hint-office.ts';
import {
  enrolledTill,
  handOutside,
  pushed,
  pushOf,
  readJournal,
} from '../../../test/support/office/tills.ts';
import type { Attacked } from '../attacked.ts';

/** What was sold. */
export const REFERENCE = 'T1-20261129-000007-7HJ2K9A3F8-M3VQ0TXE';
export const SITE = { siteId: '30201', apiKey: 'x7Qm2vT9-key-of-one-site' };

export const openOffice = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countertop-attack-'));
  const outside = handOutside();
  const database = await openDatabase({ folder: undefined }, Date.now);
  const office = await openHintOffice(database, outside);
  await addGateway(database, newGateway(outside, { store: null, ...SITE }));
  const victim = await enrolledTill(database, outside, '7HJ2K9');
  const other = await enrolledTill(database, outside, 'Q4ZK7M');
  const file = join(folder, 'journal.db');
  const journal = openJournal(file);
  sell(journal, REFERENCE, outside.now());
  journal.close();
  const rows = readJournal(file);
  await pushed(database, victim, pushOf(rows, 0, rows.rows.length));
  return {
    outside,
    database,
    victim,
    other,
    rows,
    send: async (path: string, init: RequestInit = {}): Promise<Response> =>
      fetch(`${office.url}${path}`, { redirect: 'manual', ...init }),
    /** Everything that the office has of the money of the till that has sold. */
    records: async (): Promise<string> =>
      JSON.stringify([
        await database.query('SELECT * FROM events WHERE station = $1 ORDER BY sequence', [victim.station]),
        await database.query('SELECT * FROM payments WHERE station = $1', [victim.station]),
      ]),
    /** What it has of this till's. */
    booksOf: async (station: string): Promise<string> =>
      JSON.stringify([
        await database.query('SELECT * FROM events WHERE station = $1 ORDER BY sequence', [station]),
        await database.query('SELECT * FROM payments WHERE station = $1 ORDER BY reference', [station]),
      ]),
    close: async () => {
      await office.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
export type Office = Awaited<ReturnType<typeof openOffice>>;
export type Play = (office: Office) => Promise<Omit<Attacked, 'name'>>;

export const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});
export const bearer = (station: string, credential: string) => ({
  authorization: `Bearer ${station}.${credential}`,
});
