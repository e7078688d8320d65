import { describe, expect, test } from 'vitest';
import { changePerson } from '#services/staff/change-staff.ts';
import { checkPin } from '#services/staff/check-pin.ts';
import { NO_PIN } from '#services/staff/staff-ports.ts';
import { guessTen, member, PINS, shopStaff, staffKit, WRONG } from '../../support/staff-kit.ts';

const MINUTE = 60_000;
const wu = { id: 'wu', name: 'Wu', role: 'manager' } as const;

describe('a person who could let everyone in again', () => {
  const withWu = () => staffKit({}, [...shopStaff, member('Wu', 'manager', '604183')]);

  test('is never shut out by wrong PINs that others enter, but waits a quarter of an hour after each', async () => {
    const { ports, clock, tries } = staffKit();
    await guessTen(ports, clock, 'chen');
    expect(tries.isLockedOut({ id: 'chen' })).toBe(false);
    expect(await checkPin(ports, 'chen', WRONG)).toEqual({ ok: false, why: 'pin-wrong' });
    await clock.pass(15 * MINUTE - 1);
    expect(await checkPin(ports, 'chen', PINS.chen)).toEqual({ ok: false, why: 'pin-locked' });
    await clock.pass(1);
    expect((await checkPin(ports, 'chen', PINS.chen)).ok).toBe(true);
  });

  test('is shut out like anybody where another manager can help', async () => {
    const { ports, clock } = withWu();
    await guessTen(ports, clock, 'chen');
    expect(await checkPin(ports, 'chen', PINS.chen)).toEqual({ ok: false, why: 'pin-shut-out' });
    await changePerson(ports, wu, 'chen', { name: 'Chen', role: 'manager', pin: '830218' });
    expect((await checkPin(ports, 'chen', '830218')).ok).toBe(true);
  });

  test('is not shut out while the other manager has no PIN, since it was changed outside of the till', async () => {
    const voided = { ...member('Wu', 'manager', '604183'), pin: NO_PIN };
    const { ports, clock } = staffKit({}, [...shopStaff, voided]);
    await guessTen(ports, clock, 'chen');
    expect((await checkPin(ports, 'chen', PINS.chen)).ok).toBe(true);
  });

  test('is not shut out by shutting out every manager', async () => {
    const { ports, clock } = withWu();
    await guessTen(ports, clock, 'chen');
    await guessTen(ports, clock, 'wu');
    expect((await checkPin(ports, 'wu', '604183')).ok).toBe(true);
    expect((await checkPin(ports, 'chen', PINS.chen)).ok).toBe(true);
  });
});

describe('many names at one till', () => {
  test('give no more attempts than ten in ten minutes, and then one a minute', async () => {
    const crowd = Array.from({ length: 30 }, (_, index) => member(`P${index}`, 'cashier', '5093'));
    const { ports, clock } = staffKit({}, crowd);
    let looks = 0;
    for (let second = 0; second < 600; second += 5) {
      const { id } = crowd[second % crowd.length]!;
      const answer = await checkPin(ports, id, WRONG);
      if (!answer.ok && answer.why === 'pin-wrong') looks += 1;
      await clock.pass(5_000);
    }
    expect(looks).toBeGreaterThanOrEqual(10);
    expect(looks).toBeLessThanOrEqual(20);
  });

  test('do not fill the journal: refusals are recorded once a minute for each person and reason', async () => {
    const { ports, journal } = staffKit();
    for (const id of ['lin', 'sun']) for (let n = 0; n < 3; n += 1) await checkPin(ports, id, WRONG);
    for (let n = 0; n < 500; n += 1)
      for (const id of ['lin', 'sun', 'nobody']) await checkPin(ports, id, WRONG);
    expect(journal.records(['pin-refused'], 0)).toHaveLength(6 + 3);
  });
});

test('nobody can try a PIN that was changed outside of the till, and none of it counts as an attempt', async () => {
  const { ports, tries } = staffKit({}, [{ ...member('Lin', 'cashier', PINS.lin), pin: NO_PIN }]);
  for (const pin of ['', PINS.lin, WRONG])
    expect(await checkPin(ports, 'lin', pin)).toEqual({ ok: false, why: 'pin-shut-out' });
  expect(tries.of('lin').failures).toBe(0);
});

test('wrong PINs and sign-ins that a newer version recorded keep nobody from signing in, and undo no lockout', async () => {
  const { ports, journal, clock, tries } = staffKit();
  await guessTen(ports, clock, 'lin');
  const by = { id: 'lin', name: 'Lin', role: 'cashier' } as const;
  journal.recordSpoiled(
    { type: 'pin-refused', by, why: 'pin-wrong', failures: 11, lockedForMs: 0 },
    clock.now(),
  );
  journal.recordSpoiled({ type: 'signed-in', by }, clock.now());
  await clock.pass(60 * MINUTE);
  expect(tries.of('lin').failures).toBe(10);
  expect(await checkPin(ports, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pin-shut-out' });
  expect((await checkPin(ports, 'chen', PINS.chen)).ok).toBe(true);
});

test('the list on disk is compared before any PIN is checked against it', async () => {
  const kit = staffKit();
  const compare = (): Promise<void> => {
    kit.staff.write(kit.staff.read().filter(({ id }) => id !== 'lin'));
    return Promise.resolve();
  };
  const ports = { ...kit.ports, known: { compare } };
  expect(await checkPin(ports, 'lin', PINS.lin)).toEqual({ ok: false, why: 'person-unknown' });
});
