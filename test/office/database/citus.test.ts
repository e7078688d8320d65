/** resources/office/citus.sql distributes exactly the tables whose keys start with a till. */
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

test('no statement uses anything that the four databases do not all have', () => {
  const uncommon = /\b(serial|sequence\s+as|nextval|jsonb|trigger|listen|notify|deferrable|set\s+\w+\.)\b/i;
  expect(statements.filter((statement) => uncommon.test(statement))).toEqual([]);
});
