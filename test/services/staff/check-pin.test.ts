import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PinRefusal } from '#domain/staff/pin.ts';
import { isLockedOut, waitAfter } from '#domain/staff/pin.ts';
import { changePerson, dismissPerson } from '#services/staff/change-staff.ts';
import { checkPin, memberOf } from '#services/staff/check-pin.ts';
import type { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { member, PINS, shopStaff, staffKit } from '../../support/staff-kit.ts';

const WRONG = '9999';
const MINUTE = 60_000;

/** Why PINs were refused, according to the journal. */
const refusals = (journal: MemoryJournal): readonly PinRefusal[] =>
  journal.records(['pin-refused'], 0).map(({ record }) => record.why);

describe('a PIN at the till', () => {
  test('that is right signs in and resets the count of wrong ones', async () => {
    const { ports, staff } = staffKit();
    await checkPin(ports, 'lin', WRONG);
    expect(await checkPin(ports, 'lin', PINS.lin)).toMatchObject({ ok: true, person: { name: 'Lin' } });
    expect(memberOf(staff, 'lin')).toMatchObject({ failures: 0, failedAt: 0 });
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

  test('is counted before it is checked, so that a power cut gives no free attempt', async () => {
    const kit = staffKit();
    const { ports, staff } = kit;
    const pulled = { ...ports, pins: { ...kit.pins, check: () => new Promise<never>(() => undefined) } };
    for (let count = 1; count <= 3; count += 1) {
      void checkPin(pulled, 'lin', WRONG);
      expect(memberOf(staff, 'lin')).toMatchObject({ failures: count });
    }
    expect(await checkPin(ports, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pin-locked' });
  });

  test('sent many times at once gives no more attempts than one after the other', async () => {
    const { ports } = staffKit();
    const answers = await Promise.all(Array.from({ length: 20 }, () => checkPin(ports, 'lin', WRONG)));
    expect(answers.filter((answer) => !answer.ok && answer.why === 'pin-wrong')).toHaveLength(3);
  });

  test('a clock that is set back neither extends a lockout nor resets the count', async () => {
    const { ports, clock, staff } = staffKit();
    for (const pin of [WRONG, WRONG, WRONG]) await checkPin(ports, 'lin', pin);
    clock.set(-3_600_000);
    await checkPin(ports, 'lin', WRONG);
    expect(memberOf(staff, 'lin')).toMatchObject({ failures: 4 });
    await clock.pass(15_000);
    expect((await checkPin(ports, 'lin', PINS.lin)).ok).toBe(true);
  });

  test('that cannot be checked, because the key ring is gone, does not count', async () => {
    const { ports, pins, staff } = staffKit();
    pins.lost = true;
    expect(await checkPin(ports, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pins-unavailable' });
    expect(memberOf(staff, 'lin')).toMatchObject({ failures: 0 });
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
    const lockedMei = { ...member('Mei', 'cashier', '5093'), failures: 10 };
    const { ports, clock, journal } = staffKit({}, [...shopStaff, lockedMei]);
    for (let second = 0; second < 180; second += 1) {
      for (let count = 0; count < 20; count += 1) await checkPin(ports, 'mei', '5093');
      await clock.pass(1_000);
    }
    const written = journal.records(['pin-refused'], 0);
    expect(written.map(({ record }) => record.why)).toEqual(Array(3).fill('pin-shut-out'));
    expect(written.map(({ at }) => at - (written[0]?.at ?? 0))).toEqual([0, MINUTE, 2 * MINUTE]);
  });

  test('sees every lockout in which a PIN was tried, and for whom', async () => {
    const { ports, clock, journal } = await lockedOut();
    for (const id of ['lin', 'nobody', 'lin']) await checkPin(ports, id, WRONG);
    await clock.pass(5_000);
    for (let count = 0; count < 5; count += 1) await checkPin(ports, 'lin', WRONG);
    expect(refusals(journal).slice(3)).toEqual([
      'pin-locked',
      'person-unknown',
      'pin-locked',
      'pin-wrong',
      'pin-locked',
    ]);
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
      const { ports, clock, staff } = staffKit();
      let looks = 0;
      let nextCheckAt = 0;
      for (const pause of pauses) {
        await clock.pass(pause);
        const now = clock.now();
        const answer = await checkPin(ports, 'lin', WRONG);
        const shut = isLockedOut(looks);
        if (shut) expect(answer).toEqual({ ok: false, why: 'pin-shut-out' });
        else if (now < nextCheckAt) expect(answer).toEqual({ ok: false, why: 'pin-locked' });
        else {
          looks += 1;
          nextCheckAt = now + waitAfter(looks);
        }
        expect(memberOf(staff, 'lin')?.failures).toBe(looks);
      }
    }),
    { numRuns: 60 },
  );
});

/** A till that checks a PIN while a colleague does something else. */
const meanwhile = (act: (kit: ReturnType<typeof staffKit>) => unknown) => {
  const kit = staffKit({}, [...shopStaff, member('Wu', 'manager', '604183')]);
  const check: typeof kit.pins.check = async (pin, verifier) => {
    const answer = await kit.pins.check(pin, verifier);
    await act(kit);
    return answer;
  };
  return { ...kit, slow: { ...kit.ports, pins: { ...kit.pins, check } } };
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
    const { slow, staff } = meanwhile(({ ports }) => changePerson(ports, wu, 'lin', typed));
    expect(await checkPin(slow, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pin-wrong' });
    expect(memberOf(staff, 'lin')).toMatchObject({ failures: 0 });
  });

  test('takes back only its own attempt when it cannot be checked', async () => {
    const { slow, pins, staff } = meanwhile(async ({ ports, pins: kept }) => {
      kept.lost = false;
      await checkPin(ports, 'lin', WRONG);
      await checkPin(ports, 'lin', WRONG);
    });
    pins.lost = true;
    expect(await checkPin(slow, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pins-unavailable' });
    expect(memberOf(staff, 'lin')).toMatchObject({ failures: 2 });
  });
});
