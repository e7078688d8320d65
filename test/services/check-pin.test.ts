import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isShutOut, waitAfter } from '#domain/pin.ts';
import { checkPin, memberOf } from '#services/check-pin.ts';
import { PINS, staffKit } from '../support/staff-kit.ts';

const WRONG = '9999';

describe('a PIN at the till', () => {
  test('that fits opens it and forgets the wrong ones before', async () => {
    const { ports, staff } = staffKit();
    await checkPin(ports, 'lin', WRONG);
    expect(await checkPin(ports, 'lin', PINS.lin)).toMatchObject({ ok: true, person: { name: 'Lin' } });
    expect(memberOf(staff, 'lin')).toMatchObject({ failures: 0, failedAt: 0 });
  });

  test('that is wrong is in the books, without a digit of it', async () => {
    const { ports, journal, lastTold } = staffKit();
    await checkPin(ports, 'lin', WRONG);
    expect(lastTold()).toMatchObject({ type: 'pin-refused', by: { id: 'lin' }, failures: 1, lockedForMs: 0 });
    expect(JSON.stringify(journal.house)).not.toContain(WRONG);
  });

  test('is not even looked at while one must wait: the right one is refused like a wrong one', async () => {
    const { ports, clock, told } = staffKit();
    for (const pin of [WRONG, WRONG, WRONG]) await checkPin(ports, 'lin', pin);
    expect(await checkPin(ports, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pin-locked' });
    await clock.pass(4_999);
    expect(await checkPin(ports, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pin-locked' });
    await clock.pass(1);
    expect((await checkPin(ports, 'lin', PINS.lin)).ok).toBe(true);
    expect(told().filter((type) => type === 'pin-refused')).toHaveLength(3);
  });

  test('is counted before it is looked at, so that a power cut in between gives no free try', async () => {
    const kit = staffKit();
    const { ports, staff } = kit;
    const pulled = { ...ports, pins: { ...kit.pins, check: () => new Promise<never>(() => undefined) } };
    for (let count = 1; count <= 3; count += 1) {
      void checkPin(pulled, 'lin', WRONG);
      expect(memberOf(staff, 'lin')).toMatchObject({ failures: count });
    }
    expect(await checkPin(ports, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pin-locked' });
  });

  test('asked many times at once gives no more tries than one after the other', async () => {
    const { ports } = staffKit();
    const answers = await Promise.all(Array.from({ length: 20 }, () => checkPin(ports, 'lin', WRONG)));
    expect(answers.filter((answer) => !answer.ok && answer.why === 'pin-wrong')).toHaveLength(3);
  });

  test('a clock that is set back makes nobody wait longer, and forgets no wrong PIN', async () => {
    const { ports, clock, staff } = staffKit();
    for (const pin of [WRONG, WRONG, WRONG]) await checkPin(ports, 'lin', pin);
    clock.set(-3_600_000);
    await checkPin(ports, 'lin', WRONG);
    expect(memberOf(staff, 'lin')).toMatchObject({ failures: 4 });
    await clock.pass(15_000);
    expect((await checkPin(ports, 'lin', PINS.lin)).ok).toBe(true);
  });

  test('that cannot be checked, because the key ring is gone, counts as no try', async () => {
    const { ports, pins, staff } = staffKit();
    pins.lost = true;
    expect(await checkPin(ports, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pins-unavailable' });
    expect(memberOf(staff, 'lin')).toMatchObject({ failures: 0 });
  });

  test('of somebody who has left opens nothing', async () => {
    expect(await checkPin(staffKit().ports, 'nobody', WRONG)).toEqual({ ok: false, why: 'person-unknown' });
  });
});

test('however somebody guesses and waits, they get no more looks at a PIN than the waits allow', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 40 }), async (pauses) => {
      const { ports, clock, staff } = staffKit();
      let looks = 0;
      let mayLookAt = 0;
      for (const pause of pauses) {
        await clock.pass(pause);
        const now = clock.now();
        const answer = await checkPin(ports, 'lin', WRONG);
        const shut = isShutOut(looks);
        if (shut) expect(answer).toEqual({ ok: false, why: 'pin-shut-out' });
        else if (now < mayLookAt) expect(answer).toEqual({ ok: false, why: 'pin-locked' });
        else {
          looks += 1;
          mayLookAt = now + waitAfter(looks);
        }
        expect(memberOf(staff, 'lin')?.failures).toBe(looks);
      }
    }),
    { numRuns: 60 },
  );
});
