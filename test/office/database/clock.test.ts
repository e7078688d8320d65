/** Processes of one office whose own clocks differ. */
import { expect, onTestFinished, test } from 'vitest';
import { readAlerts } from '../../../src-office/alerts/alert-rows.ts';
import { watchTills } from '../../../src-office/alerts/watch.ts';
import { clockOf } from '../../../src-office/database/clock.ts';
import type { Database, Statements } from '../../../src-office/database/database.ts';
import { OFFICE_SCOPE } from '../../../src-office/people/may.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { NOON } from '../../support/office/page/office.ts';
import { thrown } from '../../support/office/thrown.ts';
import { HOUR, MINUTE, say, shop } from '../alerts/watch-kit.ts';

/** A database with a clock set by hand; everything else is asked of `database`. */
const withClock = <S extends Statements>(database: S, now: () => number): S => ({
  ...database,
  query: (sql: string, values?: Parameters<Statements['query']>[1]) =>
    sql.includes('statement_timestamp()') && sql.endsWith('AS now')
      ? Promise.resolve([{ now: now() }])
      : database.query(sql, values),
});

const clockOn = async (statements: Statements, own: () => number) => {
  const clock = await clockOf(statements, own);
  onTestFinished(clock.stop);
  return clock;
};

const nothing: Statements = { query: () => Promise.reject(new Error('there is nothing else')) };

onEachDatabase((tested) => {
  test('the database says what time it is', async () => {
    const clock = await clockOn(tested().database, () => 0);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(HOUR);
  });

  test('two processes whose clocks are ten minutes apart find a till that is silent', async () => {
    const { database, another } = tested();
    const time = { now: NOON };
    await shop(database);
    await say(database, NOON, { openSince: NOON - HOUR });
    const processes = await Promise.all(
      [-5 * MINUTE, 5 * MINUTE].map(async (off) => {
        const db: Database = withClock(off < 0 ? database : await another(), () => time.now);
        const { now } = await clockOn(db, () => time.now + off);
        return { db, outside: { now, randomBytes: () => new Uint8Array() } };
      }),
    );
    for (let minutes = 0; minutes < 7; minutes += 1) {
      for (const one of processes) await watchTills({ ...one, send: null, report: thrown });
      time.now += MINUTE;
    }
    expect((await readAlerts(database, OFFICE_SCOPE)).lines.map(({ kind }) => kind)).toEqual(['silent']);
  });
});

test('a clock that differs no more than an answer takes is left as it is, so that time does not jump', async () => {
  const clock = await clockOn(
    withClock(nothing, () => NOON + 200),
    () => NOON,
  );
  expect(clock.now()).toBe(NOON);
});

test('an answer that was long on its way does not change the time', async () => {
  let own = NOON;
  const slow = withClock(nothing, () => {
    own += 5_000;
    return NOON + HOUR;
  });
  expect((await clockOn(slow, () => own)).now()).toBe(NOON + 5_000);
});
