/** Enrols tills: a new till by a code for its store, a new computer by a code for the till it takes over. */
import { z } from 'zod';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import type { Enrolled, Enrolment, EnrolmentRefusal } from '#domain/office/enrolment.ts';
import type { Restoring } from '#domain/office/restoring.ts';
import type { TillState } from '#domain/office/till-state.ts';
import type { Database, Statements, Transaction } from '../database/database.ts';
import type { Outside } from '../outside.ts';
import { addAudit, auditId } from '../people/audit.ts';
import { useCode } from './codes.ts';
import { giveCredential } from './credentials.ts';
import { hashOf, newCredential, newStationId } from './secrets.ts';
import { storeNameIn } from './stores.ts';
import { mayTry, uncountTry } from './tries.ts';

export type EnrolResult<T> = { readonly in: T } | { readonly refused: EnrolmentRefusal };

const refused = (why: EnrolmentRefusal): { readonly refused: EnrolmentRefusal } => ({ refused: why });

interface Entry {
  readonly storeName: string;
  readonly stationName: string;
  /** Where the till enrolled from. */
  readonly address: string;
  /** The new credential's. */
  readonly hash: string;
  readonly now: number;
}

interface Place {
  readonly store: string;
  readonly name: string;
}

const stationRow = z.strictObject({
  store: z.string(),
  name: z.string(),
  installation: z.string(),
  environment: z.string(),
  head_sequence: z.int(),
  head_hash: z.string(),
});

const stationIn = async (
  { query }: Statements,
  station: string,
): Promise<z.infer<typeof stationRow> | undefined> => {
  const [row] = await query(
    `SELECT store, name, installation, environment, head_sequence, head_hash
     FROM stations WHERE station = $1 FOR UPDATE`,
    [station],
  );
  return row && stationRow.parse(row);
};

/** The first till of a store decides the environment of all its tills. */
const isOfStore = async (
  { query, write }: Transaction,
  store: string,
  { environment }: Pick<TillState, 'environment'>,
): Promise<boolean> => {
  write('UPDATE stores SET environment = $2 WHERE store = $1 AND environment IS NULL', [store, environment]);
  const rows = await query('SELECT store FROM stores WHERE store = $1 AND environment = $2', [
    store,
    environment,
  ]);
  return rows.length > 0;
};

/** Serializes enrolments of one installation: two codes used at the same moment must not make two tills of it. */
const waitForTurn = async ({ query, write }: Transaction, installation: string): Promise<void> => {
  write('INSERT INTO installations (installation) VALUES ($1) ON CONFLICT DO NOTHING', [installation]);
  await query('SELECT installation FROM installations WHERE installation = $1 FOR UPDATE', [installation]);
};

/** Call after `waitForTurn`. */
const isKnownElsewhere = async (
  { query }: Statements,
  installation: string,
  station: string,
): Promise<boolean> => {
  const known = await query('SELECT station FROM stations WHERE installation = $1 AND station <> $2', [
    installation,
    station,
  ]);
  return known.length > 0;
};

const addStation = (
  { write }: Transaction,
  station: string,
  { store, name }: Place,
  { installation, state, now }: Pick<Enrolment, 'installation' | 'state'> & { readonly now: number },
): void => {
  write(
    `INSERT INTO stations (
       station, store, name, installation, environment, enrolled_at, credential_hash, state, rows_there,
       head_sequence, head_hash, last_payment, last_refund
     ) VALUES ($1, $2, $3, $4, $5, $6, '', $7, 0, $8, $9, 0, 0) ON CONFLICT DO NOTHING`,
    [
      station,
      store,
      name,
      installation,
      state.environment,
      now,
      JSON.stringify(state),
      NO_ROWS.sequence,
      NO_ROWS.hash,
    ],
  );
};

/**
 * Whoever has a code can use it: that somebody did, and from where, is in the audit log. The statement does nothing where
 * the transaction is repeated after a commit whose result was lost.
 */
const noteEntry = async (
  statements: Transaction,
  what: 'till-enrolled' | 'till-moved',
  { storeName, stationName, address, hash, now }: Entry,
): Promise<void> => {
  const id = auditId(now, Buffer.from(hash, 'hex'));
  await addAudit(statements, id, {
    at: now,
    person: null,
    what,
    about: `${stationName}, ${storeName}, ${address}`,
  });
};

/** Made before the transaction, so that a retry uses the same values. */
const newcomer = (outside: Outside) => {
  const credential = newCredential(outside);
  return { credential, hash: hashOf(credential), now: outside.now() };
};
type Newcomer = ReturnType<typeof newcomer>;

type EnrolWork<T> = (statements: Transaction, own: Newcomer) => Promise<EnrolResult<T>>;

/** Rolls back the transaction, so that a till that is refused for another reason does not use up its good code. */
class EnrolRefused extends Error {
  readonly why: EnrolmentRefusal;

  constructor(why: EnrolmentRefusal) {
    super(why);
    this.why = why;
  }
}

/** Limits tries: only one of a code that is not good stays counted. */
const withinTries = async <T>(
  database: Database,
  outside: Outside,
  address: string,
  work: EnrolWork<T>,
): Promise<EnrolResult<T>> => {
  const own = newcomer(outside);
  if (!(await mayTry(database, address, own.now))) return refused('too-many-tries');
  try {
    const answer = await database.transaction((statements) => work(statements, own));
    if ('in' in answer) await uncountTry(database, address);
    return answer;
  } catch (error) {
    if (!(error instanceof EnrolRefused)) throw error;
    await uncountTry(database, address);
    return refused(error.why);
  }
};

/**
 * Enrols a new till or, by a code for replacing it, a known till that has lost its credential. Another installation
 * under a known till's name would be a fork: it must restore that till's journal. So must a computer whose journal lacks
 * rows that are here: otherwise one that was replaced would shut out the one that took its place.
 */
export const enrol = (
  database: Database,
  outside: Outside,
  { code, installation, state, end }: Enrolment,
  address: string,
): Promise<EnrolResult<Enrolled>> => {
  const fresh = newStationId(outside);
  return withinTries(database, outside, address, async (statements, { credential, hash, now }) => {
    const meant = await useCode(statements, code, { hash, now });
    if (typeof meant === 'string') return refused(meant);
    const station = meant.station ?? fresh;
    const [, isKnown, isOfItsKind] = await Promise.all([
      waitForTurn(statements, installation),
      isKnownElsewhere(statements, installation, station),
      isOfStore(statements, meant.store, state),
    ]);
    if (isKnown) throw new EnrolRefused('known-installation');
    if (!isOfItsKind) throw new EnrolRefused('other-environment');
    if (meant.station === null) addStation(statements, station, meant, { installation, state, now });
    const [found, storeName] = await Promise.all([
      stationIn(statements, station),
      storeNameIn(statements, meant.store),
    ]);
    if (found?.installation !== installation) throw new EnrolRefused('unknown-code');
    if (end && end.sequence < found.head_sequence) throw new EnrolRefused('ahead');
    giveCredential(statements, { station, hash }, now);
    const stationName = found.name;
    await noteEntry(statements, 'till-enrolled', { storeName, stationName, address, hash, now });
    return { in: { station, credential, storeName, stationName } };
  });
};

/**
 * Lets a new computer take over a known till: it goes on with that till's journal, and the former computer is refused.
 */
export const restore = (
  database: Database,
  outside: Outside,
  { code, state }: Enrolment,
  address: string,
): Promise<EnrolResult<Restoring>> =>
  withinTries(database, outside, address, async (statements, { credential, hash, now }) => {
    const meant = await useCode(statements, code, { hash, now });
    if (typeof meant === 'string') return refused(meant);
    const station = meant.station ?? '';
    const found = await stationIn(statements, station);
    if (!found) throw new EnrolRefused('unknown-code');
    if (!(await isOfStore(statements, found.store, state))) throw new EnrolRefused('other-environment');
    giveCredential(statements, { station, hash }, now);
    const { name: stationName, installation } = found;
    const storeName = await storeNameIn(statements, found.store);
    await noteEntry(statements, 'till-moved', { storeName, stationName, address, hash, now });
    const cursor = { sequence: found.head_sequence, hash: found.head_hash };
    return { in: { station, credential, storeName, stationName, installation, cursor } };
  });
