import { expect, test } from 'vitest';
import { takePush } from '../../../src-office/journal/push.ts';
import { readBack } from '../../../src-office/journal/read-back.ts';
import { writeDays } from '../../../src-office/journal/sums/sums.ts';
import type { Closed } from '../../../src-office/journal/apply-rows.ts';
import { codeForReplacing } from '../../../src-office/stations/codes.ts';
import { restore } from '../../../src-office/stations/enrol.ts';
import { revokeStation } from '../../../src-office/stations/stations.ts';
import { hashOf } from '../../../src-office/stations/secrets.ts';
import { chained } from '../../../src-office/journal/chain.ts';
import { PART_BYTES } from '#domain/office/restoring.ts';
import type { Statements } from '../../../src-office/database/database.ts';
import { NO_ROWS } from '#domain/journal/chained-row.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { madeUpDay } from '../../support/made-up/made-up-day.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import type { PushedJournal } from '../../support/office/tills.ts';
import {
  enrolledTill,
  handOutside,
  pushed,
  pushOf,
  readJournal,
  tillState,
} from '../../support/office/tills.ts';

/** `sales` of three rows each; another `order` gives other rows. */
const journalOf = (sales: number, order = ''): PushedJournal => {
  const file = newJournalFile();
  const till = openForTest(file);
  for (let sale = 1; sale <= sales; sale += 1) sell(till, `T1-${sale}`, undefined, { orderReference: order });
  return readJournal(file);
};

onEachDatabase((tested) => {
  test('a till that believes the office has more rows than it does is told where to continue', async () => {
    const { database } = tested();
    const shown = await enrolledTill(database, handOutside());
    const journal = journalOf(3);
    await pushed(database, shown, pushOf(journal, 0, 3));
    expect(await pushed(database, shown, pushOf(journal, 6, 9))).toEqual({
      answer: 'behind',
      cursor: journal.headAt(3),
    });
    expect(await database.query('SELECT * FROM alarms')).toEqual([]);
  });

  test('a first push whose answer was lost is accepted when it comes again', async () => {
    const { database } = tested();
    const shown = await enrolledTill(database, handOutside());
    const journal = journalOf(2);
    await pushed(database, shown, pushOf(journal, 0, 6));
    expect(await pushed(database, shown, pushOf(journal, 0, 6))).toEqual({
      answer: 'taken',
      cursor: journal.headAt(6),
    });
    expect(await database.query('SELECT * FROM alarms')).toEqual([]);
  });

  test('a journal that was set back makes the office ahead; none of its rows is taken, and an alarm stays', async () => {
    const { database } = tested();
    const shown = await enrolledTill(database, handOutside());
    const journal = journalOf(3);
    await pushed(database, shown, pushOf(journal, 0, 9));
    expect(await pushed(database, shown, pushOf(journal, 6, 6, 6))).toEqual({
      answer: 'ahead',
      cursor: journal.headAt(9),
    });
    expect(await database.query('SELECT kind, row_number, accepted_at FROM alarms')).toEqual([
      { kind: 'ahead', row_number: 6, accepted_at: null },
    ]);
  });

  test('an idle push that was delayed while the till went on with another process raises no alarm', async () => {
    const { database } = tested();
    const shown = await enrolledTill(database, handOutside());
    const [journal, now] = [journalOf(3), 1_795_000_000_000];
    await pushed(database, shown, pushOf(journal, 0, 6, 6), now);
    await pushed(database, shown, pushOf(journal, 6, 9), now + 40_000);
    expect(await pushed(database, shown, pushOf(journal, 6, 6, 6), now + 10_000)).toMatchObject({
      answer: 'ahead',
    });
    expect(await database.query('SELECT * FROM alarms')).toEqual([]);
    expect(await database.query('SELECT rows_there FROM stations')).toEqual([{ rows_there: 9 }]);
    // A till that really was set back says so again; one whose clock was wrong here for a day is believed.
    await pushed(database, shown, pushOf(journal, 6, 6, 6), now + 50_000);
    await pushed(database, shown, pushOf(journal, 5, 5, 5), now - 86_400_000);
    expect(await database.query('SELECT kind, row_number FROM alarms ORDER BY row_number')).toEqual([
      { kind: 'ahead', row_number: 5 },
      { kind: 'ahead', row_number: 6 },
    ]);
  });

  test('a Z covers all rows before it, wherever a push ends, and what comes after is uncovered', async () => {
    const { database } = tested();
    const file = newJournalFile();
    const till = openForTest(file);
    const day = (date: number): number => Date.UTC(2026, 10, date, 4);
    sell(till, 'T1-1', day(23));
    sell(till, 'T1-2', day(24));
    const { report, ...z } = madeUpDay.record;
    const covering = { ...report, rows: { first: 1, last: 6 }, previousHash: null };
    till.record({ ...z, number: 1, report: covering }, day(24));
    sell(till, 'T1-3', day(26));
    sell(till, 'T1-4', day(25));
    const journal = readJournal(file);
    const ends = [3, 6, 7, 10, 13];
    const standing = async () =>
      (await database.query('SELECT covered, uncovered FROM stations')).map(({ covered, uncovered }) => [
        covered,
        uncovered,
      ]);
    const outside = handOutside();
    const shown = await enrolledTill(database, outside);
    expect(await standing()).toEqual([[0, null]]);
    const seen = [];
    for (const [index, end] of ends.entries()) {
      await pushed(database, shown, pushOf(journal, ends[index - 1] ?? 0, end));
      seen.push(...(await standing()));
    }
    expect(seen).toEqual([
      [0, '2026-11-23'],
      [0, '2026-11-23'],
      [7, null],
      [7, '2026-11-26'],
      [7, '2026-11-25'],
    ]);
    await database.query('DELETE FROM stations');
    await pushed(database, await enrolledTill(database, outside, 'ABCDEF'), pushOf(journal, 0, 13));
    expect(await standing()).toEqual([[7, '2026-11-25']]);
  });

  test('a journal with one number on two Zs does not stop the pushes', async () => {
    const { database } = tested();
    const closed = [4, 9].map((sequence) => ({
      sequence,
      at: sequence,
      day: { number: 1, date: '2026-11-30', report: { net: {} } } as Closed['day'],
    }));
    await database.transaction((statements) => {
      writeDays(statements, 'S1', closed);
      return Promise.resolve();
    });
    expect(await database.query('SELECT number, sequence FROM days')).toEqual([{ number: 1, sequence: 9 }]);
  });

  test('another journal under the same name is forked where it differs, and an alarm stays', async () => {
    const { database } = tested();
    const shown = await enrolledTill(database, handOutside());
    const [own, other] = [journalOf(2), journalOf(3, 'another')];
    await pushed(database, shown, pushOf(own, 0, 6));
    expect(await pushed(database, shown, pushOf(other, 0, 9))).toEqual({
      answer: 'forked',
      cursor: own.headAt(6),
      at: 1,
    });
    expect(await pushed(database, shown, pushOf(other, 6, 9))).toMatchObject({ answer: 'forked', at: 6 });
    expect(await database.query('SELECT count(*) AS count FROM events')).toEqual([{ count: 6 }]);
    expect(await database.query('SELECT kind, row_number FROM alarms ORDER BY row_number')).toEqual([
      { kind: 'forked', row_number: 1 },
      { kind: 'forked', row_number: 6 },
    ]);
  });

  test('a row that was changed on the way is not taken', async () => {
    const { database } = tested();
    const shown = await enrolledTill(database, handOutside());
    const push = pushOf(journalOf(1), 0, 3);
    push.rows[1]![0] += 1;
    expect(await pushed(database, shown, push)).toMatchObject({ answer: 'forked' });
    expect(await database.query('SELECT * FROM events')).toEqual([]);
  });

  test('a row that the office cannot read is kept and does not hold up the rows after it', async () => {
    const { database } = tested();
    const shown = await enrolledTill(database, handOutside());
    const { rows } = journalOf(1);
    const odd = [[1_795_000_000_000, 'house', 'of-tomorrow', '{"type":"of-tomorrow"}'] as const, ...rows];
    const heads = chained(NO_ROWS, odd);
    const end = { sequence: 4, hash: heads.at(-1)!.hash };
    const answer = await pushed(database, shown, {
      after: NO_ROWS,
      rows: odd.map((row) => [...row]),
      upTo: end,
      end,
      state: tillState(),
    });
    expect(answer).toEqual({ answer: 'taken', cursor: end });
    expect(await database.query('SELECT kind, row_number FROM alarms')).toEqual([
      { kind: 'unread', row_number: 1 },
    ]);
    expect(await database.query('SELECT reference, state FROM payments')).toEqual([
      { reference: 'T1-1', state: 'paid' },
    ]);
  });

  test('a new computer gets the whole journal, and the former one adds nothing more', async () => {
    const { database } = tested();
    const outside = handOutside();
    const old = await enrolledTill(database, outside);
    const journal = journalOf(2);
    await pushed(database, old, pushOf(journal, 0, 3));
    const code = await codeForReplacing(database, outside, old.station);
    const answer = await restore(
      database,
      outside,
      { code: code!.code, installation: 'NEWPC1', state: tillState() },
      '192.0.2.2',
    );
    if ('refused' in answer) throw new Error(answer.refused);
    expect(answer.in).toMatchObject({
      station: old.station,
      installation: '7HJ2K9',
      cursor: journal.headAt(3),
    });
    expect(await readBack(database, old.station, 0)).toEqual({ rows: journal.rows.slice(0, 3) });
    expect(await readBack(database, old.station, 3)).toEqual({ rows: [] });

    expect(await takePush(database, old, pushOf(journal, 3, 6), 0)).toEqual({ refused: 'replaced' });
    const fresh = { station: answer.in.station, hash: hashOf(answer.in.credential) };
    expect(await pushed(database, fresh, pushOf(journal, 3, 6))).toMatchObject({ answer: 'taken' });
  });

  test('a part of a journal is never longer than a till accepts at once', async () => {
    const { database } = tested();
    for (const sequence of [1, 2, 3])
      await database.query(
        `INSERT INTO events (station, sequence, at, reference, type, payload, hash)
         VALUES ('S1', $1, 1, 'house', 'exported', $2, '')`,
        [sequence, 'x'.repeat(300_000)],
      );
    expect((await readBack(database, 'S1', 0)).rows).toHaveLength(2);
    expect((await readBack(database, 'S1', 2)).rows).toHaveLength(1);
  });

  test('of the longest rows no more are read than go into one part', async () => {
    const { database } = tested();
    for (let sequence = 1; sequence <= 5; sequence += 1)
      await database.query(
        `INSERT INTO events (station, sequence, at, reference, type, payload, hash)
         VALUES ('S1', $1, 1, 'house', 'exported', $2, '')`,
        [sequence, 'x'.repeat(PART_BYTES)],
      );
    const read: number[] = [];
    const query: Statements['query'] = async (...given) => {
      const rows = await database.query(...given);
      read.push(rows.length);
      return rows;
    };
    expect((await readBack({ query }, 'S1', 0)).rows).toHaveLength(1);
    expect(read).toEqual([2]);
  });

  test('a push that was held up changes nothing of what a later one said', async () => {
    const { database } = tested();
    const shown = await enrolledTill(database, handOutside());
    const journal = journalOf(1);
    const now = 1_795_000_000_000;
    const held = pushOf(journal, 0, 2, 2);
    await pushed(
      database,
      shown,
      { ...pushOf(journal, 0, 3), state: tillState({ openSince: 5 }) },
      now + 1_000,
    );
    expect(await pushed(database, shown, held, now)).toEqual({ answer: 'taken', cursor: journal.headAt(3) });
    const [row] = await database.query('SELECT rows_there, heard_at, state FROM stations');
    expect(row).toEqual({
      rows_there: 3,
      heard_at: now + 1_000,
      state: JSON.stringify(tillState({ openSince: 5 })),
    });
  });

  test('a till whose credential was revoked adds nothing more, nor does a stranger', async () => {
    const { database } = tested();
    const outside = handOutside();
    const shown = await enrolledTill(database, outside);
    const push = pushOf(journalOf(1), 0, 3);
    await revokeStation(database, outside, shown.station);
    expect(await takePush(database, shown, push, 0)).toEqual({ refused: 'revoked' });
    expect(await takePush(database, { ...shown, hash: hashOf('guessed') }, push, 0)).toEqual({
      refused: 'unknown',
    });
    expect(await takePush(database, { ...shown, station: 'NOBODY' }, push, 0)).toEqual({
      refused: 'unknown',
    });
  });
});
