/** resources/office/citus.sql spreads exactly the tables about one till, whose keys begin with it. */
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

test('every table about one till is spread by its till, and no other', () => {
  const citus = readFileSync('resources/office/citus.sql', 'utf8');
  const spread = [...citus.matchAll(/create_distributed_table\('(\w+)', 'station'/g)].map(
    ([, table]) => table,
  );
  expect(spread.toSorted()).toEqual(ofOneTill.toSorted());
});

test('every statement of a migration does nothing where it was done before', () => {
  const isRepeatable = (statement: string): boolean =>
    /^(CREATE (TABLE|(UNIQUE )?INDEX) IF NOT EXISTS|ALTER TABLE \w+ ADD COLUMN IF NOT EXISTS|DROP (TABLE|INDEX) IF EXISTS|DELETE FROM \w+ WHERE) /.test(
      statement,
    );
  expect(statements.filter((statement) => !isRepeatable(statement))).toEqual([]);
});

test('no statement uses what the four databases have not in common', () => {
  const uncommon = /\b(serial|sequence\s+as|nextval|jsonb|trigger|listen|notify|deferrable|set\s+\w+\.)\b/i;
  expect(statements.filter((statement) => uncommon.test(statement))).toEqual([]);
});
