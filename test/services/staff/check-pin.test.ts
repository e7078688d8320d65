import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PinRefusal } from '#domain/staff/pin.ts';
import { isLockoutReached, waitAfter } from '#domain/staff/pin.ts';
import { changePerson, dismissPerson } from '#services/staff/change-staff.ts';
import { checkPin } from '#services/staff/check-pin.ts';
import type { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { guessTen, member, PINS, shopStaff, staffKit, WRONG } from '../../support/staff-kit.ts';

const MINUTE = 60_000;

/** Why PINs were refused, according to the journal. */
const refusals = (journal: MemoryJournal): readonly PinRefusal[] =>
  journal.records(['pin-refused'], 0).map(({ record }) => record.why);

describe('a PIN at the till', () => {
  test('that is right signs in and resets the count of wrong ones', async () => {
    const { session, tries } = staffKit();
    await session.signIn('lin', WRONG);
    expect(tries.of('lin').failures).toBe(1);
    expect(await session.signIn('lin', PINS.lin)).toMatchObject({ ok: true, person: { name: 'Lin' } });
    expect(tries.of('lin')).toEqual({ failures: 0, until: 0 });
  });

  test('that is wrong is in the journal, without its digits', async () => {
    const { ports, journal, lastRecord } = staffKit();
    await checkPin(ports, 'lin', WRONG);
    expect(lastRecord()).toMatchObject({
      type: 'pin-refused',
      by: { id: 'lin' },
      failures: 1,
      lockedForMs: 0,
    });
    expect(JSON.stringify(journal.activity)).not.toContain(WRONG);
  });

  test('is not checked during a lockout: the right one is refused, too', async () => {
    const { ports, clock, journal } = staffKit();
    for (const pin of [WRONG, WRONG, WRONG]) await checkPin(ports, 'lin', pin);
    expect(await checkPin(ports, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pin-locked' });
    await clock.pass(4_999);
    expect(await checkPin(ports, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pin-locked' });
    await clock.pass(1);
    expect((await checkPin(ports, 'lin', PINS.lin)).ok).toBe(true);
    expect(refusals(journal)).toEqual(['pin-wrong', 'pin-wrong', 'pin-wrong', 'pin-locked']);
  });

  test('is on disk before anybody learns the answer, so that a power cut gives no free attempt', async () => {
    const { ports, journal } = staffKit();
    journal.full = true;
    await expect(checkPin(ports, 'lin', WRONG)).rejects.toThrow('full');
    journal.full = false;
    await checkPin(ports, 'lin', WRONG);
    expect(refusals(journal)).toEqual(['pin-wrong']);
  });

  test('is checked only once the one before has its answer', async () => {
    const kit = staffKit();
    const checked: string[] = [];
    const verify: typeof kit.pins.verify = (pin, ...rest) => {
      checked.push(`${pin} after ${kit.journal.activity.length} rows`);
      return kit.pins.verify(pin, ...rest);
    };
    const ports = { ...kit.ports, pins: { ...kit.pins, verify } };
    await Promise.all([checkPin(ports, 'lin', WRONG), checkPin(ports, 'sun', PINS.sun)]);
    expect(checked).toEqual([`${WRONG} after 0 rows`, `${PINS.sun} after 1 rows`]);
  });

  test('sent many times at once gives no more attempts than one after the other', async () => {
    const { ports } = staffKit();
    const answers = await Promise.all(Array.from({ length: 20 }, () => checkPin(ports, 'lin', WRONG)));
    expect(answers.filter((answer) => !answer.ok && answer.why === 'pin-wrong')).toHaveLength(3);
  });

  test('a clock that is set back neither extends a lockout nor resets the count', async () => {
    const { ports, clock, tries } = staffKit();
    for (const pin of [WRONG, WRONG, WRONG]) await checkPin(ports, 'lin', pin);
    clock.set(-3_600_000);
    await checkPin(ports, 'lin', WRONG);
    expect(tries.of('lin').failures).toBe(4);
    await clock.pass(15_000);
    expect((await checkPin(ports, 'lin', PINS.lin)).ok).toBe(true);
  });

  test('that cannot be checked, because the key ring is gone, does not count', async () => {
    const { ports, pins, tries } = staffKit();
    pins.lost = true;
    expect(await checkPin(ports, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pins-unavailable' });
    expect(tries.of('lin').failures).toBe(0);
  });

  test('of a person removed from staff is refused, and the attempt is in the journal', async () => {
    const { ports, lastRecord } = staffKit();
    expect(await checkPin(ports, 'nobody', WRONG)).toEqual({ ok: false, why: 'person-unknown' });
    expect(lastRecord()).toEqual({
      type: 'pin-refused',
      by: null,
      why: 'person-unknown',
      failures: 0,
      lockedForMs: 0,
    });
  });
});

describe('an auditor', () => {
  const lockedOut = async () => {
    const kit = staffKit();
    for (const pin of [WRONG, WRONG, WRONG]) await checkPin(kit.ports, 'lin', pin);
    return kit;
  };

  test('sees an attempt during a lockout, and how long that still lasts', async () => {
    const { ports, clock, lastRecord } = await lockedOut();
    await clock.pass(2_000);
    await checkPin(ports, 'lin', PINS.lin);
    const tried = {
      type: 'pin-refused',
      by: { id: 'lin' },
      why: 'pin-locked',
      failures: 3,
      lockedForMs: 3_000,
    };
    expect(lastRecord()).toMatchObject(tried);
  });

  test('sees attempts on a locked-out person once a minute while they go on', async () => {
    const { ports, clock, journal } = staffKit({}, [...shopStaff, member('Mei', 'cashier', '5093')]);
    await guessTen(ports, clock, 'mei');
    const before = journal.activity.length;
    for (let second = 0; second < 180; second += 1) {
      for (let count = 0; count < 20; count += 1) await checkPin(ports, 'mei', '5093');
      await clock.pass(1_000);
    }
    const written = journal.records(['pin-refused'], before);
    expect(written.map(({ record }) => record.why)).toEqual(Array(3).fill('pin-shut-out'));
    expect(written.map(({ at }) => at - (written[0]?.at ?? 0))).toEqual([0, MINUTE, 2 * MINUTE]);
  });

  test('sees every lockout in which a PIN was tried, and for whom', async () => {
    const { ports, clock, journal } = await lockedOut();
    for (const id of ['lin', 'nobody', 'lin']) await checkPin(ports, id, WRONG);
    await clock.pass(5_000);
    for (let count = 0; count < 5; count += 1) await checkPin(ports, 'lin', WRONG);
    expect(refusals(journal).slice(3)).toEqual(['pin-locked', 'person-unknown', 'pin-wrong', 'pin-locked']);
  });

  test('sees attempts even when the clock was set back', async () => {
    const { ports, clock, journal, pins } = staffKit();
    pins.lost = true;
    await checkPin(ports, 'lin', PINS.lin);
    clock.set(-24 * 60 * MINUTE);
    for (let count = 0; count < 5; count += 1) await checkPin(ports, 'lin', PINS.lin);
    expect(refusals(journal)).toEqual(['pins-unavailable', 'pins-unavailable']);
  });
});

test('however one guesses and waits, no more PINs are checked than the lockouts allow', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 40 }), async (pauses) => {
      const { ports, clock, tries } = staffKit();
      let looks = 0;
      let nextCheckAt = 0;
      for (const pause of pauses) {
        await clock.pass(pause);
        const now = clock.now();
        const answer = await checkPin(ports, 'lin', WRONG);
        const shut = isLockoutReached(looks);
        if (shut) expect(answer).toEqual({ ok: false, why: 'pin-shut-out' });
        else if (now < nextCheckAt) expect(answer).toEqual({ ok: false, why: 'pin-locked' });
        else {
          looks += 1;
          nextCheckAt = now + waitAfter(looks);
        }
        expect(tries.of('lin').failures).toBe(looks);
      }
    }),
    { numRuns: 60 },
  );
});

/** A till that checks a PIN while a colleague does something else. */
const meanwhile = (act: (kit: ReturnType<typeof staffKit>) => unknown) => {
  const kit = staffKit({}, [...shopStaff, member('Wu', 'manager', '604183')]);
  const verify: typeof kit.pins.verify = async (pin, verifier, id) => {
    const answer = await kit.pins.verify(pin, verifier, id);
    await act(kit);
    return answer;
  };
  return { ...kit, slow: { ...kit.ports, pins: { ...kit.pins, verify } } };
};
const wu = { id: 'wu', name: 'Wu', role: 'manager' } as const;

describe('a PIN that is being checked while the list of people changes', () => {
  test('opens nothing for a person who was removed meanwhile', async () => {
    const { slow } = meanwhile(({ ports }) => dismissPerson(ports, wu, 'chen'));
    expect(await checkPin(slow, 'chen', PINS.chen)).toEqual({ ok: false, why: 'person-unknown' });
  });

  test('gives the role that the person has by then', async () => {
    const typed = { name: 'Chen', role: 'cashier', pin: '' } as const;
    const { slow } = meanwhile(({ ports }) => changePerson(ports, wu, 'chen', typed));
    expect(await checkPin(slow, 'chen', PINS.chen)).toEqual({
      ok: true,
      person: { id: 'chen', name: 'Chen', role: 'cashier' },
    });
  });

  test('does not fit when the person has another PIN by then', async () => {
    const typed = { name: 'Lin', role: 'cashier', pin: '8204' } as const;
    const { slow, ports, tries } = meanwhile((kit) => changePerson(kit.ports, wu, 'lin', typed));
    expect(await checkPin(slow, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pin-wrong' });
    expect(tries.of('lin').failures).toBe(1);
    expect((await checkPin(ports, 'lin', '8204')).ok).toBe(true);
  });
});

test('a PIN that was kept for another role, or by an earlier version, is kept anew when it is next entered', async () => {
  const before = member('Lin', 'cashier', PINS.lin);
  const { ports, staff } = staffKit({}, [{ ...before, pin: { ...before.pin, role: undefined } }]);
  expect((await checkPin(ports, 'lin', PINS.lin)).ok).toBe(true);
  expect(staff.read()[0]?.pin.role).toBe('cashier');
  expect((await checkPin(ports, 'lin', PINS.lin)).ok).toBe(true);
});

test('and is right although the staff list cannot be written: the next time it is tried again', async () => {
  const before = member('Lin', 'cashier', PINS.lin);
  const { ports, staff } = staffKit({}, [{ ...before, pin: { ...before.pin, role: undefined } }]);
  const write = staff.write.bind(staff);
  staff.write = () => {
    throw new Error('EROFS');
  };
  expect((await checkPin(ports, 'lin', PINS.lin)).ok).toBe(true);
  staff.write = write;
  expect((await checkPin(ports, 'lin', PINS.lin)).ok).toBe(true);
  expect(staff.read()[0]?.pin.role).toBe('cashier');
});
