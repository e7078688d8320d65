import { describe, expect, it } from 'vitest';
import { startSimulator } from '#simulator/simulator.ts';
import { openShop, SITE } from '../kit/shop.ts';

const codeOf = (error: unknown) => ((error as Error).cause as { code?: string } | undefined)?.code;

describe('The network', () => {
  it('refuses connections while it is down, and comes back on the same port with all its payments', async () => {
    const shop = await openShop();
    const { ID } = await shop.sell();
    const { url } = shop.sim;
    await shop.sim.setNetwork('down');
    await shop.sim.setNetwork('down');
    expect(codeOf(await shop.lookUp(ID).catch((error: unknown) => error))).toBe('ECONNREFUSED');
    await shop.sim.setNetwork('up');
    await shop.sim.setNetwork('up');
    expect(shop.sim.url).toBe(url);
    expect((await shop.lookUp(ID)).ID).toBe(ID);
  });

  it('cuts off an answer that is being sent', async () => {
    const shop = await openShop();
    await shop.control('settings', { delayMs: 600_000 });
    const waiting = shop.create().catch(() => 'cut');
    await expect.poll(() => shop.sim.store().payments.length).toBe(1);
    await shop.sim.setNetwork('down');
    expect(await waiting).toBe('cut');
  });

  it('is only this computer', async () => {
    const { sim } = await openShop();
    expect(sim.url).toBe(`http://127.0.0.1:${sim.port}`);
  });

  it('says so when the port is taken', async () => {
    const { sim } = await openShop();
    await expect(startSimulator({ ...SITE, port: sim.port })).rejects.toThrow('EADDRINUSE');
  });
});
