/** Connects to PostgreSQL, Citus, CockroachDB or YugabyteDB by its address. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import type { CustomTypesConfig, PoolClient } from 'pg';
import type { Database, Statements, Transaction, Value } from './database.ts';
import { GatheringSocket } from './gathering-socket.ts';
import { withRetries } from './retry.ts';
import { writesBy } from './writes.ts';

/** int8, and numeric, which `sum` of int8 returns: none of our values reaches 2^53. */
const AS_NUMBER: readonly number[] = [pg.types.builtins.INT8, pg.types.builtins.NUMERIC];

const types: CustomTypesConfig = {
  getTypeParser: (...[oid, format]: Parameters<CustomTypesConfig['getTypeParser']>): unknown =>
    AS_NUMBER.includes(oid) ? Number : pg.types.getTypeParser(oid, format),
};

/** Per process; a hundred processes still fit a server's usual limit. */
const CONNECTIONS = 10;
/** How long until a connection or an answer counts as lost; ms. */
const PATIENCE = 10_000;

const statementsOf = (client: Pick<PoolClient, 'query'>): Statements => ({
  query: async (sql, values: readonly Value[] = []) => {
    const { rows } = await client.query<Record<string, unknown>>(sql, [...values]);
    return rows;
  },
});

const names = new Map<string, string>();

/** A name for a statement, the same on every connection. */
const nameOf = (sql: string): string => {
  const name = names.get(sql) ?? `office-${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
  names.set(sql, name);
  return name;
};

/**
 * Prepares each statement once per connection. The few statements of a push, which come all day, then cost the database
 * half as much.
 */
const preparedOn = (client: PoolClient): Statements => ({
  query: async (sql, values: readonly Value[] = []) => {
    const { rows } = await client.query<Record<string, unknown>>({
      name: nameOf(sql),
      text: sql,
      values: [...values],
    });
    return rows;
  },
});

/**
 * Runs `work` in one transaction. A connection on which anything failed is not used again. BEGIN goes with the first
 * statements and COMMIT with the last writes.
 */
const inTransaction = async <T>(pool: pg.Pool, work: (statements: Transaction) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  const { query: send } = preparedOn(client);
  const begun = send('BEGIN');
  const query: Statements['query'] = async (...given) => (await Promise.all([send(...given), begun]))[0];
  const { write, settled, causeOf } = writesBy(query);
  let hasFailed = true;
  try {
    const [result] = await Promise.all([work({ query, write }), begun]);
    await Promise.all([settled(), send('COMMIT')]);
    hasFailed = false;
    return result;
  } catch (error) {
    throw causeOf(error);
  } finally {
    client.release(hasFailed);
  }
};

/** `answersWithin`: ms, or 0 for however long a statement takes. */
export const openPostgres = (address: string, answersWithin = PATIENCE): Database => {
  const pool = new pg.Pool({
    connectionString: address,
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE,
    query_timeout: answersWithin,
    keepAlive: true,
    pipeline: true,
    stream: () => new GatheringSocket(),
    types,
  });
  // For lost connections. Code that uses one gets the error from its next statement; the next request gets another
  // connection.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    query: (sql, values) => withRetries(() => statementsOf(pool).query(sql, values)),
    transaction: (work) => withRetries(() => inTransaction(pool, work)),
    alone: (name, work) =>
      withRetries(() =>
        inTransaction(pool, async (statements) => {
          await statements.query('SELECT name FROM locks WHERE name = $1 FOR UPDATE', [name]);
          return work();
        }),
      ),
    unlessHeld: (name, work) =>
      withRetries(() =>
        inTransaction(pool, async (statements) => {
          const held = await statements.query(
            'SELECT name FROM locks WHERE name = $1 FOR UPDATE SKIP LOCKED',
            [name],
          );
          if (held.length > 0) await work();
        }),
      ),
    close: () => pool.end(),
  };
};
