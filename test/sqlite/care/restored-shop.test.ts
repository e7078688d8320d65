import { expect, test } from 'vitest';
import { restoredShop } from '#sqlite/care/restored-shop.ts';
import { byChen, dayKit, pay } from '../../services/day/day-kit.ts';
import { spoilRow } from '../kit/shop-journal.ts';

test('a restored till knows its business days by a Z of a newer version, which has a field more', async () => {
  const kit = dayKit({ cutOff: '04:00' });
  pay(kit, 'T1-1', [1, 2]);
  await kit.desk.close(byChen);
  spoilRow(
    kit.file,
    kit.journal.lastPlace('day-closed')!.sequence,
    "payload = json_set(payload, '$.weather', 'rain')",
  );
  expect(restoredShop(kit.file)).toMatchObject({
    siteId: '1000',
    days: { cutOff: '04:00', timeZone: 'UTC' },
  });
});
