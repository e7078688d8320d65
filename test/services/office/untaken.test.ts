/**
 * An office that answers but does not take the journal: which row it is, what both sides say, and what
 * continues.
 */
import { describe, expect, test } from 'vitest';
import { MAX_ROW_BYTES } from '#domain/office/push.ts';
import { PACE } from '#domain/pace.ts';
import { FakeOffice } from '../../support/office/fake-office.ts';
import { officeKit } from './office-kit.ts';

const { gather, unsound } = PACE.office;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a row that the office does not take', () => {
  const notOf = (reference: string) => (row: readonly [number, string, ...unknown[]]) =>
    row[1] === reference ? ('not-taken' as const) : null;

  test('is found among the others, which go; both sides say which it is, and it goes once the office takes it', async () => {
    const { clock, journal, office, desk, sellOne } = officeKit();
    for (let sale = 0; sale < 40; sale += 1) sellOne();
    office.refusesRow = notOf('T1-20');
    await desk.start();
    await clock.pass(MINUTE);
    expect(office.last.sequence).toBe(57);
    expect(desk.standing).toMatchObject({ trouble: 'not-taken', untakenRow: 58, behind: { events: 63 } });
    const { rows, state } = office.pushes.at(-1)!;
    expect(rows).toEqual([]);
    expect(state.untaken).toMatchObject({ row: 58, why: 'not-taken' });
    const before = office.pushes.length;
    sellOne();
    await clock.pass(HOUR);
    // A heartbeat each minute, and the row itself each quarter of an hour.
    expect(office.pushes.length - before).toBe(64);
    office.refusesRow = () => null;
    await clock.pass(unsound + MINUTE);
    expect(office.last).toEqual(journal.head());
    expect(desk.standing).toMatchObject({ trouble: null, untakenRow: null, behind: null });
    expect(office.pushes.at(-1)!.state.untaken).toBeUndefined();
    await desk.stop();
  });

  test('since it is too long for whatever is on the way is called so', async () => {
    const { clock, office, desk, sellOne, changes } = officeKit();
    sellOne();
    office.refusesRow = () => 'row-too-long';
    let told = 0;
    changes.on('status', () => (told += 1));
    await desk.start();
    const before = told;
    await clock.pass(MINUTE);
    expect(desk.standing).toMatchObject({ trouble: 'row-too-long', untakenRow: 1 });
    expect(told - before).toBe(1);
    await desk.stop();
  });

  test('and is longer than any office takes is never sent', async () => {
    const { clock, journal, office, desk, sellOne } = officeKit();
    sellOne();
    const rowsToPush = journal.rowsToPush.bind(journal);
    journal.rowsToPush = (after, ...most) => {
      const batch = rowsToPush(after, ...most);
      const first = batch?.rows[0];
      return after === 0 && first
        ? { ...batch, rows: [[first[0], first[1], first[2], '店'.repeat(MAX_ROW_BYTES / 3 + 1)]] }
        : batch;
    };
    const begun = clock.now();
    await desk.start();
    await clock.pass(HOUR);
    expect(office.pushes.every(({ rows }) => rows.length === 0)).toBe(true);
    expect(desk.standing).toMatchObject({ trouble: 'row-too-long', untakenRow: 1, behind: { events: 3 } });
    expect(office.pushes.at(-1)!.state.untaken).toEqual({
      row: 1,
      why: 'row-too-long',
      since: begun + gather,
    });
    await desk.stop();
  });

  test('an office that does not even take the till’s state is asked no more often than what a person must resolve', async () => {
    const { clock, office, desk } = officeKit();
    office.open = () => ({
      ...FakeOffice.prototype.open.call(office),
      push: async (push) => {
        office.pushes.push(push);
        return Promise.resolve({ kind: 'not-taken', why: 'not-taken' });
      },
    });
    await desk.start();
    await clock.pass(HOUR);
    expect(desk.standing).toMatchObject({ trouble: 'not-taken', untakenRow: null });
    // Each time also without what the first tills did not send.
    expect(office.pushes.length).toBeLessThanOrEqual(2 * (HOUR / unsound + 1));
    await desk.stop();
  });
});
