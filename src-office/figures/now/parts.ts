/** Net sales of the unfinished hour a week before, up to the same time of day. */
import { z } from 'zod';
import type { Statements } from '../../database/database.ts';

const partRow = z.object({ store: z.string(), currency: z.string(), net: z.number() });
type PartRow = Readonly<z.infer<typeof partRow>>;

export interface Part {
  readonly date: string;
  readonly hours: readonly number[];
  /** Epoch ms. */
  readonly until: number;
}

/** Net sales by store and currency. */
export type Parts = ReadonlyMap<string, number>;

export const partOf = (parts: Parts, store: string, currency: string): number =>
  parts.get(`${store} ${currency}`) ?? 0;

/** Only for these hours are rows read one by one. */
const readPart = async (statements: Statements, { date, hours, until }: Part): Promise<Parts> => {
  const rows = await statements.query(
    `SELECT s.store, m.currency, sum(CASE WHEN m.kind = 'paid' THEN m.amount ELSE -m.amount END) AS net
     FROM moves m JOIN stations s ON s.station = m.station
     WHERE m.date = $1 AND m.hour = ANY($2::bigint[]) AND m.at < $3
     GROUP BY s.store, m.currency`,
    [date, hours, until],
  );
  const parts: readonly PartRow[] = rows.map((one) => partRow.parse(one));
  return new Map(parts.map(({ store, currency, net }) => [`${store} ${currency}`, net]));
};

/** After this it is read again, while callers still get the old value: a minute's difference is not worth a wait. */
const LASTS = 60_000;
/** Business-day rules differ and hours pass, so entries add up: beyond this many the oldest is dropped. */
const MOST = 100;

interface Known {
  readonly parts: Promise<Parts>;
  readonly at: number;
  isRenewing: boolean;
}

export type PartReader = (part: Part, now: number) => Promise<Parts>;

export const partReader = (statements: Statements): PartReader => {
  const known = new Map<string, Known>();
  const keep = (name: string, at: number, parts: Promise<Parts>): void => {
    known.delete(name);
    known.set(name, { parts, at, isRenewing: false });
    for (const oldest of known.keys()) if (known.size > MOST) known.delete(oldest);
  };
  const forget = (name: string): void => void known.delete(name);
  return (part, now) => {
    const name = `${part.date} ${part.hours.join()}`;
    const before = known.get(name);
    if (before && (before.isRenewing || (now >= before.at && now - before.at < LASTS))) return before.parts;
    const parts = readPart(statements, part);
    if (!before) {
      keep(name, now, parts);
      parts.catch(() => forget(name));
      return parts;
    }
    before.isRenewing = true;
    // After a failure the next caller waits for a new read, and gets its error.
    parts.then(() => keep(name, now, parts)).catch(() => forget(name));
    return before.parts;
  };
};
