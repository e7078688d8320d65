import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFinal } from '#domain/payment/payment.ts';
import { stationKit } from '../../support/station-kit.ts';

type Kit = ReturnType<typeof stationKit>;

/** Sales with every outcome, each with its own rows in the journal. */
const stories: Record<string, (kit: Kit, reference: string) => Promise<void>> = {
  'the customer pays': async ({ gateway, clock }, reference) => {
    gateway.set(reference, { statusId: 7 });
    await clock.pass(4_000);
    gateway.set(reference, { statusId: 2 });
  },
  'the wallet declines': async ({ gateway, clock }, reference) => {
    gateway.set(reference, { statusId: 6 });
    await clock.pass(4_000);
    gateway.set(reference, { statusId: 4, reasons: [{ code: 15, info: 'no' }] });
  },
  'the cashier cancels': async ({ desk, clock }, reference) => {
    desk.cancel(reference);
    await clock.pass(1_000);
  },
  'the gateway refuses to cancel and the customer pays': async ({ desk, gateway, clock }, reference) => {
    gateway.next.cancel = [{ kind: 'rejected', reasons: [{ code: 122, info: 'no' }], payment: null }];
    desk.cancel(reference);
    await clock.pass(4_000);
    gateway.set(reference, { statusId: 2 });
  },
  'the customer does nothing until the payment expires': async ({ clock }) => clock.pass(700_000),
  'it expires and is paid late': async ({ gateway, clock }, reference) => {
    gateway.set(reference, { statusId: 5 });
    await clock.pass(4_000);
    gateway.set(reference, { statusId: 2 });
  },
};

const live = async (name: string, loseAnswer: boolean): Promise<Kit> => {
  const kit = stationKit();
  if (loseAnswer) kit.gateway.next.create = [{ kind: 'no-answer', detail: 'timeout' }];
  const start = kit.desk.start(1250, '');
  if (!start.started) throw new Error(start.why);
  await kit.clock.pass(100);
  await stories[name]!(kit, start.payment.reference);
  await kit.clock.pass(120_000);
  return kit;
};

test('after a power cut at any point of any sale it is still there, ends the same, and is charged once', async () => {
  const cases = fc.record({
    name: fc.constantFrom(...Object.keys(stories)),
    loseAnswer: fc.boolean(),
    cutAfter: fc.integer({ min: 1, max: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ name, loseAnswer, cutAfter }) => {
      const whole = await live(name, loseAnswer);
      const lines = whole.journal.entries.slice(0, cutAfter);
      const { reference } = lines[0]!;
      const stored = whole.gateway.stored(reference)!;

      const after = stationKit();
      for (const { event, at } of lines) after.journal.append(reference, event, at);
      const { intent } = lines[0]!.event as (typeof lines)[0]['event'] & { type: 'intended' };
      await after.gateway.create(intent);
      after.gateway.set(reference, stored);
      after.desk.resume();
      await after.clock.pass(1_500_000);

      const payment = after.journal.payment(reference)!;
      expect(payment.gateway?.statusId, `${name}, cut after ${String(cutAfter)}`).toBe(stored.statusId);
      expect(isFinal(payment)).toBe(true);
      expect(payment.state === 'paid').toBe(stored.statusId === 2);
      expect(after.gateway.created).toHaveLength(1);
    }),
    { numRuns: 150 },
  );
});
