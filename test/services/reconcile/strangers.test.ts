import { expect, test } from 'vitest';
import { makeReference } from '#domain/payment/reference.ts';
import { chen } from '../day/day-kit.ts';
import { recorded } from '../../support/recorded-changes.ts';
import { DAY, reconcileKit, whys } from './reconcile-kit.ts';

const [OPEN, PAID] = [1, 2];

test('what others made under this TerminalID is named, and neither counted, followed nor waited for', async () => {
  const kit = await reconcileKit();
  const madeBy = (identity: string, opening: string, number: number) =>
    makeReference(
      { terminalId: 'T1', mark: { identity, opening } },
      kit.clock.now(),
      number,
      new Uint8Array(8),
    );
  const imported = recorded(kit.changes, 'imported');
  const other = madeBy('BBBBBB', '1111', 1);
  const copy = madeBy('AAAAAA', '3333', 1);
  await kit.both('T1-ours', [OPEN, PAID], PAID);
  await kit.there(other, PAID);
  await kit.there(copy, OPEN);
  await kit.clock.pass(1_000);
  const { record } = await kit.reconciler.reconcile(DAY, chen);
  expect(record.payments).toEqual({ matched: 1, 'only-here': 0, 'only-there': 2, different: 0 });
  expect(whys(kit)).toEqual([`${other}: another-till`, `${copy}: journal-copy`]);
  for (const reference of [other, copy]) expect(kit.journal.payment(reference)).toBeUndefined();
  expect(kit.payments.tracker.unfinished).toEqual([]);
  expect(kit.payments.blocking).toBeUndefined();
  expect(kit.payments.current).toBeNull();
  expect(imported).toEqual([]);
  const asked = await fetch(`${kit.simulator.url}/__control/requests`);
  expect(await asked.text()).not.toContain('/cancel');
  expect(kit.met).toBe('journal-copy');
});
