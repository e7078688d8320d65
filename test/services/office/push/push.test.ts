/** How the journal reaches the office, whatever network and office do. */
import { expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { officeKit } from '../office-kit.ts';

const { gather, behindAfter } = PACE.office;
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
