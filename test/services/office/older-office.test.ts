/** A till at an office of an earlier version, which takes no push whose state has a part that it does not know. */
import { expect, test } from 'vitest';
import { laterPartsOf } from '#domain/office/till-state.ts';
import { PACE } from '#domain/pace.ts';
import type { Push } from '#domain/office/push.ts';
import type { FakeOffice } from '../../support/office/fake-office.ts';
import { FakeOffice as Office } from '../../support/office/fake-office.ts';
import { officeKit, tillState } from './office-kit.ts';

const { heartbeat, unsound } = PACE.office;
const MINUTE = 60_000;

const partsOf = ({ state }: Push): string => laterPartsOf(state).join(' ');

/** From now on it takes nothing with these parts. */
const makeOlder = (office: FakeOffice, unknown: readonly string[]): { isOlder: boolean } => {
  const version = { isOlder: true };
  office.open = () => {
    const open = Office.prototype.open.call(office);
    return {
      ...open,
      push: (push) => {
        const isUnknown = laterPartsOf(push.state).some((part) => unknown.includes(part));
        if (!version.isOlder || !isUnknown) return open.push(push);
        office.pushes.push(push);
        return Promise.resolve({ kind: 'not-taken', why: 'not-taken' });
      },
    };
  };
  return version;
};

test('the office gets all rows, and is offered the whole state again now and then', async () => {
  const { clock, journal, office, desk, sellOne } = officeKit(true, 'live', {
    ...tillState,
    storeAddress: 'Main street 1',
  });
  const version = makeOlder(office, ['storeAddress', 'untaken', 'knownAs']);
  for (let sale = 0; sale < 20; sale += 1) sellOne();
  await desk.start();
  await clock.pass(MINUTE);
  expect(office.last).toEqual(journal.head());
  expect(desk.standing).toMatchObject({ trouble: null, untakenRow: null, behind: null });
  const before = office.pushes.length;
  await clock.pass(unsound);
  const offered = office.pushes.slice(before).filter((push) => partsOf(push) !== '');
  expect(offered.length).toBeLessThanOrEqual(2);
  version.isOlder = false;
  await clock.pass(unsound + MINUTE);
  expect(partsOf(office.pushes.at(-1)!)).toBe('storeAddress knownAs saidAt');
  await desk.stop();
});

test('after a start that remembers what the office has, no row is taken for one that it refuses', async () => {
  const kit = officeKit(true, 'live', { ...tillState, storeAddress: 'Main street 1' });
  const { clock, journal, office, desk, sellOne, openDesk } = kit;
  sellOne();
  await desk.start();
  await clock.pass(MINUTE);
  await desk.stop();
  makeOlder(office, ['storeAddress', 'untaken', 'knownAs']);
  for (let sale = 0; sale < 20; sale += 1) sellOne();
  const before = office.pushes.length;
  const next = openDesk();
  await next.start();
  await clock.pass(10_000);
  expect(office.last).toEqual(journal.head());
  // With rows, without any to see why not, then without the parts.
  expect(
    office.pushes.slice(before, before + 3).map((push) => [push.rows.length > 0, partsOf(push)]),
  ).toEqual([
    [true, 'storeAddress knownAs saidAt'],
    [false, 'storeAddress knownAs saidAt'],
    [true, ''],
  ]);
  expect(next.standing).toMatchObject({ trouble: null, untakenRow: null });
  await next.stop();
});

test('a row that it does not take is still found, though the office cannot be told which, and goes once it is taken', async () => {
  const { clock, journal, office, desk, sellOne } = officeKit();
  makeOlder(office, ['untaken', 'knownAs']);
  for (let sale = 0; sale < 10; sale += 1) sellOne();
  office.refusesRow = ([, reference]) => (reference === 'T1-5' ? 'not-taken' : null);
  await desk.start();
  await clock.pass(MINUTE);
  expect(office.last.sequence).toBe(12);
  expect(desk.standing).toMatchObject({ trouble: 'not-taken', untakenRow: 13 });
  // Otherwise the office would not hear from it, and call it silent.
  const before = office.pushes.length;
  await clock.pass(3 * heartbeat);
  const heard = office.pushes.slice(before).filter((push) => partsOf(push) === '');
  expect(heard.length).toBeGreaterThanOrEqual(2);
  office.refusesRow = () => null;
  await clock.pass(2 * unsound + MINUTE);
  expect(office.last).toEqual(journal.head());
  expect(desk.standing).toMatchObject({ trouble: null, untakenRow: null, behind: null });
  await desk.stop();
});
