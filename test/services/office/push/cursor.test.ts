/** How a till learns how far the office has got, and what it does where the office has something else. */
import { describe, expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { officeKit } from '../office-kit.ts';

const { gather, unsound } = PACE.office;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('after a restart the till goes on where the office has confirmed, and knows how far it is behind before it answers', async () => {
  const { clock, office, desk, sellOne, openDesk } = officeKit();
  sellOne();
  await desk.start();
  await clock.pass(gather);
  await desk.stop();
  sellOne();
  office.isReached = false;
  const again = openDesk();
  await again.start();
  expect(again.standing.behind).toMatchObject({ events: 3 });
  office.isReached = true;
  await clock.pass(MINUTE);
  expect(office.pushes.findLast(({ rows }) => rows.length > 0)).toMatchObject({ after: { sequence: 3 } });
  await again.stop();
});

test.each([
  ['another till at the office', { station: 'st-9' }],
  ['another journal', { cursor: { sequence: 3, hash: 'e'.repeat(64) } }],
])('what was noted of %s is not believed', async (_, spoilt) => {
  const { journal, office, note, desk, sellOne } = officeKit();
  sellOne();
  note.write({ station: 'st-1', cursor: journal.head(), at: 1, ...spoilt });
  office.isReached = false;
  await desk.start();
  expect(desk.standing).toMatchObject({ confirmedAt: null, behind: null });
  await desk.stop();
});

test('a till whose note is gone asks how far the office has got, and goes on from there', async () => {
  const { clock, journal, office, note, desk, sellOne, openDesk } = officeKit();
  sellOne();
  await desk.start();
  await clock.pass(gather);
  await desk.stop();
  note.drop();
  sellOne();
  const again = openDesk();
  await again.start();
  await clock.pass(MINUTE);
  expect(office.last).toEqual(journal.head());
  await again.stop();
});

test('an office that was itself set back to a backup gets what it lost', async () => {
  const { clock, journal, office, desk, sellOne } = officeKit();
  sellOne();
  sellOne();
  await desk.start();
  await clock.pass(gather);
  office.heads = office.heads.slice(0, 3);
  await clock.pass(2 * MINUTE);
  expect(office.last).toEqual(journal.head());
  await desk.stop();
});

describe('an office that has another journal', () => {
  test('with more rows: an alarm, recorded once, and nothing is sent until somebody resolves it', async () => {
    const { clock, office, desk, sellOne, records } = officeKit();
    await desk.start();
    await clock.pass(gather);
    const cursor = { sequence: 99, hash: 'f'.repeat(64) };
    office.says = { answer: 'ahead', cursor };
    sellOne();
    await clock.pass(HOUR);
    expect(desk.standing.trouble).toBe('ahead');
    expect(records('office-alarm')).toEqual([{ type: 'office-alarm', kind: 'ahead', office: 99, last: 3 }]);
    const before = office.pushes.length;
    await clock.pass(HOUR);
    expect(office.pushes.length - before).toBe(HOUR / unsound);
    office.says = null;
    await clock.pass(unsound);
    expect(desk.standing).toMatchObject({ trouble: null, behind: null });
    await desk.stop();
  });

  test('with other rows: the office says so', async () => {
    const { clock, office, desk, sellOne, records } = officeKit();
    sellOne();
    office.heads = [{ sequence: 1, hash: 'e'.repeat(64) }];
    office.says = { answer: 'forked', cursor: office.last, at: 1 };
    await desk.start();
    await clock.pass(gather);
    expect(desk.standing.trouble).toBe('forked');
    expect(records('office-alarm')).toMatchObject([{ kind: 'forked', office: 1, last: 3 }]);
    await desk.stop();
  });

  test('with other rows: the till sees it in what the office says that it has', async () => {
    const { clock, office, desk, sellOne, records } = officeKit();
    sellOne();
    // It would accept anything, and never say so itself.
    office.says = { answer: 'behind', cursor: { sequence: 1, hash: 'e'.repeat(64) } };
    await desk.start();
    await clock.pass(gather);
    expect(desk.standing.trouble).toBe('forked');
    expect(records('office-alarm')).toMatchObject([{ kind: 'forked', office: 1, last: 3 }]);
    expect(office.pushes).toHaveLength(1);
    await desk.stop();
  });
});

test.each(['taken', 'behind'] as const)(
  'an office that says %s, and has no more rows than before, counts as not reached',
  async (answer) => {
    const { clock, journal, office, desk, sellOne } = officeKit();
    sellOne();
    await desk.start();
    await clock.pass(gather);
    office.says = { answer, cursor: journal.head() };
    sellOne();
    await clock.pass(2 * MINUTE);
    expect(desk.standing.trouble).toBe('unreached');
    expect(office.pushes.length).toBe(10);
    await desk.stop();
  },
);
