/** An X is there at once, because what is sold is added up meanwhile. */
import { expect, test } from 'vitest';
import { readReport } from '#services/day/report.ts';
import { RowsSinceZ } from '#services/day/rows-since-z.ts';
import { byChen, chen, dayKit, makeRefund, pay } from './day-kit.ts';

/** More than any of these tests needs: a reader that would never end fails instead. */
const MAX_READS = 500;

/** A till that counts the rows that are read for reports. */
const countingTill = () => {
  const kit = dayKit();
  let read = 0;
  let reads = 0;
  const rowsAfter: typeof kit.journal.rowsAfter = (sequence, most) => {
    reads += 1;
    if (reads > MAX_READS) throw new Error('The rows are read again and again.');
    const rows = kit.journal.rowsAfter(sequence, most);
    read += rows.length;
    return rows;
  };
  const ports = { ...kit.ports, journal: { ...kit.journal, rowsAfter } };
  const readSince = (): number => {
    const rows = read;
    read = 0;
    return rows;
  };
  return { kit, ports, sinceZ: new RowsSinceZ(ports), readSince };
};

test('what was sold and added up in the background is not read again for an X, and what was sold since is', async () => {
  const { kit, ports, sinceZ, readSince } = countingTill();
  for (let n = 1; n <= 40; n += 1) pay(kit, `T${n}`, [1, 2]);
  await sinceZ.readAhead();
  expect(readSince()).toBe(120);
  expect((await readReport(ports, sinceZ)).payments.paid?.CNY?.count).toBe(40);
  expect(readSince()).toBe(0);
  pay(kit, 'T41', [1, 2]);
  expect((await readReport(ports, sinceZ)).payments.paid?.CNY?.count).toBe(41);
  expect(readSince()).toBe(3);
});

test('after a Z an X begins after it, and nothing before it is read again', async () => {
  const { kit, ports, sinceZ, readSince } = countingTill();
  kit.shifts.open(chen);
  pay(kit, 'T1', [1, 2]);
  await sinceZ.readAhead();
  await kit.desk.close(byChen);
  sinceZ.forget();
  pay(kit, 'T2', [1, 2]);
  readSince();
  const x = await readReport(ports, sinceZ);
  expect(x.references).toEqual({ first: 'T2', last: 'T2' });
  expect(x.from).toBe(kit.clock.now());
  expect(readSince()).toBe(3);
});

test('an X reads only those late payments again that rows have moved since the X before', async () => {
  const { kit, ports } = countingTill();
  const asked: string[] = [];
  const story: typeof kit.journal.story = (reference) => {
    asked.push(reference);
    return kit.journal.story(reference);
  };
  const watched = { ...ports, journal: { ...ports.journal, story } };
  const sinceZ = new RowsSinceZ(watched);
  const lines = async () =>
    (await readReport(watched, sinceZ)).late.map(({ reference, settled }) => [reference, settled]);
  const askedSince = (): readonly string[] => [...new Set(asked.splice(0))];
  for (const reference of ['T1', 'T2', 'T3']) pay(kit, reference, [1, 3, 2]);
  expect(await lines()).toEqual([
    ['T1', 'open'],
    ['T2', 'open'],
    ['T3', 'open'],
  ]);
  askedSince();
  kit.journal.append('T2', { type: 'late-accepted', by: chen }, kit.clock.now());
  makeRefund(kit, 'R3', 'T3', 1250, [1, 2]);
  pay(kit, 'T4', [1, 2]);
  expect(await lines()).toEqual([
    ['T1', 'open'],
    ['T2', 'accepted'],
    ['T3', 'given-back'],
  ]);
  expect(askedSince()).toEqual(['T2', 'T3']);
  expect(await readReport(watched, sinceZ)).toEqual(await readReport(ports));
});

test('nothing is read any more once the journal is about to close', async () => {
  const { kit, sinceZ, readSince } = countingTill();
  pay(kit, 'T1', [1, 2]);
  sinceZ.stop();
  await sinceZ.readAhead();
  expect(readSince()).toBe(0);
});

test('a read that fails amid a row is made good by the next X, which counts that row once', async () => {
  const { kit, ports } = countingTill();
  pay(kit, 'T1', [1, 2]);
  makeRefund(kit, 'R1', 'T1', 250, [1, 2]);
  let fails = 1;
  const payment: typeof kit.journal.payment = (reference) => {
    if (fails-- > 0) throw new Error('SQLITE_IOERR');
    return kit.journal.payment(reference);
  };
  const unsure = { ...ports, journal: { ...ports.journal, payment } };
  const sinceZ = new RowsSinceZ(unsure);
  await expect(readReport(unsure, sinceZ)).rejects.toThrow('SQLITE_IOERR');
  expect(await readReport(unsure, sinceZ)).toEqual(await readReport(ports));
});
