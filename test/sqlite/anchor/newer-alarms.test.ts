import { expect, test } from 'vitest';
import { keep, sellTwo } from '../kit/crash.ts';
import { addNewerEvent, newShop } from '../kit/shop-journal.ts';

const chen = { id: 'p2', name: 'Chen', role: 'manager' } as const;

test('an alarm of a kind that only a newer version knows keeps no till from opening, and is shown until it is accepted', async () => {
  const shop = newShop();
  const first = keep(shop);
  sellTwo(first.kept.journal);
  await first.kept.close();
  for (const type of ['journal-restored', 'journal-alarm']) addNewerEvent(shop.file, 'house', type);
  const second = keep(shop);
  expect(second.kept.health().alarm).toBe('rewritten');
  second.kept.acceptAlarms(chen);
  await second.kept.close();
  expect(keep(shop).kept.health().alarm).toBeNull();
});
