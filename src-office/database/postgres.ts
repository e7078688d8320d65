/** PostgreSQL, Citus, CockroachDB or YugabyteDB, by its address. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import type { CustomTypesConfig, PoolClient } from 'pg';
import type { Database, Statements, Transaction, Value } from './database.ts';
import { GatheringSocket } from './gathering-socket.ts';
import { withRetries } from './retry.ts';
import { writesBy } from './writes.ts';

/** int8, and numeric as `sum` of int8 has it: none of ours reaches 2^53. */
const AS_NUMBER: readonly number[] = [pg.types.builtins.INT8, pg.types.builtins.NUMERIC];

const types: CustomTypesConfig = {
  getTypeParser: (...[oid, format]: Parameters<CustomTypesConfig['getTypeParser']>): unknown =>
    AS_NUMBER.includes(oid) ? Number : pg.types.getTypeParser(oid, format),
};

/** Of each process; a hundred processes still fit what a server is usually set to. */
const CONNECTIONS = 10;
/** Until a connection, or an answer, counts as lost; ms. */
const PATIENCE = 10_000;

const statementsOf = (client: Pick<PoolClient, 'query'>): Statements => ({
  query: async (sql, values: readonly Value[] = []) => {
    const { rows } = await client.query<Record<string, unknown>>(sql, [...values]);
    return rows;
  },
});

const names = new Map<string, string>();

/** A name that is the same for the same statement, on every connection. */
const nameOf = (sql: string): string => {
  const name = names.get(sql) ?? `office-${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
  names.set(sql, name);
  return name;
};

/**
 * As above, and each statement is parsed and planned once on a connection: the few of a push, which come all day, cost the
 * database half as much.
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
 * In one transaction; a connection on which anything failed is not used again. BEGIN goes with the first statements and
 * COMMIT with the last writes.
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
  // Connections that are lost. Who uses one hears of it from its next statement, who asks next gets another.
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
    close: () => pool.end(),
  };
};
