import { expect, test } from 'vitest';
import { livesOf } from './storm/plan.ts';
import { stormOnStation } from './storm/station-storm.ts';

test('the power fails again and again: every payment, refund and Z is there once and reconciles with the gateway', async () => {
  const lives = livesOf({ kills: 8, seed: 153, profile: 'quick' });
  const storm = await stormOnStation({ lives, settleWithinMs: 120_000 });
  expect(Object.values(storm.wrongs).flat()).toEqual([]);
  expect(storm.cuts).toHaveLength(8);
  expect(storm.payments).not.toEqual([]);
  expect(storm.refunds).not.toEqual([]);
  expect(storm.zs).not.toEqual([]);
  expect(storm.cuts).toContain('reconcile');
  expect(storm.days).not.toEqual([]);
  const isImported = [storm.payments, storm.refunds].map((all) => all.some((one) => one.isImported));
  expect(isImported).toEqual([true, true]);
});
