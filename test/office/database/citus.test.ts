/**
 * What docs/office/databases.md says of distributed databases: resources/office/citus.sql distributes exactly the tables whose
 * keys start with a till, and no statement uses what one of them lacks.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { statementsIn } from '../../../src-office/database/migrate.ts';

const FOLDER = 'resources/office/migrations';
const statements = readdirSync(FOLDER).flatMap((file) =>
  statementsIn(readFileSync(`${FOLDER}/${file}`, 'utf8')),
);

const ofOneTill = statements.flatMap((statement) => {
  const [, table] = /^CREATE TABLE IF NOT EXISTS (\w+)/.exec(statement) ?? [];
  const isByStation = /PRIMARY KEY \(station\b|station text PRIMARY KEY/.test(statement);
  return table !== undefined && isByStation ? [table] : [];
});

test('every table about a till is distributed by till, and no other', () => {
  const citus = readFileSync('resources/office/citus.sql', 'utf8');
  const spread = [...citus.matchAll(/create_distributed_table\('(\w+)', 'station'/g)].map(
    ([, table]) => table,
  );
  expect(spread.toSorted()).toEqual(ofOneTill.toSorted());
});

test('every statement of a migration can run twice and then does nothing', () => {
  const isRepeatable = (statement: string): boolean =>
    /^(CREATE (TABLE|(UNIQUE )?INDEX) IF NOT EXISTS|ALTER TABLE \w+ ADD COLUMN IF NOT EXISTS|DROP (TABLE|INDEX) IF EXISTS|DELETE FROM \w+ WHERE|UPDATE \w+ SET) /.test(
      statement,
    );
  expect(statements.filter((statement) => !isRepeatable(statement))).toEqual([]);
});

const UNCOMMON =
  /\b(SERIAL|BIGSERIAL|IDENTITY|GENERATED|CREATE SEQUENCE|NEXTVAL|JSONB?|TRIGGER|LISTEN|NOTIFY|DEFERRABLE|REFERENCES|SAVEPOINT|LATERAL|RECURSIVE|TEMP|TEMPORARY|MERGE INTO|LOCK TABLE|SET LOCAL|SET SESSION|CREATE FUNCTION|PG_ADVISORY\w*|CURRENT_SETTING|SET_CONFIG)\b/;

/** The code of the office, without its comments. */
const sources = readdirSync('src-office', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('page'))
  .map((file) => readFileSync(`src-office/${file}`, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''));

/** What looks like SQL in it. */
const queries = sources.flatMap((source) =>
  [...source.matchAll(/(['"`])((?:\\.|(?!\1)[\s\S])*)\1/g)]
    .map(([, , text]) => text ?? '')
    .filter((text) => /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b/.test(text)),
);

test('no statement uses anything that the four databases do not all have', () => {
  expect(queries.length).toBeGreaterThan(80);
  expect(statements.map((one) => one.toUpperCase()).filter((one) => UNCOMMON.test(one))).toEqual([]);
  expect(
    queries.filter((one) => UNCOMMON.test(one) || /pg_advisory|nextval|current_setting|jsonb/.test(one)),
  ).toEqual([]);
});

test('rows of tables that are spread by till are locked one till at a time', () => {
  const locking = queries.filter((one) => one.includes('FOR UPDATE'));
  expect(locking.length).toBeGreaterThan(10);
  const ofMany = locking.filter((one) => {
    const [, table = ''] = /FROM (\w+)/.exec(one) ?? [];
    return ofOneTill.includes(table) && !/WHERE station = \$1/.test(one);
  });
  expect(ofMany).toEqual([]);
});
