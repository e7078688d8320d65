import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openShop, refundIn } from '../kit/shop.ts';
import type { Shop } from '../kit/shop.ts';

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countertop-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'training', 'store.jsonl');
}

async function restart(shop: Shop, storeFile: string): Promise<Shop> {
  await shop.sim.close();
  return openShop({ storeFile });
}

describe('Training payments survive a restart', () => {
  it('with their status, their refunds and their planned steps', async () => {
    const storeFile = newFile();
    const shop = await openShop({ storeFile });
    const paid = await shop.sell({ MerchantTransactionID: 'paid' });
    shop.sim.act('latest', 'pay');
    const Refund = { MerchantTransactionID: 'back', Amount: 1 };
    const refund = refundIn(await shop.send('POST', `/v1/payments/${paid.ID}/refunds`, { Refund }));
    const late = await shop.sell({ Amount: 1202 });
    const store = shop.sim.store();

    const again = await restart(shop, storeFile);
    const withoutCounts = ({ payments, refunds }: typeof store) =>
      [...payments, ...refunds].map(({ statusId, reference, requestId }) => ({
        statusId,
        reference,
        requestId,
      }));
    expect(withoutCounts(again.sim.store())).toEqual(withoutCounts(store));
    again.advance(20_000);
    expect((await again.lookUp(late.ID)).Status.ID).toBe(2);
    const path = `/v1/payments/${paid.ID}/refunds/${refund.ID}`;
    expect(refundIn(await again.send('GET', path)).Status.ID).toBe(2);
    expect((await again.create({ MerchantTransactionID: 'paid' })).status).toBe(400);
    expect((await again.create({ MerchantTransactionID: 'new' })).body).toMatchObject({
      Payment: { ID: late.ID + 2 },
    });
  });

  it('when a power cut tore the last line, as do payments written after it', async () => {
    const storeFile = newFile();
    const shop = await openShop({ storeFile });
    const kept = await shop.sell({ MerchantTransactionID: 'kept' });
    await shop.sell({ MerchantTransactionID: 'torn' });
    writeFileSync(storeFile, readFileSync(storeFile, 'utf8').slice(0, -40));

    const again = await restart(shop, storeFile);
    expect(again.sim.store().payments.map(({ reference }) => reference)).toEqual(['kept']);
    again.sim.act({ merchantTransactionId: 'kept' }, 'pay');
    const third = await restart(again, storeFile);
    expect((await third.lookUp(kept.ID)).Status.ID).toBe(2);
  });

  it('while unknown lines are skipped, and an unknown scenario counts as the ordinary one', async () => {
    const storeFile = newFile();
    const shop = await openShop({ storeFile });
    const { ID } = await shop.sell({ Amount: 1201 });
    writeFileSync(storeFile, readFileSync(storeFile, 'utf8').replace('"pays-soon"', '"retired"'));
    appendFileSync(storeFile, '{"kind":"payout"}\nnonsense\n');
    const again = await restart(shop, storeFile);
    expect(again.sim.store().payments).toMatchObject([{ id: ID, scenario: 'waits' }]);
  });

  it('unless they were deleted, and then IDs still continue', async () => {
    const storeFile = newFile();
    const shop = await openShop({ storeFile });
    const { ID } = await shop.sell();
    shop.sim.reset();
    const again = await restart(shop, storeFile);
    expect(again.sim.store().payments).toEqual([]);
    expect((await again.sell()).ID).toBe(ID + 1);
  });
});
