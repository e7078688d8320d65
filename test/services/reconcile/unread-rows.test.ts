import { expect, test } from 'vitest';
import { chen } from '../day/day-kit.ts';
import { DAY, reconcileKit } from './reconcile-kit.ts';

const PAID = 2;

test.each([
  ['its own row', (reference: string) => reference],
  ['a row without a name', () => ''],
  ['a row with an ID alone', () => '77'],
])(
  'fails for %s that cannot be read while a sale settled by hand is not in the list',
  async (_what, name) => {
    const kit = await reconcileKit((gateway) => ({
      ...gateway,
      list: async (filter) => {
        const listed = await gateway.list(filter);
        if (listed.kind !== 'ok') return listed;
        return { ...listed, value: { ...listed.value, unread: [name('T1-1')], totalCount: 2 } };
      },
    }));
    const settle = (reference: string): void => {
      kit.here(reference);
      const settled = {
        type: 'settled',
        outcome: 'not-paid',
        reason: 'seen',
        by: chen,
        approvedBy: chen,
      } as const;
      kit.journal.append(reference, settled, kit.clock.now());
    };
    settle('T1-1');
    await kit.there('T1-2', PAID);
    settle('T1-2');
    await kit.clock.pass(1_000);
    expect((await kit.reconciler.reconcile(DAY, chen)).record.result).toBe('not-reconciled');
  },
);
