import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openBareStation } from '../../support/bare-station.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { freshHome, removeHome } from '../../support/station.ts';

/** Takes connections, as a print service that hangs does, and says nothing. */
const openSilentService = async () => {
  const held: Socket[] = [];
  const server = createServer((socket) => void held.push(socket.on('error', () => undefined)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of held) socket.destroy();
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: once(server, 'connection'),
  };
};

// Only there does the system's printing go over a connection.
test.runIf(process.platform === 'linux')(
  'a till quits, for an update too, while the system’s print service hangs with a slip',
  async () => {
    const home = freshHome();
    onTestFinished(() => removeHome(home));
    const service = await openSilentService();
    vi.stubEnv('CUPS_SERVER', service.address);
    onTestFinished(() => void vi.unstubAllEnvs());
    const station = await openBareStation(home);
    await vi.waitUntil(
      () => station.inPage('till', 'document.querySelector("[data-testid=amount]") !== null'),
      { timeout: PATIENCE_MS },
    );
    const page = {
      mode: 'ask',
      printer: 'system',
      address: 'Office',
      width: 80,
      language: 'en',
      storeAddress: '',
    };
    await station.inPage('till', `void window.countertop.call('receipts.test', ${JSON.stringify(page)})`);
    await service.asked;
    expect(await station.stop()).toBeNull();
  },
);
