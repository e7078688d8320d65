/** How the journal reaches the office, whatever network and office do. */
import { describe, expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { officeKit } from './office-kit.ts';

const { gather, unsound, behindAfter } = PACE.office;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('what was written before goes to the office at the start, in order, and what is written later within a second', async () => {
  const { clock, journal, office, desk, sellOne } = officeKit();
  sellOne();
  await desk.start();
  await clock.pass(gather);
  expect(office.last).toEqual(journal.head());
  sellOne();
  sellOne();
  await clock.pass(1_000);
  expect(office.last).toEqual(journal.head());
  expect(desk.standing).toMatchObject({ behind: null, trouble: null, confirmedAt: clock.now() - 500 });
  await desk.stop();
});

test('changes of one moment go together, and nobody at the till waits for any of it', async () => {
  const { clock, office, desk, sellOne } = officeKit();
  await desk.start();
  await clock.pass(MINUTE);
  const before = office.pushes.length;
  for (let sale = 0; sale < 10; sale += 1) sellOne();
  expect(office.pushes.length).toBe(before);
  await clock.pass(gather);
  expect(office.pushes.length).toBe(before + 1);
  await desk.stop();
});

test('an idle till reports its state each minute, and nothing else', async () => {
  const { clock, office, desk } = officeKit();
  await desk.start();
  await clock.pass(HOUR);
  expect(office.pushes.length).toBe(61);
  expect(office.pushes.at(-1)).toMatchObject({ rows: [], state: { terminalId: 'T1', display: 'good' } });
  await desk.stop();
});

test('what the office says over its stream while it takes a push is asked about right after it', async () => {
  const { clock, office, desk } = officeKit();
  await desk.start();
  await clock.pass(MINUTE);
  let tell = (): void => undefined;
  office.delay = () => new Promise((resolve) => (tell = resolve));
  await clock.pass(MINUTE + 15_000);
  office.delay = null;
  office.refuses = 'replaced';
  office.listener?.onMessage({ type: 'refused', refused: 'replaced' });
  tell();
  await clock.pass(1_000);
  expect(desk.isReplaced).toBe(true);
  await desk.stop();
});

test('a row that is written in the very moment of an answer does not wait for the heartbeat', async () => {
  const { clock, journal, office, changes, desk, sellOne } = officeKit();
  await desk.start();
  await clock.pass(gather);
  office.isReached = false;
  await clock.pass(5 * MINUTE);
  office.isReached = true;
  let answeredAt = 0;
  const stop = changes.on('status', () => {
    stop();
    answeredAt = clock.now();
    sellOne();
  });
  while (answeredAt === 0) await clock.pass(100);
  await clock.pass(2 * gather);
  expect(office.last).toEqual(journal.head());
  await desk.stop();
});

test('a journal that cannot be read for a while is pushed once it can be', async () => {
  const { clock, journal, office, desk, sellOne } = officeKit();
  await desk.start();
  await clock.pass(gather);
  const head = journal.head.bind(journal);
  journal.head = () => {
    throw new Error('SQLITE_IOERR');
  };
  await clock.pass(2 * MINUTE);
  journal.head = head;
  sellOne();
  await clock.pass(2 * MINUTE);
  expect(office.last).toEqual(journal.head());
  await desk.stop();
});

test('an answer that is lost after the office has the rows doubles nothing', async () => {
  const { clock, journal, office, desk, sellOne } = officeKit();
  await desk.start();
  await clock.pass(gather);
  office.losesAnswers = 3;
  sellOne();
  await clock.pass(MINUTE);
  expect(office.heads.length).toBe(journal.head().sequence);
  expect(desk.standing).toMatchObject({ behind: null, trouble: null });
  await desk.stop();
});

test('an office that is gone for hours is asked once a minute at most, and gets everything once it is back', async () => {
  const { clock, journal, office, desk, sellOne } = officeKit();
  await desk.start();
  await clock.pass(gather);
  office.isReached = false;
  sellOne();
  const since = clock.now();
  await clock.pass(MINUTE);
  const early = office.pushes.length;
  for (let hour = 0; hour < 3; hour += 1) {
    sellOne();
    await clock.pass(HOUR);
  }
  expect(office.pushes.length - early).toBe(3 * 60);
  expect(desk.standing).toMatchObject({ trouble: 'unreached', behind: { events: 12, since } });
  office.isReached = true;
  await clock.pass(2 * MINUTE);
  expect(office.last).toEqual(journal.head());
  expect(desk.standing).toMatchObject({ trouble: null, behind: null });
  await desk.stop();
});

test('a long journal is sent in batches, and a slow office gets as long a pause between two as one takes', async () => {
  const { clock, journal, office, desk, sellOne } = officeKit();
  journal.transaction(() => {
    for (let sale = 0; sale < 400; sale += 1) sellOne();
  });
  const asked: number[] = [];
  office.delay = () => {
    asked.push(clock.now());
    return new Promise((resolve) => clock.wakeAt(clock.now() + 4_000, resolve));
  };
  await desk.start();
  await clock.pass(MINUTE);
  expect(office.last).toEqual(journal.head());
  expect(Math.max(...office.pushes.map(({ rows }) => rows.length))).toBeLessThanOrEqual(500);
  const gaps = asked.slice(1, 5).map((at, index) => at - asked[index]!);
  expect(gaps.slice(0, 2)).toEqual([8_000, 8_000]);
  await desk.stop();
});

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

test('people are told once the office has lacked something for minutes, and once it has it', async () => {
  const { clock, office, changes, desk, sellOne } = officeKit();
  await desk.start();
  await clock.pass(gather);
  office.isReached = false;
  sellOne();
  let told = 0;
  changes.on('status', () => (told += 1));
  await clock.pass(MINUTE);
  expect(told).toBe(1);
  await clock.pass(behindAfter + MINUTE);
  expect(told).toBe(2);
  office.isReached = true;
  await clock.pass(2 * MINUTE);
  expect(told).toBe(3);
  await desk.stop();
});

test('a journal that cannot be read for a moment stops nothing for good', async () => {
  const { clock, journal, office, desk, sellOne } = officeKit();
  await desk.start();
  await clock.pass(gather);
  const rowsToPush = journal.rowsToPush.bind(journal);
  journal.rowsToPush = () => {
    throw new Error('disk I/O error');
  };
  sellOne();
  await clock.pass(MINUTE);
  journal.rowsToPush = rowsToPush;
  await clock.pass(MINUTE);
  expect(office.last).toEqual(journal.head());
  await desk.stop();
});
